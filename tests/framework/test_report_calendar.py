"""The calendar of reports: which came, are due, late or reviewed, on a day."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from framework.model import Frequency, Period, Project, Record, Reporter, ReportVersion, Span
from framework.periods import calendar_of
from framework.report_calendar import Slot, State, counted, in_state, lanes, slot_of, waiting
from tests.framework.making import indicator, project, text

PEOPLE = project(indicator("1"))
DUE = date(2023, 4, 30)
"""The last day on which the report of 2023-Q1 is on time."""


def period(label: str, whose: Project = PEOPLE) -> Period:
    return next(each for name in Frequency for each in calendar_of(whose).periods(name) if each.label == label)


def version(label: str = "2023-Q1", number: int = 1, status: str = "accepted", on: date = DUE) -> ReportVersion:
    return ReportVersion(
        project="P",
        reporter="A",
        period=period(label),
        number=number,
        status=status,
        received_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
        files=("a.csv",),
        sha256=("0",),
        figures=1,
        uploaded_by="officer",
    )


def slot(*versions: ReportVersion, today: date = DUE, label: str = "2023-Q1", whose: Project = PEOPLE) -> Slot:
    return slot_of(Record(project=whose, versions=versions), "A", period(label, whose), today)


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (date(2023, 3, 30), State.NOT_DUE, 0),
        (date(2023, 3, 31), State.DUE, 30),
        (DUE, State.DUE, 0),
        (DUE + timedelta(days=1), State.LATE, 1),
    ],
)
def test_a_missing_report_is_due_from_the_last_day_of_its_period_and_late_after_its_day(
    today: date, state: State, days: int
) -> None:
    found = slot(today=today)
    assert (found.state, found.days, found.due) == (state, days, DUE)


def test_a_report_is_late_by_its_first_version_whatever_came_after() -> None:
    assert slot(version()).state is State.ON_TIME
    corrected = slot(version(), version(number=2, on=DUE + timedelta(days=90)))
    assert (corrected.state, corrected.days) == (State.ON_TIME, 0)
    late = slot(version(on=DUE + timedelta(days=3)))
    assert (late.state, late.days) == (State.CAME_LATE, 3)


@pytest.mark.parametrize(
    ("status", "state"),
    [("submitted", State.WAITING), ("approved", State.APPROVED), ("returned", State.RETURNED)],
)
def test_the_newest_version_says_where_the_review_is(status: str, state: State) -> None:
    assert slot(version(status="approved"), version(number=2, status=status)).state is state


def test_who_is_not_active_owes_nothing() -> None:
    later = Span(date(2023, 7, 1), date(2025, 1, 1))
    reporters = {"A": Reporter("A", text("A"), later), "B": Reporter("B", text("B"), PEOPLE.span)}
    whose = project(indicator("1"), reporters=reporters)
    found = slot(today=date(2024, 1, 1), whose=whose)
    assert (found.state, found.owed) == (State.NOT_DUE, False)
    assert slot(today=date(2024, 1, 1), label="2023-Q3", whose=whose).state is State.LATE


def test_an_indicator_that_reports_by_year_gives_its_reporters_a_lane_of_their_own() -> None:
    yearly = indicator("2", reporting=Frequency.ANNUAL, reporters=("B",))
    found = lanes(Record(project=project(indicator("1"), yearly)), date(2024, 2, 1))
    assert [(lane.reporter, lane.frequency, len(lane.slots)) for lane in found] == [
        ("A", Frequency.QUARTERLY, 8),
        ("B", Frequency.QUARTERLY, 8),
        ("B", Frequency.ANNUAL, 2),
    ]
    assert [slot.state for slot in found[2].slots] == [State.LATE, State.NOT_DUE]


def test_a_project_whose_indicators_all_report_by_year_has_no_empty_lanes_of_quarters() -> None:
    found = lanes(Record(project=project(indicator("1", reporting=Frequency.ANNUAL))), DUE)
    assert {lane.frequency for lane in found} == {Frequency.ANNUAL}


def test_reports_that_nobody_owes_are_not_counted() -> None:
    reporters = {"A": Reporter("A", text("A"), Span(date(2023, 1, 1), date(2023, 4, 1)))}
    whose = project(indicator("1", reporters=("A",)), reporters=reporters)
    found = lanes(Record(project=whose), DUE + timedelta(days=1))
    assert counted(found) == Counter({State.LATE: 1})


def test_reports_in_a_state_come_in_order_of_time() -> None:
    found = in_state(lanes(Record(project=PEOPLE), date(2023, 12, 1)), State.LATE)
    assert [(each.period.label, each.reporter) for each in found] == [
        ("2023-Q1", "A"), ("2023-Q1", "B"), ("2023-Q2", "A"), ("2023-Q2", "B"), ("2023-Q3", "A"), ("2023-Q3", "B"),
    ]  # fmt: skip


def test_newest_versions_that_nobody_decided_on_wait_those_that_came_first_first() -> None:
    replaced = [version(status="submitted"), version(number=2, status="returned")]
    late = version("2023-Q2", status="submitted", on=date(2023, 8, 2))
    early = version("2023-Q3", status="submitted", on=date(2023, 8, 1))
    assert waiting([*replaced, late, early]) == [early, late]
