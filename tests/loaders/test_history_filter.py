"""Which events of the history are asked for."""

from datetime import UTC, date, datetime

import pytest

from framework.model import Row
from loaders.history_filter import Wanted, filtered, kind_of, report_of


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
