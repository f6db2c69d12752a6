from datetime import date
from fractions import Fraction
from typing import Any

from dashboard.findings import breakdown_finding, finding
from dashboard.naming import naming_of
from framework.model import Amount, Direction, Kind, Pace, Project, Rule, Stage, Statement, Targets
from tests.dashboard.making import END_OF_YEAR, evidence
from tests.framework.making import indicator, period_target, place, project, statement, targets, text

NBSP = "\u00a0"


def counted(**fields: Any) -> Project:
    return project(indicator("1", "sex", unit=text("people"), **fields))


def said(of: Project, *statements: Statement, as_of: date = END_OF_YEAR, language: str = "en") -> str:
    found = evidence(of, *statements, as_of=as_of, language=language)
    return finding(found.row, found.naming, found.compared)


SUM = counted(targets=targets(800))


def test_a_sum_says_its_share_of_the_target_to_date() -> None:
    assert said(SUM, statement(SUM, "1", "2023-Q4", 384)) == f"384 people, 96{NBSP}% of the target to date"


def test_it_says_so_in_russian() -> None:
    assert said(SUM, statement(SUM, "1", "2023-Q4", 384), language="ru") == f"384 people, 96{NBSP}% от плана на дату"


def test_a_level_says_what_is_due() -> None:
    level = counted(
        over_time=Rule.LAST,
        targets=targets(periods=(period_target("2023", 40, date(2023, 1, 1), date(2024, 1, 1)),), end=60),
    )
    assert said(level, statement(level, "1", "2023-Q4", 30)) == f"30 people against 40 due by now (75{NBSP}%)"


def test_what_is_known_after_the_comparison_is_told_apart() -> None:
    year = period_target("2023", 200, date(2023, 1, 1), date(2024, 1, 1))
    stepped = counted(targets=Targets(pace=Pace.STEP, end=Fraction(500), periods=(year,)))
    words = said(
        stepped,
        statement(stepped, "1", "2023-Q4", 150),
        statement(stepped, "1", "2024-Q1", 60),
        as_of=date(2024, 3, 31),
    )
    assert words == f"210 people so far; 150 of the 200 due by 31 Dec 2023 (75{NBSP}%)"


def test_an_end_target_that_is_met_is_said() -> None:
    assert said(SUM, statement(SUM, "1", "2023-Q4", 800)) == "800 people: the end target of 800 is met"


def test_no_target_no_data_and_nothing_due_are_three_things() -> None:
    bare = counted()
    assert said(bare, statement(bare, "1", "2023-Q4", 3)) == "3 people so far; no target is set"
    assert said(SUM) == "No data: nothing has been stated yet"
    assert said(SUM, as_of=date(2023, 1, 1)) == "No period has ended yet: nothing is due"


def test_context_is_not_compared() -> None:
    context = counted(direction=Direction.NONE, targets=targets(800))
    assert said(context, statement(context, "1", "2023-Q4", 3)) == "3 people; context, not compared with a target"


def test_percentages_that_cannot_be_pooled_are_not_called_missing() -> None:
    share = project(indicator("1", kind=Kind.PERCENTAGE, over_time=Rule.LAST, targets=targets(50)))
    words = said(
        share, statement(share, "1", "2023-Q4", 40, reporter="A"), statement(share, "1", "2023-Q4", 50, reporter="B")
    )
    assert words == "Stated, but no total: what is stated cannot be put together"


def test_a_milestone_says_the_stage_and_what_is_due() -> None:
    stages = tuple(Stage(code, text(code.title())) for code in ("plan", "try", "open"))
    due = period_target("2023-06-30", 1, date(2023, 1, 1), date(2023, 7, 1))
    step = project(
        indicator(
            "1",
            kind=Kind.MILESTONE,
            over_time=Rule.LAST,
            stages=stages,
            targets=Targets(periods=(due,), end=Fraction(2)),
        )
    )
    assert said(step, statement(step, "1", "2023-Q4", 0)) == "Reached: Plan; due by now: Try"
    assert (
        said(step, statement(step, "1", "2023-Q1", 0), as_of=date(2023, 3, 31)) == "Reached: Plan; nothing is due yet"
    )
    assert said(step, statement(step, "1", "2023-Q4", 2)) == "Achieved: Open"


def test_a_text_says_when_it_was_last_stated() -> None:
    words = project(indicator("1", kind=Kind.TEXT, over_time=Rule.LAST))
    assert said(words, statement(words, "1", "2023-Q2", Amount(word="Law passed"))) == "Last stated in 2023-Q2"


def test_a_breakdown_says_its_largest_part_and_the_remainder() -> None:
    cells = {(): 100, place(sex="female"): 30, place(sex="male"): 60}
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", cells))
    rows = [row for row in found.breakdown if row["dimension"] == "sex" and row["period"] == "to_date"]
    words = breakdown_finding(rows, {"male": "Men"}, naming_of(found.indicator, "en"))
    assert words == "Highest: Men, 60 people; not disaggregated: 10"


def test_a_breakdown_without_cells_says_so() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 100))
    rows = [row for row in found.breakdown if row["dimension"] == "sex" and row["period"] == "to_date"]
    assert breakdown_finding(rows, {}, found.naming) == "Nothing is stated by category yet."
