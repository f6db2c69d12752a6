"""What a revised framework asks in another way."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from framework.model import Amount, Baseline, Cells, Direction, Frequency, Kind, Pace, Quotient, Rule, Span, Stage
from framework.revision import revised, sources_of
from tests.framework.making import indicator, period_target, project, targets, text

YEAR = (date(2023, 1, 1), date(2024, 1, 1))
WHOLE = targets(100, periods=(period_target("2023", 60, *YEAR),))
PLAIN = indicator("1", "sex", unit=text("people"), targets=WHOLE)
HOTLINE = indicator(
    "2",
    kind=Kind.MILESTONE,
    over_time=Rule.LAST,
    stages=tuple(Stage(code, text(code)) for code in ("planned", "open")),
    targets=targets(1),
)


def told(**fields: Any) -> list[str]:
    """What is different of the plain indicator."""
    return [str(each) for each in revised(project(PLAIN), project(replace(PLAIN, **fields)))]


def test_the_same_framework_is_not_different() -> None:
    assert revised(project(PLAIN, HOTLINE), project(HOTLINE, PLAIN)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": Kind.AMOUNT}, "1 kind: number → amount"),
        ({"unit": text("households")}, "1 unit: people → households"),
        ({"decimals": None}, "1 decimals: 0 → any"),
        ({"direction": Direction.DECREASE}, "1 direction: increase → decrease"),
        ({"over_time": Rule.LAST}, "1 over_time: sum → last"),
        ({"across": Rule.MAX}, "1 across: sum → max"),
        ({"allow_negative": True}, "1 allow_negative: false → true"),
        ({"per": 1000}, "1 per: 100 → 1000"),
        ({"numerator_only": frozenset({"sex"})}, "1 numerator_only: nothing → sex"),
        ({"quotient": Quotient("3", "4")}, "1 from: nothing → 3 ÷ 4"),
        ({"dimensions": {"sex": Cells.FREE}}, "1 dimensions: sex (within) → sex (free)"),
        ({"dimensions": {}}, "1 dimensions: sex (within) → nothing"),
        ({"reporting": Frequency.ANNUAL}, "1 reporting: quarterly → annual"),
        ({"stages": (Stage("a", text("a")),)}, "1 stages: nothing → a"),
        ({"targets": replace(WHOLE, periods=())}, "1 targets.periods.2023: 60 → nothing"),
        ({"baseline": Baseline(Amount(value=Fraction(5)))}, "1 baseline.value: nothing → 5"),
        ({"targets": replace(WHOLE, end=Fraction(150))}, "1 targets.end: 100 → 150"),
        ({"targets": replace(WHOLE, end=None)}, "1 targets.end: 100 → nothing"),
        ({"targets": replace(WHOLE, pace=Pace.STEP)}, "1 targets.pace: linear → step"),
        ({"targets": replace(WHOLE, cumulative=True)}, "1 targets.cumulative: false → true"),
        ({"targets": targets(100, periods=(period_target("2023", 70, *YEAR),))}, "1 targets.periods.2023: 60 → 70"),
        ({"targets": replace(WHOLE, by={("sex", "female"): targets(50)})}, "1 targets.by.sex.female.end: nothing → 50"),
    ],
)
def test_every_rule_baseline_and_target_is_compared(fields: dict[str, Any], said: str) -> None:
    assert told(**fields) == [said]


def test_a_pooled_baseline_is_told_by_its_parts() -> None:
    before = replace(PLAIN, baseline=Baseline(Amount(numerator=Fraction(3), denominator=Fraction(4))))
    after = replace(PLAIN, baseline=Baseline(Amount(numerator=Fraction(2), denominator=Fraction(4)), YEAR[0]))
    assert [str(each) for each in revised(project(before), project(after))] == [
        "1 baseline.numerator: 3 → 2",
        "1 baseline.date: nothing → 2023-01-01",
    ]


def test_targets_of_milestones_are_told_by_stage() -> None:
    after = replace(HOTLINE, targets=targets(0))
    assert [str(each) for each in revised(project(HOTLINE), project(after))] == ["2 targets.end: open → planned"]


def test_words_and_the_reference_sheet_change_freely() -> None:
    assert told(title=text("Better"), definition=text("…"), source=text("…"), tags=("SDG-8.7",)) == []


def test_a_unit_gets_another_language_freely() -> None:
    both = replace(text("people"), words={"en": "people", "ru": "люди"})
    assert told(unit=both) == []


def test_indicators_that_come_and_go_are_no_revised_ones() -> None:
    assert revised(project(PLAIN), project(HOTLINE)) == []


def test_a_computed_percentage_shows_the_figures_of_its_parts() -> None:
    assert sources_of(replace(PLAIN, quotient=Quotient("3", "4"))) == ("3", "4")
    assert sources_of(PLAIN) == ("1",)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"span": Span(date(2023, 2, 1), date(2025, 1, 1))}, "project.start: 2023-01-01 → 2023-02-01"),
        ({"fiscal_year_start": 10}, "project.fiscal_year_start: 1 → 10"),
        ({"deviation_percent": Fraction(5)}, "project.deviation_percent: 10 → 5"),
        ({"off_track_percent": Fraction(41, 2)}, "project.off_track_percent: 30 → 20.5"),
    ],
)
def test_what_decides_about_all_indicators_is_compared(fields: dict[str, Any], said: str) -> None:
    assert str(revised(project(PLAIN), replace(project(PLAIN), **fields))[0]) == said


def test_a_longer_project_is_told_once_and_a_reporter_that_leaves_too() -> None:
    longer = project(PLAIN, span=Span(date(2023, 1, 1), date(2026, 1, 1)))
    assert [str(each) for each in revised(project(PLAIN), longer)] == ["project.end: 2024-12-31 → 2025-12-31"]
    known = project(PLAIN).reporters
    gone = replace(known["B"], active=Span(date(2023, 1, 1), date(2024, 1, 1)))
    leaves = project(PLAIN, reporters={"A": known["A"], "B": gone})
    assert [str(each) for each in revised(project(PLAIN), leaves)] == ["reporters.B.until: nothing → 2023-12-31"]


def test_who_reports_by_when_and_who_may_see_it_changes_freely() -> None:
    assert told(reporters=("A",), sensitive=True) == []
    other = project(PLAIN, review=True, small_cells_below=5, public=True, report_due_days=60, currency="USD")
    assert revised(project(PLAIN), other) == []


def test_codes_are_compared_as_the_later_framework_has_them() -> None:
    new = replace(PLAIN, code="2", renamed_from=("1",), dimensions={"gender": Cells.WITHIN})
    known = project(PLAIN).dimensions
    gender = replace(known["sex"], code="gender", renamed_from=("sex",))
    after = project(new, dimensions={"gender": gender, "region": known["region"]})
    assert revised(project(PLAIN), after) == []
    assert [
        str(each) for each in revised(project(PLAIN), project(replace(new, per=1000), dimensions=after.dimensions))
    ] == ["2 per: 100 → 1000"]
