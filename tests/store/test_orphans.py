"""What a revised framework would leave behind."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from framework.model import Frequency, Kind, Project, Quotient, Rule, Span, Stage
from store.database import Database
from store.orphans import Orphan, Subject, orphans, stated_indicators
from tests.framework.making import indicator, project, text
from tests.store.making import Said, kept, report


def stages(*codes: str) -> tuple[Stage, ...]:
    return tuple(Stage(code, text(code)) for code in codes)


PEOPLE = indicator("1", "sex", "region")
HOTLINE = indicator("2", kind=Kind.MILESTONE, over_time=Rule.LAST, stages=stages("planned", "open", "busy"))
UNSTATED = indicator("3", "service")
BEFORE = project(PEOPLE, HOTLINE, UNSTATED)


@pytest.fixture
def full(database: Database) -> Database:
    """Women in one region in the first quarter, the hotline planned in the second; a correction drops the women."""
    women = Said("1", 7, (("sex", "female"), ("region", "DU")))
    kept(database, BEFORE, b"1", report(BEFORE, "2023-Q1", women, Said("1", 9)))
    kept(database, BEFORE, b"2", report(BEFORE, "2023-Q1", Said("1", 9)))
    kept(database, BEFORE, b"3", report(BEFORE, "2023-Q2", Said("2", 0), reporter="B"))
    return database


def left_by(database: Database, after: Project, before: Project | None = BEFORE) -> list[Orphan]:
    with database.reading() as connection:
        return orphans(connection, before, after)


def orphan(subject: Subject, code: str, of: str | None = None, rows: int = 1, report: str = "A/2023-Q1") -> Orphan:
    return Orphan(subject=subject, code=code, of=of, rows=rows, reports=(f"P/{report}",))


def without(dimension: str, category: str | None = None) -> Project:
    """The framework without a dimension, or without one of its categories."""
    known = dict(BEFORE.dimensions)
    whole = known.pop(dimension)
    if category:
        known[dimension] = replace(whole, categories=tuple(one for one in whole.categories if one.code != category))
    return replace(BEFORE, dimensions=known)


def changed(code: str, **fields: Any) -> Project:
    return project(*(replace(each, **fields) if each.code == code else each for each in BEFORE.indicators.values()))


def test_the_same_framework_leaves_nothing_behind(full: Database) -> None:
    assert left_by(full, BEFORE) == []


def test_what_was_never_stated_may_go(full: Database) -> None:
    assert left_by(full, project(PEOPLE, HOTLINE)) == []
    assert left_by(full, without("sex", "male")) == []
    assert left_by(full, without("service")) == []


def test_an_indicator_with_figures_may_not_go_even_if_they_were_replaced(full: Database) -> None:
    assert left_by(full, project(HOTLINE)) == [orphan(Subject.INDICATOR, "1", rows=3)]


def test_a_category_with_figures_may_not_go(full: Database) -> None:
    assert left_by(full, without("sex", "female")) == [orphan(Subject.CATEGORY, "female", "sex")]


def test_a_dimension_with_figures_may_not_go(full: Database) -> None:
    assert left_by(full, without("region")) == [orphan(Subject.DIMENSION, "region")]
    lost = changed("1", dimensions={"sex": PEOPLE.dimensions["sex"]})
    assert left_by(full, lost) == [orphan(Subject.DIMENSION, "region", "1")]


@pytest.mark.parametrize("codes", [("open", "busy"), ("drafted", "planned", "open", "busy")])
def test_a_stage_that_was_reported_keeps_its_place(full: Database, codes: tuple[str, ...]) -> None:
    found = left_by(full, changed("2", stages=stages(*codes)))
    assert found == [orphan(Subject.STAGE, "planned", "2", report="B/2023-Q2")]


def test_stages_after_the_reported_one_may_change(full: Database) -> None:
    assert left_by(full, changed("2", stages=stages("planned", "tried", "open", "busy"))) == []


def test_what_was_counted_may_be_counted_otherwise(full: Database) -> None:
    assert left_by(full, changed("1", kind=Kind.AMOUNT)) == []
    assert left_by(full, changed("1", kind=Kind.PERCENTAGE)) == []


@pytest.mark.parametrize("kind", [Kind.MILESTONE, Kind.TEXT])
def test_numbers_do_not_become_words(full: Database, kind: Kind) -> None:
    assert left_by(full, changed("1", kind=kind)) == [orphan(Subject.KIND, "number", "1", rows=3)]


def test_an_indicator_with_figures_is_not_computed_from_others(full: Database) -> None:
    computed = changed("1", kind=Kind.PERCENTAGE, quotient=Quotient("2", "3"))
    assert left_by(full, computed) == [orphan(Subject.KIND, "number", "1", rows=3)]


def test_without_the_former_framework_what_is_missing_is_found_all_the_same(full: Database) -> None:
    assert left_by(full, project(HOTLINE), None) == [orphan(Subject.INDICATOR, "1", rows=3)]
    assert left_by(full, changed("2", stages=()), None) == []


def test_an_empty_database_holds_nothing_back(database: Database) -> None:
    assert left_by(database, project()) == []


def test_the_indicators_with_data_are_known(full: Database) -> None:
    with full.reading() as connection:
        assert stated_indicators(connection, BEFORE) == {"1", "2"}
        assert stated_indicators(connection, replace(BEFORE, code="Q")) == frozenset()


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        ({"fiscal_year_start": 2}, "2023-Q1, 2023-Q2"),
        ({"span": Span(date(2023, 4, 1), date(2025, 1, 1))}, "2023-Q1"),
        ({"span": Span(date(2022, 1, 1), date(2023, 4, 1))}, "2023-Q2"),
    ],
)
def test_periods_that_were_reported_stay_periods(full: Database, fields: dict[str, Any], labels: str) -> None:
    (found,) = left_by(full, replace(BEFORE, **fields))
    assert (found.subject, found.code, found.of) == (Subject.PERIOD, labels, None)


def test_a_project_may_start_and_end_within_the_periods_that_were_reported(full: Database) -> None:
    assert left_by(full, replace(BEFORE, span=Span(date(2023, 2, 15), date(2023, 5, 1)))) == []
    assert left_by(full, replace(BEFORE, span=Span(date(2021, 2, 15), date(2028, 5, 1)))) == []


def test_an_indicator_that_was_reported_by_quarters_is_not_reported_by_years(full: Database) -> None:
    found = left_by(full, changed("2", reporting=Frequency.ANNUAL))
    assert found == [orphan(Subject.PERIOD, "2023-Q2", "2", report="B/2023-Q2")]


def test_months_stay_months_in_another_fiscal_year(database: Database) -> None:
    monthly = project(replace(PEOPLE, reporting=Frequency.MONTHLY), reporting=Frequency.MONTHLY)
    kept(database, monthly, b"1", report(monthly, "2023-02", Said("1", 9)))
    assert left_by(database, replace(monthly, fiscal_year_start=10), monthly) == []


def test_a_reporter_with_reports_may_not_go(full: Database) -> None:
    alone = replace(BEFORE, reporters={"A": BEFORE.reporters["A"]})
    assert left_by(full, alone) == [orphan(Subject.REPORTER, "B", report="B/2023-Q2")]
    unused = replace(BEFORE, reporters={**BEFORE.reporters, "C": replace(BEFORE.reporters["A"], code="C")})
    assert left_by(full, BEFORE, unused) == []
