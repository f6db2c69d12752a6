"""No withheld number comes out of all that is told together (semantics 7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework import tables
from framework.model import TOTAL, Cell, Place, Record, Row, Rule
from framework.periods import calendar_of
from tests.framework.making import CATEGORIES, QUARTERS, indicator, place, project, record, statement
from tests.framework.reader import Unknown, could_be_other, understood

K = 5
SPLIT = {name: CATEGORIES[name] for name in ("sex", "region")}
PAIRS = [place(sex=one, region=two) for one in SPLIT["sex"] for two in SPLIT["region"]]
SINGLES = {name: [place(**{name: code}) for code in codes] for name, codes in SPLIT.items()}
Said = dict[Place, int]

counts = st.one_of(st.integers(0, 6), st.integers(0, 25))


@st.composite
def figures(draw: st.DrawFn) -> Said:
    """What one report states: cells of one dimension, of both, of pairs; with or without a total."""
    said: Said = {}
    for places in draw(st.lists(st.sampled_from([*SINGLES.values(), PAIRS]), min_size=1, unique_by=id)):
        said |= {where: draw(counts) for where in places if draw(st.integers(0, 3))}
    said = {where: _at_least_its_parts(said, where) for where in said}
    if draw(st.booleans()):
        said[TOTAL] = max(_sum(said, name) for name in SPLIT) + draw(st.sampled_from([0, 2, 30]))
    return said


def _at_least_its_parts(said: Said, where: Place) -> int:
    parts = [value for cell, value in said.items() if len(cell) > len(where) and where[0] in cell]
    return max(said[where], sum(parts))


def _sum(said: Said, name: str) -> int:
    stated = {where[0]: value for where, value in said.items() if len(where) == 1 and where[0][0] == name}
    pairs = [value for where, value in said.items() if len(where) > 1 and not {*where} & {*stated}]
    return sum(stated.values()) + sum(pairs)


@dataclass(frozen=True)
class Telling:
    """The tables at the ends of quarters: as donors get them with the totals, and as they are."""

    donors: list[tuple[list[Row], int]]
    true: dict[Unknown, int]
    told: dict[Unknown, Cell]

    @property
    def hidden(self) -> list[Unknown]:
        """Withheld cells; those without a row in the true tables are cover."""
        return [key for key, cell in self.told.items() if isinstance(cell, str) and key in self.true]


def kept_of(rule: Rule, said: Sequence[tuple[Said, Said | None]]) -> Record:
    whose = project(indicator("1", *SPLIT, sensitive=True, over_time=rule), small_cells_below=K)
    reports = [
        statement(whose, "1", label, cells, reporter)
        for label, both in zip(QUARTERS, said, strict=False)
        for reporter, cells in zip(("A", "B"), both, strict=True)
        if cells
    ]
    return record(whose, *reports)


def telling(rule: Rule, said: Sequence[tuple[Said, Said | None]]) -> Telling:
    kept = kept_of(rule, said)
    whose = kept.project
    days = [period.span.last_day for period in calendar_of(whose).periods(whose.reporting)][: len(said)]
    donors = [tables.breakdown(replace(kept, role="donor"), day) for day in days]
    officers = [[row for row in tables.breakdown(kept, day) if row["period"] == "to_date"] for day in days]
    totals = [_whole(tables.indicators(kept, day)[0]["actual"]) for day in days]
    return Telling(
        list(zip(donors, totals, strict=True)),
        {key: _whole(cell) for key, cell in _cells(officers).items()},
        _cells(donors),
    )


def _whole(cell: Cell) -> int:
    return int(cell) if isinstance(cell, Fraction) else 0


def _cells(found: list[list[Row]]) -> dict[Unknown, Cell]:
    return {
        (moment, str(row["dimension"]), str(row["category"])): row["value"]
        for moment, rows in enumerate(found)
        for row in rows
    }


reports = st.lists(st.tuples(figures(), st.none() | figures()), min_size=1, max_size=4)
alone = st.lists(st.tuples(figures(), st.none()), min_size=1, max_size=4)
thorough = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(st.sampled_from([Rule.SUM, Rule.LAST]), reports | alone)
def test_no_withheld_number_can_be_computed(rule: Rule, said: list[tuple[Said, Said | None]]) -> None:
    found = telling(rule, said)
    known = understood(found.donors, "value", SPLIT, rising=rule is Rule.SUM)
    for key in found.hidden:
        assert could_be_other(known, {key: 1}, found.true) is not False, key


@thorough
@given(reports | alone)
def test_no_small_change_between_two_dates_can_be_computed(said: list[tuple[Said, Said | None]]) -> None:
    found = telling(Rule.SUM, said)
    known = understood(found.donors, "value", SPLIT, rising=True)
    for one, two in combinations(sorted(found.true), 2):
        change = found.true[two] - found.true[one]
        if one[1:] == two[1:] and 0 < change < K:
            assert could_be_other(known, {two: 1, one: -1}, found.true) is not False, (one, two)


@thorough
@given(st.sampled_from([Rule.SUM, Rule.LAST]), reports)
def test_no_small_count_is_told(rule: Rule, said: list[tuple[Said, Said | None]]) -> None:
    found = telling(rule, said)
    small = {key for key, value in found.true.items() if 0 < value < K}
    assert {found.told[key] for key in small} <= {"<5", "*"}
    assert all(found.told[key] in {"*", "<5", value} or not value for key, value in found.true.items())


@thorough
@given(st.sampled_from([Rule.SUM, Rule.LAST]), reports, st.data())
def test_a_day_inside_a_period_tells_what_one_of_its_ends_tells(
    rule: Rule, said: list[tuple[Said, Said | None]], data: st.DataObject
) -> None:
    kept = kept_of(rule, said)
    whose = kept.project
    period = data.draw(st.sampled_from(calendar_of(whose).periods(whose.reporting)))
    inside = data.draw(st.sets(st.dates(period.span.start, period.span.last_day), max_size=5))
    days = [period.span.start, *inside, period.span.last_day]
    told = [tables.breakdown(replace(kept, role="donor"), day) for day in days]
    assert all(rows == told[-1] for rows in told), "so that the ends of periods, above, are all as-of dates there are"
