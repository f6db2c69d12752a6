"""What of a load calls for a second look; nothing is refused for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from framework.doubts import Flag
from framework.quality import flags
from loaders.history import history
from loaders.outcome import Outcome
from store.database import Database, open_database
from store.dismissals import Grounds, dismiss
from store.record import read_record
from tests.loaders.test_intake import take, world

HEAD = b"indicator,period,sex,value\n"
Q1 = HEAD + b"1.1,2023-Q1,female,10\n1.1,2023-Q1,male,5\n"
Q2 = HEAD + b"1.1,2023-Q2,female,10\n1.1,2023-Q2,male,5\n"
JULY = datetime(2023, 7, 20, 12, tzinfo=UTC)
AUGUST = datetime(2023, 8, 3, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()


def told(outcome: Outcome) -> list[tuple[str, str, str | None]]:
    assert outcome.kept
    return [(each.kind, each.period, each.indicator) for each in outcome.flags]


def put_aside(database: Database, flag: Flag, version: int = 1) -> None:
    with database.writing() as connection:
        about = (flag.reporter, flag.period)
        assert dismiss(connection, "P", about, version, flag.key, Grounds(reason="Same people", by="lead", at=JULY))


def test_a_first_report_has_nothing_to_be_compared_with(database: Database) -> None:
    assert told(take(database, Q1)) == []


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_report_is_compared_with_those_before(database: Database, *, dry_run: bool) -> None:
    take(database, Q1)
    assert told(take(database, Q2, at=JULY, dry_run=dry_run)) == [("repeats", "2023-Q2", "1.1")]


def test_reports_that_come_together_are_compared_with_one_another(database: Database) -> None:
    assert told(take(database, Q1, Q2)) == [("repeats", "2023-Q2", "1.1")]


def test_later_reports_do_not_matter(database: Database) -> None:
    take(database, Q2)
    assert told(take(database, Q1, at=JULY)) == [("late", "2023-Q1", None)]


def test_the_former_version_of_a_report_is_not_compared_with_it(database: Database) -> None:
    take(database, Q1)
    assert told(take(database, Q1 + b"1.2,2023-Q1,,20\n")) == []


def test_an_amendment_is_looked_at_with_what_it_leaves_as_it_is(database: Database) -> None:
    take(database, Q1 + b"1.2,2023-Q1,,20\n")
    take(database, Q2 + b"1.2,2023-Q2,,21\n", at=JULY)
    outcome = take(database, HEAD + b"1.2,2023-Q2,,20\n", amend=True, at=JULY)
    assert told(outcome) == [("repeats", "2023-Q2", None)]


def test_a_late_report_is_late_in_its_dry_run_already(database: Database) -> None:
    assert told(take(database, Q2, at=AUGUST, dry_run=True)) == [("late", "2023-Q2", None)]


def test_what_was_put_aside_is_not_told_again(database: Database) -> None:
    take(database, Q1)
    [flag] = take(database, Q2, at=JULY).flags
    put_aside(database, flag)
    assert told(take(database, Q2 + b"1.2,2023-Q2,,20\n", at=JULY)) == []


def test_the_doubts_of_a_load_are_those_of_the_record_that_it_leaves(database: Database) -> None:
    rows = b"1.1,2023-Q2,,40\n1.5,2023-Q2,female,120\n1.3,2023-Q2,male,7\n1.3,2023-Q2,,5000\n1.2,2023-Q2,,20\n"
    take(database, Q1 + b"1.2,2023-Q1,,20\n1.3,2023-Q1,female,6000\n")
    outcome = take(database, HEAD + rows, at=AUGUST)
    assert [each[0] for each in told(outcome)] == [
        *("late", "undivided", "repeats", "falls", "unequal", "over_100"),
    ]
    kept = flags(read_record(database, world()), "A", "2023-Q2")
    assert [(each, each.key) for each in outcome.flags] == [(each, each.key) for each in kept]


def test_the_history_tells_what_was_put_aside_and_why(database: Database) -> None:
    take(database, Q1)
    [flag] = take(database, Q2, at=JULY).flags
    put_aside(database, flag)
    [row] = [each for each in history(database, world()) if each["event"] == "flag dismissed"]
    assert row == {
        "at": JULY,
        "project": "P",
        "subject": "P/A/2023-Q2",
        "version": 1,
        "event": "flag dismissed",
        "by": "lead",
        "why": "Same people",
        "changes": "1.1: repeats",
    }
    assert [each["event"] for each in history(database, world(), "1.1")][:1] == ["flag dismissed"]
    assert "flag dismissed" not in [each["event"] for each in history(database, world(), "1.2")]
