"""Figures in lines and columns: what bars, heat maps, small charts and maps are drawn from.

A line or column with the code `*` is what is not disaggregated. A cell that is not there is not stated; a withheld one is
its text, `<5` or `*` (semantics 7).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from dashboard.naming import Naming
from framework.model import Cell

REST = "*"
"""The code of what is not disaggregated."""

Spot = tuple[str, str]
"""A cell: the code of its line, and that of its column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line or column: a category, an indicator, a period."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Figures in lines and columns, with their words."""

    lines: Sequence[Entry]
    columns: Sequence[Entry]
    cells: Mapping[Spot, Cell]
    naming: Naming
    details: Mapping[Spot, str] = field(default_factory=dict)
    """What is said beside a figure: "92 ÷ 230", "144 of 513"."""

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.naming.language

    def cell(self, line: Entry, column: Entry) -> Cell:
        """A figure, a withheld cell's text, or None."""
        return self.cells.get((line.code, column.code))

    def size(self, line: Entry, column: Entry) -> float | None:
        """A figure as a number to draw."""
        cell = self.cell(line, column)
        return float(cell) if isinstance(cell, Fraction) else None

    def text(self, line: Entry, column: Entry) -> str:
        """A figure as people read it; empty where nothing is stated."""
        cell = self.cell(line, column)
        return "" if cell is None else self.naming.figure(cell)

    def detail(self, line: Entry, column: Entry) -> str:
        """What is said beside a figure."""
        return self.details.get((line.code, column.code), "")

    @property
    def spots(self) -> Iterator[tuple[Entry, Entry]]:
        """All cells, line by line."""
        return ((line, column) for line in self.lines for column in self.columns)

    @property
    def known(self) -> list[tuple[Fraction, Entry, Entry]]:
        """The figures that are told, with their line and column."""
        told = ((self.cell(line, column), line, column) for line, column in self.spots)
        return [(cell, line, column) for cell, line, column in told if isinstance(cell, Fraction)]

    @property
    def withheld(self) -> bool:
        """True where a cell is withheld."""
        return any(isinstance(self.cell(line, column), str) for line, column in self.spots)
