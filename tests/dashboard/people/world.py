"""A site with people in it, who sign in through the server as they would in a browser."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.people.sessions import current_account
from dashboard.site import Site
from store import accounts, audit, passwords
from store.accounts import Account, Membership
from store.audit import Entry
from tests.dashboard.moments import site_with_a_past

PASSWORD = "horses graze by the river"  # noqa: S105  # of these tests
HASHED = passwords.hash_password(PASSWORD)
NEW = "goats climb over the fence"


@dataclass
class World:
    """A server, its accounts and its clock."""

    folder: Path
    passed: timedelta = timedelta()
    site: Site = field(init=False)
    server: Flask = field(init=False)

    def __post_init__(self) -> None:
        made = site_with_a_past(self.folder)
        begun = made.now()
        self.site = replace(made, now=lambda: begun + self.passed, reader=current_account)
        self.server = create_app(self.site)

    def now(self) -> datetime:
        return self.site.now()

    def person(self, login: str, *members: Membership, signs_in: bool = True) -> Account:
        """A new account; without `signs_in` nobody chose its password yet."""
        with self.site.database.writing() as connection:
            made = accounts.add_account(connection, login, login.capitalize(), by="test", at=self.now())
            for member in members:
                accounts.grant(connection, made, member)
            if signs_in:
                accounts.set_password(connection, made, HASHED)
        return self.account(login)

    def account(self, login: str) -> Account:
        with self.site.database.reading() as connection:
            found = accounts.account_of(connection, login)
        assert found
        return found

    def browser(self, login: str | None = None, password: str = PASSWORD) -> FlaskClient:
        """A browser, in which somebody signed in."""
        client = self.server.test_client()
        if login:
            answer = client.post("/login", data={"login": login, "password": password})
            assert answer.status_code == 303, answer.text
        return client

    def log(self, *events: str) -> list[Entry]:
        """The entries of the audit log, the newest first, of some events or of all but signing in."""
        with self.site.database.reading() as connection:
            found = audit.entries(connection)
        return [each for each in found if (each.event in events if events else each.event != "signed in")]
