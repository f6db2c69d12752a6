"""Signing in at a provider: the way there and back, whose account it is, and which roles its groups give."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.app import create_app
from dashboard.hosting import Hosting
from dashboard.people.first import first_link
from dashboard.site import Site
from dashboard.sso.settings import Settings
from store import accounts
from store.accounts import PROVIDER, Account, Membership
from tests.dashboard.sso.conftest import Traveller
from tests.dashboard.wells import Clock
from tests.provider import Provider

REVIEWER = Membership("reviewer", "WELLS", source=PROVIDER)


def made(site: Site, login: str, *held: Membership, disabled: bool = False) -> Account:
    with site.database.writing() as connection:
        account = accounts.add_account(connection, login, "By hand", by="admin", at=site.now())
        for each in held:
            accounts.grant(connection, account, each)
        if disabled:
            accounts.disable(connection, account, site.now())
    return account


def test_the_page_to_sign_in_offers_the_provider_beside_the_form(traveller: Traveller) -> None:
    text = traveller.browser.get("/login?next=/p/WELLS/reports?as_of%3D2023-Q1").text
    assert 'href="/login/sso?next=%2Fp%2FWELLS%2Freports%3Fas_of%3D2023-Q1"' in text
    assert "Sign in with Our ID" in text
    assert 'name="password"' in text


def test_without_a_provider_nothing_is_offered_and_nothing_is_there(site: Site) -> None:
    browser = create_app(replace(site, single_sign_on=None)).test_client()
    assert "sso" not in browser.get("/login").text.replace("5-sso.css", "")
    assert browser.get("/login/sso").status_code == 410
    assert browser.get("/login/sso/return?code=1&state=2", headers={"Accept": "text/html"}).status_code == 302


def test_who_is_vouched_for_gets_in_and_to_the_page_that_they_wanted(traveller: Traveller) -> None:
    answer = traveller.sign_in("/login/sso?next=/p/WELLS/reports?as_of%3D2023-Q1")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/p/WELLS/reports?as_of=2023-Q1"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Anna Rahimova" in traveller.browser.get(answer.headers["Location"]).text


def test_an_account_made_by_the_provider_has_roles_and_no_password(traveller: Traveller) -> None:
    traveller.sign_in()
    account = traveller.account()
    assert account
    assert (account.name, account.email, account.password) == ("Anna Rahimova", "anna@example.org", None)
    assert account.memberships == (REVIEWER,)
    assert traveller.events()[:4] == [
        ("signed in", "anna@example.org", "single sign-on"),
        ("role given", "anna@example.org", "reviewer in WELLS"),
        ("identity linked", "anna@example.org", f"a1 at {traveller_issuer(traveller)}"),
        ("account made", "anna@example.org", "single sign-on"),
    ]
    answer = traveller.browser.post("/login", data={"login": "anna@example.org", "password": ""})
    assert answer.status_code == 401


def traveller_issuer(traveller: Traveller) -> str:
    return str(next(detail for event, _, detail in traveller.events() if event == "identity linked")).partition(" at ")[
        2
    ]


def test_the_provider_is_asked_as_the_standard_says(traveller: Traveller, provider: Provider) -> None:
    location = traveller.browser.get("/login/sso").headers["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert location.startswith(f"{provider.issuer}/authorize?")
    assert asked["redirect_uri"] == ["http://localhost/login/sso/return"]
    assert asked["scope"] == ["openid profile email"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    again = parse_qs(urlsplit(traveller.browser.get("/login/sso").headers["Location"]).query)
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_the_way_back_is_the_public_address(site: Site, settings: Settings) -> None:
    server = create_app(site, Hosting(address="https://results.example.org/"), settings)
    location = server.test_client().get("/login/sso").headers["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert asked["redirect_uri"] == ["https://results.example.org/login/sso/return"]


@pytest.mark.parametrize("going", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(traveller: Traveller, going: str) -> None:
    assert traveller.sign_in(f"/login/sso?next={going}").headers["Location"] == "/"


def test_a_session_of_before_signing_in_is_worth_nothing(traveller: Traveller, site: Site, settings: Settings) -> None:
    del site, settings
    back = traveller.leave()
    planted = traveller.browser.get_cookie("resultsboard")
    assert planted
    assert traveller.come(back).status_code == 303
    other = traveller.browser.application.test_client()
    other.set_cookie("resultsboard", planted.value)
    assert other.get("/p/WELLS", headers={"Accept": "text/html"}).status_code == 302


def test_the_same_person_is_the_same_account_by_whatever_name(traveller: Traveller, provider: Provider) -> None:
    traveller.sign_in()
    provider.someone |= {"email": "anna@new.example.org", "name": "Anna Karimova"}
    assert traveller.sign_in().status_code == 303
    assert traveller.account("anna@new.example.org") is None
    assert traveller.events()[0] == ("signed in", "anna@example.org", "single sign-on")


def test_an_account_that_waits_is_found_by_an_e_mail_that_is_verified(traveller: Traveller, site: Site) -> None:
    evaluator = Membership("evaluator", "WELLS")
    account = made(site, "Anna@Example.org", evaluator)
    assert traveller.sign_in().status_code == 303
    found = traveller.account()
    assert found
    assert (found.id, found.name, found.memberships) == (account.id, "By hand", (evaluator, REVIEWER))


@pytest.mark.parametrize(
    "verified", [{}, {"email_verified": False}, {"email_verified": "false"}, {"email_verified": None}]
)
def test_an_e_mail_that_nobody_verified_opens_no_account(
    traveller: Traveller, site: Site, provider: Provider, verified: dict[str, object]
) -> None:
    account = made(site, "anna@example.org", Membership("admin"))
    del provider.someone["email_verified"]
    provider.someone |= verified
    assert traveller.sign_in().status_code == 303
    login = traveller.events()[0][1]
    assert login.startswith("anna@example.org (")
    found = traveller.account(login)
    assert found
    assert found.id != account.id
    assert (found.email, found.is_admin) == (None, False)


def test_letters_that_only_look_alike_open_no_account(traveller: Traveller, site: Site, provider: Provider) -> None:
    account = made(site, "anna@example.org", Membership("admin"))
    provider.someone["email"] = "ａnna@example.org"
    traveller.sign_in()
    found = traveller.account(traveller.events()[0][1])
    assert found
    assert found.id != account.id


def test_an_e_mail_that_changed_hands_does_not_open_the_account_of_before(
    traveller: Traveller, provider: Provider
) -> None:
    traveller.sign_in()
    provider.someone["sub"] = "b2"
    answer = traveller.sign_in()
    assert answer.status_code == 403
    assert "belongs to somebody else at Our ID" in answer.text


def test_roles_follow_the_groups_and_those_given_by_hand_stay(
    traveller: Traveller, site: Site, provider: Provider
) -> None:
    made(site, "anna@example.org", Membership("evaluator"))
    provider.someone["groups"] = ["field", "south", "unheard of"]
    traveller.sign_in()
    found = traveller.account()
    assert found
    assert found.memberships == (
        Membership("evaluator"),
        Membership("officer", "WELLS", ("NORTH", "SOUTH"), PROVIDER),
    )
    provider.someone["groups"] = ["donors"]
    traveller.sign_in()
    found = traveller.account()
    assert found
    assert found.memberships == (Membership("evaluator"), Membership("donor", source=PROVIDER))
    assert traveller.events()[1:3] == [
        ("role given", "anna@example.org", "donor in all projects"),
        ("role taken", "anna@example.org", "officer in WELLS for NORTH, SOUTH"),
    ]


def test_who_is_in_no_group_any_more_has_no_role_and_stays_out(traveller: Traveller, provider: Provider) -> None:
    traveller.sign_in()
    assert traveller.browser.get("/p/WELLS").status_code == 200
    provider.someone["groups"] = []
    answer = traveller.sign_in()
    assert answer.status_code == 403
    assert "Your account has no role here." in answer.text
    found = traveller.account()
    assert found
    assert found.memberships == ()
    assert traveller.browser.get("/p/WELLS").status_code == 404


def test_who_never_had_a_role_gets_no_account(traveller: Traveller, provider: Provider) -> None:
    provider.someone["groups"] = ["everybody"]
    answer = traveller.sign_in()
    assert answer.status_code == 403
    assert "Your account has no role here." in answer.text
    assert traveller.account() is None
    assert not traveller.is_in()
    assert traveller.events()[0] == ("sign-in refused", "anna@example.org", "no role for the groups everybody")


def test_a_role_by_hand_is_enough(traveller: Traveller, site: Site, provider: Provider) -> None:
    made(site, "anna@example.org", Membership("evaluator", "WELLS"))
    provider.someone["groups"] = []
    assert traveller.sign_in().status_code == 303
    assert traveller.browser.get("/p/WELLS").status_code == 200


@pytest.mark.parametrize("known", [True, False])
def test_a_disabled_account_stays_out(traveller: Traveller, site: Site, *, known: bool) -> None:
    if known:
        traveller.sign_in()
        account = traveller.account()
        assert account
        with site.database.writing() as connection:
            accounts.disable(connection, account, site.now())
    else:
        made(site, "anna@example.org", Membership("donor"), disabled=True)
    answer = traveller.sign_in()
    assert answer.status_code == 403
    assert "Your account here is disabled." in answer.text
    assert not traveller.is_in()


def test_groups_that_the_token_does_not_tell_are_asked_for(traveller: Traveller, provider: Provider) -> None:
    del provider.someone["groups"]
    provider.beside = {"sub": "a1", "groups": ["leads"]}
    assert traveller.sign_in().status_code == 303
    provider.beside = {"sub": "somebody else", "groups": ["it"]}
    assert traveller.sign_in().status_code == 502


def test_groups_that_are_told_elsewhere_take_no_role_away(traveller: Traveller, provider: Provider) -> None:
    """Entra ID names no group where there are too many; that is not the same as none."""
    traveller.sign_in()
    del provider.someone["groups"]
    provider.someone["_claim_names"] = {"groups": "src1"}
    provider.beside = {"sub": "a1"}
    assert traveller.sign_in().status_code == 502
    found = traveller.account()
    assert found
    assert found.memberships == (REVIEWER,)


def test_a_provider_may_change_its_keys(traveller: Traveller, provider: Provider) -> None:
    assert traveller.sign_in().status_code == 303
    provider.rotate()
    assert traveller.sign_in().status_code == 303
    assert traveller.sign_in().status_code == 303
    assert provider.asked.count("keys") == 2


def test_a_provider_is_asked_about_itself_once_an_hour(traveller: Traveller, provider: Provider, clock: Clock) -> None:
    for _ in range(2):
        traveller.sign_in()
    assert provider.asked.count(".well-known/openid-configuration") == 1
    clock.moment += timedelta(hours=1)
    traveller.sign_in()
    assert provider.asked.count(".well-known/openid-configuration") == 2


def test_administrators_of_the_provider_need_no_first_link_while_it_is_there(
    traveller: Traveller, site: Site, provider: Provider
) -> None:
    with site.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM membership WHERE role = 'admin'")
    provider.someone["groups"] = ["it"]
    traveller.sign_in()
    assert traveller.browser.get("/p/WELLS/reports/upload").status_code == 200
    assert first_link(site, "http://localhost", by="root") is None


def test_the_first_link_is_never_to_the_account_of_somebody_at_the_provider(
    traveller: Traveller, site: Site, provider: Provider
) -> None:
    with site.database.writing() as connection:
        admin = accounts.account_of(connection, "admin")
        assert admin
        connection.exec_driver_sql("UPDATE account SET password = NULL")
    provider.someone |= {"groups": ["it"], "email": "aaron@example.org"}
    traveller.sign_in()
    link = first_link(replace(site, single_sign_on=None), "http://localhost", by="root")
    with site.database.reading() as connection:
        invited = accounts.invited(connection, (link or "").rpartition("/")[2], site.now())
    assert invited
    assert invited.login == "admin"
