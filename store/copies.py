"""Copies of an SQLite database: made while the program runs, and put back.

A copy is one file, whole or not there at all: it is written beside its place, looked through, and then moved there.
"""

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from store.database import SQLITE_MAGIC, WAIT_SECONDS, address_of, open_database
from store.errors import (
    CannotCopyError,
    CopyOntoItselfError,
    DamagedError,
    ForeignDatabaseError,
    NewerSchemaError,
    NoCopyError,
    NotACopyError,
    NotADatabaseError,
    NotForServersError,
    translated,
)
from store.schema import SCHEMAS

BESIDE = ("", "-wal", "-shm")
"""The files that make an SQLite database, by what their names end with."""


def back_up(url: str, path: Path) -> None:
    """Writes a copy of a database as it is at this moment; readers and writers go on meanwhile.

    Args:
        url: the address of an SQLite database.
        path: where the copy goes; an older copy there is replaced, any other file is not.

    Raises:
        StoreError: where that cannot be; nothing is changed then.
    """
    source = _path(url, f"pg_dump --format=custom --file={shlex.quote(str(path))}")
    _require_database(source)
    if path.exists():
        _require_database(path)
        if path.samefile(source):
            raise CopyOntoItselfError(str(path))
    _copy(source, path)


def restore(url: str, path: Path, aside: str) -> Path | None:
    """Puts a copy in the place of a database, and brings an older one up to date.

    Args:
        url: the address of the SQLite database.
        path: the copy; it stays as it is.
        aside: what the name of the database that is replaced then ends with: it is kept.

    Returns:
        Where the database that was there is kept; None where there was none.

    Raises:
        StoreError: where that cannot be, also for a copy by a newer program; nothing is changed then.
    """
    target = _path(url, f"pg_restore --clean --if-exists {shlex.quote(str(path))} --dbname")
    _require_database(path)
    if target.exists() and path.samefile(target):
        raise CopyOntoItselfError(str(path))
    with _opened(path) as copy:
        _look_through(copy, path)
        _require_known_schema(copy, path)
    kept = _kept_aside(target, target.with_name(target.name + aside))
    target.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as copy, _opened(target) as into:
        copy.backup(into)
    open_database(url).close()
    return kept


def _path(url: str, command: str) -> Path:
    """The file of a database; a server has commands of its own, and the error names them."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        return Path(str(address.database))
    plain = URL.create("postgresql", address.username, None, address.host, address.port, address.database)
    joint = "=" if command.endswith("--dbname") else " "
    whole = command + joint + shlex.quote(plain.render_as_string())
    raise NotForServersError(whole)


def _copy(source: Path, path: Path) -> None:
    if not path.parent.is_dir():
        raise CannotCopyError(str(path), "there is no such folder")
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with _opened(source) as original, _opened(beside) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            _look_through(copy, source)
        beside.replace(path)
    except OSError as error:
        raise CannotCopyError(str(path), error.strerror or str(error)) from None
    finally:
        for end in (*BESIDE, "-journal"):
            beside.with_name(beside.name + end).unlink(missing_ok=True)


def _kept_aside(target: Path, aside: Path) -> Path | None:
    """A copy of what is there; a database that is too damaged to be copied is moved away."""
    if not target.exists() or not target.stat().st_size:
        return None
    _require_database(target)
    try:
        _copy(target, aside)
    except (DamagedError, NotADatabaseError):
        for end in BESIDE:
            file = target.with_name(target.name + end)
            if file.exists():
                file.replace(aside.with_name(aside.name + end))
    return aside


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A file as SQLite sees it; what goes wrong comes out as one of the exceptions of `store.errors`."""
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise translated(error, str(path)) from error


def _look_through(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedError(str(path))


def _require_database(path: Path) -> None:
    try:
        with path.open("rb") as file:
            if file.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
                raise NotACopyError(str(path))
    except FileNotFoundError:
        raise NoCopyError(str(path)) from None
    except OSError as error:
        raise CannotCopyError(str(path), error.strerror or str(error)) from None


def _require_known_schema(copy: sqlite3.Connection, path: Path) -> None:
    """Refuses a copy of another program's database, and one by a newer resultsboard."""
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        raise ForeignDatabaseError(str(path))
    (found,) = copy.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    if found not in SCHEMAS:
        raise NewerSchemaError(str(path), str(found), SCHEMAS[-1])
