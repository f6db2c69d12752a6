"""Doubts: each rule at its bound and just beyond it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.doubts import Doubt, Flag
from framework.model import (
    NOT_APPLICABLE,
    Amount,
    Direction,
    Indicator,
    Kind,
    Project,
    Record,
    ReportVersion,
    Rule,
    Stage,
    Statement,
)
from framework.quality import all_flags, flags
from tests.framework.making import QUARTERS, amount, indicator, place, project, record, statement, text

WOMEN, MEN = place(sex="female"), place(sex="male")
SHARE: dict[str, Any] = {"kind": Kind.PERCENTAGE, "over_time": Rule.LAST}
LEVEL: dict[str, Any] = {"over_time": Rule.LAST}


def history(of: Indicator, *figures: object, reporter: str = "A") -> Record:
    """A project of one indicator and its figures, quarter by quarter; None where nothing is stated."""
    whose = project(of)
    return record(whose, *said(whose, of, figures, reporter))


def said(whose: Project, of: Indicator, figures: Sequence[object], reporter: str = "A") -> list[Statement]:
    return [
        statement(whose, of.code, label, figure, reporter)
        for label, figure in zip(QUARTERS, figures, strict=False)
        if figure is not None
    ]


def last(of: Indicator, *figures: object) -> list[Flag]:
    """The flags of the last of some figures."""
    return list(flags(history(of, *figures), "A", QUARTERS[len(figures) - 1]))


def exact(*numbers: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, numbers))


def kinds(found: Sequence[Flag]) -> list[Doubt]:
    return [each.kind for each in found]


@pytest.mark.parametrize(
    ("figures", "doubted"),
    [
        ((10, 12, 11, 33), False),
        ((10, 12, 11, 34), True),
        ((12, 11, 99), False),
        ((10, 20, 30, 40, 75), False),
        ((10, 20, 30, 40, 76), True),
        ((0, 0, 5, 90), False),
        ((10, None, 12, None, 11, 34), True),
        ((10, 12, "n/a", 99), False),
    ],
    ids=["3 times", "more", "two earlier", "even, 3 times", "even, more", "median 0", "gaps", "n/a is no figure"],
)
def test_a_figure_beyond_three_times_the_median_of_at_least_three_earlier_ones(
    figures: tuple[object, ...], *, doubted: bool
) -> None:
    stated = [NOT_APPLICABLE if figure == "n/a" else figure for figure in figures]
    assert (Doubt.BEYOND_MEDIAN in kinds(last(indicator(), *stated))) == doubted


def test_what_a_figure_is_beyond_is_told() -> None:
    [flag] = last(indicator(), 10, 20, 30, 40, 76)
    assert (flag.numbers, flag.against, flag.count) == (exact(76), Fraction(25), 4)


def test_corrections_are_compared_without_their_sign() -> None:
    assert kinds(last(indicator(allow_negative=True), 10, -12, 11, -34)) == [Doubt.BEYOND_MEDIAN]


def test_a_percentage_is_compared_by_its_value() -> None:
    [flag] = last(indicator(**SHARE), (1, 10), (2, 20), (100, 1000), (31, 100))
    assert (flag.kind, flag.numbers, flag.against) == (Doubt.BEYOND_MEDIAN, exact(31), Fraction(10))
    assert last(indicator(**SHARE), (1, 10), (2, 20), (100, 1000), (30, 100)) == []


def test_a_reporter_is_compared_with_itself_only() -> None:
    of = indicator()
    whose = project(of)
    both = record(whose, *said(whose, of, (10, 11, 12)), *said(whose, of, (None, None, None, 90), "B"))
    assert flags(both, "B", QUARTERS[3]) == ()


def test_later_periods_are_no_earlier_ones() -> None:
    assert flags(history(indicator(), 10, 90, 11, 12), "A", QUARTERS[1]) == ()


def test_milestones_and_texts_have_no_median() -> None:
    stages = tuple(Stage(code, text(code)) for code in "abcdefghij")
    assert last(indicator(kind=Kind.MILESTONE, stages=stages, **LEVEL), 1, 1, 1, 9) == []


@pytest.mark.parametrize(
    ("fields", "figures", "doubted"),
    [
        (LEVEL, (50, 49), True),
        (LEVEL, (50, 50), False),
        (LEVEL, (50, None, 49), True),
        (LEVEL | {"kind": Kind.AMOUNT}, (50, 49), True),
        (LEVEL | {"direction": Direction.DECREASE}, (50, 49), False),
        (LEVEL | {"direction": Direction.NONE}, (50, 49), False),
        ({}, (50, 49), False),
        (SHARE, ((5, 10), (4, 10)), False),
    ],
    ids=["lower", "same", "after a gap", "amount", "less is better", "context", "sum", "percentage"],
)
def test_a_running_total_that_falls(fields: dict[str, Any], figures: tuple[object, ...], *, doubted: bool) -> None:
    assert kinds(last(indicator(**fields), *figures)) == ([Doubt.FALLS] if doubted else [])


def test_the_former_figure_and_its_period_are_told() -> None:
    [flag] = last(indicator(**LEVEL), 50, None, 49)
    assert (flag.against, flag.since) == (Fraction(50), QUARTERS[0])


@pytest.mark.parametrize(
    ("figures", "doubted"),
    [
        (({WOMEN: 3, MEN: 4}, {WOMEN: 3, MEN: 4}), True),
        (({WOMEN: 3, MEN: 4}, {WOMEN: 4, MEN: 3}), False),
        (({WOMEN: 3, MEN: 4}, None, {WOMEN: 3, MEN: 4}), True),
        ((10, 10), True),
        ((9, 9), False),
        (({WOMEN: 9}, {WOMEN: 9}), False),
        ((0, 0), False),
        (({WOMEN: 3, MEN: 4}, {WOMEN: 3, MEN: 4, (): 8}), False),
    ],
    ids=["cells", "other cells", "gap", "ten", "nine", "one cell below ten", "zero", "another total"],
)
def test_the_same_figures_as_last_period(figures: tuple[object, ...], *, doubted: bool) -> None:
    assert (Doubt.REPEATS in kinds(last(indicator("1", "sex"), *figures))) == doubted


def test_a_level_may_stay() -> None:
    assert last(indicator(**LEVEL), 50, 50) == []


def test_a_whole_report_that_repeats_is_one_doubt() -> None:
    one, two = indicator("1"), indicator("2", **LEVEL)
    whose = project(one, two)
    same = record(whose, *said(whose, one, (20, 20)), *said(whose, two, (50, 50)))
    [flag] = flags(same, "A", QUARTERS[1])
    assert (flag.kind, flag.indicator, flag.since) == (Doubt.REPEATS, None, QUARTERS[0])
    other = record(whose, *said(whose, one, (20, 20)), *said(whose, two, (50, 51)))
    assert [each.indicator for each in flags(other, "A", QUARTERS[1])] == ["1"]


def test_a_report_that_repeats_two_former_ones_is_no_copy_of_one() -> None:
    one, two = indicator("1"), indicator("2", **LEVEL)
    whose = project(one, two)
    mixed = record(whose, *said(whose, one, (20, None, 20)), *said(whose, two, (None, 50, 50)))
    assert [each.indicator for each in flags(mixed, "A", QUARTERS[2])] == ["1"]


@pytest.mark.parametrize(
    ("fields", "figure", "places"),
    [
        ({}, (10, 10), []),
        ({}, (11, 10), [()]),
        ({}, amount(101), [()]),
        ({}, {(): (9, 10), WOMEN: (5, 4), MEN: (4, 6)}, [WOMEN]),
        ({}, {WOMEN: (5, 4), MEN: (9, 6)}, [()]),
        ({"per": 1000}, (11, 10), []),
    ],
    ids=["100", "110", "by value", "a cell", "cells and total", "a rate"],
)
def test_more_than_a_hundred_percent_at_the_widest_place(
    fields: dict[str, Any], figure: object, places: list[object]
) -> None:
    found = last(indicator("1", "sex", **SHARE, **fields), figure)
    assert [each.place for each in found if each.kind is Doubt.OVER_100] == places


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        (({WOMEN: 3, MEN: 4}, 8), ["sex"]),
        (({WOMEN: 3, MEN: 4}, {WOMEN: 8}), []),
        (({WOMEN: 3, MEN: 4}, 0), []),
        (({WOMEN: 3, MEN: 4}, None, 8), ["sex"]),
        ((7, 8), []),
        (({place(sex="female", region="DU"): 3}, {WOMEN: 4}), ["region"]),
        (({place(sex="female", region="DU"): 3}, 4), ["sex+region"]),
    ],
    ids=["total alone", "one category", "nothing to divide", "after a gap", "never divided", "one of two", "both"],
)
def test_disaggregation_missing_where_it_was_given_before(figures: tuple[object, ...], missing: list[str]) -> None:
    found = last(indicator("1", "sex", "region"), *figures)
    assert [each.dimension for each in found if each.kind is Doubt.UNDIVIDED] == missing


def test_after_two_periods_without_disaggregation_it_is_no_longer_missed() -> None:
    assert kinds(last(indicator("1", "sex"), {WOMEN: 3, MEN: 4}, 8, 9)) == []


@pytest.mark.parametrize(
    ("of", "figure", "numbers"),
    [
        (indicator("1", "sex"), {(): 75, WOMEN: 30, MEN: 40}, (75, 30, 40)),
        (indicator("1", "sex"), {(): 70, WOMEN: 30, MEN: 40}, ()),
        (indicator("1", "sex"), {WOMEN: 30, MEN: 40}, ()),
        (indicator("1", "sex"), {(): 75, WOMEN: 30}, (75, 30)),
        (indicator("1", "service:free"), {(): 75, place(service="food"): 30}, ()),
        (indicator("1", "sex", across=Rule.MAX), {(): 75, WOMEN: 30, MEN: 40}, ()),
        (indicator("1", "sex", **SHARE), {(): (8, 20), WOMEN: (3, 10), MEN: (4, 10)}, (8, 3, 4)),
        (indicator("1", "sex", **SHARE), {(): (7, 20), WOMEN: (3, 10), MEN: (4, 9)}, (20, 10, 9)),
        (indicator("1", "sex", **SHARE), {(): amount(50), WOMEN: amount(30), MEN: amount(40)}, ()),
        (
            indicator("1", "sex", numerator_only=frozenset({"sex"}), **SHARE),
            {(): (7, 20), WOMEN: (3, 20), MEN: (4, 20)},
            (),
        ),
    ],
    ids=[
        *("less", "equal", "no total", "one category", "free", "maximum"),
        *("numerators", "denominators", "stated as values", "numerators only"),
    ],
)
def test_cells_that_do_not_make_up_the_total(of: Indicator, figure: object, numbers: tuple[int, ...]) -> None:
    found = [each for each in last(of, figure) if each.kind is Doubt.UNEQUAL]
    assert [each.numbers for each in found] == ([numbers] if numbers else [])


def received(days_after_due: int, *further: int) -> Record:
    """A report of the first quarter, due on 30 April, that came so many days after it; and further versions."""
    whose = project(indicator())
    [stated] = said(whose, whose.indicators["1"], (5,))
    due = datetime(2023, 4, 30, 23, tzinfo=UTC)
    versions = [
        ReportVersion(
            project="P",
            reporter="A",
            period=stated.period,
            number=number,
            status="accepted",
            received_at=due + timedelta(days=days),
            files=(),
            sha256=(),
            figures=1,
            uploaded_by="officer",
            counts=number == 1 + len(further),
        )
        for number, days in enumerate((days_after_due, *further), 1)
    ]
    return Record(project=whose, statements=(stated,), versions=versions)


@pytest.mark.parametrize(
    ("days", "late"),
    [((0,), []), ((1,), [1]), ((0, 9), []), ((2, 9), [2])],
    ids=["on its day", "a day", "corrected", "both"],
)
def test_a_report_is_late_by_its_first_version(days: tuple[int, ...], late: list[int]) -> None:
    assert [flag.numbers for flag in flags(received(*days), "A", QUARTERS[0])] == [exact(day) for day in late]


def test_a_report_without_figures_can_be_late() -> None:
    full = received(3)
    assert kinds(flags(Record(project=full.project, versions=full.versions), "A", QUARTERS[0])) == [Doubt.LATE]


def test_all_flags_are_those_of_each_report() -> None:
    of = indicator("1", "sex")
    kept = history(of, {WOMEN: 3, MEN: 4}, {WOMEN: 3, MEN: 4}, 9, {(): 90, WOMEN: 1})
    found = all_flags(kept)
    assert {label: kinds(found[name, label]) for name, label in found} == {
        QUARTERS[1]: [Doubt.REPEATS],
        QUARTERS[2]: [Doubt.UNDIVIDED],
        QUARTERS[3]: [Doubt.BEYOND_MEDIAN, Doubt.UNEQUAL],
    }
    assert all(found[key] == flags(kept, *key) for key in found)


def test_a_part_of_a_period_is_no_figure_of_its_own() -> None:
    kept = history(indicator(), 10, 10)
    part = statement(kept.project, "1", QUARTERS[1], 10)
    part = Statement(
        "1", "A", part.period, type(part.span)(part.span.start, part.span.last_day), part.figure, dated=True
    )
    assert len(flags(record(kept.project, *kept.statements, part), "A", QUARTERS[1])) == 1


def test_a_doubt_has_the_same_key_while_the_report_says_the_same() -> None:
    first, same, other = (
        last(indicator(), *figures) for figures in ((10, 12, 11, 34), (10, 11, 10, 34), (10, 12, 11, 35))
    )
    assert first[0].key == same[0].key != other[0].key


def test_the_key_does_not_depend_on_the_order_in_which_cells_are_kept() -> None:
    one, two = ({WOMEN: 3, MEN: 4}, {MEN: 4, WOMEN: 3})
    of = indicator("1", "sex")
    assert last(of, one, one)[0].key == last(of, two, two)[0].key


figures = st.lists(st.integers(0, 40), min_size=1, max_size=len(QUARTERS))


@given(figures)
def test_the_flags_of_a_period_depend_on_no_later_one(numbers: list[int]) -> None:
    whole = all_flags(history(indicator(), *numbers))
    for count in range(1, len(numbers)):
        key = ("A", QUARTERS[count - 1])
        assert all_flags(history(indicator(), *numbers[:count])).get(key) == whole.get(key)


@given(figures, st.integers(2, 1000))
def test_the_unit_does_not_matter_to_the_median_and_to_falls(numbers: list[int], factor: int) -> None:
    for of in (indicator(), indicator(**LEVEL)):
        plain, scaled = (
            [(key, each.kind) for key, found in all_flags(history(of, *stated)).items() for each in found]
            for stated in (numbers, [number * factor for number in numbers])
        )
        assert [each for each in plain if each[1] is not Doubt.REPEATS] == [
            each for each in scaled if each[1] is not Doubt.REPEATS
        ]


@given(figures)
def test_a_running_total_is_doubted_exactly_where_it_falls(numbers: list[int]) -> None:
    found = all_flags(history(indicator(**LEVEL), *numbers))
    falls = [label for (_, label), each in found.items() if Doubt.FALLS in kinds(each)]
    assert falls == [QUARTERS[place] for place, (one, two) in enumerate(pairwise(numbers), 1) if two < one]


@given(st.fractions(0, 1000), st.fractions(0, 1000), st.fractions(0, 50))
def test_cells_and_a_total_are_compared_exactly(women: Fraction, men: Fraction, rest: Fraction) -> None:
    of = indicator("1", "sex", decimals=None)
    figure = {(): Amount(women + men + rest), WOMEN: Amount(women), MEN: Amount(men)}
    assert (Doubt.UNEQUAL in kinds(last(of, figure))) == (rest != 0)
