"""When letters are sent."""

from datetime import UTC, date, datetime

import pytest

from dashboard.letters.occasions import Week, labelled_week, meant, reminders_due, week_before
from framework.obligations import Obligation
from tests.dashboard.letters.people import day

Q1 = Obligation(day("2023-03-31"), day("2023-04-30"), "2023-Q1", "NORTH")
Q2 = Obligation(day("2023-06-30"), day("2023-07-30"), "2023-Q2", "NORTH")


@pytest.mark.parametrize("text", ["2025-07-14", "2025-07-17", "2025-07-20"])
def test_a_digest_tells_of_the_last_whole_week(text: str) -> None:
    week = week_before(day(text))
    assert (week.label, week.monday, week.last_day) == ("2025-W28", day("2025-07-07"), day("2025-07-13"))
    assert week.end == datetime(2025, 7, 14, tzinfo=UTC)


def test_a_week_is_found_by_its_label_at_the_turn_of_a_year_too() -> None:
    week = Week(date(2024, 12, 30))
    assert week.label == "2025-W01"
    assert labelled_week(week.label) == week


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        ("2023-07-22", ["late 2023-W29"]),
        ("2023-07-23", ["late 2023-W29", "soon 2023-07-30"]),
        ("2023-07-29", ["late 2023-W30", "soon 2023-07-30"]),
        ("2023-07-30", ["late 2023-W30", "due 2023-07-30"]),
        ("2023-07-31", ["late 2023-W31"]),
    ],
)
def test_reports_are_reminded_of_a_week_before_on_the_day_and_weekly_while_late(today: str, keys: list[str]) -> None:
    assert reminders_due([Q1, Q2], day(today)) == keys


def test_a_letter_that_was_delayed_is_still_about_its_reports() -> None:
    assert meant([Q1, Q2], "soon 2023-07-30", day("2023-08-02")) == [Q2]
    assert meant([Q1, Q2], "late 2023-W29", day("2023-08-02")) == [Q1, Q2]
    assert meant([Q1], "due 2023-07-30", day("2023-07-30")) == []
