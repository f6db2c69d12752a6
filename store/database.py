"""Opening the database, and transactions.

A `Database` gives connections for one transaction each: `reading()` sees one moment and waits for nobody; `writing()`
keeps everything or nothing. Writers of an SQLite file stand in line from their first statement (BEGIN IMMEDIATE): with a
plain BEGIN they would get in each other's way and fail when they commit. On both databases a writer waits for those
before it for a minute and no longer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import (
    BusyError,
    CannotOpenError,
    DriverMissingError,
    GoneError,
    NoPermissionError,
    NotADatabaseError,
    UnknownDatabaseError,
    translated,
)
from store.versioning import ensure_schema

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection

__all__ = ["Connection", "Database", "open_database"]

WAIT_SECONDS = 60
"""How long a writer waits for those before it."""
SQLITE_MAGIC = b"SQLite format 3\x00"


class Database:
    """An open database whose schema is the program's."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place
        """The database as messages name it: the path, or the address without its password."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the database as it is at this moment, whatever others write meanwhile."""
        with self._connected() as connection:
            one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            connection.execution_options(**one_moment if connection.dialect.name == "postgresql" else {})
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or not at all where an exception leaves the block."""
        with self._connected() as connection:
            connection.execution_options(write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection; what the driver raises meanwhile comes out as one of the exceptions of `store.errors`."""
        drivers_error = self.engine.dialect.loaded_dbapi.Error
        try:
            with self.engine.connect() as connection:
                yield connection
        except (DBAPIError, drivers_error) as error:
            raise translated(error, self.place) from error
        except NoConnectionFreeError as error:
            raise BusyError(self.place) from error

    def close(self) -> None:
        """Closes every connection; the database may be opened again by using it."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at an address; a new one is created, an older one brought up to date.

    Args:
        url: `sqlite:///PATH` or `postgresql://USER@HOST/NAME`.

    Raises:
        StoreError: one of its kinds, where that cannot be.
    """
    address = address_of(url)
    database = _opened_file(address) if address.get_backend_name() == "sqlite" else _opened_server(address)
    try:
        ensure_schema(database)
    except BaseException:
        database.close()
        raise
    return database


def is_there(url: str) -> bool:
    """False where opening the address would make a new file."""
    address = address_of(url)
    return address.get_backend_name() != "sqlite" or Path(str(address.database)).exists()


def address_of(url: str) -> URL:
    """The parts of an address; refuses what is none of a supported database."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise UnknownDatabaseError(url) from None
    if address.get_backend_name() not in {"sqlite", "postgresql"} or not address.database:
        raise UnknownDatabaseError(address.render_as_string(hide_password=True))
    return address


def _opened_file(address: URL) -> Database:
    path = Path(str(address.database))
    _prepare(path)
    # A statement that the driver remembers would hold on to what was written with it: all of a large file.
    options = {"timeout": WAIT_SECONDS, "cached_statements": 0}
    engine = create_engine(address, connect_args=options, max_overflow=-1)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    _watch(engine, path)
    return Database(engine, str(path))


def _prepare(path: Path) -> None:
    """Makes the folder; refuses what is there and no database, which SQLite would tell only later and less clearly."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("rb+") as file:
                start = file.read(len(SQLITE_MAGIC))
            if start and start != SQLITE_MAGIC:
                raise NotADatabaseError(str(path))
    except PermissionError:
        raise NoPermissionError(str(path)) from None
    except OSError as error:
        raise CannotOpenError(str(path), error.strerror or str(error)) from None


def _set_up(connection: SqliteConnection, _record: object) -> None:
    """Readers beside a writer, links that hold, a commit that survives a power cut; transactions begin as we say."""
    connection.isolation_level = None
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _watch(engine: Engine, path: Path) -> None:
    """Notices that the file is gone, or another one: an open connection would write into what no path leads to any more."""
    known: set[tuple[int, int]] = set()

    def connecting(*_: object) -> None:
        if known and _identity(path) is None:
            raise GoneError(str(path))

    def connected(_connection: SqliteConnection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = found = _identity(path)
        known.update({found} if found else ())

    def taken(_connection: SqliteConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError

    event.listen(engine, "do_connect", connecting)
    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", taken)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _opened_server(address: URL) -> Database:
    place = address.render_as_string(hide_password=True)
    try:
        engine = create_engine(address, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise DriverMissingError(place) from None
    event.listen(engine, "connect", _limit_waiting)
    return Database(engine, place)


def _limit_waiting(connection: "PostgresConnection", _record: object) -> None:
    """A writer waits for those before it no longer than on SQLite."""
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.commit()
