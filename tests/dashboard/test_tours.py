"""The tour that a page offers, and what is kept of it; what a browser is told of a form that was accepted."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.drafts import TAKEN
from dashboard.people.sessions import current_account
from dashboard.site import Site
from dashboard.tours.showing import tour_part
from dashboard.tours.steps import TOURS
from store.accounts import Membership, account_of
from store.tours import tours_seen
from tests.accounts import PASSWORD, make_accounts
from tests.dashboard.readers import nobody, reader
from tests.dashboard.senders import Sender
from tests.dashboard.wells import Clock, site_of_wells

STEPS = 5


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = replace(site_of_wells(tmp_path, Clock()), reader=current_account)
    make_accounts(f"sqlite:///{tmp_path / 'wells.sqlite'}", toured=False)
    return made


@pytest.fixture
def browser(site: Site) -> FlaskClient:
    server = create_app(site)
    server.test_client_class = Sender
    client = server.test_client()
    client.post("/login", data={"login": "donor", "password": PASSWORD})
    return client


def offered(site: Site, *memberships: Membership | str) -> Component | None:
    found = tour_part(replace(site, reader=reader(*memberships)), "en")
    return found[0] if found else None


def seen(site: Site, login: str) -> frozenset[str]:
    with site.database.reading() as connection:
        found = account_of(connection, login)
        assert found
        return tours_seen(connection, found)


@pytest.mark.parametrize("role", TOURS)
def test_every_role_has_a_tour_of_five_steps_that_it_may_open(site: Site, role: str) -> None:
    button = offered(site, role)
    assert button
    described = button.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # of Dash
    assert described["data-role"] == role
    assert len(json.loads(described["data-tour"])["steps"]) == STEPS


def test_who_has_no_role_or_did_not_sign_in_has_no_tour(site: Site) -> None:
    assert offered(site) is None
    assert offered(site, Membership("donor", "ANOTHER")) is None
    assert tour_part(replace(site, reader=nobody), "en") == []


def test_a_tour_begins_by_itself_until_it_was_seen(browser: FlaskClient, site: Site) -> None:
    assert "data-begins" in browser.get("/").text
    assert browser.post("/account/tour", data={"role": "donor"}).status_code == 204
    assert seen(site, "donor") == {"donor"}
    assert seen(site, "officer") == frozenset()
    page = browser.get("/").text
    assert "show-tour" in page
    assert "data-begins" not in page


def test_a_tour_of_no_role_is_not_kept(browser: FlaskClient, site: Site) -> None:
    assert browser.post("/account/tour", data={"role": "king"}).status_code == 400
    assert browser.post("/account/tour").status_code == 400
    assert seen(site, "donor") == frozenset()


def test_nobody_keeps_a_tour_without_signing_in_or_for_another_site(browser: FlaskClient, site: Site) -> None:
    assert browser.application.test_client().post("/account/tour", data={"role": "donor"}).status_code == 401
    assert browser.post("/account/tour", data={"role": "donor"}, forged=True).status_code == 400
    assert seen(site, "donor") == frozenset()


def taken(browser: FlaskClient) -> str:
    """The address of the form that was accepted last, as the browser is told."""
    told = browser.get_cookie(TAKEN)
    assert told
    return unquote(told.decoded_value)


def test_a_browser_is_told_which_form_was_accepted_and_of_none_that_was_not(browser: FlaskClient) -> None:
    assert taken(browser) == "/login"
    assert browser.post("/account/subscriptions", data={"digest:WELLS": "perhaps"}).status_code == 400
    assert taken(browser) == "/login"
    assert browser.post("/account/subscriptions", data={"digest:WELLS": "yes"}).status_code == 303
    assert taken(browser) == "/account/subscriptions"
