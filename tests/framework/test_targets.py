"""What is due, and when (semantics 4)."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from framework.model import Amount, Baseline, Direction, Indicator, Kind, Pace, Rule, Stage, Targets
from framework.targets import Schedule, end_target, schedule_of
from tests.framework.making import TWO_YEARS, indicator, period_target, project, targets, text

MID, TURN, END = date(2023, 7, 1), date(2024, 1, 1), TWO_YEARS.end
Y1 = period_target("2023", 200, TWO_YEARS.start, TURN)
Y2 = period_target("2024", 300, TURN, END)
QUARTER_ENDS = [date(2023 + (month > 12), (month - 1) % 12 + 1, 1) for month in (4, 7, 10, 13, 16, 19, 22)] + [END]


def schedule(of: Indicator) -> Schedule:
    return schedule_of(project(of), of)


def with_targets(given_targets: Targets, **fields: Any) -> Schedule:
    return schedule(indicator(targets=given_targets, **fields))


def test_a_quarter_is_exactly_a_quarter_of_a_year() -> None:
    assert with_targets(targets(1600)).to_date(date(2023, 4, 1)) == 200


def test_ended_years_count_in_full_and_the_running_year_by_its_months() -> None:
    assert with_targets(targets(periods=(Y1, Y2))).to_date(date(2024, 4, 1)) == 275
    assert end_target(indicator(targets=targets(periods=(Y1, Y2)))) == 500


def test_steps_count_ended_target_periods_only() -> None:
    steps = with_targets(targets(periods=(Y1, Y2), pace=Pace.STEP))
    assert [steps.to_date(moment) for moment in (MID, TURN, date(2024, 4, 1))] == [None, 200, 200]
    assert steps.moment(date(2024, 4, 1), date(2024, 4, 1)) == TURN


def test_finer_targets_count_to_date_and_what_they_leave_is_spread() -> None:
    first = period_target("2024-Q1", 180, TURN, date(2024, 4, 1))
    spread = with_targets(targets(periods=(Y1, Y2, first)))
    assert [spread.to_date(moment) for moment in (date(2024, 4, 1), date(2024, 7, 1), END)] == [380, 420, 500]


def test_what_periods_leave_of_the_end_target_belongs_to_the_time_after_them() -> None:
    assert with_targets(targets(600, periods=(Y1,))).to_date(date(2024, 4, 1)) == 300
    step = with_targets(targets(600, periods=(Y1,), pace=Pace.STEP))
    assert [step.to_date(date(2024, 4, 1)), step.to_date(END)] == [200, 600]


def test_levels_run_in_straight_lines_from_the_baseline() -> None:
    level = with_targets(
        targets(90, periods=(period_target("2023", 60, TWO_YEARS.start, TURN),)),
        over_time=Rule.LAST,
        baseline=Baseline(Amount(value=Fraction(40))),
    )
    assert [level.to_date(moment) for moment in (MID, TURN, date(2024, 7, 1), END)] == [50, 60, 75, 90]


def test_a_level_without_a_baseline_has_no_target_before_its_first_date_unless_it_is_to_be_kept() -> None:
    assert with_targets(targets(90), over_time=Rule.LAST).to_date(MID) is None
    kept = with_targets(targets(90), over_time=Rule.LAST, direction=Direction.MAINTAIN)
    assert kept.to_date(MID) == 90


def test_a_milestone_steps_and_is_due_at_the_end_unless_it_says_otherwise() -> None:
    stages = (Stage("planned", text("planned")), Stage("opened", text("opened")))
    milestone = indicator(kind=Kind.MILESTONE, over_time=Rule.LAST, stages=stages)
    assert end_target(milestone) == 1
    assert [schedule(milestone).to_date(moment) for moment in (TURN, END)] == [None, 1]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_due_in_the_quarters_adds_up_to_the_end_target(first: int, second: int) -> None:
    periods = (period_target("2023", first, TWO_YEARS.start, TURN), period_target("2024", second, TURN, END))
    linear = with_targets(targets(periods=periods))
    due = [linear.to_date(moment) or Fraction(0) for moment in QUARTER_ENDS]
    assert due == sorted(due)
    assert due[-1] == first + second
