"""Somebody of the organisation signs in with the account that they have there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import EMPTY
from tests.browser.program import Served, served
from tests.browser.reader import reading
from tests.provider import CLIENT, SECRET, Provider, providing

LEAD = {"sub": "a1", "name": "Anna Rahimova", "email": "anna@example.org", "email_verified": True, "groups": ["leads"]}
WORDS = {"en": "Sign in with Our ID", "ru": "Войти через Our ID"}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture(scope="module")
def trusting(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard that trusts the provider."""
    settings = {
        "RESULTSBOARD_OIDC_ISSUER": provider.issuer,
        "RESULTSBOARD_OIDC_CLIENT_ID": CLIENT,
        "RESULTSBOARD_OIDC_CLIENT_SECRET": SECRET,
        "RESULTSBOARD_OIDC_NAME": "Our ID",
        "RESULTSBOARD_OIDC_ROLES": "leads=reviewer@WELLS",
    }
    with served(tmp_path_factory.mktemp("trusting"), EMPTY, **settings) as running:
        yield running
        assert running.faults == ""


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ru", 390)])
def test_one_click_leads_to_the_provider_and_back_to_the_page_that_was_wanted(
    chromium: Browser, trusting: Served, provider: Provider, language: str, width: int
) -> None:
    provider.someone = dict(LEAD)
    sign_in = WORDS[language]
    with reading(chromium, trusting, role=None, language=language, width=width) as reader:
        reader.expects(f"asked another host: {provider.issuer}/authorize")
        reader.page.goto(f"{trusting.address}/p/WELLS/reports/review")
        reader.page.get_by_role("link", name=sign_in).click()
        reader.settled()
        assert reader.path == "/p/WELLS/reports/review"
        expect(reader.page.get_by_role("banner")).to_contain_text("Anna Rahimova")
        reader.page.evaluate("document.querySelector('#page .sign-out').requestSubmit()")
        expect(reader.page.get_by_role("link", name=sign_in)).to_be_visible()
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_has_no_role_is_told_whom_to_ask(chromium: Browser, trusting: Served, provider: Provider) -> None:
    provider.someone = {**LEAD, "sub": "b2", "email": "bek@example.org", "groups": []}
    with reading(chromium, trusting, role=None) as reader:
        reader.expects(f"asked another host: {provider.issuer}/authorize")
        reader.expects("status of 403")
        reader.page.goto(f"{trusting.address}/login")
        reader.page.get_by_role("link", name="Sign in with Our ID").click()
        expect(reader.page.get_by_role("alert")).to_contain_text("Your account has no role here.")
        reader.page.get_by_role("link", name="Other ways to sign in").click()
        expect(reader.page.get_by_label("Password")).to_be_visible()
