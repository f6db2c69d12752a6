"""Who wants which letters: what accounts chose, and the links in letters by which that is ended without signing in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from store.accounts import Account, digest_of
from store.letters import letter_link, subscription


class Kind(StrEnum):
    """The kinds of letters."""

    DIGEST = "digest"
    """What happened in the week that is over."""
    REMINDERS = "reminders"
    """Reports that are due or late."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One kind of letter about one project, for one account."""

    account: int
    """The number of the account."""
    project: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """That an account wants such letters, or does not."""

    wanted: bool
    at: datetime


def choices(connection: Connection, of: Account | None = None) -> Mapping[Subscription, Choice]:
    """What was chosen, by all accounts or by one; nothing where the rule for the role holds."""
    query = select(subscription)
    if of is not None:
        query = query.where(subscription.c.account_id == of.id)
    return {
        Subscription(row.account_id, row.project, Kind(row.kind)): Choice(row.wanted, row.chosen_at)
        for row in connection.execute(query)
    }


def choose(connection: Connection, what: Subscription, at: datetime, *, wanted: bool) -> None:
    """Keeps that an account wants such letters from now on, or does not.

    Args:
        connection: of `Database.writing()`.
        what: which letters, for whom.
        at: when it was chosen; one that was chosen before keeps its moment.
        wanted: whether they are to be sent.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    keys = {"account_id": what.account, "project": what.project, "kind": what.kind.value}
    changed = {"wanted": wanted, "chosen_at": at}
    query = dialect.insert(subscription).values(**keys, **changed)
    other = subscription.c.wanted != query.excluded.wanted
    connection.execute(query.on_conflict_do_update(index_elements=list(keys), set_=changed, where=other))


def make_link(connection: Connection, what: Subscription, at: datetime) -> str:
    """A token by which such letters are ended without signing in; it does nothing else, and has no end itself."""
    token = token_urlsafe(24)
    keys = {"account_id": what.account, "project": what.project, "kind": what.kind.value}
    connection.execute(insert(letter_link).values(**keys, digest=digest_of(token), made_at=at))
    return token


def linked(connection: Connection, token: str) -> Subscription | None:
    """The letters that a token ends; None where it is nobody's."""
    query = select(letter_link).where(letter_link.c.digest == digest_of(token))
    row = connection.execute(query).one_or_none()
    return None if row is None else Subscription(row.account_id, row.project, Kind(row.kind))


def unsubscribe(connection: Connection, token: str, at: datetime) -> Subscription | None:
    """Ends the letters of a token; None where it is nobody's."""
    found = linked(connection, token)
    if found is not None:
        choose(connection, found, at, wanted=False)
    return found
