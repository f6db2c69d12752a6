"""What must not let anybody in: forged and stale answers, and a provider that is not there."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.dashboard.sso.conftest import Traveller
from tests.dashboard.wells import Clock
from tests.provider import SECRET, Claims, Provider, new_key, signed, unsigned

STRANGER = new_key("first")


def with_shared_secret(claims: Claims) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET.ljust(40, "x")), algorithms=["HS256"])


FORGED: dict[str, Callable[[Claims], str]] = {
    "not signed": unsigned,
    "signed by somebody who names the right key": lambda claims: signed(claims, STRANGER),
    "signed by a key of no name": lambda claims: jwt.encode({"alg": "RS256"}, claims, STRANGER),
    "signed by what others know too": with_shared_secret,
    "no token": lambda _: "nonsense",
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    traveller: Traveller, provider: Provider, how: str
) -> None:
    provider.sign = FORGED[how]
    answer = traveller.sign_in()
    assert answer.status_code == 502
    assert not traveller.is_in()
    assert traveller.account() is None


WRONG: dict[str, Claims] = {
    "for another client": {"aud": "another"},
    "for another client, at our request": {"aud": "another", "azp": "dashboard"},
    "for several, and made for another": {"aud": ["dashboard", "another"], "azp": "another"},
    "of another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1},
    "without an end": {"exp": None},
    "not yet valid": {"nbf": 4_000_000_000},
    "of nobody": {"sub": ""},
    "of a number": {"sub": 7},
    "for another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("how", WRONG)
def test_a_token_that_is_not_for_us_now_opens_nothing(traveller: Traveller, provider: Provider, how: str) -> None:
    wrong = WRONG[how]
    provider.change = lambda claims: {name: value for name, value in {**claims, **wrong}.items() if value is not None}
    answer = traveller.sign_in()
    assert answer.status_code == 502
    assert not traveller.is_in()


@pytest.mark.parametrize("nonce", ["another", None, 7])
def test_a_token_of_another_sign_in_opens_nothing(traveller: Traveller, provider: Provider, nonce: object) -> None:
    provider.change = lambda claims: {**claims, "nonce": nonce}
    answer = traveller.sign_in()
    assert answer.status_code == 400
    assert "Please start again." in answer.text
    assert not traveller.is_in()


@pytest.mark.parametrize("state", ["another", "", None])
def test_an_answer_that_was_not_asked_for_opens_nothing(
    traveller: Traveller, provider: Provider, state: str | None
) -> None:
    """An attacker who leads somebody to their own answer does not sign them in (login CSRF)."""
    code = parse_qs(urlsplit(traveller.leave()).query)["code"][0]
    given = {"code": code, **({} if state is None else {"state": state})}
    answer = traveller.browser.get(f"/login/sso/return?{urlencode(given)}")
    assert answer.status_code == 400
    assert "token" not in provider.asked
    assert not traveller.is_in()


def test_an_answer_in_another_browser_opens_nothing(traveller: Traveller) -> None:
    parts = urlsplit(traveller.leave())
    other = traveller.browser.application.test_client()
    assert other.get(f"{parts.path}?{parts.query}").status_code == 400


def test_an_answer_counts_once(traveller: Traveller) -> None:
    back = traveller.leave()
    before = traveller.browser.get_cookie("resultsboard")
    assert before
    assert traveller.come(back).status_code == 303
    assert traveller.come(back).status_code == 400
    traveller.browser.set_cookie("resultsboard", before.value)
    assert traveller.come(back).status_code == 400
    assert not traveller.is_in()


def test_a_code_that_was_stolen_is_worth_nothing_without_its_verifier(traveller: Traveller) -> None:
    stolen = parse_qs(urlsplit(traveller.leave()).query)["code"][0]
    own = parse_qs(urlsplit(traveller.leave()).query)
    answer = traveller.browser.get(f"/login/sso/return?{urlencode({'code': stolen, 'state': own['state'][0]})}")
    assert answer.status_code == 400
    assert not traveller.is_in()


def test_who_took_too_long_starts_again(traveller: Traveller, clock: Clock) -> None:
    back = traveller.leave()
    clock.moment += timedelta(minutes=10, seconds=1)
    answer = traveller.come(back)
    assert answer.status_code == 400
    assert 'href="/login/sso"' in answer.text


def test_an_answer_of_another_provider_is_refused(traveller: Traveller) -> None:
    assert traveller.come(f"{traveller.leave()}&iss=https://evil.example").status_code == 400


@pytest.mark.parametrize(
    ("error", "status"), [("access_denied", 403), ("server_error", 502), ("<script>alert(1)</script>", 502)]
)
def test_who_was_not_let_in_there_is_told_so(traveller: Traveller, provider: Provider, error: str, status: int) -> None:
    provider.error = error
    answer = traveller.sign_in()
    assert answer.status_code == status
    assert error not in answer.text
    assert "Our ID" in answer.text


def test_a_provider_that_is_down_is_told_with_a_reference_and_not_asked_again_at_once(
    traveller: Traveller, provider: Provider, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    provider.down = True
    answer = traveller.browser.get("/login/sso")
    assert answer.status_code == 502
    assert "Signing in with Our ID does not work at the moment." in answer.text
    assert provider.issuer not in answer.text
    reference = re.search(r"\b[0-9A-F]{8}\b", answer.text)
    assert reference
    assert f"Single sign-on {reference[0]} at /login/sso" in caplog.text
    traveller.browser.get("/login/sso")
    assert len(provider.asked) == 1
    provider.down = False
    clock.moment += timedelta(seconds=15)
    assert traveller.sign_in().status_code == 303


def test_a_provider_that_goes_away_meanwhile_lets_nobody_in(traveller: Traveller, provider: Provider) -> None:
    back = traveller.leave()
    provider.down = True
    assert traveller.come(back).status_code == 502
    assert not traveller.is_in()


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://id.example.org/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_names_strange_addresses_is_not_used(
    traveller: Traveller, provider: Provider, document: Claims
) -> None:
    provider.documents = document
    assert traveller.browser.get("/login/sso").status_code == 502


def test_neither_codes_nor_tokens_nor_the_secret_get_into_the_log(
    traveller: Traveller, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.sign = FORGED["signed by somebody who names the right key"]
    back = traveller.leave()
    assert traveller.come(back).status_code == 502
    assert "Single sign-on" in caplog.text
    ours = "".join(record.getMessage() for record in caplog.records if record.name == "resultsboard")
    assert parse_qs(urlsplit(back).query)["code"][0] not in ours
    assert SECRET not in ours
    assert "eyJ" not in ours
