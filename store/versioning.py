"""The version of the schema: read on every opening, brought up to date where it is older.

Alembic is imported only when there is something to do; it would take longer than opening the database.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection, inspect, text

from store.errors import ForeignDatabaseError, NewerSchemaError
from store.schema import SCHEMAS

MIGRATIONS = "store:migrations"
LOCK = 5_205_100
"""The number of the PostgreSQL lock that keeps two programs from bringing one database up to date at once."""


class Opened(Protocol):
    """What is needed of a database."""

    place: str

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction for reading."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction for writing."""


def ensure_schema(database: Opened) -> None:
    """Brings the schema up to date in one transaction; refuses a newer one and another program's."""
    with database.reading() as connection:
        if is_current(connection, database.place):
            return
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
        if not is_current(connection, database.place):
            _upgrade(connection)


def is_current(connection: Connection, place: str) -> bool:
    """True where the schema is the program's; False where it is older or there is none yet."""
    found = _found(connection, place)
    if found not in {None, *SCHEMAS}:
        raise NewerSchemaError(place, str(found), SCHEMAS[-1])
    return found == SCHEMAS[-1]


def _found(connection: Connection, place: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise ForeignDatabaseError(place)
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 — slow, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
