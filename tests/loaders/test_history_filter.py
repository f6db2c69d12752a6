"""Which events of the history are asked for."""

from datetime import UTC, date, datetime

import pytest

from framework.model import Row
from loaders.history_filter import Wanted, filtered, kind_of, report_of, told_to
from tests.framework.making import indicator, project


def event(subject: str, what: str, day: int, by: str = "Anna") -> Row:
    at = datetime(2023, 4, day, 9, tzinfo=UTC)
    return {"at": at, "subject": subject, "event": what, "by": by, "version": 1, "why": None, "changes": None}


EVENTS = (
    event("framework", "revised", 20, "lead"),
    event("P/SOUTH/2023-Q1", "flag dismissed", 15),
    event("P/NORTH/2023-Q1", "returned", 12, "lead"),
    event("P/NORTH/2023-Q1", "received", 10),
    event("P/NORTH/2022-Q4", "received", 5),
)


@pytest.mark.parametrize(
    ("wanted", "days"),
    [
        (Wanted(), [20, 15, 12, 10, 5]),
        (Wanted(what="framework"), [20]),
        (Wanted(what="reports"), [10, 5]),
        (Wanted(what="reviews"), [12]),
        (Wanted(what="remarks"), [15]),
        (Wanted(reporter="NORTH"), [12, 10, 5]),
        (Wanted(period="2023-Q1"), [15, 12, 10]),
        (Wanted(by="lead"), [20, 12]),
        (Wanted(first=date(2023, 4, 12)), [20, 15, 12]),
        (Wanted(last=date(2023, 4, 12)), [12, 10, 5]),
        (Wanted(known_at=datetime(2023, 4, 12, 8, tzinfo=UTC)), [10, 5]),
        (Wanted(known_at=datetime(2023, 4, 12, 9, tzinfo=UTC)), [12, 10, 5]),
        (Wanted(reporter="NORTH", period="2023-Q1", what="reports", by="Anna"), [10]),
    ],
)
def test_only_what_is_asked_for_is_left_in_its_order(wanted: Wanted, days: list[int]) -> None:
    left = [row["at"] for row in filtered(EVENTS, wanted)]
    assert [at.day for at in left if isinstance(at, datetime)] == days


def test_the_report_of_an_event_is_known_from_its_subject() -> None:
    assert report_of(EVENTS[1]) == ("SOUTH", "2023-Q1")
    assert report_of(EVENTS[0]) is None


def test_an_event_of_a_new_sort_is_a_remark() -> None:
    assert kind_of(event("P/NORTH/2023-Q1", "sung", 1)) == "remarks"


REVIEWED = project(indicator("1", sensitive=True), review=True, small_cells_below=5)
OPEN = project(indicator("1", sensitive=True), small_cells_below=5)


def said(what: str, why: str | None = None, changes: str | None = None) -> Row:
    return {**event("P/A/2023-Q1", what, 1), "why": why, "changes": changes}


def test_doubts_are_for_those_who_see_everything() -> None:
    rows = [said("flag dismissed", "40 is right")]
    assert told_to("reviewer", REVIEWED, rows) == rows
    assert told_to("donor", REVIEWED, rows) == told_to("evaluator", OPEN, rows) == []


def test_of_reviewed_reports_others_are_told_no_figures_nor_remarks_on_what_is_not_approved() -> None:
    rows = [said("received", "40, not 30", "rows: 3"), said("returned", "Not 40"), said("approved", "Thank you")]
    assert [(row["why"], row["changes"]) for row in told_to("evaluator", REVIEWED, rows)] == [
        (None, None),
        (None, None),
        ("Thank you", None),
    ]


def test_of_sensitive_indicators_donors_are_told_neither_evidence_nor_what_each_reporter_stated() -> None:
    rows = [said("evidence added", changes="1: list of names"), said("received", changes="nothing → 3")]
    assert [row["changes"] for row in told_to("donor", OPEN, rows, "1")] == [None, None]
    assert [row["changes"] for row in told_to("donor", OPEN, rows)] == [None, "nothing → 3"]
    assert told_to("evaluator", OPEN, rows, "1") == rows
