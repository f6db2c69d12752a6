"""What can go wrong with the place where things are kept; every message says what to do.

StoreError
├── UnknownDatabaseError   the address names no database that is supported
├── DriverMissingError     PostgreSQL is asked for without its driver
├── CannotOpenError        the file or its folder cannot be opened or created
├── GoneError              the file was moved or deleted while it was in use
├── NoPermissionError      it may not be read or written
├── NotADatabaseError      the file is something else
├── ForeignDatabaseError   it is a database, but another program's
├── DamagedError           the file is broken
├── NewerSchemaError       a newer program wrote it
├── UnreachableError       the server does not answer
├── SignInRefusedError     the server does not know the user or password
├── DiskFullError          no room to write
├── BusyError              another process keeps it locked
├── NotForServersError     copies of a server's database are made by its own programs
├── NoCopyError            there is no such database or copy
├── NotACopyError          a file that is to be copied or replaced is no database
├── CopyOntoItselfError    the copy would be the database itself
├── CannotCopyError        the copy cannot be written or read
├── RevisionUnreadableError  a recorded framework is refused by today's rules
├── LoginTakenError        another account has that login
├── LastAdministratorError  nobody else can sign in as administrator
└── FailedError            anything else that the database refuses

`translated` makes one of them from what SQLAlchemy or a driver raises.
"""

import re
from collections.abc import Mapping

NOTHING_KEPT = "nothing was changed"


class StoreError(Exception):
    """The store cannot do what it was asked for; the message is one sentence with the way out."""


class UnknownDatabaseError(StoreError):
    """The address names no database that is supported."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is no address of a database: write sqlite:///PATH or postgresql://USER@HOST/NAME.")


class DriverMissingError(StoreError):
    """PostgreSQL is asked for without its driver."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} needs the PostgreSQL driver: install resultsboard[postgres].")


class CannotOpenError(StoreError):
    """The file or its folder cannot be opened or created."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The database {place} cannot be opened ({reason}): check the path or name another --database."
        )


class GoneError(StoreError):
    """The file was moved or deleted while it was in use."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The database {place} was moved or deleted while it was in use: put it back or restore a backup; "
            f"{NOTHING_KEPT}."
        )


class NoPermissionError(StoreError):
    """The file or its folder may not be read or written."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"No permission to read and write the database {place} and its folder: "
            "give this user the right, or name another --database."
        )


class NotADatabaseError(StoreError):
    """The file is something else than a database."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not an SQLite database: name another file with --database; this one was not changed."
        )


class ForeignDatabaseError(StoreError):
    """The database holds another program's tables."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} holds the tables of another program: name an empty or new database with --database; "
            "this one was not changed."
        )


class DamagedError(StoreError):
    """The database file is broken."""

    def __init__(self, place: str) -> None:
        super().__init__(f"The database {place} is damaged: restore the latest backup.")


class NewerSchemaError(StoreError):
    """A newer program wrote the database."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"The database {place} was written by a newer resultsboard (its schema is {found}, this program knows "
            f"{known}): install the newer version; {NOTHING_KEPT}."
        )


class UnreachableError(StoreError):
    """The database server does not answer."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"The database server of {place} does not answer ({reason}): start it or check the address.")


class SignInRefusedError(StoreError):
    """The database server does not know the user or the password."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The server refuses the sign-in to {place} ({reason}): check user, password and database name."
        )


class DiskFullError(StoreError):
    """There is no room to write."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no room on the disk of {place}: free some and try again; {NOTHING_KEPT}.")


class BusyError(StoreError):
    """Another process keeps the database locked."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The database {place} is in use by another process that does not let go: "
            f"wait for it or stop it, then try again; {NOTHING_KEPT}."
        )


class NotForServersError(StoreError):
    """Copies of a server's database are made by its own programs."""

    def __init__(self, command: str) -> None:
        super().__init__(f"A PostgreSQL database has its own program for this: {command}")


