"""Bars of several columns: where their names stand."""

from fractions import Fraction

import pytest

from dashboard.charts.bars import bars_chart, bars_key
from dashboard.charts.grid import REST, Entry, Grid
from dashboard.naming import Naming
from framework.model import Cell
from tests.dashboard.making import traces

EAST, WEST = Entry("E", "East"), Entry("W", "West")


def grid(columns: dict[str, tuple[Cell, Cell]]) -> Grid:
    """Figures of East and West by column; a column's title is its code."""
    cells = {("EW"[place], code): cell for code, both in columns.items() for place, cell in enumerate(both)}
    entries = [Entry(code, "not disaggregated" if code == REST else code) for code in columns]
    return Grid(lines=[EAST, WEST], columns=entries, cells=cells, naming=Naming(language="en"))


def texts(shown: Grid, *, stacked: bool) -> list[list[str]]:
    return [trace["text"] for trace in traces(bars_chart(shown, stacked=stacked))]


def test_a_part_is_named_in_the_bar_where_it_is_largest_if_there_is_room() -> None:
    shown = grid(
        {
            "Women": (Fraction(10), Fraction(80)),
            "Men": (Fraction(50), Fraction(20)),
            "Others": (Fraction(1), Fraction(2)),
        }
    )
    assert texts(shown, stacked=True) == [["10", "Women 80"], ["Men 50", "20"], ["1", "2"]]
    assert [title for title, _ in bars_key(shown, stacked=True)] == ["Others"]


def test_what_is_not_disaggregated_is_named_in_the_key() -> None:
    shown = grid({"Women": (Fraction(50), Fraction(50)), REST: (Fraction(50), Fraction(50))})
    assert bars_key(shown, stacked=True) == [("not disaggregated", None)]


def test_short_names_stand_behind_the_bars_of_the_first_line() -> None:
    shown = grid({"Women": (Fraction(10), Fraction(80)), "Men": (Fraction(50), Fraction(20))})
    assert texts(shown, stacked=False) == [["Women 10", "80"], ["Men 50", "20"]]
    assert bars_key(shown, stacked=False) == []


@pytest.mark.parametrize("first", [None, "<5"])
def test_names_need_a_bar_to_stand_behind(first: Cell) -> None:
    shown = grid({"Women": (first, Fraction(80)), "Men": (Fraction(50), Fraction(20))})
    assert [title for title, _ in bars_key(shown, stacked=False)] == ["Women", "Men"]


def test_one_colour_needs_no_name() -> None:
    shown = grid({"Women": (Fraction(10), Fraction(80))})
    assert texts(shown, stacked=False) == [["10", "80"]]
    assert bars_key(shown, stacked=False) == []


def test_names_are_no_markup() -> None:
    shown = grid({"<b>": (Fraction(80), Fraction(8)), "Men": (Fraction(50), Fraction(20))})
    assert texts(shown, stacked=False)[0] == ["&lt;b&gt; 80", "8"]
