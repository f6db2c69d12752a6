"""A site with people in it, who sign in through the server as they would in a browser."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy

from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.people.sessions import current_account
from dashboard.site import Site
from loaders.framework_file import read_framework
from store import accounts, audit, passwords
from store.accounts import Account, Membership
from store.audit import Entry
from store.database import open_database
from tests.dashboard.moments import NOW

PASSWORD = "horses graze by the river"  # noqa: S105  # of these tests
NEW = "goats climb over the fence"


@dataclass
class World:
    """A server, its accounts and its clock."""

    past: Path
    """Of the site that this one is a copy of."""
    folder: Path
    passed: timedelta = timedelta()
    site: Site = field(init=False)
    server: Flask = field(init=False)

    def __post_init__(self) -> None:
        copied = copy(self.past / "kept.sqlite", self.folder)
        self.site = Site(
            database=open_database(f"sqlite:///{copied}"),
            frameworks=read_framework([self.past / "indicators.yaml"])[0],
            now=lambda: NOW + self.passed,
            reader=current_account,
        )
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
                accounts.set_password(connection, made, passwords.hash_password(PASSWORD))
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
