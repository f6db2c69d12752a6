"""Nobody gets figures, words, files or names that are not theirs: the whole site is read and searched for canaries."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.people.sessions import current_account
from dashboard.site import Site
from store.accounts import Membership
from store.shares import ShareLink, make_share
from tests.dashboard.canaries import CELLS, ELSEWHERE, NAMES, NOW, UNAPPROVED, told, world
from tests.dashboard.readers import nobody, reader, team

ALL = (*UNAPPROVED, *CELLS, *NAMES, *ELSEWHERE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return world(tmp_path_factory.mktemp("canaries"))


def test_officers_who_are_to_see_all_of_it_find_every_canary(site: Site) -> None:
    server = create_app(site)
    assert team().roles("ROADS") == {"officer", "reviewer"}
    assert set(told(server, server.test_client(), ALL)) == set(ALL)


@pytest.mark.parametrize(
    ("role", "secret"),
    [("donor", (*UNAPPROVED, *CELLS, *ELSEWHERE)), ("evaluator", (*UNAPPROVED, *ELSEWHERE))],
)
def test_donors_and_evaluators_get_none_of_what_is_not_theirs(site: Site, role: str, secret: tuple[str, ...]) -> None:
    server = create_app(replace(site, reader=reader(Membership(role, "WELLS"))))
    assert told(server, server.test_client(), secret) == {}


def test_the_public_gets_none_of_it(tmp_path: Path) -> None:
    server = create_app(replace(world(tmp_path, public=True), reader=nobody))
    assert told(server, server.test_client(), ALL) == {}


def test_who_came_by_a_share_link_gets_none_of_it(site: Site) -> None:
    made = replace(site, reader=current_account)
    until = NOW + timedelta(days=7)
    link = ShareLink(id=0, project="WELLS", title="A ministry", made_at=NOW, made_by="canary-boris", expires_at=until)
    with made.database.writing() as connection:
        _, token = make_share(connection, link)
    server = create_app(made)
    browser = server.test_client()
    assert browser.get(f"/s/{token}").status_code == 303
    assert told(server, browser, ALL) == {}
