"""Parts of a whole: which figures are, and what share of it each has (semantics 2.3–2.5)."""

from collections.abc import Iterable
from fractions import Fraction

from framework.model import Cell, Cells, Indicator, Kind, Rule

REPORTER = "reporter"
FULL = 100


def adds_up(indicator: Indicator, *dimensions: str) -> bool:
    """True where the categories of all those dimensions, or the reporters, are parts of one total.

    Percentages never are, nor what is combined by another rule than the sum, nor multiple answers (`cells: free`); the
    highest, lowest or mean of a time is no total of its parts either.
    """
    counted = indicator.kind in {Kind.NUMBER, Kind.AMOUNT} and indicator.across is Rule.SUM
    partitions = all(name == REPORTER or indicator.dimensions.get(name) is Cells.WITHIN for name in dimensions)
    return counted and partitions and indicator.over_time in {Rule.SUM, Rule.LAST}


def whole_of(cells: Iterable[Cell]) -> Fraction | None:
    """What cells that are parts of one total make together; None where shares of it would say too much or nothing.

    That is where a cell is withheld (semantics 7: its share would tell it), where one is below zero, and where all of
    them together are 0 or not stated. A cell without a figure is no part.
    """
    stated = [cell for cell in cells if cell is not None]
    figures = [cell for cell in stated if isinstance(cell, Fraction | int)]
    if len(figures) < len(stated) or any(figure < 0 for figure in figures):
        return None
    return sum((Fraction(figure) for figure in figures), Fraction(0)) or None


def share(cell: Cell, whole: Fraction | None) -> Fraction | None:
    """A part's share of its whole, in percent; None where either is not known."""
    return Fraction(cell) * FULL / whole if isinstance(cell, Fraction | int) and whole else None
