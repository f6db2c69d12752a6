import os
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, insert, select, text

from store import beside, errors, letters, people
from store.database import Database, open_database
from store.schema import SCHEMAS, project
from store.versioning import MIGRATIONS
from tests.postgres import Server

ROOT = os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite"


def refused(url: str) -> str:
    with pytest.raises(errors.StoreError) as raised:
        open_database(url)
    message = str(raised.value)
    assert "\n" not in message
    return message


def test_the_migrations_make_the_tables_of_the_schema(database: Database) -> None:
    with database.reading() as connection:
        for tables in (beside.upload, letters.letter, people.account):
            assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_the_schema_names_every_migration() -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    revisions = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == SCHEMAS


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/new/deep/kept.sqlite").close()
    assert (tmp_path / "new" / "deep" / "kept.sqlite").exists()


def test_what_is_written_is_kept(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(project).values(code="P"))
    again = open_database(url)
    with again.reading() as connection:
        assert connection.execute(select(project.c.code)).scalars().all() == ["P"]
    again.close()


def test_an_exception_leaves_nothing_behind(database: Database) -> None:
    def interrupted() -> None:
        with database.writing() as connection:
            connection.execute(insert(project).values(code="P"))
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(project)).scalar_one() == 0


def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(database: Database) -> None:
    count = select(func.count()).select_from(project)
    with database.reading() as reader:
        assert reader.execute(count).scalar_one() == 0
        with database.writing() as writer:
            writer.execute(insert(project).values(code="P"))
            assert reader.execute(count).scalar_one() == 0
        assert reader.execute(count).scalar_one() == 0


def test_sqlite_keeps_links_and_survives_a_power_cut(path: Path) -> None:
    database = open_database(f"sqlite:///{path}")
    with database.reading() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}


def test_a_newer_schema_is_refused(database: Database, url: str) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "9999" in refused(url)


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER)")
    assert "another program" in refused(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path) -> None:
    path.write_text("indicator,period,value\n")
    assert "not an SQLite database" in refused(f"sqlite:///{path}")
    assert path.read_text() == "indicator,period,value\n"


def test_a_damaged_file_is_told(path: Path) -> None:
    open_database(f"sqlite:///{path}").close()
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    assert "damaged" in refused(f"sqlite:///{path}")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert str(tmp_path) in refused(f"sqlite:///{tmp_path}")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")
    assert "cannot be opened" in refused(f"sqlite:///{tmp_path}/folder/kept.sqlite")


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "sqlite://", "postgresql://host"])
def test_an_address_of_no_database_is_told(url: str) -> None:
    assert "write sqlite:///PATH or postgresql://" in refused(url)


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    message = refused(f"postgresql://me:secret@/kept?host={tmp_path}")
    assert "does not answer" in message
    assert "secret" not in message


def test_an_unknown_database_of_a_server_is_told(server: Server) -> None:
    assert "sign-in" in refused(server.url("unknown"))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere: here it is nobody."""
    if ROOT:
        os.seteuid(65534)
    try:
        yield
    finally:
        if ROOT:
            os.seteuid(0)


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which everything may be read and nothing written; its parents may be passed."""
    passed = [each for each in tmp_path.parents if each.stat().st_mode & stat.S_IXOTH == 0]
    modes = {each: each.stat().st_mode for each in (*passed, tmp_path)}
    open_database(f"sqlite:///{tmp_path}/kept.sqlite").close()
    for each in passed:
        each.chmod(modes[each] | stat.S_IXOTH)
    tmp_path.chmod(0o555)
    (tmp_path / "kept.sqlite").chmod(0o444)
    yield tmp_path
    for each, mode in modes.items():
        each.chmod(mode)


@pytest.mark.parametrize("name", ["kept.sqlite", "new.sqlite", "new/kept.sqlite"])
def test_a_read_only_folder_is_told(read_only_folder: Path, name: str) -> None:
    with unprivileged():
        message = refused(f"sqlite:///{read_only_folder}/{name}")
    assert "permission" in message or "cannot be opened" in message


def test_a_full_disk_is_told(path: Path) -> None:
    database = open_database(f"sqlite:///{path}")

    def write() -> None:
        with database.writing() as connection:
            connection.execute(text("PRAGMA max_page_count = 1"))
            connection.execute(insert(project).values(code="P" * 1_000_000))

    with pytest.raises(errors.DiskFullError):
        write()
    database.close()


def test_many_may_write_at_once(database: Database) -> None:
    def write(number: int) -> None:
        with database.writing() as connection:
            connection.execute(select(func.count()).select_from(project)).scalar_one()
            connection.execute(insert(project).values(code=f"P{number}"))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, range(120)))
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(project)).scalar_one() == 120


def test_several_may_open_a_new_database_at_once(server: Server, path: Path) -> None:
    for url in (f"sqlite:///{path}", server.url(server.create())):
        with ThreadPoolExecutor(3) as threads:
            for opened in threads.map(open_database, [url] * 3):
                opened.close()
