"""The log of what people did: sign-ins, roles, approvals, downloads. Entries are added, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from store.people import audit

SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody did."""

    at: datetime
    by: str
    event: str
    """What: `signed in`, `role given`, …"""
    subject: str
    """To whom or what."""
    detail: str | None = None
    address: str | None = None
    """From which network address, where it came through the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries are asked for; None is all."""

    who: str | None = None
    """The login of who did it, or to whom it was done."""
    event: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """The first moment after those asked for."""


EVERYTHING = Sought()


def note(connection: Connection, entry: Entry) -> None:
    """Adds an entry."""
    connection.execute(
        insert(audit).values(
            at=entry.at,
            by=entry.by,
            event=entry.event,
            subject=entry.subject,
            detail=entry.detail,
            address=entry.address,
        )
    )


def entries(
    connection: Connection, sought: Sought = EVERYTHING, *, start: int = 0, most: int | None = 500
) -> list[Entry]:
    """The entries asked for, the newest first.

    Args:
        connection: for reading.
        sought: which.
        start: how many of the newest are left out.
        most: how many at most; None for all.
    """
    query = select(audit).where(*_conditions(sought)).order_by(audit.c.id.desc())
    return _entries(connection, query.offset(start).limit(most) if most is not None else query)


def _entries(connection: Connection, query: Select[*tuple[object, ...]]) -> list[Entry]:
    return [
        Entry(at=row.at, by=row.by, event=row.event, subject=row.subject, detail=row.detail, address=row.address)
        for row in connection.execute(query)
    ]


def count(connection: Connection, sought: Sought = EVERYTHING) -> int:
    """How many entries there are of those asked for."""
    return connection.execute(select(func.count()).select_from(audit).where(*_conditions(sought))).scalar_one()


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    return [
        *([or_(audit.c.by == sought.who, audit.c.subject == sought.who)] if sought.who else []),
        *([audit.c.event == sought.event] if sought.event else []),
        *([audit.c.at >= sought.since] if sought.since else []),
        *([audit.c.at < sought.until] if sought.until else []),
    ]


def last_sign_ins(connection: Connection) -> Mapping[str, datetime]:
    """When each login was last signed in with; those that never were are left out."""
    query = select(audit.c.by, func.max(audit.c.at)).where(audit.c.event == SIGNED_IN).group_by(audit.c.by)
    return {login: at for login, at in connection.execute(query)}  # noqa: C416 — rows are no pairs to the type checker