class NoCopyError(StoreError):
    """There is no such database or copy."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no file {place}: check its name; {NOTHING_KEPT}.")


class NotACopyError(StoreError):
    """A file that is to be copied or replaced is no database."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is not an SQLite database: name another file; {NOTHING_KEPT}.")


class CopyOntoItselfError(StoreError):
    """The copy would be the database itself."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is the database itself: name another file; {NOTHING_KEPT}.")


class CannotCopyError(StoreError):
    """The copy cannot be written or read."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"The copy {place} cannot be written or read ({reason}): name another file; {NOTHING_KEPT}.")


class RevisionUnreadableError(StoreError):
    """A framework that was recorded by an older program is refused by today's rules."""

    def __init__(self, project: str, number: int) -> None:
        super().__init__(
            f"Revision {number} of the framework {project} cannot be read by this version of the program: "
            "ask for it with the version that recorded it, and report this."
        )


class LoginTakenError(StoreError):
    """Another account has that login."""

    def __init__(self, login: str) -> None:
        super().__init__(f"There is an account {login} already: `resultsboard users list` shows them.")


class LastAdministratorError(StoreError):
    """Nobody else can sign in as administrator."""

    def __init__(self, login: str) -> None:
        super().__init__(f"{login} is the only administrator who can sign in: make another one first.")


class FailedError(StoreError):
    """Anything else that the database refuses."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The database {place} failed ({reason}): {NOTHING_KEPT}; try again, and report it if it comes back."
        )


SQLITE: Mapping[
    str, type[GoneError | NoPermissionError | NotADatabaseError | DamagedError | DiskFullError | BusyError]
] = {
    "SQLITE_READONLY_DBMOVED": GoneError,
    "SQLITE_READONLY": NoPermissionError,
    "SQLITE_PERM": NoPermissionError,
    "SQLITE_AUTH": NoPermissionError,
    "SQLITE_NOTADB": NotADatabaseError,
    "SQLITE_CORRUPT": DamagedError,
    "SQLITE_FULL": DiskFullError,
    "SQLITE_BUSY": BusyError,
    "SQLITE_LOCKED": BusyError,
}
POSTGRESQL: Mapping[str, type[NoPermissionError | DiskFullError | BusyError]] = {
    "42501": NoPermissionError,  # insufficient_privilege
    "25006": NoPermissionError,  # read_only_sql_transaction
    "53100": DiskFullError,
    "55P03": BusyError,  # lock_not_available
    "40P01": BusyError,  # deadlock_detected
}
REFUSED = re.compile(r'password|role "|authentication|database ".*" does not exist|no pg_hba', re.IGNORECASE)
PREFIX = re.compile(r"connection failed: ?")


def translated(error: BaseException, place: str) -> StoreError:
    """The exception of ours for one of SQLAlchemy or a driver.

    Args:
        error: what was raised; SQLAlchemy keeps the driver's exception in `orig`.
        place: the database as messages name it.
    """
    driver = getattr(error, "orig", None) or error
    reason = _sentence(driver)
    name = getattr(driver, "sqlite_errorname", None)
    if name is not None:
        return _of_sqlite(str(name), place, reason)
    if state := getattr(driver, "sqlstate", None):
        known = POSTGRESQL.get(state)
        return known(place) if known else FailedError(place, reason)
    if REFUSED.search(reason):
        return SignInRefusedError(place, reason)
    if type(driver).__name__ in {"OperationalError", "ConnectionTimeout"}:
        return UnreachableError(place, reason)
    return FailedError(place, reason)


def _of_sqlite(name: str, place: str, reason: str) -> StoreError:
    """By the name of the result code; extended codes begin with that of their family."""
    for family, known in SQLITE.items():
        if name.startswith(family):
            return known(place)
    if name.startswith("SQLITE_CANTOPEN"):
        return CannotOpenError(place, reason)
    return FailedError(place, reason)


def _sentence(error: BaseException) -> str:
    """The first line of a driver's message, without what SQLAlchemy adds."""
    return PREFIX.sub("", str(error).strip().splitlines()[0]) if str(error).strip() else type(error).__name__
