"""Rows of the public tables (interface 4), where periods, targets, reporters and cells cut across each other."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from framework.breakdown import breakdown_rows
from framework.model import (
    NOT_APPLICABLE,
    TOTAL,
    Amount,
    Direction,
    Frequency,
    Kind,
    Pace,
    Project,
    Quotient,
    Reporter,
    Row,
    Rule,
    Span,
    Statement,
    Status,
)
from framework.progress import ledgers
from framework.series import series_rows, target_rows
from framework.standing import standing
from framework.tables import indicators, slices_needed
from tests.framework.making import (
    TWO_YEARS,
    indicator,
    period_target,
    place,
    project,
    record,
    statement,
    targets,
    text,
)

MARCH, JUNE, YEAR_END = date(2023, 3, 31), date(2023, 6, 30), date(2023, 12, 31)
FIRST_FOUR = period_target("2023-T1", 50, date(2023, 1, 1), date(2023, 5, 1))
NEXT_FOUR = period_target("2023-T2", 50, date(2023, 5, 1), date(2023, 9, 1))
YEAR = period_target("2023", 200, date(2023, 1, 1), date(2024, 1, 1))
FEMALE, FOOD = place(sex="female"), place(service="food")


def by_target(whose: Project, statements: Iterable[Statement], as_of: date) -> dict[object, Row]:
    ledger = ledgers(whose, list(statements))["1"]
    return {row["target_period"]: row for row in target_rows(whose, ledger, as_of)}


def cells(whose: Project, *statements: Statement, code: str = "1") -> dict[tuple[object, ...], tuple[object, ...]]:
    """Value, numerator and denominator by period, dimension and category."""
    rows = breakdown_rows(whose, ledgers(whose, statements)[code], YEAR_END)
    return {
        (row["period"], row["dimension"], row["category"]): (row["value"], row["numerator"], row["denominator"])
        for row in rows
    }


@pytest.mark.parametrize(
    ("fields", "first", "second"), [({}, None, None), ({"over_time": Rule.LAST}, None, 70)], ids=["sum", "level"]
)
def test_a_figure_is_of_no_target_period_that_cuts_its_own(
    fields: dict[str, Any], first: int | None, second: int | None
) -> None:
    whose = project(
        indicator(reporting=Frequency.SEMIANNUAL, targets=targets(periods=(FIRST_FOUR, NEXT_FOUR)), **fields)
    )
    rows = by_target(whose, [statement(whose, "1", "2023-H1", 70), statement(whose, "1", "2023-H2", 75)], YEAR_END)
    assert [rows["2023-T1"]["actual"], rows["2023-T2"]["actual"]] == [first, second]


def test_a_running_total_at_a_targets_end_has_only_the_periods_that_have_ended_by_then() -> None:
    running = targets(periods=(FIRST_FOUR, NEXT_FOUR), cumulative=True)
    whose = project(indicator(reporting=Frequency.SEMIANNUAL, targets=running))
    rows = by_target(whose, [statement(whose, "1", "2023-H1", 70), statement(whose, "1", "2023-H2", 75)], YEAR_END)
    assert [rows["2023-T1"]["actual"], rows["2023-T2"]["actual"], rows["2023"]["actual"]] == [None, 70, 145]


def test_the_events_before_the_end_of_a_running_total_are_asked_for() -> None:
    february = period_target("2023-02", 50, date(2023, 2, 1), date(2023, 3, 1))
    whose = project(indicator(targets=targets(periods=(february,), cumulative=True)))
    assert Span(date(2023, 1, 1), date(2023, 3, 1)) in slices_needed(whose, YEAR_END)


def test_a_target_period_that_must_be_kept_is_achieved_within_the_bound_when_it_is_over() -> None:
    whose = project(indicator(direction=Direction.MAINTAIN, targets=targets(periods=(YEAR,))))
    said = [statement(whose, "1", "2023-Q1", 195)]
    assert [by_target(whose, said, day)["2023"]["status"] for day in (MARCH, YEAR_END)] == ["not_due", "achieved"]


def test_a_level_that_has_fallen_far_enough_has_met_its_target_period_early() -> None:
    falling = {"direction": Direction.DECREASE, "over_time": Rule.LAST}
    whose = project(indicator(targets=targets(periods=(YEAR,)), **falling))
    assert by_target(whose, [statement(whose, "1", "2023-Q1", 190)], MARCH)["2023"]["status"] == "achieved"


def test_a_fiscal_year_has_its_row_beside_a_half_year_with_the_same_days() -> None:
    half = Span(date(2023, 1, 1), date(2023, 7, 1))
    whose = project(
        indicator(targets=targets(periods=(period_target("2023-H1", 50, half.start, half.end),))), span=half
    )
    assert set(by_target(whose, [], JUNE)) == {"2023-H1", "2023"}


def test_levels_of_a_reporter_that_has_left_are_none_of_the_years() -> None:
    left = Reporter("B", text("B"), Span(TWO_YEARS.start, date(2023, 7, 1)))
    whose = project(
        indicator(over_time=Rule.LAST, targets=targets(periods=(YEAR,))),
        reporters={"A": Reporter("A", text("A"), TWO_YEARS), "B": left},
    )
    said = [statement(whose, "1", "2023-Q2", 10), statement(whose, "1", "2023-Q2", 20, "B")]
    assert [by_target(whose, said, day)["2023"]["actual"] for day in (JUNE, YEAR_END)] == [30, 10]


def test_what_a_finer_target_leaves_of_a_year_steps_when_the_year_is_over() -> None:
    last = period_target("2023-Q4", 50, date(2023, 10, 1), date(2024, 1, 1))
    whose = project(indicator(targets=targets(periods=(YEAR, last), pace=Pace.STEP)))
    rows = list(series_rows(whose, ledgers(whose, [])["1"], MARCH))[:4]
    assert [row["target_to_date"] for row in rows] == [None, None, None, 200]


def test_a_sum_to_be_kept_in_steps_is_compared_at_the_end_of_its_target_period() -> None:
    half = period_target("2023-H1", 100, date(2023, 1, 1), date(2023, 7, 1))
    whose = project(indicator(direction=Direction.MAINTAIN, targets=targets(periods=(half,), pace=Pace.STEP)))
    said = [statement(whose, "1", "2023-Q1", 100), statement(whose, "1", "2023-Q3", 90)]
    now = standing(whose, ledgers(whose, said)["1"], date(2023, 9, 30))
    assert now.compared_actual == 100
    assert now.deviation_pct == 0


def test_an_event_after_the_day_makes_no_latest_period_and_no_rows() -> None:
    whose = project(indicator())
    later = statement(whose, "1", "2023-Q2", 9)
    event = Statement("1", "A", later.period, later.span, later.figure, dated=True)
    assert indicators(record(whose, event), date(2023, 5, 1))[0]["last_period"] is None
    assert indicators(record(whose, event), JUNE)[0]["last_period"] == "2023-Q2"


def test_cells_that_split_the_numerator_only_are_divided_by_the_whole_over_time_and_in_pairs() -> None:
    share = {"kind": Kind.PERCENTAGE, "over_time": Rule.SUM, "numerator_only": frozenset({"service"})}
    whose = project(indicator("1", "sex", "service", **share))
    shelter = place(service="shelter")
    first = statement(whose, "1", "2023-Q1", {TOTAL: (10, 100), FOOD: (6, 100), shelter: (4, 100)})
    second = statement(
        whose, "1", "2023-Q2", {(*FEMALE, *FOOD): (5, 50), (*FEMALE, *shelter): Amount(numerator=Fraction(3))}
    )
    found = cells(whose, first, second)
    assert found["to_date", "service", "shelter"] == (pytest.approx(Fraction(700, 150)), 7, 150)
    assert found["to_date", "sex+service", "female+shelter"] == (6, 3, 50)
    assert found["to_date", "sex+service", "*+shelter"] == (4, 4, 100)


def test_a_pair_has_a_remainder_in_the_dimension_that_partitions() -> None:
    whose = project(indicator("1", "sex", "service:free"))
    found = cells(whose, statement(whose, "1", "2023-Q1", {FEMALE: 6, FOOD: 10, (*FEMALE, *FOOD): 4}))
    assert found["to_date", "sex+service", "*+food"] == (6, None, None)
    assert ("to_date", "sex+service", "female+*") not in found


def test_a_computed_percentage_has_rows_in_its_own_periods_and_shares_a_denominator() -> None:
    computed = indicator(
        "3",
        "service",
        kind=Kind.PERCENTAGE,
        over_time=Rule.LAST,
        reporting=Frequency.ANNUAL,
        numerator_only=frozenset({"service"}),
        quotient=Quotient("1", "2"),
    )
    whose = project(indicator("1", "service"), indicator("2"), computed)
    said = [statement(whose, "1", "2023-Q1", {FOOD: 6}), statement(whose, "2", "2023-Q2", 40)]
    assert cells(whose, *said, code="3")["2023", "service", "food"] == (15, 6, 40)
    assert indicators(record(whose, *said), YEAR_END)[2]["last_period"] == "2023"


def test_a_percentage_that_one_reporter_states_by_cells_alone_has_no_total() -> None:
    whose = project(indicator("1", "sex", kind=Kind.PERCENTAGE, over_time=Rule.LAST, targets=targets(50)))
    said = [statement(whose, "1", "2023-Q1", 40), statement(whose, "1", "2023-Q1", {FEMALE: 30}, "B")]
    now = standing(whose, ledgers(whose, said)["1"], MARCH)
    assert now.actual is None
    assert now.status is Status.NOT_DUE


def test_not_applicable_of_one_reporter_is_no_part_of_a_text() -> None:
    whose = project(indicator(kind=Kind.TEXT, over_time=Rule.LAST))
    said = [
        statement(whose, "1", "2023-Q1", NOT_APPLICABLE),
        statement(whose, "1", "2023-Q1", Amount(word="Ready"), "B"),
    ]
    assert indicators(record(whose, *said), MARCH)[0]["actual"] == "Ready"
