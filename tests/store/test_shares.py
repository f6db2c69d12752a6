"""Share links: who comes by one, until when, and what is kept of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from store import shares
from store.database import Database
from store.shares import Guest, ShareLink, share_link

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def make(connection: Connection, project: str = "P", days: int = 30) -> tuple[ShareLink, str]:
    wanted = ShareLink(
        id=0,
        project=project,
        title="The ministry",
        opens="/p/P/results",
        made_at=NOW,
        made_by="M&E lead",
        expires_at=NOW + days * DAY,
    )
    return shares.make_share(connection, wanted)


def test_a_link_is_found_by_its_token_until_its_day(database: Database) -> None:
    with database.writing() as connection:
        link, token = make(connection)
        assert shares.share_by_token(connection, token, NOW + 29 * DAY) == link
        assert shares.share_by_number(connection, link.id, NOW + 29 * DAY) == link
        assert shares.share_by_token(connection, token, NOW + 30 * DAY) is None
        assert shares.share_by_number(connection, link.id, NOW + 30 * DAY) is None


@pytest.mark.parametrize("change", [lambda token: token + "x", lambda token: token[:-1], lambda _: ""])
def test_another_token_finds_nothing(database: Database, change: Callable[[str], str]) -> None:
    with database.writing() as connection:
        _, token = make(connection)
        assert shares.share_by_token(connection, change(token), NOW) is None


def test_a_link_lasts_a_year_at_the_longest(database: Database) -> None:
    with database.writing() as connection:
        link, _ = make(connection, days=10_000)
        assert link.expires_at == NOW + shares.LONGEST


def test_a_revoked_link_ends_at_once_and_says_who_ended_it(database: Database) -> None:
    with database.writing() as connection:
        link, token = make(connection)
        assert shares.revoke_share(connection, "Q", link.id, by="Boris", at=NOW) is None
        ended = shares.revoke_share(connection, "P", link.id, by="Boris", at=NOW + DAY)
        assert ended
        assert (ended.revoked_by, ended.revoked_at) == ("Boris", NOW + DAY)
        assert shares.revoke_share(connection, "P", link.id, by="Anna", at=NOW + DAY) is None
        assert shares.share_by_token(connection, token, NOW + DAY) is None
        assert shares.share_by_number(connection, link.id, NOW + DAY) is None


def test_a_project_has_its_own_links_the_newest_first(database: Database) -> None:
    with database.writing() as connection:
        first, second, _ = (make(connection, project)[0] for project in ("P", "P", "Q"))
        assert shares.shares_of(connection, "P") == [second, first]


def test_the_first_use_of_a_day_is_told_from_the_others(database: Database) -> None:
    with database.writing() as connection:
        link, token = make(connection)
        assert shares.note_use(connection, link, NOW)
        for later, first in ((NOW + DAY / 24, False), (NOW + DAY, True)):
            found = shares.share_by_token(connection, token, later)
            assert found
            assert shares.note_use(connection, found, later) == first


def test_the_token_cannot_be_read_from_the_database(database: Database) -> None:
    with database.writing() as connection:
        _, token = make(connection)
        assert len(token) >= 43  # of 32 random bytes
        assert token not in str(connection.execute(select(share_link)).all())


def test_a_guest_is_the_public_in_one_project(database: Database) -> None:
    with database.writing() as connection:
        link, _ = make(connection)
    guest = shares.guest_of(link)
    assert isinstance(guest, Guest)
    assert guest.roles("P") == {"public"}
    assert not guest.roles("Q")
    assert not guest.is_admin
    assert guest.login == "share link 1"
