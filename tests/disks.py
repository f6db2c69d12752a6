"""A disk without room, as SQLite itself meets it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


def _no_larger(connection: Connection) -> None:
    """The file may not grow (SQLite takes its present size for the least that it can be limited to)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA max_page_count = 1")


def _as_large_as_it_likes(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000000")


@contextmanager
def full_disk() -> Iterator[None]:
    """Meanwhile no SQLite database of this process can grow: SQLITE_FULL, from its own pager."""
    event.listen(Engine, "begin", _no_larger)
    try:
        yield
    finally:
        event.remove(Engine, "begin", _no_larger)
        event.listen(Engine, "begin", _as_large_as_it_likes)
