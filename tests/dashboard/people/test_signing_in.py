"""Getting in and out: sessions, links, throttling, and what must not work."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.bundles import bundle_address
from dashboard.hosting import Hosting
from dashboard.people.first import first_link
from dashboard.people.sessions import current_account
from dashboard.site import Site
from store import accounts, audit
from tests.accounts import PASSWORD, make_accounts
from tests.dashboard.wells import Clock, site_of_wells

HTTPS = {"base_url": "https://localhost"}
PAGE = {"Accept": "text/html"}
WRONG = "wrong one here"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    made = replace(site_of_wells(tmp_path, clock), reader=current_account)
    make_accounts(f"sqlite:///{tmp_path / 'wells.sqlite'}")
    return made


@pytest.fixture
def server(site: Site) -> Flask:
    return create_app(site)


@pytest.fixture
def browser(server: Flask) -> FlaskClient:
    return server.test_client()


def sign_in(browser: FlaskClient, login: str = "officer", password: str = PASSWORD, **more: str) -> TestResponse:
    return browser.post("/login", data={"login": login, "password": password, **more})


def cookie(answer: TestResponse, name: str = "resultsboard") -> str:
    return next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{name}="))


def test_who_signs_in_gets_to_the_page_that_they_wanted(browser: FlaskClient) -> None:
    first = browser.get("/p/WELLS/reports?as_of=2023-Q1", headers=PAGE)
    assert first.status_code == 302
    form = browser.get(first.headers["Location"]).text
    going = re.search(r'name="next" value="([^"]+)"', form)
    assert going
    answer = sign_in(browser, next=going[1])
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/p/WELLS/reports?as_of=2023-Q1"
    assert "Project officer" in browser.get(answer.headers["Location"]).text


@pytest.mark.parametrize("login", ["officer", "nobody", "  OFFICER "])
def test_a_wrong_password_says_the_same_of_every_login(browser: FlaskClient, login: str) -> None:
    answer = sign_in(browser, login, "wrong")
    assert answer.status_code == 401
    assert "Login and password do not fit." in answer.text
    assert browser.get("/p/WELLS", headers=PAGE).status_code == 302


def test_a_disabled_account_is_out_at_once_and_stays_out(browser: FlaskClient, site: Site) -> None:
    sign_in(browser)
    assert browser.get("/p/WELLS").status_code == 200
    with site.database.writing() as connection:
        found = accounts.account_of(connection, "officer")
        assert found
        accounts.disable(connection, found, site.now())
    assert browser.get("/p/WELLS", headers=PAGE).status_code == 302
    assert sign_in(browser).status_code == 401


@pytest.mark.parametrize("path", [bundle_address("js"), "/assets/icon.svg"])
def test_what_is_the_same_for_everybody_bears_no_session_for_caches_to_keep(browser: FlaskClient, path: str) -> None:
    sign_in(browser)
    answer = browser.get(path, buffered=True)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Cookie" in browser.get("/p/WELLS").headers["Vary"]


def test_a_session_of_before_signing_in_is_worth_nothing(server: Flask) -> None:
    """An attacker who plants their own cookie does not get the victim's session (session fixation)."""
    victim, attacker = server.test_client(), server.test_client()
    planted = cookie(attacker.get("/login")).partition(";")[0].partition("=")[2]
    victim.set_cookie("resultsboard", planted)
    after = cookie(sign_in(victim)).partition(";")[0].partition("=")[2]
    assert after != planted
    attacker.set_cookie("resultsboard", planted)
    assert attacker.get("/p/WELLS", headers=PAGE).status_code == 302
    assert victim.get("/p/WELLS").status_code == 200


def test_signing_out_ends_the_session_of_that_browser(browser: FlaskClient) -> None:
    sign_in(browser)
    assert browser.post("/logout").headers["Location"] == "/login"
    assert browser.get("/p/WELLS", headers=PAGE).status_code == 302


def test_a_copied_session_opens_nothing_after_signing_out_and_other_browsers_stay(server: Flask) -> None:
    owner, thief, other = server.test_client(), server.test_client(), server.test_client()
    stolen = cookie(sign_in(owner)).partition(";")[0].partition("=")[2]
    sign_in(other)
    thief.set_cookie("resultsboard", stolen)
    assert thief.get("/p/WELLS").status_code == 200
    owner.post("/logout")
    assert thief.get("/p/WELLS", headers=PAGE).status_code == 302
    assert thief.get("/p/WELLS/tables/indicators.csv").status_code == 401
    assert other.get("/p/WELLS").status_code == 200


def test_a_session_ends_after_half_a_day_however_much_it_is_used(browser: FlaskClient, clock: Clock) -> None:
    sign_in(browser)
    for _ in range(11):
        clock.moment += timedelta(hours=1)
        assert browser.get("/p/WELLS", headers=PAGE).status_code == 200
    clock.moment += timedelta(hours=1)
    assert browser.get("/p/WELLS", headers=PAGE).status_code == 302


