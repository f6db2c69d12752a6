"""Copies of an SQLite database."""

import sqlite3
from pathlib import Path

import pytest

from store.copies import back_up, restore
from store.database import Database, open_database
from store.errors import (
    CannotCopyError,
    CopyOntoItselfError,
    ForeignDatabaseError,
    NewerSchemaError,
    NoCopyError,
    NotACopyError,
    NotForServersError,
    StoreError,
)
from store.reports import versions
from tests.store.making import PEOPLE, Said, kept, report

FIRST = report(PEOPLE, "2023-Q1", Said("1", 7))
SECOND = report(PEOPLE, "2023-Q2", Said("1", 8))


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A database with one report, in the style of a running program: what was written last is in its -wal file."""
    path = tmp_path / "kept.sqlite"
    database = open_database(f"sqlite:///{path}")
    kept(database, PEOPLE, b"1", FIRST)
    database.close()
    return path


def opened(path: Path) -> Database:
    return open_database(f"sqlite:///{path}")


def reports_in(path: Path) -> int:
    database = opened(path)
    with database.reading() as connection:
        found = len(versions(connection, PEOPLE))
    database.close()
    return found


def test_a_copy_is_one_file_with_what_there_was(full: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    back_up(f"sqlite:///{full}", folder / "copy.sqlite")
    assert [file.name for file in folder.iterdir()] == ["copy.sqlite"]
    assert reports_in(folder / "copy.sqlite") == 1


def test_a_copy_is_of_one_moment_and_waits_for_no_writer(full: Path, tmp_path: Path) -> None:
    database = opened(full)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM decision")
        back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    database.close()
    assert reports_in(tmp_path / "copy.sqlite") == 1


def test_a_later_copy_replaces_an_earlier_one(full: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    database = opened(full)
    kept(database, PEOPLE, b"2", SECOND)
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    database.close()
    assert reports_in(tmp_path / "copy.sqlite") == 2


def test_a_copy_is_put_back_and_what_was_there_is_kept(full: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    database = opened(full)
    kept(database, PEOPLE, b"2", SECOND)
    database.close()
    assert restore(f"sqlite:///{full}", tmp_path / "copy.sqlite", ".former") == tmp_path / "kept.sqlite.former"
    assert reports_in(full) == 1
    assert reports_in(tmp_path / "kept.sqlite.former") == 2


def test_a_copy_is_put_back_under_a_program_that_runs(full: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    database = opened(full)
    kept(database, PEOPLE, b"2", SECOND)
    restore(f"sqlite:///{full}", tmp_path / "copy.sqlite", ".former")
    with database.reading() as connection:
        assert len(versions(connection, PEOPLE)) == 1
    kept(database, PEOPLE, b"2", SECOND)
    database.close()
    assert reports_in(full) == 2


def test_a_copy_is_put_where_there_was_nothing(full: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "kept.sqlite"
    assert restore(f"sqlite:///{target}", full, ".former") is None
    assert reports_in(target) == 1


def test_a_damaged_database_is_moved_away(full: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    data = full.read_bytes()
    full.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises(StoreError):
        back_up(f"sqlite:///{full}", tmp_path / "other.sqlite")
    assert not (tmp_path / "other.sqlite").exists()
    restore(f"sqlite:///{full}", tmp_path / "copy.sqlite", ".former")
    assert reports_in(full) == 1
    assert (tmp_path / "kept.sqlite.former").exists()


def test_a_copy_by_a_newer_program_is_refused(full: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{full}", tmp_path / "copy.sqlite")
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    copy.close()
    with pytest.raises(NewerSchemaError, match="9999"):
        restore(f"sqlite:///{full}", tmp_path / "copy.sqlite", ".former")
    assert not (tmp_path / "kept.sqlite.former").exists()


def test_another_programs_database_is_refused(full: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE other (id)")
    other.close()
    with pytest.raises(ForeignDatabaseError):
        restore(f"sqlite:///{full}", tmp_path / "other.sqlite", ".former")


def test_files_that_are_no_copies_stay_as_they_are(full: Path, tmp_path: Path) -> None:
    text = tmp_path / "indicators.yaml"
    text.write_text("project:", "utf-8")
    with pytest.raises(NotACopyError):
        back_up(f"sqlite:///{full}", text)
    with pytest.raises(NotACopyError):
        restore(f"sqlite:///{full}", text, ".former")
    assert text.read_text("utf-8") == "project:"


def test_what_is_not_there_is_named(full: Path, tmp_path: Path) -> None:
    with pytest.raises(NoCopyError, match=r"nothing\.sqlite"):
        back_up(f"sqlite:///{tmp_path / 'nothing.sqlite'}", tmp_path / "copy.sqlite")
    with pytest.raises(NoCopyError, match=r"nothing\.sqlite"):
        restore(f"sqlite:///{full}", tmp_path / "nothing.sqlite", ".former")
    with pytest.raises(CannotCopyError, match="no such folder"):
        back_up(f"sqlite:///{full}", tmp_path / "nowhere" / "copy.sqlite")


def test_a_database_is_not_copied_onto_itself(full: Path) -> None:
    with pytest.raises(CopyOntoItselfError):
        back_up(f"sqlite:///{full}", full)
    with pytest.raises(CopyOntoItselfError):
        restore(f"sqlite:///{full}", full, ".former")


def test_of_a_server_the_command_is_told_without_the_password() -> None:
    url = "postgresql://anna:secret@host:5433/results"
    with pytest.raises(NotForServersError) as told:
        back_up(url, Path("my copy.dump"))
    assert str(told.value).endswith("pg_dump --format=custom --file='my copy.dump' postgresql://anna@host:5433/results")
    with pytest.raises(NotForServersError) as told:
        restore(url, Path("copy.dump"), ".former")
    assert str(told.value).endswith(
        "pg_restore --clean --if-exists copy.dump --dbname=postgresql://anna@host:5433/results"
    )
