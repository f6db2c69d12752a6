"""Doubts that were put aside are kept with their reason, for good."""

from datetime import UTC, datetime, timedelta

import pytest

from store.database import Database
from store.dismissals import Dismissal, Grounds, dismiss, dismissals, put_aside
from tests.store.making import AT, PEOPLE, Said, kept, report

DAY = timedelta(days=1)
REPORT = ("A", "2023-Q1")


@pytest.fixture
def full(database: Database) -> Database:
    """Two versions of a report of one reporter, and a report of another."""
    for data, value in ((b"1", 5), (b"2", 6)):
        kept(database, PEOPLE, data, report(PEOPLE, "2023-Q1", Said("1", value)))
    kept(database, PEOPLE, b"3", report(PEOPLE, "2023-Q1", Said("1", 6), reporter="B"))
    return database


def aside(
    database: Database, number: int, flag: str, reason: str = "Checked", day: int = 0, about: tuple[str, str] = REPORT
) -> bool:
    with database.writing() as connection:
        return dismiss(connection, "P", about, number, flag, Grounds(reason=reason, by="lead", at=AT + day * DAY))


def told(database: Database, known_at: datetime | None = None) -> list[Dismissal]:
    with database.reading() as connection:
        return dismissals(connection, "P", known_at=known_at)


def test_what_is_put_aside_is_kept_with_who_when_and_why(full: Database) -> None:
    assert aside(full, 2, "falls:1:ab")
    assert told(full) == [
        Dismissal(
            reporter="A",
            period="2023-Q1",
            version=2,
            flag="falls:1:ab",
            reason="Checked",
            by="lead",
            at=AT.astimezone(UTC),
        )
    ]


def test_the_first_reason_stays(full: Database) -> None:
    aside(full, 1, "falls:1:ab", "First")
    assert aside(full, 1, "falls:1:ab", "Second")
    assert [each.reason for each in told(full)] == ["First"]


def test_a_version_that_is_not_there_cannot_be_doubted(full: Database) -> None:
    assert not aside(full, 3, "late::")
    assert not aside(full, 1, "late::", about=("C", "2023-Q1"))
    assert not aside(full, 1, "late::", about=("A", "2023-Q2"))
    assert told(full) == []


def test_before_it_was_put_aside_it_was_not(full: Database) -> None:
    aside(full, 1, "late::", day=1)
    assert told(full, AT) == []
    assert len(told(full, AT + DAY)) == 1


def test_reports_of_other_reporters_keep_their_doubts(full: Database) -> None:
    aside(full, 1, "late::", about=("B", "2023-Q1"))
    assert list(put_aside(told(full))) == [("B", "2023-Q1", "late::")]


def test_the_last_reason_is_told_where_it_was_put_aside_for_several_versions(full: Database) -> None:
    aside(full, 1, "late::", "First")
    aside(full, 2, "late::", "Second")
    assert [each.reason for each in put_aside(told(full)).values()] == ["Second"]
