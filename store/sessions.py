"""Sessions that somebody signed out of before their time was over: a copy of their cookie opens nothing any more."""

from datetime import datetime

from sqlalchemy import Connection, PrimaryKeyConstraint, Table, delete, insert, select

from store.columns import metadata, moment, text

session_ended = Table(
    "session_ended",
    metadata,
    text("session"),
    moment("until"),
    PrimaryKeyConstraint("session"),
)
"""The number of such a session, and when its time is over, after which nobody needs to know of it."""


def end_session(connection: Connection, session: str, until: datetime, at: datetime) -> None:
    """Ends a session, and forgets those whose time is over.

    Args:
        connection: of `Database.writing()`.
        session: its number.
        until: when it would have ended by itself.
        at: now.
    """
    connection.execute(delete(session_ended).where(session_ended.c.until <= at))
    if not is_ended(connection, session):
        connection.execute(insert(session_ended).values(session=session, until=until))


def is_ended(connection: Connection, session: str) -> bool:
    """True for a session that somebody signed out of."""
    query = select(session_ended.c.session).where(session_ended.c.session == session)
    return connection.execute(query).first() is not None