def test_addresses_that_cannot_be_read_are_nobodys_error(browser: FlaskClient) -> None:
    assert browser.get("/login?next=//[x").status_code == 200
    assert browser.post("/account/password", headers={"Referer": "http://[x"}).status_code == 401
    assert browser.post("/login", headers={"Origin": "http://[x"}).status_code == 403


def test_a_session_lasts_half_a_day_and_its_cookie_is_for_the_server_alone(browser: FlaskClient) -> None:
    said = cookie(sign_in(browser))
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Secure" not in said
    assert browser.application.permanent_session_lifetime == timedelta(hours=12)


def test_behind_tls_cookies_are_secure_and_browsers_are_told_to_stay_there(browser: FlaskClient) -> None:
    answer = browser.post(
        "/login",
        data={"login": "officer", "password": PASSWORD},
        headers={"Referer": "https://localhost/login"},
        **HTTPS,
    )
    assert "Secure" in cookie(answer)
    page = browser.get("/p/WELLS", **HTTPS)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Secure" in cookie(page, "_csrf_token")
    assert "Strict-Transport-Security" not in browser.get("/login").headers


def test_a_form_without_its_token_is_refused(browser: FlaskClient) -> None:
    answer = browser.post("/login", data={"login": "officer", "password": PASSWORD}, forged=True)
    assert answer.status_code == 400
    assert "This form does not belong to your session any more" in answer.text
    sign_in(browser)
    assert browser.post("/logout", forged=True).status_code == 400
    assert browser.post("/p/WELLS/uploads", forged=True).status_code == 400
    assert browser.get("/p/WELLS").status_code == 200


def test_the_token_of_one_session_does_not_fit_another(server: Flask) -> None:
    one, other = server.test_client(), server.test_client()
    sign_in(one)
    sign_in(other)
    token = cookie(one.get("/p/WELLS"), "_csrf_token").partition(";")[0].partition("=")[2]
    assert other.post("/logout", data={"csrf_token": token}, forged=True).status_code == 400
    assert one.post("/logout", data={"csrf_token": token}, forged=True).status_code == 303


def test_every_form_that_sends_something_carries_its_token(browser: FlaskClient) -> None:
    assert sign_in(browser).status_code == 303
    for path in ("/", "/p/WELLS", "/p/WELLS/reports/upload", "/login"):
        forms = re.findall(r"<form[^>]*>.*?</form>", browser.get(path).text, re.DOTALL)
        sending = [form for form in forms if 'method="post"' in form.partition(">")[0]]
        assert sending
        assert all('name="csrf_token"' in form for form in sending)


def test_guessing_has_to_wait_longer_and_longer_even_with_the_right_password(
    browser: FlaskClient, clock: Clock
) -> None:
    statuses = [sign_in(browser, password=f"guess {number}").status_code for number in range(6)]
    assert statuses == [401] * 5 + [429]
    assert sign_in(browser).status_code == 429
    clock.moment += timedelta(seconds=3)
    assert sign_in(browser, password=f"guess {6}").status_code == 401
    clock.moment += timedelta(seconds=3)
    answer = sign_in(browser)
    assert answer.status_code == 429
    assert "Too many attempts" in answer.text
    clock.moment += timedelta(seconds=3)
    assert sign_in(browser).status_code == 303


def test_who_has_an_account_does_not_guess_faster_by_signing_in_in_between(browser: FlaskClient) -> None:
    statuses = []
    for number in range(4):
        statuses += [sign_in(browser, f"login{number}{which}", "guess").status_code for which in "ab"]
        sign_in(browser, "donor")
    assert 429 in statuses


def test_what_no_login_has_is_left_out_of_the_log(browser: FlaskClient, site: Site) -> None:
    assert sign_in(browser, "\x00x\r\nadmin signed in\x00", "guess").status_code == 401
    with site.database.reading() as connection:
        assert audit.entries(connection)[0].by == "xadmin signed in"


def test_guessing_logins_from_one_address_has_to_wait_too(server: Flask) -> None:
    guesser, other = server.test_client(), server.test_client()
    statuses = [sign_in(guesser, f"login{number}", "guess").status_code for number in range(7)]
    assert statuses[-1] == 429
    answer = other.post(
        "/login", data={"login": "officer", "password": PASSWORD}, environ_base={"REMOTE_ADDR": "192.0.2.9"}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "going",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "/\t/evil.example",
        "///evil.example",
        "//[evil.example",
    ],
)
def test_nobody_is_led_to_another_site(browser: FlaskClient, going: str) -> None:
    location = sign_in(browser, next=going).headers["Location"]
    assert re.fullmatch(r"/(?![/\\\t]).*|/", location), location


