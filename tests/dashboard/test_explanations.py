from datetime import date
from fractions import Fraction

import pytest

from dashboard.evidence import Evidence
from dashboard.explanations import Explanation, explanations
from framework.model import Baseline, Direction, Kind, Pace, Quotient, Rule, Stage, Targets
from tests.dashboard.making import evidence
from tests.framework.making import amount, indicator, period_target, project, statement, targets, text

NBSP = "\u00a0"
SUM = project(indicator("1", unit=text("people"), targets=targets(800)))
YEAR = period_target("2023", 200, date(2023, 1, 1), date(2024, 1, 1))


def told(found: Evidence, column: str) -> Explanation:
    return next(one for one in explanations(found) if one.column == column)


def test_a_sum_is_told_with_its_terms() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 5), statement(SUM, "1", "2023-Q3", 10))
    one = told(found, "actual")
    assert (one.answer, one.inputs) == ("15 people", "5 + 10 = 15")


def test_a_long_sum_is_told_by_its_number_of_terms() -> None:
    found = evidence(SUM, *(statement(SUM, "1", f"2023-Q{quarter}", 1) for quarter in (1, 2, 3, 4)))
    many = Evidence(project=SUM, indicator=found.indicator, row=found.row, series=list(found.series) * 4)
    assert told(many, "actual").inputs == "16 periods with figures"


def test_a_level_is_told_by_reporter() -> None:
    level = project(indicator("1", over_time=Rule.LAST, targets=targets(9)))
    said = (statement(level, "1", "2023-Q1", 3, reporter="A"), statement(level, "1", "2023-Q2", 4, reporter="B"))
    assert told(evidence(level, *said), "actual").inputs == "3 + 4 = 7"


def test_a_pooled_percentage_is_told_with_numerator_and_denominator() -> None:
    share = project(indicator("1", kind=Kind.PERCENTAGE, over_time=Rule.SUM, targets=targets(50)))
    found = evidence(share, statement(share, "1", "2023-Q1", (1, 4)), statement(share, "1", "2023-Q2", (2, 4)))
    assert told(found, "actual").inputs == f"3 ÷ 8 × 100 = 37.5{NBSP}%"


def test_the_share_of_the_target_to_date_names_its_target_and_day() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q1", 90), as_of=date(2023, 3, 31))
    one = told(found, "to_date_pct")
    assert (one.answer, one.inputs) == (f"90{NBSP}%", "90 ÷ 100; linear target to 31 Mar 2023")


def test_a_step_is_compared_at_the_end_of_its_target_period() -> None:
    stepped = project(indicator("1", targets=Targets(pace=Pace.STEP, end=Fraction(500), periods=(YEAR,))))
    said = (statement(stepped, "1", "2023-Q4", 150), statement(stepped, "1", "2024-Q1", 60))
    one = told(evidence(stepped, *said, as_of=date(2024, 3, 31)), "to_date_pct")
    assert one.inputs == "150 ÷ 200; step target to 31 Dec 2023"


def test_where_less_is_better_the_target_is_divided_by_the_actual() -> None:
    falling = project(indicator("1", over_time=Rule.LAST, direction=Direction.DECREASE, targets=targets(20)))
    one = told(evidence(falling, statement(falling, "1", "2023-Q4", 40)), "met_pct")
    assert (one.answer, one.inputs) == (f"50{NBSP}%", "20 ÷ 40")
    assert one.formula == "End target ÷ actual × 100, because less is better."


def test_a_milestone_is_told_by_the_places_of_its_stages() -> None:
    stages = tuple(Stage(code, text(code.title())) for code in ("plan", "try", "open"))
    step = project(indicator("1", kind=Kind.MILESTONE, over_time=Rule.LAST, stages=stages))
    found = evidence(step, statement(step, "1", "2023-Q4", 1))
    assert told(found, "actual").answer == "Try"
    assert told(found, "met_pct").inputs == "1 ÷ 2"


def test_progress_starts_from_the_baseline() -> None:
    level = project(indicator("1", over_time=Rule.LAST, baseline=Baseline(amount(10)), targets=targets(50)))
    one = told(evidence(level, statement(level, "1", "2023-Q4", 30)), "progress_pct")
    assert (one.answer, one.inputs) == (f"50{NBSP}%", "(30 − 10) ÷ (50 − 10)")


def test_without_a_baseline_progress_is_the_share_of_the_end_target() -> None:
    one = told(evidence(SUM, statement(SUM, "1", "2023-Q4", 400)), "progress_pct")
    assert (one.answer, one.inputs) == (f"50{NBSP}%", "400 ÷ 800")
    assert "no baseline" in one.formula


def test_the_deviation_names_the_bounds() -> None:
    one = told(evidence(SUM, statement(SUM, "1", "2023-Q4", 360)), "deviation_pct")
    assert (one.answer, one.inputs) == (f"−10{NBSP}%", f"90{NBSP}% − 100")
    assert "−10 % to +10 %, off track below −30 %" in one.formula


def test_stated_targets_are_listed() -> None:
    yearly = project(indicator("1", targets=Targets(periods=(YEAR,))))
    one = told(evidence(yearly, statement(yearly, "1", "2023-Q4", 100)), "target_to_date")
    assert one.inputs == "linear target to 31 Dec 2023; 2023 200"


def test_a_revised_end_target_shows_the_original() -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q4", 100))
    revised = Evidence(project=SUM, indicator=found.indicator, row={**found.row, "original_end_target": Fraction(900)})
    assert told(revised, "end_target").inputs == "originally 900 people"


def test_a_computed_percentage_names_its_two_indicators() -> None:
    share = project(
        indicator("2"),
        indicator("3"),
        indicator("1", kind=Kind.PERCENTAGE, over_time=Rule.LAST, quotient=Quotient("2", "3"), targets=targets(50)),
    )
    found = evidence(share, statement(share, "2", "2023-Q4", 1), statement(share, "3", "2023-Q4", 4))
    assert told(found, "actual").formula == "Computed from two indicators: 2 ÷ 3."


def test_without_a_target_only_the_actual_is_explained() -> None:
    bare = project(indicator("1"))
    found = evidence(bare, statement(bare, "1", "2023-Q4", 3))
    assert [one.column for one in explanations(found)] == ["actual", "end_target"]
    assert told(found, "end_target").answer == "no target is set"


def test_a_text_has_only_what_is_stated() -> None:
    words = project(indicator("1", kind=Kind.TEXT, over_time=Rule.LAST))
    assert [one.column for one in explanations(evidence(words))] == ["actual"]


def test_what_is_missing_is_said_and_never_zero() -> None:
    found = evidence(SUM)
    assert told(found, "actual").answer == "nothing stated"
    assert told(found, "met_pct").answer == "–"
    assert told(found, "met_pct").inputs == ""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_key_figure_is_told_in_every_language(language: str) -> None:
    found = evidence(SUM, statement(SUM, "1", "2023-Q4", 400), language=language)
    assert [one.column for one in explanations(found)] == [
        "actual",
        "target_to_date",
        "to_date_pct",
        "deviation_pct",
        "end_target",
        "met_pct",
        "progress_pct",
    ]
    assert all(one.name and one.formula for one in explanations(found))
