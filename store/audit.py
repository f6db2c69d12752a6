"""The log of what people did: sign-ins, roles, approvals, downloads. Entries are added, never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from store.people import audit


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


def entries(connection: Connection, *, most: int = 500) -> list[Entry]:
    """The latest entries, the newest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    return [
        Entry(at=row.at, by=row.by, event=row.event, subject=row.subject, detail=row.detail, address=row.address)
        for row in connection.execute(query)
    ]
