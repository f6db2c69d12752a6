"""The letters that were sent or wait for another try; by it, several servers send each letter once.

A letter is *claimed* by the server that is about to send it, then *sent*, or *failed* and tried again after a while that
doubles, or *needless*, because nothing was left to tell when its turn came. A server that stops between claiming and sending
leaves a claim, which another takes over after a quarter of an hour. Only where it stops after the mail server took the
letter and before that is written down may a letter come twice; both have the same Message-ID then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.letters import letter
from store.subscriptions import Kind, Subscription

CLAIM_LASTS = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)
MOST_TRIES = 12
"""With the waits between them they last six days."""
LONGEST_ANSWER = 300
OPEN = ("claimed", "failed")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter is sent for, once."""

    subscription: Subscription
    key: str
    """Such as `2025-W28`, or `due 2025-07-30`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send a letter, until somebody else claims it."""

    letter: int
    tries: int
    """How often it was tried, this time included."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of a letter so far."""

    state: str
    tries: int
    tried_at: datetime
    next_at: datetime | None
    answer: str | None


def wait_after(tries: int) -> timedelta | None:
    """How long a letter waits after so many tries, each time twice as long; None where it is given up."""
    if tries >= MOST_TRIES:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** (tries - 1)
    return min(doubled, LONGEST_WAIT)


def claim(connection: Connection, of: Occasion, at: datetime) -> Claim | None:
    """Claims a letter for the one who asks; None where another did, or it was sent, or its time has not come.

    Args:
        connection: of `Database.writing()`; the claim holds once the transaction has ended.
        of: which letter.
        at: now.
    """
    held = {"state": "claimed", "tried_at": at, "next_at": at + CLAIM_LASTS}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(letter).values(**_keys(of), **held, tries=1).on_conflict_do_nothing()
    number = connection.execute(new.returning(letter.c.id)).scalar_one_or_none()
    if number is not None:
        return Claim(number, 1)
    again = update(letter).where(*_is(of), letter.c.state.in_(OPEN), letter.c.next_at <= at)
    again = again.values(**held, tries=letter.c.tries + 1)
    row = connection.execute(again.returning(letter.c.id, letter.c.tries)).one_or_none()
    return None if row is None else Claim(row.id, row.tries)


def _keys(of: Occasion) -> dict[str, object]:
    about = of.subscription
    return {"account_id": about.account, "project": about.project, "kind": about.kind.value, "occasion": of.key}


def _is(of: Occasion) -> list[ColumnElement[bool]]:
    return [letter.c[name] == value for name, value in _keys(of).items()]


def note_sent(connection: Connection, of: Claim, at: datetime, answer: str) -> bool:
    """Keeps that a letter was sent; False where somebody else has claimed it meanwhile."""
    return _settle(connection, of, state="sent", tried_at=at, next_at=None, answer=answer[:LONGEST_ANSWER])


def note_needless(connection: Connection, of: Claim, at: datetime) -> bool:
    """Keeps that nothing is left to tell; False where somebody else has claimed the letter meanwhile."""
    return _settle(connection, of, state="needless", tried_at=at, next_at=None)


def note_failed(connection: Connection, of: Claim, at: datetime, answer: str) -> datetime | None:
    """Keeps that a letter could not be sent, and why; when it is tried again, None where it is given up."""
    wait = wait_after(of.tries)
    next_at = None if wait is None else at + wait
    state = "given_up" if wait is None else "failed"
    _settle(connection, of, state=state, tried_at=at, next_at=next_at, answer=answer[:LONGEST_ANSWER])
    return next_at


def _settle(connection: Connection, of: Claim, **values: object) -> bool:
    query = update(letter).where(letter.c.id == of.letter, letter.c.tries == of.tries, letter.c.state == "claimed")
    return bool(connection.execute(query.values(**values)).rowcount)


def waiting(connection: Connection, at: datetime) -> list[Occasion]:
    """The letters whose next try has come: that failed, or whose sender stopped; the oldest first."""
    query = select(letter).where(letter.c.state.in_(OPEN), letter.c.next_at <= at).order_by(letter.c.id)
    return [_occasion(row.account_id, row.project, row.kind, row.occasion) for row in connection.execute(query)]


def logged(connection: Connection) -> Mapping[Occasion, Logged]:
    """Every letter with what became of it, the oldest first."""
    query = select(letter).order_by(letter.c.id)
    return {
        _occasion(row.account_id, row.project, row.kind, row.occasion): Logged(
            row.state, row.tries, row.tried_at, row.next_at, row.answer
        )
        for row in connection.execute(query)
    }


def _occasion(account: int, project: str, kind: str, key: str) -> Occasion:
    return Occasion(Subscription(account, project, Kind(kind)), key)
