"""Percentages, deviation, status and projection (semantics 5)."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.model import Amount, Baseline, Direction, Frequency, Rule, Status
from framework.progress import ledgers
from framework.standing import Standing, deviation, elapsed, met, progress, projection, standing
from tests.framework.making import indicator, project, statement, targets

JUNE, YEAR_END = date(2023, 6, 30), date(2024, 12, 31)


def now(value: int | None, as_of: date = JUNE, **fields: Any) -> Standing:
    """Where an indicator stands after one figure in 2023-Q2."""
    whose = project(indicator(**fields))
    said = [] if value is None else [statement(whose, "1", "2023-Q2", value)]
    return standing(whose, ledgers(whose, said)["1"], as_of)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (None, Status.NO_DATA),
        (111, Status.AHEAD),
        (110, Status.ON_TRACK),
        (90, Status.ON_TRACK),
        (89, Status.BEHIND),
        (70, Status.BEHIND),
        (69, Status.OFF_TRACK),
        (0, Status.OFF_TRACK),
        (400, Status.ACHIEVED),
    ],
)
def test_bounds_belong_to_the_better_side(value: int | None, status: Status) -> None:
    assert now(value, targets=targets(400)).status is status


def test_no_target_comes_before_everything_and_a_planned_zero_is_not_due() -> None:
    assert now(5).status is Status.NO_TARGET
    assert now(None).status is Status.NO_TARGET
    assert now(5, as_of=date(2023, 2, 1), targets=targets(400)).status is Status.NOT_DUE


def test_an_annual_indicator_is_not_due_before_its_first_year_has_ended() -> None:
    whose = project(indicator(reporting=Frequency.ANNUAL, targets=targets(80)))
    assert standing(whose, ledgers(whose, [])["1"], JUNE).status is Status.NOT_DUE


def test_a_context_indicator_is_never_compared() -> None:
    found = now(80, direction=Direction.NONE, targets=targets(40))
    assert (found.status, found.met_pct, found.deviation_pct) == (Status.NO_TARGET, None, None)


def test_a_level_to_be_kept_is_achieved_only_at_the_end() -> None:
    kept: dict[str, Any] = {"direction": Direction.MAINTAIN, "over_time": Rule.LAST, "targets": targets(100)}
    assert now(95, **kept).status is Status.ON_TRACK
    assert now(95, as_of=YEAR_END, **kept).status is Status.ACHIEVED
    assert now(112, **kept).status is Status.BEHIND


def test_a_decreasing_sum_is_achieved_only_at_the_end() -> None:
    few: dict[str, Any] = {"direction": Direction.DECREASE, "targets": targets(100)}
    assert now(20, **few).status is Status.AHEAD
    assert now(20, as_of=YEAR_END, **few).status is Status.ACHIEVED


def test_progress_counts_from_the_baseline_in_both_directions() -> None:
    level = indicator(over_time=Rule.LAST, baseline=Baseline(Amount(value=Fraction(50))))
    assert progress(level, Fraction(40), Fraction(10)) == 25
    assert progress(level, Fraction(58), Fraction(10)) == -20
    assert progress(level, Fraction(49), Fraction(50)) is None
    assert progress(indicator(), Fraction(30), Fraction(60)) == 50


def test_less_is_better_divides_the_other_way_round_and_nothing_is_divided_by_zero() -> None:
    falling = indicator(direction=Direction.DECREASE)
    assert met(falling, Fraction(50), Fraction(40)) == 80
    assert met(falling, Fraction(0), Fraction(40)) is None
    assert met(indicator(), Fraction(3), Fraction(0)) is None


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_keeping_a_level_never_deviates_upwards(actual: int, target: int) -> None:
    off = deviation(indicator(direction=Direction.MAINTAIN), Fraction(actual), Fraction(target))
    assert off is None or off <= 0


def test_the_pace_so_far_is_carried_on_from_two_periods_with_data_on() -> None:
    whose = project(indicator(targets=targets(1000)))
    first, second = statement(whose, "1", "2023-Q1", 100), statement(whose, "1", "2023-Q2", 140)
    ahead = projection(whose, ledgers(whose, [first, second])["1"], JUNE)
    assert ahead is not None
    assert ahead.end == 960
    assert ahead.day == date(2025, 1, 31)
    assert projection(whose, ledgers(whose, [first])["1"], JUNE) is None


def test_time_elapsed_is_clamped_to_the_project() -> None:
    whose = project()
    assert elapsed(whose, date(2022, 1, 1)) == 0
    assert elapsed(whose, date(2030, 1, 1)) == 100
    assert elapsed(whose, date(2023, 12, 31)) == Fraction(36500, 731)
