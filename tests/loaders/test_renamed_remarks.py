"""What stands beside reports follows indicators and reporters that get other codes."""

import pytest

from framework.model import Project, UploadedFile
from loaders.history import history
from loaders.intake import load
from loaders.outcome import Instructions
from store.choices import remember, remembered
from store.database import Database
from store.dismissals import Grounds, dismiss, dismissals
from store.evidence import add, listed, written
from store.explanations import explain
from store.record import read_record
from store.sent_files import sent_file
from tests.loaders.test_renaming import AT, DAY, FRAMEWORK, framework, revise, text

REPORT = "reporter,indicator,period,value,evidence\nNORTH,A,2023-Q1,42,list no. 7\n"
NORTH = ("NORTH", "2023-Q1")
HIGH = ("HIGH", "2023-Q1")


@pytest.fixture
def now(database: Database) -> Project:
    """A report with all that can stand beside it, then its indicator and reporter renamed."""
    before = framework(FRAMEWORK)
    files = [UploadedFile("q1.csv", REPORT.encode())]
    assert load(database, before, files, Instructions(by="officer", at=AT)).kept
    of = before.project
    with database.writing() as connection:
        explain(connection, of, NORTH, {"A": "A storm"}, by="officer", at=AT)
        add(connection, of, (*NORTH, "A"), "https://example.org/list", title="List", by="officer", at=AT)
        dismiss(connection, of, NORTH, 1, "beyond:A:0000", Grounds(reason="Checked", by="lead", at=AT))
        remember(connection, of, {"NORTH": {"decimals": ","}}, by="officer", at=AT)
    assert not revise(database, text("A", "NORTH"), AT + DAY).problems
    return framework(text("A", "NORTH")).project


def test_all_of_it_is_found_under_the_new_codes(database: Database, now: Project) -> None:
    (explanation,) = read_record(database, now).explanations
    assert (explanation.indicator, explanation.reporter, explanation.words) == ("A2", "HIGH", "A storm")
    with database.reading() as connection:
        assert [each.figure for each in listed(connection, now)] == [(*HIGH, "A2")]
        assert written(connection, now) == {(*HIGH, "A2"): ("list no. 7",)}
        assert [(each.reporter, each.flag) for each in dismissals(connection, now)] == [("HIGH", "beyond:A2:0000")]
        assert remembered(connection, now) == {"HIGH": {"decimals": ","}}
        assert sent_file(connection, now, HIGH, 1, 1) == UploadedFile("q1.csv", REPORT.encode())


def test_the_history_tells_of_it_under_the_new_codes(database: Database, now: Project) -> None:
    rows = history(database, now, "A2")
    told = {(row["subject"], row["event"], row["changes"]) for row in rows if row["subject"] != "framework"}
    assert told == {
        ("P/HIGH/2023-Q1", "received", "nothing → 42"),
        ("P/HIGH/2023-Q1", "explained", "A2: A storm"),
        ("P/HIGH/2023-Q1", "evidence added", "A2: List"),
        ("P/HIGH/2023-Q1", "flag dismissed", "A2: beyond"),
    }


@pytest.mark.usefixtures("now")
def test_the_earlier_framework_finds_it_under_the_old_codes(database: Database) -> None:
    then = framework(FRAMEWORK).project
    (explanation,) = read_record(database, then, known_at=AT).explanations
    assert (explanation.indicator, explanation.reporter) == ("A", "NORTH")
    with database.reading() as connection:
        assert [each.figure for each in listed(connection, then, known_at=AT)] == [(*NORTH, "A")]
        assert [each.flag for each in dismissals(connection, then, known_at=AT)] == ["beyond:A:0000"]


def test_what_is_said_later_takes_the_place_of_what_was_said_under_the_old_code(
    database: Database,
    now: Project,
) -> None:
    with database.writing() as connection:
        explain(connection, now, HIGH, {"A2": "A flood"}, by="officer", at=AT + 2 * DAY)
        remember(connection, now, {"HIGH": {"decimals": "."}}, by="officer", at=AT + 2 * DAY)
        assert dismiss(connection, now, HIGH, 1, "falls:A2:0000", Grounds(reason="x", by="lead", at=AT + 2 * DAY))
        assert remembered(connection, now) == {"HIGH": {"decimals": "."}}
    assert [each.words for each in read_record(database, now).explanations] == ["A flood"]
