"""Parts of a whole."""

from dataclasses import replace
from fractions import Fraction

import pytest

from framework.model import Cell, Cells, Kind, Rule
from framework.shares import adds_up, share, whole_of
from tests.framework.making import indicator

PARTS = {"sex": Cells.WITHIN, "region": Cells.WITHIN, "service": Cells.FREE}


@pytest.mark.parametrize(
    ("rules", "names", "expected"),
    [
        ({}, ("sex",), True),
        ({}, ("sex", "region"), True),
        ({}, ("reporter",), True),
        ({"over_time": Rule.LAST}, ("sex",), True),
        ({"kind": Kind.AMOUNT}, ("sex",), True),
        ({}, ("service",), False),
        ({}, ("sex", "service"), False),
        ({"kind": Kind.PERCENTAGE}, ("sex",), False),
        ({"across": Rule.MAX}, ("sex",), False),
        ({"over_time": Rule.MAX}, ("sex",), False),
        ({"over_time": Rule.MIN}, ("reporter",), False),
        ({"over_time": Rule.MEAN}, ("sex",), False),
        ({}, ("age",), False),
    ],
)
def test_only_sums_of_categories_that_partition_add_up(
    rules: dict[str, object], names: tuple[str, ...], *, expected: bool
) -> None:
    found = replace(indicator("1"), dimensions=PARTS, **rules)  # type: ignore[arg-type]
    assert adds_up(found, *names) is expected


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ([Fraction(3), Fraction(1), None], Fraction(4)),
        ([Fraction(3), "<5"], None),
        ([Fraction(3), "*"], None),
        ([Fraction(3), Fraction(-1)], None),
        ([Fraction(0), None], None),
        ([], None),
    ],
)
def test_a_whole_is_known_only_where_no_part_is_hidden_or_below_zero(cells: list[Cell], whole: Fraction | None) -> None:
    assert whole_of(cells) == whole


def test_a_share_is_exact_and_of_nothing_there_is_none() -> None:
    assert share(Fraction(1), Fraction(3)) == Fraction(100, 3)
    assert share(None, Fraction(3)) is None
    assert share("<5", Fraction(3)) is None
    assert share(Fraction(1), None) is None
