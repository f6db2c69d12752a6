"""What moved, by how much, and when that is not said."""

from fractions import Fraction
from typing import Any

import pytest

from framework import tables
from framework.compared import COLUMNS, compared, moved, period_side, year_side
from framework.comparison import Move, Scale, difference
from framework.model import Cell, Frequency, Indicator, Kind, Row, Rule, Stage
from tests.framework.making import indicator, project, record, statement, targets, text

STAGES = tuple(Stage(code, text(code)) for code in ("planned", "built", "open"))


def of(kind: Kind = Kind.NUMBER, **fields: Any) -> Indicator:
    return indicator(kind=kind, stages=STAGES if kind is Kind.MILESTONE else (), **fields)


def number(value: float | str) -> Fraction:
    return Fraction(str(value))


def test_a_number_differs_by_a_number_and_in_percent() -> None:
    found = difference(of(), number(40), number(50))
    assert (found.move, found.change, found.scale, found.percent) == (Move.GREW, number(10), Scale.UNITS, number(25))
    assert difference(of(), number(3), number(2)).percent == number("-33.333333")


def test_a_percentage_differs_in_points_only() -> None:
    found = difference(of(Kind.PERCENTAGE), number(40), number(50))
    assert (found.change, found.scale, found.percent, found.size) == (number(10), Scale.POINTS, None, number(10))


def test_a_rate_differs_in_its_own_unit() -> None:
    found = difference(of(Kind.PERCENTAGE, per=1000), number(40), number(50))
    assert (found.scale, found.percent) == (Scale.UNITS, None)


@pytest.mark.parametrize("first", [0, -5])
def test_no_percent_is_said_of_zero_or_less(first: int) -> None:
    found = difference(of(), number(first), number(7))
    assert (found.move, found.change, found.percent) == (Move.GREW, number(7 - first), None)


def test_a_milestone_goes_from_stage_to_stage() -> None:
    found = difference(of(Kind.MILESTONE), "planned", "open")
    assert (found.move, found.change, found.scale, found.percent) == (Move.GREW, number(2), Scale.STAGES, None)
    assert difference(of(Kind.MILESTONE), "open", "built").move is Move.FELL


def test_a_text_only_becomes_another() -> None:
    assert difference(of(Kind.TEXT), "a", "b").move is Move.CHANGED
    assert difference(of(Kind.TEXT), "a", "a").move is Move.SAME


@pytest.mark.parametrize(
    ("first", "second", "move"),
    [
        (None, number(5), Move.CAME),
        (number(5), None, Move.WENT),
        ("n/a", number(5), Move.CAME),
        (None, "n/a", Move.NOTHING),
        (number(0), number(0), Move.SAME),
    ],
)
def test_missing_is_not_zero(first: Cell, second: Cell, move: Move) -> None:
    found = difference(of(), first, second)
    assert found.move is move
    assert found.change == (0 if move is Move.SAME else None)


@pytest.mark.parametrize(("first", "second"), [("<5", number(9)), (number(9), "*"), ("<5", "<5")])
def test_nothing_is_said_of_a_withheld_cell(first: Cell, second: Cell) -> None:
    found = difference(of(), first, second)
    assert (found.move, found.change, found.percent, found.size) == (Move.UNSAID, None, None, None)


def world() -> tuple[list[Row], list[Row]]:
    """`series` and `targets` of one indicator: 30, 45 and nothing in 2023, 60 in 2024-Q1."""
    whose = project(indicator(targets=targets(200)))
    said = [statement(whose, "1", label, value) for label, value in [("2023-Q1", 30), ("2023-Q2", 45), ("2024-Q1", 60)]]
    kept = record(whose, *said)
    end = tables.default_as_of(kept)
    return tables.series(kept, end), tables.targets(kept, end)


def test_a_period_has_its_own_figure_and_the_status_of_its_end() -> None:
    series, _ = world()
    side = period_side(series, "2023-Q2")
    assert side is not None
    assert (side.value, side.target, side.status) == (45, 25, "ahead")
    assert period_side(series, "2023-H1") is None


def test_a_year_has_its_own_figure_and_the_status_of_its_last_ended_period() -> None:
    series, years = world()
    first, second = (year_side(years, series, label) for label in ("2023", "2024"))
    assert first is not None
    assert second is not None
    assert (first.value, first.status) == (75, "behind")
    assert (second.value, str(second.as_of)) == (60, "2024-03-31")
    assert year_side(years, series, "2029") is None


def test_the_level_of_a_year_is_its_latest() -> None:
    whose = project(indicator(over_time=Rule.LAST))
    kept = record(whose, *(statement(whose, "1", label, value) for label, value in [("2023-Q1", 5), ("2023-Q3", 8)]))
    side = year_side(tables.targets(kept, tables.default_as_of(kept)), [], "2023")
    assert side is not None
    assert side.value == 8


def test_a_row_has_all_columns_and_keeps_the_order_of_the_framework() -> None:
    whose = project(indicator("2"), indicator("1"), indicator("3", reporting=Frequency.ANNUAL))
    series, _ = world()
    first, second = period_side(series, "2023-Q1"), period_side(series, "2023-Q2")
    assert first is not None
    assert second is not None
    rows = compared(whose, {"1": (first, second), "2": (first, first)}, gone={})
    assert [row["indicator"] for row in rows] == ["2", "1"]
    assert tuple(rows[0]) == COLUMNS
    assert [moved(row) for row in rows] == [False, True]
    assert (rows[1]["change"], rows[1]["change_in"], rows[1]["change_pct"]) == (15, "units", 50)
