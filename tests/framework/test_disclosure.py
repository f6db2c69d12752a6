"""Small cells (semantics 7)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from framework import tables
from framework.model import Cell, Indicator, Kind, Place, Project, Record, Rule
from framework.periods import calendar_of
from tests.framework.making import QUARTERS, indicator, place, project, record, statement

K = 5
DAYS = [period.span.last_day for period in calendar_of(project()).periods(project().reporting)]


def sensitive(by: tuple[str, ...], **fields: Any) -> Indicator:
    return indicator("1", *by, sensitive=True, **fields)


def guarded_project(*indicators: Indicator) -> Project:
    return project(*indicators, small_cells_below=K)


def told(kept: Record, as_of: date, role: str = "donor") -> dict[tuple[str, str], Cell]:
    rows = tables.breakdown(replace(kept, role=role), as_of)
    return {(str(row["dimension"]), str(row["category"])): row["value"] for row in rows if row["period"] == "to_date"}


def quarters(whose: Project, *figures: Mapping[Place, object]) -> Record:
    said = [statement(whose, "1", label, cells) for label, cells in zip(QUARTERS, figures, strict=False)]
    return record(whose, *said)


def by(dimension: str, **cells: int) -> Mapping[Place, object]:
    return {place(**{dimension: name}): value for name, value in cells.items()}


def test_a_small_change_between_two_dates_is_a_small_cell() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    kept = quarters(whose, by("sex", female=20, male=30), by("sex", female=3, male=40), by("sex", female=9, male=9))
    assert told(kept, DAYS[0]) == {("sex", "female"): 20, ("sex", "male"): 30, ("reporter", "A"): 50}
    assert told(kept, DAYS[1]) == {("sex", "female"): "*", ("sex", "male"): "*", ("reporter", "A"): 93}
    assert told(kept, DAYS[2]) == {("sex", "female"): 32, ("sex", "male"): 79, ("reporter", "A"): 111}


def test_what_is_hidden_at_a_date_does_not_change_with_later_reports() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    figures = by("sex", female=3, male=20), by("sex", female=10, male=30), by("sex", female=2, male=0)
    for count in range(1, 4):
        kept = quarters(whose, *figures[:count])
        assert told(kept, DAYS[0]) == {("sex", "female"): "<5", ("sex", "male"): "*", ("reporter", "A"): 23}


def test_the_only_category_of_a_small_total_is_withheld_beside_the_others() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    assert told(quarters(whose, by("sex", female=3)), DAYS[0]) == {
        ("sex", "female"): "<5",
        ("sex", "male"): "*",
        ("reporter", "A"): 3,
    }


def test_where_below_k_leaves_one_number_the_small_counts_are_withheld_altogether() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    for female, male in ((4, 4), (1, 1), (1, 0)):
        found = told(quarters(whose, by("sex", female=female, male=male)), DAYS[0])
        assert [found["sex", name] for name in ("female", "male")] == ["*", "*"]


def test_of_a_hidden_percentage_numerator_denominator_and_value_are_withheld() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",), kind=Kind.PERCENTAGE, over_time=Rule.SUM))
    cells = {place(sex="female"): (3, 40), place(sex="male"): (20, 50)}
    rows = tables.breakdown(replace(quarters(whose, cells), role="donor"), DAYS[0])
    assert [(row["value"], row["numerator"], row["denominator"]) for row in rows[:2]] == [("*", "<5", "*"), ("*",) * 3]
    assert rows[2]["value"] == Fraction("25.555556")


def test_small_parts_of_reporters_are_hidden_and_those_of_the_only_one_are_the_total() -> None:
    whose = guarded_project(sensitive(by=()))
    both = record(whose, statement(whose, "1", QUARTERS[0], 3, "A"), statement(whose, "1", QUARTERS[0], 30, "B"))
    assert told(both, DAYS[0]) == {("reporter", "A"): "<5", ("reporter", "B"): "*"}


def test_where_cells_do_not_add_up_all_are_hidden_beside_a_small_one() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",), across=Rule.MAX))
    kept = quarters(whose, by("sex", female=12, male=30), by("sex", female=3, male=20))
    assert told(kept, DAYS[0])["sex", "female"] == 12
    last = replace(kept, statements=kept.statements[1:])
    assert told(last, DAYS[1])["sex", "female"] == "<5"
    assert told(last, DAYS[1])["sex", "male"] == "*"


def test_on_a_day_inside_a_period_of_events_no_cell_is_told() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    events = [replace(each, dated=True) for each in quarters(whose, by("sex", female=20, male=30)).statements]
    kept = record(whose, *events)
    assert set(told(kept, date(2023, 2, 1)).values()) == {"*"}
    assert told(kept, DAYS[0])["sex", "female"] == 20


def test_officers_reviewers_and_evaluators_see_the_numbers_by_period() -> None:
    whose = guarded_project(sensitive(by=("sex",), reporters=("A",)))
    kept = quarters(whose, by("sex", female=3, male=20))
    for role in ("officer", "reviewer", "evaluator"):
        rows = tables.breakdown(replace(kept, role=role), DAYS[0])
        assert {row["period"] for row in rows} == {"to_date", QUARTERS[0]}
        assert told(kept, DAYS[0], role)["sex", "female"] == 3
    assert {row["period"] for row in tables.breakdown(replace(kept, role="donor"), DAYS[0])} == {"to_date"}
