"""Rows of one report to a total and breakdowns (semantics 2)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.figures import Disagreement, put_together, resolve, times
from framework.model import NOT_APPLICABLE, TOTAL, Amount, Kind, Place, Rule
from tests.framework.making import CATEGORIES, amount, indicator, place

FEMALE, MALE = place(sex="female"), place(sex="male")
BY_SEX_AND_REGION = indicator("1", "sex", "region")

cells = st.dictionaries(
    st.tuples(st.sampled_from([None, *CATEGORIES["sex"]]), st.sampled_from([None, *CATEGORIES["region"]])).map(
        lambda codes: tuple((name, code) for name, code in zip(("sex", "region"), codes, strict=True) if code)
    ),
    st.integers(0, 1000).map(amount),
)


def numbers(figure: dict[Place, Amount]) -> dict[Place, Fraction | None]:
    return {where: found.value for where, found in figure.items()}


def test_two_shapes_of_the_same_people_are_one_total() -> None:
    stated = {FEMALE: 60, MALE: 40, place(region="DU"): 30, place(region="KT"): 70}
    figure, clashes = resolve(BY_SEX_AND_REGION, {where: amount(value) for where, value in stated.items()})
    assert figure[TOTAL] == amount(100)
    assert clashes == []


def test_without_a_total_the_dimension_that_adds_up_to_most_is_the_total_and_the_others_are_told() -> None:
    stated = {FEMALE: 30, place(sex="male", region="DU"): 20, place(sex="male", region="KT"): 15}
    figure, clashes = resolve(BY_SEX_AND_REGION, {where: amount(value) for where, value in stated.items()})
    assert figure[TOTAL] == amount(65)
    assert [(clash.kind, clash.dimension, clash.summed) for clash in clashes] == [
        (Disagreement.SHAPES, "region", Fraction(35))
    ]


def test_cells_above_a_stated_total_clash_with_both_numbers() -> None:
    _, clashes = resolve(BY_SEX_AND_REGION, {TOTAL: amount(100), FEMALE: amount(70), MALE: amount(60)})
    assert [(clash.kind, clash.place, clash.stated, clash.summed) for clash in clashes] == [
        (Disagreement.OVER, TOTAL, Fraction(100), Fraction(130))
    ]


def test_a_stated_category_wins_over_its_finer_cells() -> None:
    finer = {place(sex="female", region="DU"): amount(20), place(sex="female", region="KT"): amount(25)}
    figure, clashes = resolve(BY_SEX_AND_REGION, {FEMALE: amount(60), MALE: amount(40), **finer})
    assert figure[FEMALE] == amount(60)
    assert figure[place(region="DU")] == amount(20)
    assert [clash.kind for clash in clashes] == [Disagreement.SHAPES]


def test_multiple_answers_may_exceed_the_total() -> None:
    services = indicator("1", "sex", "service:free")
    stated = {TOTAL: 100, place(service="food"): 80, place(service="shelter"): 70}
    figure, clashes = resolve(services, {where: amount(value) for where, value in stated.items()})
    assert figure[TOTAL] == amount(100)
    assert [clash.kind for clash in clashes] == [Disagreement.FREE_OVER]


@pytest.mark.parametrize(("rule", "total"), [(Rule.MAX, 90), (Rule.MIN, 60), (Rule.MEAN, 75)])
def test_where_cells_do_not_add_up_the_rule_combines_the_stated_ones(rule: Rule, total: int) -> None:
    figure, clashes = resolve(
        indicator("1", "region", across=rule), {place(region="DU"): amount(90), place(region="KT"): amount(60)}
    )
    assert figure[TOTAL] == amount(total)
    assert clashes == []


def test_percentages_pool_and_a_bare_one_is_never_combined() -> None:
    share = indicator("1", "sex", kind=Kind.PERCENTAGE, over_time=Rule.LAST)
    pooled, _ = resolve(share, {FEMALE: amount((30, 60)), MALE: amount((5, 40))})
    bare, _ = resolve(share, {FEMALE: amount(55), MALE: amount(45)})
    alone, _ = resolve(share, {FEMALE: amount(55)})
    assert pooled[TOTAL] == amount((35, 100))
    assert TOTAL not in bare
    assert TOTAL not in alone


def test_cells_that_split_the_numerator_only_keep_the_whole_denominator() -> None:
    share = indicator("1", "service", kind=Kind.PERCENTAGE, numerator_only=frozenset({"service"}))
    food = Amount(numerator=Fraction(30))
    figure, clashes = resolve(share, {TOTAL: amount((40, 200)), place(service="food"): food})
    assert figure[TOTAL] == amount((40, 200))
    assert figure[place(service="food")] == food
    assert clashes == []


@given(cells)
def test_the_order_of_rows_does_not_matter(stated: dict[Place, Amount]) -> None:
    backwards = dict(reversed(stated.items()))
    assert numbers(dict(resolve(BY_SEX_AND_REGION, stated)[0])) == numbers(
        dict(resolve(BY_SEX_AND_REGION, backwards)[0])
    )


@given(cells)
def test_shapes_never_add_up_twice(stated: dict[Place, Amount]) -> None:
    """The total is never more than the largest sum of one shape, unless it is stated."""
    figure, clashes = resolve(BY_SEX_AND_REGION, stated)
    if TOTAL in stated or not stated or any(clash.kind is Disagreement.OVER for clash in clashes):
        return
    everything = sum((found.value or 0 for found in stated.values()), Fraction(0))
    assert (figure[TOTAL].value or 0) <= everything
    for name in ("sex", "region"):
        parts = sum((figure[where].value or 0 for where in figure if [n for n, _ in where] == [name]), Fraction(0))
        assert parts <= (figure[TOTAL].value or 0)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=6))
def test_pooling_is_the_sum_of_numerators_over_the_sum_of_denominators(pairs: list[tuple[int, int]]) -> None:
    share = indicator("1", kind=Kind.PERCENTAGE, over_time=Rule.SUM)
    events = [(TOTAL, day, amount(pair)) for day, pair in enumerate(pairs)]
    found = put_together(share.over_time, events)[TOTAL]
    if len(pairs) > 1:
        assert found == amount((sum(n for n, _ in pairs), sum(d for _, d in pairs)))


def test_events_of_the_same_cell_add_up_and_of_levels_the_latest_counts() -> None:
    events = [(FEMALE, 1, amount(10)), (FEMALE, 2, amount(11)), (MALE, 3, amount(20))]
    assert put_together(Rule.SUM, events) == {FEMALE: amount(21), MALE: amount(20)}
    assert put_together(Rule.MAX, events)[FEMALE] == amount(11)
    assert put_together(Rule.LAST, reversed(events))[FEMALE] == amount(11)


def test_a_later_total_ends_what_was_said_before_about_its_parts() -> None:
    events = [(FEMALE, 1, amount(50)), (TOTAL, 2, amount(90)), (MALE, 2, amount(40))]
    assert put_together(Rule.LAST, events) == {TOTAL: amount(90), MALE: amount(40)}


def test_not_applicable_gives_way_to_any_figure() -> None:
    events = [(TOTAL, 1, NOT_APPLICABLE), (TOTAL, 2, amount(4))]
    assert put_together(Rule.SUM, events) == {TOTAL: amount(4)}
    assert put_together(Rule.SUM, events[:1]) == {TOTAL: NOT_APPLICABLE}


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_the_same_event_many_times_is_that_many_times_as_much(value: int, count: int) -> None:
    assert times(amount(value), count) == put_together(Rule.SUM, [(TOTAL, 1, amount(value))] * count)[TOTAL]
