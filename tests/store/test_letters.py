"""Letters: who wants them, and that each is sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from store.accounts import Account, add_account
from store.database import Connection, Database
from store.letter_log import (
    CLAIM_LASTS,
    MOST_TRIES,
    Claim,
    Occasion,
    claim,
    logged,
    note_failed,
    note_needless,
    note_sent,
    wait_after,
    waiting,
)
from store.subscriptions import Choice, Kind, Subscription, choices, choose, linked, make_link, unsubscribe

NOW = datetime(2025, 7, 14, 9, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=14), NOW + timedelta(minutes=16)


def account(connection: Connection, login: str = "officer@example.org") -> Account:
    return add_account(connection, login, "Officer", by="admin", at=NOW)


@pytest.fixture
def occasion(database: Database) -> Occasion:
    with database.writing() as connection:
        return Occasion(Subscription(account(connection).id, "P", Kind.DIGEST), "2025-W28")


def claimed(database: Database, of: Occasion, at: datetime = NOW) -> Claim | None:
    with database.writing() as connection:
        return claim(connection, of, at)


def test_a_choice_holds_until_another_is_made(database: Database) -> None:
    with database.writing() as connection:
        digest = Subscription(account(connection).id, "P", Kind.DIGEST)
        assert choices(connection) == {}
        choose(connection, digest, NOW, wanted=True)
        choose(connection, digest, LATER, wanted=True)
        assert choices(connection) == {digest: Choice(wanted=True, at=NOW)}
        choose(connection, digest, LATER, wanted=False)
        assert choices(connection) == {digest: Choice(wanted=False, at=LATER)}
        assert choices(connection, account(connection, "other")) == {}


def test_a_link_ends_the_letters_that_it_came_with_and_no_others(database: Database) -> None:
    with database.writing() as connection:
        of = account(connection)
        digest, reminders = (Subscription(of.id, "P", kind) for kind in Kind)
        choose(connection, digest, NOW, wanted=True)
        choose(connection, reminders, NOW, wanted=True)
        first, second = make_link(connection, digest, NOW), make_link(connection, digest, NOW)
        assert linked(connection, first) == digest
        assert unsubscribe(connection, first, LATER) == digest
        assert unsubscribe(connection, second, LATER) == digest
        assert {what: choice.wanted for what, choice in choices(connection).items()} == {
            digest: False,
            reminders: True,
        }
        assert unsubscribe(connection, "guessed", LATER) is None


def test_a_link_is_kept_as_a_hash(database: Database) -> None:
    with database.writing() as connection:
        token = make_link(connection, Subscription(account(connection).id, "P", Kind.DIGEST), NOW)
        kept = connection.exec_driver_sql("SELECT digest FROM letter_link").scalar_one()
    assert token not in kept


def test_of_many_servers_one_claims_a_letter(database: Database, occasion: Occasion) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: claimed(database, occasion), range(12)))
    assert [each for each in found if each is not None] == [Claim(1, 1)]


def test_of_many_servers_one_takes_over_a_claim_that_was_left(database: Database, occasion: Occasion) -> None:
    assert claimed(database, occasion)
    assert claimed(database, occasion, SOON) is None
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: claimed(database, occasion, LATER), range(12)))
    assert [each for each in found if each is not None] == [Claim(1, 2)]


def test_who_lost_a_claim_does_not_settle_the_letter(database: Database, occasion: Occasion) -> None:
    slow, fast = claimed(database, occasion), claimed(database, occasion, LATER)
    assert slow
    assert fast
    with database.writing() as connection:
        assert not note_sent(connection, slow, LATER, "250 late")
        assert note_sent(connection, fast, LATER, "250 done")
        assert [(each.state, each.answer) for each in logged(connection).values()] == [("sent", "250 done")]


@pytest.mark.parametrize("note", [lambda c, of: note_sent(c, of, NOW, "250"), lambda c, of: note_needless(c, of, NOW)])
def test_what_is_settled_is_never_claimed_again(database: Database, occasion: Occasion, note: object) -> None:
    assert callable(note)
    of = claimed(database, occasion)
    with database.writing() as connection:
        assert note(connection, of)
        assert claim(connection, occasion, NOW + timedelta(days=400)) is None
        assert waiting(connection, NOW + timedelta(days=400)) == []


def test_a_letter_that_failed_waits_and_is_tried_again(database: Database, occasion: Occasion) -> None:
    of = claimed(database, occasion)
    assert of
    with database.writing() as connection:
        again = note_failed(connection, of, NOW, "421 busy")
        assert again == NOW + timedelta(minutes=15)
        assert waiting(connection, SOON) == []
        assert claim(connection, occasion, SOON) is None
        assert waiting(connection, LATER) == [occasion]
        assert claim(connection, occasion, LATER) == Claim(of.letter, 2)


def test_a_letter_whose_sender_stopped_waits_for_another(database: Database, occasion: Occasion) -> None:
    claimed(database, occasion)
    with database.reading() as connection:
        assert waiting(connection, NOW + CLAIM_LASTS) == [occasion]


def test_a_letter_that_always_fails_is_given_up_after_a_while(database: Database, occasion: Occasion) -> None:
    at: datetime | None = NOW
    tries = 0
    while at:
        of = claimed(database, occasion, at)
        assert of
        tries += 1
        with database.writing() as connection:
            at = note_failed(connection, of, at, "550 unknown")
    assert tries == MOST_TRIES
    assert claimed(database, occasion, NOW + timedelta(days=400)) is None


def test_waits_grow_and_have_a_longest() -> None:
    waits = [wait for tries in range(1, MOST_TRIES) if (wait := wait_after(tries))]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=15), timedelta(hours=24))
    assert timedelta(days=5) < sum(waits, timedelta()) < timedelta(days=7)
