"""Over time and across reporters (semantics 3)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.model import TOTAL, Kind, Project, Reporter, Rule, Span, Statement
from framework.progress import ledgers
from framework.targets import number_of
from tests.framework.making import QUARTERS, TWO_YEARS, amount, indicator, place, project, statement, text

JULY, OCTOBER, AFTER = date(2023, 7, 1), date(2023, 10, 1), TWO_YEARS.end
FEMALE = place(sex="female")

figures = st.dictionaries(
    st.tuples(st.sampled_from(QUARTERS), st.sampled_from(["A", "B"])), st.integers(0, 500), min_size=1
)


def said(whose: Project, stated: dict[tuple[str, str], int]) -> list[Statement]:
    return [statement(whose, "1", label, value, reporter) for (label, reporter), value in stated.items()]


def to_date(whose: Project, statements: list[Statement], moment: date) -> Fraction | None:
    ledger = ledgers(whose, statements)["1"]
    return number_of(ledger.indicator, ledger.to_date(TOTAL, moment))


def test_each_reporters_latest_level_is_carried_and_then_they_are_added() -> None:
    whose = project(indicator(over_time=Rule.LAST))
    statements = said(whose, {("2023-Q1", "A"): 10, ("2023-Q3", "A"): 15, ("2023-Q1", "B"): 20, ("2023-Q2", "B"): 26})
    assert [to_date(whose, statements, moment) for moment in (JULY, OCTOBER, AFTER)] == [36, 41, 41]


def test_a_gap_is_skipped_by_sums_and_nothing_stated_is_nothing() -> None:
    whose = project(indicator())
    assert to_date(whose, said(whose, {("2023-Q1", "A"): 10, ("2023-Q3", "A"): 5}), OCTOBER) == 15
    assert to_date(whose, [], OCTOBER) is None


def test_a_new_total_without_cells_says_nothing_of_the_cells() -> None:
    whose = project(indicator("1", "sex", over_time=Rule.LAST))
    first = statement(whose, "1", "2023-Q1", {TOTAL: 100, FEMALE: 60})
    ledger = ledgers(whose, [first, statement(whose, "1", "2023-Q2", 50)])["1"]
    assert ledger.to_date(FEMALE, date(2023, 4, 1)) == amount(60)
    assert ledger.to_date(FEMALE, JULY) is None


def test_after_its_last_day_a_reporters_levels_no_longer_count_but_its_sums_do() -> None:
    leaves = {
        "A": Reporter("A", text("A"), TWO_YEARS),
        "B": Reporter("B", text("B"), Span(TWO_YEARS.start, JULY)),
    }
    stated = {("2023-Q1", "A"): 10, ("2023-Q2", "B"): 20}
    for rule, after in ((Rule.LAST, 10), (Rule.SUM, 30)):
        whose = project(indicator(over_time=rule), reporters=leaves)
        assert to_date(whose, said(whose, stated), JULY) == 30
        assert to_date(whose, said(whose, stated), OCTOBER) == after


def test_nothing_of_nothing_leaves_the_last_known_percentage() -> None:
    whose = project(indicator(kind=Kind.PERCENTAGE, over_time=Rule.LAST))
    statements = [statement(whose, "1", "2023-Q1", (30, 60)), statement(whose, "1", "2023-Q2", (0, 0))]
    assert to_date(whose, statements, JULY) == 50


@pytest.mark.parametrize("rule", Rule)
@given(stated=figures)
def test_the_order_of_reports_does_not_matter(rule: Rule, stated: dict[tuple[str, str], int]) -> None:
    whose = project(indicator(over_time=rule))
    statements = said(whose, stated)
    assert to_date(whose, statements, AFTER) == to_date(whose, statements[::-1], AFTER)


@given(figures)
def test_to_date_at_the_last_period_is_the_total(stated: dict[tuple[str, str], int]) -> None:
    whose = project(indicator())
    assert to_date(whose, said(whose, stated), AFTER) == sum(stated.values())


@given(figures, st.integers(0, 500))
def test_correcting_an_earlier_level_changes_nothing_after_a_later_one(
    stated: dict[tuple[str, str], int], corrected: int
) -> None:
    whose = project(indicator(over_time=Rule.LAST))
    later = stated | {("2024-Q4", "A"): 7, ("2024-Q4", "B"): 8}
    before = to_date(whose, said(whose, later), AFTER)
    assert (
        to_date(
            whose,
            said(whose, later | {next(iter(stated)): corrected} | {("2024-Q4", "A"): 7, ("2024-Q4", "B"): 8}),
            AFTER,
        )
        == before
    )


@given(figures)
def test_what_periods_hold_by_themselves_adds_up_to_the_whole(stated: dict[tuple[str, str], int]) -> None:
    whose = project(indicator())
    ledger = ledgers(whose, said(whose, stated))["1"]
    alone = [number_of(ledger.indicator, ledger.within(TOTAL, period.span)) or 0 for period in ledger.periods]
    assert sum(alone) == number_of(ledger.indicator, ledger.to_date(TOTAL, AFTER))


def test_after_the_project_its_last_levels_still_hold() -> None:
    whose = project(indicator(over_time=Rule.LAST))
    assert to_date(whose, said(whose, {("2024-Q4", "A"): 7}), date(2026, 1, 1)) == 7
