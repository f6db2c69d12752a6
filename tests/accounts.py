"""Accounts of tests: one of each role, in all projects, whose login is the role."""

from collections.abc import Mapping
from datetime import UTC, datetime

from dashboard.people.first import DEMO_NAMES
from store.accounts import Membership, add_account, grant, set_password
from store.database import open_database
from store.passwords import hash_password

PASSWORD = "a password of tests"  # noqa: S105  # of nobody
ROLES = ("admin", "reviewer", "officer", "evaluator", "donor")


def make_accounts(url: str, *logins: str) -> Mapping[str, str]:
    """Makes accounts in a database and gives their passwords; those of further logins are officers."""
    database, at = open_database(url), datetime(2024, 1, 1, tzinfo=UTC)
    hashed = hash_password(PASSWORD)
    with database.writing() as connection:
        for login in (*ROLES, *logins):
            made = add_account(connection, login, DEMO_NAMES.get(login, login), by="tests", at=at)
            grant(connection, made, Membership(login if login in ROLES else "officer"))
            set_password(connection, made, hashed)
    database.close()
    return dict.fromkeys((*ROLES, *logins), PASSWORD)
