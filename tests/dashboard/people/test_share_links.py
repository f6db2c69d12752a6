"""Share links: made by reviewers, opened by people without an account, and what must not come of one."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from dashboard import gate
from dashboard.app import create_app
from dashboard.people.sessions import current_account
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store import audit
from store.accounts import Membership, account_of, grant, withdraw
from store.shares import share_link
from tests.accounts import PASSWORD, make_accounts
from tests.dashboard.wells import FRAMEWORK, GOOD, NOW, Clock, site_of_wells

PAGE = {"Accept": "text/html"}
OTHER = FRAMEWORK.replace("code: WELLS", "code: ROADS").replace("Wells for Khatlon", "Roads for Sughd")
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    """Two projects, a report in the first that nobody has approved yet."""
    file = tmp_path / "roads.yaml"
    file.write_text(OTHER, "utf-8")
    (roads,), problems = read_framework([file])
    assert problems == []
    made = site_of_wells(tmp_path, clock, review=True)
    make_accounts(f"sqlite:///{tmp_path / 'wells.sqlite'}")
    upload = [UploadedFile("q1.csv", GOOD.encode())]
    assert load(made.database, made.frameworks[0], upload, Instructions(by="Anna", at=NOW)).kept
    return replace(made, frameworks=(*made.frameworks, roads), reader=current_account)


@pytest.fixture
def server(site: Site) -> Flask:
    return create_app(site)


@pytest.fixture
def lead(server: Flask) -> FlaskClient:
    return signed_in(server, "reviewer")


@pytest.fixture
def guest(server: Flask, lead: FlaskClient) -> FlaskClient:
    """Somebody who came by a link that holds for a month."""
    browser = server.test_client()
    assert browser.get(link(make(lead))).status_code == 303
    return browser


def signed_in(server: Flask, login: str) -> FlaskClient:
    browser = server.test_client()
    assert browser.post("/login", data={"login": login, "password": PASSWORD}).status_code == 303
    return browser


def make(lead: FlaskClient, code: str = "WELLS", **more: str) -> TestResponse:
    return lead.post(f"/p/{code}/shares", data={"title": "The ministry", "days": "30", **more})


def link(made: TestResponse) -> str:
    assert made.status_code == 201
    found = re.search(r"<code>http://localhost(/s/[\w-]+)</code>", made.text)
    assert found, made.text
    return found[1]


def test_a_link_opens_the_page_for_which_it_was_made(server: Flask, lead: FlaskClient) -> None:
    view = "/p/WELLS/indicators/1?as_of=2023-03-31&measure=period"
    form = lead.get("/p/WELLS/share", query_string={"opens": view}).text
    going = re.search(r'name="opens" value="([^"]+)"', form)
    assert going
    browser = server.test_client()
    opened = browser.get(link(make(lead, opens=unescape(going[1]))))
    assert (opened.status_code, opened.headers["Location"]) == (303, view)
    assert opened.headers["Cache-Control"] == "no-store"
    page = browser.get(view)
    assert page.status_code == 200
    assert "Shared with The ministry, until 9 Jun 2023" in page.text
    assert "Sign out" not in page.text


@pytest.mark.parametrize(
    "opens",
    ["/p/ROADS", "//evil.example/p/WELLS", "https://evil.example", "/admin", "/p/WELLS/reports/review", "/p/x" * 900],
)
def test_a_link_opens_nothing_but_pages_of_its_project_for_guests(server: Flask, lead: FlaskClient, opens: str) -> None:
    opened = server.test_client().get(link(make(lead, opens=opens)))
    assert opened.headers["Location"] == "/p/WELLS"


def test_every_page_offers_its_link_and_reviewers_the_way_to_share_it(server: Flask, lead: FlaskClient) -> None:
    text = lead.get("/p/WELLS/tables?table=series&notice=approved").text
    assert 'data-copy="http://localhost/p/WELLS/tables?table=series"' in text
    assert 'href="/p/WELLS/share?opens=%2Fp%2FWELLS%2Ftables%3Ftable%3Dseries"' in text
    assert "/p/WELLS/share" not in signed_in(server, "officer").get("/p/WELLS").text


@pytest.mark.parametrize(("login", "status"), [("admin", 201), ("reviewer", 201), ("officer", 403), ("donor", 403)])
def test_links_are_made_by_who_reviews_and_by_administrators(server: Flask, login: str, status: int) -> None:
    browser = signed_in(server, login)
    assert make(browser).status_code == status
    assert browser.get("/p/WELLS/share").status_code == (200 if status == 201 else 403)


def test_a_reviewer_of_one_project_shares_no_other(server: Flask, site: Site) -> None:
    with site.database.writing() as connection:
        found = account_of(connection, "reviewer")
        assert found
        withdraw(connection, found, "reviewer", None)
        grant(connection, found, Membership("reviewer", "ROADS"))
    browser = signed_in(server, "reviewer")
    assert make(browser).status_code == 404
    assert make(browser, "ROADS").status_code == 201
    assert browser.post("/p/ROADS/shares/7/revoke").status_code == 404


@pytest.mark.parametrize("days", ["", "0", "8", "9999", "x", "-30", "³"])
def test_a_link_lasts_as_long_as_the_form_offers(lead: FlaskClient, days: str) -> None:
    assert make(lead, days=days).status_code == 400


def test_a_link_says_for_whom_it_is(lead: FlaskClient) -> None:
    answer = make(lead, title="   ", days="90")
    assert answer.status_code == 400
    assert "Say for whom the link is" in answer.text
    assert '<option selected value="90">' in answer.text


def test_the_token_is_shown_once(site: Site, lead: FlaskClient) -> None:
    token = link(make(lead)).removeprefix("/s/")
    assert len(token) >= 43  # of 32 random bytes
    page = lead.get("/p/WELLS/share").text
    assert "The ministry" in page
    assert token not in page
    with site.database.reading() as connection:
        assert token not in str(connection.execute(share_link.select()).all())
        assert token not in str(audit.entries(connection))


def test_an_ended_a_revoked_and_a_forged_link_answer_alike(server: Flask, lead: FlaskClient, clock: Clock) -> None:
    revoked, ended = link(make(lead)), link(make(lead, days="7"))
    assert lead.post("/p/WELLS/shares/1/revoke").status_code == 303
    clock.moment += 7 * DAY
    paths = (revoked, ended, ended[:-1], "/s/x", "/s/" + "A" * 43)
    answers = [server.test_client().get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {410}
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1
    assert "The ministry" not in answers[0].text
    assert "WELLS" not in answers[0].text


def test_who_reads_by_a_revoked_link_is_out_at_once(guest: FlaskClient, lead: FlaskClient) -> None:
    assert guest.get("/p/WELLS").status_code == 200
    page = lead.post("/p/WELLS/shares/1/revoke")
    assert "revoked on 10 May 2023 by M&amp;E lead" in lead.get(page.headers["Location"]).text
    answer = guest.get("/p/WELLS", headers=PAGE)
    assert answer.status_code == 410
    assert "Wells for Khatlon" not in answer.text
    assert guest.get("/p/WELLS/tables/indicators.csv", headers={"Accept": "*/*"}).status_code in {401, 410}
    callback = {
        "output": "..page.children...head.data..",
        "inputs": [{"id": "address", "property": "pathname", "value": "/p/WELLS"}],
    }
    assert guest.post("/_dash-update-component", json=callback).status_code == 401


def test_a_visit_ends_with_its_link_and_after_half_a_day(guest: FlaskClient, clock: Clock) -> None:
    clock.moment += timedelta(hours=11, minutes=59)
    assert guest.get("/p/WELLS").status_code == 200
    clock.moment += timedelta(minutes=1)
    assert guest.get("/p/WELLS", headers=PAGE).status_code == 410


def test_a_visit_ends_on_the_day_of_its_link(server: Flask, lead: FlaskClient, clock: Clock) -> None:
    path, browser = link(make(lead, days="7")), server.test_client()
    clock.moment += 7 * DAY - timedelta(minutes=5)
    assert browser.get(path).status_code == 303
    assert browser.get("/p/WELLS").status_code == 200
    clock.moment += timedelta(minutes=5)
    assert browser.get("/p/WELLS", headers=PAGE).status_code == 410


@pytest.mark.parametrize(
    "kept", ["share:1:9999999999999", "share:2:1683711000", "share:x:1", "share:1", "share:", "0:", "share:-1:1"]
)
def test_a_session_that_names_no_link_lets_nobody_in(guest: FlaskClient, kept: str) -> None:
    with guest.session_transaction() as session:
        assert session["_user_id"].startswith("share:1:")
        session["_user_id"] = kept
    assert guest.get("/p/WELLS", headers=PAGE).status_code in {302, 410}


def test_a_cookie_that_the_server_did_not_sign_lets_nobody_in(server: Flask, guest: FlaskClient) -> None:
    assert guest.get("/p/WELLS").status_code == 200
    signed = guest.get_cookie("resultsboard")
    assert signed
    body, rest = signed.value.split(".", 1)
    browser = server.test_client()
    for forged in (f"{body}.{rest[:-4]}AAAA", f"x{body}.{rest}"):
        browser.set_cookie("resultsboard", forged)
        assert browser.get("/p/WELLS", headers=PAGE).status_code == 302


def test_a_guest_sees_one_project_and_nothing_of_the_site(guest: FlaskClient) -> None:
    assert guest.get("/p/ROADS").status_code == 404
    assert guest.get("/p/ROADS/tables/indicators.csv").status_code == 404
    home = guest.get("/").text
    assert "Wells for Khatlon" in home
    assert "Roads for Sughd" not in home
    for path in ("/admin", "/account", "/p/WELLS/share", "/p/WELLS/reports/review", "/p/WELLS/reports/upload"):
        assert guest.get(path).status_code == 403, path
    assert guest.get("/p/WELLS/reports/NORTH/2023-Q1/files/1/1").status_code == 403


def test_a_guest_is_told_nothing_of_a_report_that_is_not_approved(guest: FlaskClient) -> None:
    for path in ("", "/reports", "/history", "/tables?table=observations", "/tables?table=reports"):
        text = guest.get(f"/p/WELLS{path}").text
        assert "Anna" not in text, path
    assert guest.get("/p/WELLS/tables/observations.csv").text.count("\n") == 1


def posts(server: Flask) -> list[Rule]:
    return [rule for rule in server.url_map.iter_rules() if "POST" in (rule.methods or ())]


def test_a_guest_sends_nothing(server: Flask, guest: FlaskClient) -> None:
    reading = {gate.CALLBACK, "/login", "/login/<token>", "/letters/unsubscribe/<token>"}
    values = {"code": "WELLS", "reporter": "NORTH", "period": "2023-Q1"}
    tried = [rule.rule for rule in posts(server) if rule.rule not in reading]
    assert len(tried) > 10
    for rule in tried:
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "1"), rule)
        assert guest.post(path).status_code == 403, rule


def test_a_guest_may_sign_in(guest: FlaskClient) -> None:
    assert guest.post("/login", data={"login": "officer", "password": PASSWORD}).status_code == 303
    text = guest.get("/p/WELLS").text
    assert "Project officer" in text
    assert "Shared with" not in text


def test_who_signed_in_and_may_read_the_project_stays_who_they_are(server: Flask, lead: FlaskClient) -> None:
    path, officer = link(make(lead)), signed_in(server, "officer")
    assert officer.get(path).status_code == 303
    assert "Project officer" in officer.get("/p/WELLS").text


def test_who_signed_in_and_may_not_read_the_project_becomes_a_guest(
    server: Flask, lead: FlaskClient, site: Site
) -> None:
    path, officer = link(make(lead)), signed_in(server, "officer")
    with site.database.writing() as connection:
        found = account_of(connection, "officer")
        assert found
        withdraw(connection, found, "officer", None)
    assert officer.get("/p/WELLS").status_code == 404
    assert officer.get(path).status_code == 303
    text = officer.get("/p/WELLS").text
    assert "Shared with The ministry" in text
    assert "Project officer" not in text


def test_a_session_of_before_is_worth_nothing_to_who_planted_it(server: Flask, lead: FlaskClient) -> None:
    """An attacker who plants their own cookie does not get the guest's session (session fixation)."""
    victim, attacker = server.test_client(), server.test_client()
    attacker.get("/login")
    planted = attacker.get_cookie("resultsboard")
    assert planted
    victim.set_cookie("resultsboard", planted.value)
    assert victim.get(link(make(lead))).status_code == 303
    assert attacker.get("/p/WELLS", headers=PAGE).status_code == 302


def test_the_log_names_the_link_and_who_made_and_ended_it(
    site: Site, server: Flask, lead: FlaskClient, clock: Clock
) -> None:
    path = link(make(lead))
    for hours in (0, 1, 24):
        clock.moment = NOW + timedelta(hours=hours)
        server.test_client().get(path)
    signed_in(server, "reviewer").post("/p/WELLS/shares/1/revoke")
    with site.database.reading() as connection:
        told = [(each.event, each.by, each.subject) for each in audit.entries(connection) if "share" in each.event]
    assert told == [
        ("share link revoked", "reviewer", "share link 1"),
        ("share link used", "share link 1", "WELLS"),
        ("share link used", "share link 1", "WELLS"),
        ("share link made", "reviewer", "share link 1"),
    ]


def test_a_project_that_is_served_no_more_is_not_opened_by_its_links(site: Site, lead: FlaskClient) -> None:
    path = link(make(lead))
    without = create_app(replace(site, frameworks=site.frameworks[1:])).test_client()
    assert without.get(path).status_code == 410