def test_a_link_sets_a_password_once(browser: FlaskClient, site: Site) -> None:
    with site.database.writing() as connection:
        found = accounts.account_of(connection, "donor")
        assert found
        token = accounts.invite(connection, found, by="admin", at=site.now())
    page = browser.get(f"/login/{token}")
    assert 'autocomplete="new-password"' in page.text.lower()
    new = "another long password"
    assert browser.post(f"/login/{token}", data={"password": new, "again": "other"}).status_code == 400
    assert browser.post(f"/login/{token}", data={"password": "short", "again": "short"}).status_code == 400
    assert browser.post(f"/login/{token}", data={"password": new, "again": new}).status_code == 303
    assert browser.get("/p/WELLS").status_code == 200
    assert browser.post(f"/login/{token}", data={"password": new, "again": new}).status_code == 410
    assert browser.get(f"/login/{token}").status_code == 410
    assert sign_in(browser, "donor").status_code == 401


def test_a_link_ends_after_a_week(browser: FlaskClient, site: Site, clock: Clock) -> None:
    with site.database.writing() as connection:
        found = accounts.account_of(connection, "donor")
        assert found
        token = accounts.invite(connection, found, by="admin", at=site.now())
    clock.moment += timedelta(days=7)
    answer = browser.get(f"/login/{token}")
    assert answer.status_code == 410
    assert "donor" not in answer.text
    assert "This link was used already, or is too old." in answer.text


def test_the_first_start_gives_a_link_until_an_administrator_can_sign_in(tmp_path: Path, clock: Clock) -> None:
    site = replace(site_of_wells(tmp_path, clock), reader=current_account)
    link = first_link(site, "https://results.example.org/", by="root")
    assert link
    assert link.startswith("https://results.example.org/login/")
    again = first_link(site, "https://results.example.org", by="root")
    browser = create_app(site).test_client()
    path = (again or "").removeprefix("https://results.example.org")
    assert browser.get(link.removeprefix("https://results.example.org")).status_code == 410
    assert browser.post(path, data={"password": "first of all words", "again": "first of all words"}).status_code == 303
    assert first_link(site, "https://results.example.org", by="root") is None
    assert browser.get("/p/WELLS/reports/upload").status_code == 200


def test_forwarded_headers_are_believed_only_when_told(site: Site) -> None:
    forwarded = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.5",
        "X-Forwarded-Host": "results.example.org",
        **PAGE,
    }
    direct = create_app(site).test_client().get("/login", headers=forwarded)
    assert "Strict-Transport-Security" not in direct.headers
    behind = create_app(site, Hosting(proxied=True, address="https://results.example.org"))
    answer = behind.test_client().get("/login", headers=forwarded)
    assert "Strict-Transport-Security" in answer.headers
    assert (
        behind.test_client().get("/login", headers={**forwarded, "X-Forwarded-Host": "evil.example"}).status_code == 400
    )


def test_only_known_host_names_are_answered(site: Site) -> None:
    server = create_app(site, Hosting(address="https://results.example.org", open_to_others=True))
    assert server.test_client().get("/login", base_url="http://results.example.org").status_code == 200
    assert server.test_client().get("/login", base_url="http://evil.example").status_code == 400


def test_every_answer_carries_the_headers_that_protect_its_reader(browser: FlaskClient) -> None:
    sign_in(browser)
    for path in (
        "/",
        "/p/WELLS",
        "/p/WELLS/tables/indicators.csv",
        "/nowhere",
        "/assets/navigation.js",
        "/healthz",
        "/login",
    ):
        with browser.get(path) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"https?://|\*", policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


def test_who_signed_in_and_who_failed_is_in_the_log(browser: FlaskClient, site: Site) -> None:
    sign_in(browser, "officer", WRONG)
    sign_in(browser)
    with site.database.reading() as connection:
        found = [(each.event, each.by) for each in audit.entries(connection)]
    assert found[:2] == [("signed in", "officer"), ("sign-in failed", "officer")]
    with site.database.reading() as connection:
        assert WRONG not in str(audit.entries(connection))


def test_a_database_that_is_gone_is_told_to_who_signed_in(browser: FlaskClient, site: Site) -> None:
    sign_in(browser)
    with closing(sqlite3.connect(site.database.place)) as lock:
        lock.execute("ALTER TABLE account RENAME TO elsewhere")
    answer = browser.get("/p/WELLS", headers=PAGE)
    assert answer.status_code in {500, 503}
    assert "account" not in answer.text.partition("<main")[2]
    assert "Traceback" not in answer.text


def test_what_was_sent_without_a_session_leads_to_signing_in_and_back(browser: FlaskClient) -> None:
    answer = browser.post("/p/WELLS/uploads", headers={"Referer": "http://localhost/p/WELLS/reports/upload", **PAGE})
    assert answer.status_code == 401
    assert 'name="next" value="/p/WELLS/reports/upload"' in answer.text
    assert "Your session is over" in answer.text
