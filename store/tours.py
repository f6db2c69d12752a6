"""The tours that accounts have seen, one for each role that they have."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, Connection, PrimaryKeyConstraint, Table, insert, select

from store.accounts import Account
from store.columns import link, metadata, moment, text
from store.people import ROLES

tour_seen = Table(
    "tour_seen",
    metadata,
    link("account_id", "account"),
    text("role"),
    moment("seen_at"),
    PrimaryKeyConstraint("account_id", "role"),
    CheckConstraint(f"role IN {ROLES}", name="role"),
)
"""A tour that somebody went through or skipped: it does not begin by itself again."""


def tours_seen(connection: Connection, of: Account) -> frozenset[str]:
    """The roles whose tour an account has seen."""
    query = select(tour_seen.c.role).where(tour_seen.c.account_id == of.id)
    return frozenset(connection.execute(query).scalars())


def note_tours(connection: Connection, of: Account, roles: Iterable[str], at: datetime) -> None:
    """Keeps that an account has seen the tours of roles; of those seen before the first time stays.

    Args:
        connection: of `Database.writing()`.
        of: who saw them.
        roles: whose tours.
        at: when.
    """
    for role in sorted(set(roles) - tours_seen(connection, of)):
        connection.execute(insert(tour_seen).values(account_id=of.id, role=role, seen_at=at))
