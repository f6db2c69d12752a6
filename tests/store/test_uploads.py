"""Files that wait for a decision in the database, whoever took them in."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import func, select

from framework.model import UploadedFile
from store import uploads
from store.beside import upload_part
from store.database import Database, open_database
from store.marks import arrived_since, mark
from store.reports import decide
from store.uploads import Sent, SentFile, State
from tests.store.making import AT, PEOPLE, Said, kept, report

DAY = timedelta(days=1)
NAME = "token"


def put(database: Database, token: str = NAME, *texts: bytes) -> Sent:
    files = [(f"{number}.csv", io.BytesIO(text)) for number, text in enumerate(texts or (b"first", b"second"))]
    with database.writing() as connection:
        return uploads.put(connection, "P", token, files, at=AT, asked={"reporter": "A", "period": None})


def found(database: Database, token: str = NAME, project: str = "P", *, later: timedelta = DAY) -> Sent | None:
    with database.reading() as connection:
        return uploads.find(connection, project, token, AT + later - DAY)


def settled(database: Database, state: State) -> bool:
    with database.writing() as connection:
        return uploads.settle(connection, "token", state, {"kept": [["P/A/2023-Q1", 1]]})


def bytes_kept(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(func.length(upload_part.c.data)), 0))).scalar_one())


def test_another_process_finds_what_was_sent(database: Database, url: str) -> None:
    sent = put(database)
    other = open_database(url)
    assert found(other) == sent
    assert sent.files == (SentFile("0.csv", 5), SentFile("1.csv", 6))
    with other.reading() as connection:
        assert uploads.read(connection, "token") == [UploadedFile("0.csv", b"first"), UploadedFile("1.csv", b"second")]
    other.close()


def test_an_upload_is_found_in_its_project_only(database: Database) -> None:
    put(database)
    assert found(database, project="Q") is None
    assert found(database, token="guessed") is None  # noqa: S106 — no secret


def test_what_is_asked_may_change_while_it_waits(database: Database) -> None:
    put(database)
    with database.writing() as connection:
        uploads.ask(connection, "token", {"reporter": "B"})
        uploads.settle(connection, "token", State.DISCARDED)
        uploads.ask(connection, "token", {"reporter": "C"})
    sent = found(database)
    assert sent
    assert sent.asked == {"reporter": "B"}


def test_what_is_decided_loses_its_bytes_and_stays_decided(database: Database) -> None:
    put(database)
    assert settled(database, State.KEPT)
    assert not settled(database, State.DISCARDED)
    sent = found(database)
    assert sent
    assert (sent.state, sent.answer) == (State.KEPT, {"kept": [["P/A/2023-Q1", 1]]})
    assert [file.name for file in sent.files] == ["0.csv", "1.csv"]
    assert bytes_kept(database) == 0


def test_of_many_who_decide_at_once_one_does(database: Database) -> None:
    put(database)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda number: settled(database, list(State)[1 + number % 2]), range(8)))
    assert answers.count(True) == 1


def test_a_decision_that_fails_leaves_it_waiting(database: Database) -> None:
    put(database)
    with suppress(ZeroDivisionError), database.writing() as connection:
        uploads.settle(connection, "token", State.KEPT)
        _ = 1 / 0
    sent = found(database)
    assert sent
    assert sent.state is State.WAITING
    assert bytes_kept(database) == 11


def test_what_is_older_than_a_day_goes_decided_or_not(database: Database) -> None:
    put(database)
    put(database, "other")
    settled(database, State.KEPT)
    assert found(database, later=DAY)
    assert found(database, later=DAY + timedelta(seconds=1)) is None
    with database.writing() as connection:
        uploads.sweep(connection, AT + timedelta(seconds=1))
    assert found(database) is None
    assert bytes_kept(database) == 0


def test_uploads_come_in_while_a_report_is_being_kept(database: Database) -> None:
    """Else ten officers on PostgreSQL would wait for the one whose report is large."""
    if database.engine.dialect.name == "sqlite":
        return  # there all writers stand in line
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 1)))
    with ThreadPoolExecutor(1) as thread, database.writing() as connection:
        decide(connection, PEOPLE, "P/A/2023-Q1", "approved", by="lead", at=AT)
        assert thread.submit(put, database).result(20)


def test_a_mark_rises_with_every_version_and_decision(database: Database) -> None:
    marks = [_mark(database)]
    for data in (b"1", b"2", b"2"):
        kept(database, PEOPLE, data, report(PEOPLE, "2023-Q1", Said("1", data[0])))
        marks.append(_mark(database))
    with database.writing() as connection:
        decide(connection, PEOPLE, "P/A/2023-Q1", "approved", by="lead", at=AT)
    marks.append(_mark(database))
    assert [later > before for before, later in zip(map(int, marks), map(int, marks[1:]), strict=False)] == [
        True,
        True,
        False,
        True,
    ]


def test_what_came_since_a_mark_is_told(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 1)))
    former = _mark(database)
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 2)))
    kept(database, PEOPLE, b"3", report(PEOPLE, "2023-Q2", Said("1", 3)))
    with database.writing() as connection:
        decide(connection, PEOPLE, "P/A/2023-Q1", "approved", by="lead", at=AT)
    with database.reading() as connection:
        came = arrived_since(connection, PEOPLE, former)
        assert [(each.period.label, each.number) for each in came] == [("2023-Q1", 2), ("2023-Q2", 1)]
        assert arrived_since(connection, PEOPLE, "unknown") == []


def _mark(database: Database) -> str:
    with database.reading() as connection:
        return mark(connection, "P")
