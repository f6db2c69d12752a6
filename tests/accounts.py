"""Accounts of tests: one of each role, in all projects, whose login is the role."""

from collections.abc import Mapping
from datetime import UTC, datetime

from dashboard.people.first import DEMO_NAMES
from store.accounts import Membership, accounts, add_account, grant, set_password
from store.database import open_database
from store.passwords import hash_password
from store.tours import note_tours

PASSWORD = "a password of tests"  # noqa: S105  # of nobody
ROLES = ("admin", "reviewer", "officer", "evaluator", "donor")


def make_accounts(url: str, *logins: str, toured: bool = True) -> Mapping[str, str]:
    """Makes accounts in a database and gives their passwords; those of further logins are officers.

    Args:
        url: of the database.
        logins: of further accounts.
        toured: whether they have seen the tour, which covers the first page otherwise.
    """
    database, at = open_database(url), datetime(2024, 1, 1, tzinfo=UTC)
    hashed = hash_password(PASSWORD)
    with database.writing() as connection:
        for login in (*ROLES, *logins):
            made = add_account(connection, login, DEMO_NAMES.get(login, login), by="tests", at=at)
            grant(connection, made, Membership(login if login in ROLES else "officer"))
            set_password(connection, made, hashed)
    database.close()
    if toured:
        skip_tours(url)
    return dict.fromkeys((*ROLES, *logins), PASSWORD)


def skip_tours(url: str) -> None:
    """Has every account of a database seen its tour."""
    database = open_database(url)
    with database.writing() as connection:
        for account in accounts(connection):
            note_tours(connection, account, ROLES, datetime(2024, 1, 1, tzinfo=UTC))
    database.close()
