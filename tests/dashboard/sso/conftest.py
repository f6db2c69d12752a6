"""A provider, a site that trusts it, and a browser that goes from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.hosting import Hosting
from dashboard.people.sessions import current_account
from dashboard.site import Site
from dashboard.sso.settings import Settings, settings_of
from store import accounts, audit
from store.accounts import Account
from tests.accounts import make_accounts
from tests.dashboard.wells import Clock, site_of_wells
from tests.provider import CLIENT, SECRET, Provider, providing

ROLES = "leads=reviewer@WELLS; field=officer@WELLS/NORTH; south=officer@WELLS/SOUTH; donors=donor@*; it=admin"
HERE = "http://localhost"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider(clock: Clock) -> Iterator[Provider]:
    with providing(clock) as running:
        running.someone = {
            "sub": "a1",
            "name": "Anna Rahimova",
            "email": "anna@example.org",
            "email_verified": True,
            "groups": ["leads"],
        }
        yield running


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    made = site_of_wells(tmp_path, clock)
    make_accounts(f"sqlite:///{tmp_path / 'wells.sqlite'}")
    return replace(made, reader=current_account, single_sign_on="Our ID")


@pytest.fixture
def settings(provider: Provider, site: Site) -> Settings:
    given = {"ISSUER": provider.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "Our ID", "ROLES": ROLES}
    found = settings_of({f"RESULTSBOARD_OIDC_{name}": value for name, value in given.items()}, site.every_project)
    assert found
    return found


@dataclass
class Traveller:
    """Somebody at a browser, who goes to the provider and back."""

    browser: FlaskClient
    site: Site

    def leave(self, path: str = "/login/sso") -> str:
        """Goes to the provider, and gives the address to which it sends them back."""
        answer = self.browser.get(path)
        assert answer.status_code == 303, answer.text
        there = requests.get(answer.headers["Location"], allow_redirects=False, timeout=10)
        assert there.status_code == 302, there.text
        back = there.headers["Location"]
        assert back.startswith(f"{HERE}/login/sso/return?")
        return back

    def come(self, back: str) -> TestResponse:
        parts = urlsplit(back)
        return self.browser.get(f"{parts.path}?{parts.query}")

    def sign_in(self, path: str = "/login/sso") -> TestResponse:
        return self.come(self.leave(path))

    def is_in(self) -> bool:
        return self.browser.get("/", headers={"Accept": "text/html"}).status_code == 200

    def account(self, login: str = "anna@example.org") -> Account | None:
        with self.site.database.reading() as connection:
            return accounts.account_of(connection, login)

    def events(self) -> list[tuple[str, str, str | None]]:
        with self.site.database.reading() as connection:
            return [(each.event, each.subject, each.detail) for each in audit.entries(connection)]


@pytest.fixture
def traveller(site: Site, settings: Settings) -> Traveller:
    return Traveller(create_app(site, Hosting(), settings).test_client(), site)
