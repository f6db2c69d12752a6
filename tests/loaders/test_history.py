"""Who changed what, when and why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from framework.model import Project, UploadedFile
from loaders.framework_file import Framework, read_recorded
from loaders.history import COLUMNS, history
from loaders.intake import load
from loaders.outcome import Instructions
from loaders.revisions import Grounds, record
from store.database import Database, open_database
from store.reports import decide

AT = datetime(2023, 4, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)

FRAMEWORK = """project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31, review: true}
goals:
  - code: G1
    level: Goal
    title: Goal
    indicators:
      - {code: "1.1", title: People, unit: people, kind: number, targets: {end: 100}}
      - {code: "1.2", title: Hotline, kind: milestone, stages: [planned, open]}
      - {code: "1.3", title: Share, kind: percentage}
"""
REVISED = FRAMEWORK.replace("end: 100", "end: 150").replace('code: "1.3"', 'code: "1.4"')


def framework(text: str = FRAMEWORK) -> Framework:
    found, problems = read_recorded([UploadedFile("indicators.yaml", text.encode())])
    assert found is not None, problems
    return found


def project() -> Project:
    return framework(REVISED).project


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Two versions, the first returned, and a revision."""
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    take(opened, b"indicator,period,value\n1.1,2023-Q1,30\n", day=0)
    with opened.writing() as connection:
        decide(connection, project(), "P/project/2023-Q1", "returned", by="lead", at=AT + DAY, comment="Check")
    take(opened, b"indicator,period,value\n1.1,2023-Q1,31\n1.2,2023-Q1,open\n", day=2, reason="Checked")
    with opened.writing() as connection:
        record(connection, framework(REVISED), Grounds(by="lead", at=AT + 3 * DAY, reason="Amendment 1"))
    yield opened
    opened.close()


def take(database: Database, data: bytes, day: int, reason: str | None = None) -> None:
    how = Instructions(by="officer", at=AT + day * DAY, reason=reason)
    assert load(database, framework(), [UploadedFile("q1.csv", data)], how).kept


def told(database: Database, indicator: str | None = None) -> list[tuple[object, ...]]:
    rows = history(database, project(), indicator)
    assert all(tuple(row) == COLUMNS for row in rows)
    return [tuple(row[name] for name in ("subject", "version", "event", "by", "why", "changes")) for row in rows]


REPORT = "P/project/2023-Q1"


def test_everything_is_told_the_newest_first(database: Database) -> None:
    changes = "1.1 targets.end: 100 → 150; 1.3: gone; 1.4: new"
    assert told(database) == [
        ("framework", 2, "revised", "lead", "Amendment 1", changes),
        (REPORT, 2, "received", "officer", "Checked", "rows: 2"),
        (REPORT, 1, "returned", "lead", "Check", None),
        (REPORT, 1, "received", "officer", None, "rows: 1"),
        ("framework", 1, "recorded", "officer", None, None),
    ]


def test_of_an_indicator_what_it_was_and_became(database: Database) -> None:
    assert told(database, "1.1") == [
        ("framework", 2, "revised", "lead", "Amendment 1", "1.1 targets.end: 100 → 150"),
        (REPORT, 2, "received", "officer", "Checked", "30 → 31"),
        (REPORT, 1, "returned", "lead", "Check", None),
        (REPORT, 1, "received", "officer", None, "nothing → 30"),
        ("framework", 1, "recorded", "officer", None, "1.1: new"),
    ]


def test_a_milestone_is_told_by_its_stage(database: Database) -> None:
    assert told(database, "1.2")[0] == (REPORT, 2, "received", "officer", "Checked", "nothing → open")


def test_an_indicator_that_went_has_its_history(database: Database) -> None:
    assert [each[-1] for each in told(database, "1.3")] == ["1.3: gone", "1.3: new"]


def test_of_an_unknown_indicator_nothing_is_told(database: Database) -> None:
    assert told(database, "9.9") == []
