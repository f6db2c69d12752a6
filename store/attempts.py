"""Sign-ins that failed, and how long the next one has to wait: longer each time, for a login and for an address."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from store.people import attempt

WINDOW = timedelta(hours=1)
FREE = 5
"""Failures that nobody has to wait for: one mistypes."""
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta:
    """How long nobody may try after so many failures: twice as long each time."""
    if failures < FREE:
        return timedelta()
    doublings = min(failures - FREE, 10)
    doubled: timedelta = FIRST_WAIT * 2**doublings
    return min(doubled, LONGEST_WAIT)


def waits_until(connection: Connection, whose: Sequence[str], at: datetime) -> datetime | None:
    """When the next sign-in may be tried; None for at once.

    Args:
        connection: for reading.
        whose: keys such as `login:officer` and `address:192.0.2.7`; the one with the longest wait decides.
        at: now.
    """
    query = (
        select(func.count(), func.max(attempt.c.failed_at))
        .where(attempt.c.whose.in_(list(whose)), attempt.c.failed_at > at - WINDOW)
        .group_by(attempt.c.whose)
    )
    ends = [last + wait_after(count) for count, last in connection.execute(query)]
    latest = max(ends, default=at)
    return latest if latest > at else None


def note_failure(connection: Connection, whose: Sequence[str], at: datetime) -> None:
    """Counts a sign-in that failed; those too old to count go."""
    connection.execute(delete(attempt).where(attempt.c.failed_at <= at - WINDOW))
    connection.execute(insert(attempt), [{"whose": each, "failed_at": at} for each in whose])


def forget_failures(connection: Connection, login: str, address: str) -> None:
    """After a sign-in that succeeded its failures do not count any more: those of the login, and as many of the address.

    What else failed from there still counts: whoever has an account could guess at others between two sign-ins of theirs.

    Args:
        connection: of `Database.writing()`.
        login: the key of the login.
        address: the key of the address that they came from.
    """
    count = connection.execute(delete(attempt).where(attempt.c.whose == login)).rowcount
    latest = select(attempt.c.id).where(attempt.c.whose == address).order_by(attempt.c.id.desc()).limit(count)
    connection.execute(delete(attempt).where(attempt.c.id.in_(latest)))
