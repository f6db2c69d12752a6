"""What is stated of each indicator, by which dimensions and pairs, in which periods: the rows of `breakdown`, found fast."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.view import View
from framework.breakdown import TO_DATE
from framework.model import Category, Indicator, Kind, Project, Reporter, Row
from framework.shares import REPORTER

PAIR = "+"
COUNTED = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE})
"""Kinds of indicators whose figures can be drawn side by side."""


def is_stated(row: Row) -> bool:
    """True where a row has a figure, told or withheld."""
    return row["value"] is not None


def told(row: Row) -> bool:
    """True where a row has a figure that is told."""
    return row["value"] is not None and not isinstance(row["value"], str)


@dataclass(frozen=True)
class Stock:
    """The breakdown of a project's indicators up to the day of a view."""

    project: Project
    rows: Sequence[Row]

    @cached_property
    def _by_dimension(self) -> Mapping[tuple[str, str], Sequence[Row]]:
        """The rows of an indicator and dimension, or pair of them."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault((str(row["indicator"]), str(row["dimension"])), []).append(row)
        return found

    @cached_property
    def _names(self) -> Mapping[str, Sequence[str]]:
        """The dimensions and pairs of each indicator."""
        found: dict[str, list[str]] = {}
        for code, name in self._by_dimension:
            found.setdefault(code, []).append(name)
        return found

    @cached_property
    def _told(self) -> Counter[str]:
        """How many figures of dimensions and pairs are told of each indicator."""
        return Counter(str(row["indicator"]) for row in self.rows if row["dimension"] != REPORTER and told(row))

    def of(self, indicator: str, dimension: str) -> Sequence[Row]:
        """The rows of an indicator by a dimension, the reporters, or a pair."""
        return self._by_dimension.get((indicator, dimension), [])

    def find(self, indicator: str, dimension: str, period: str) -> Mapping[str, Row]:
        """The rows of one period, or to date, by category."""
        return {str(row["category"]): row for row in self.of(indicator, dimension) if row["period"] == period}

    def singles(self, indicator: str) -> list[str]:
        """The dimensions by which something is stated to date; the reporters last, where there are several."""
        names = [name for name in self._names.get(indicator, ()) if PAIR not in name]
        return [name for name in names if self._parts(indicator, name) > (1 if name == REPORTER else 0)]

    def pairs(self, indicator: str) -> list[str]:
        """The pairs of dimensions of which something is stated."""
        names = [name for name in self._names.get(indicator, ()) if PAIR in name]
        return [name for name in names if self._parts(indicator, name)]

    def _parts(self, indicator: str, dimension: str) -> int:
        """How many categories are stated to date, what is not disaggregated left out."""
        rows = self.find(indicator, dimension, TO_DATE)
        return sum(is_stated(row) for code, row in rows.items() if "*" not in code.split(PAIR))

    def periods(self, indicator: str, dimension: str) -> list[str]:
        """The labels of the periods with rows, in their order; of small cells there are none (semantics 7.1)."""
        labels = dict.fromkeys(str(row["period"]) for row in self.of(indicator, dimension) if is_stated(row))
        return [label for label in labels if label != TO_DATE]

    @cached_property
    def broken_down(self) -> list[Indicator]:
        """The indicators that are stated by anything, in the framework's order."""
        counted = [each for each in self.project.indicators.values() if each.kind in COUNTED]
        return [each for each in counted if self.singles(each.code)]

    def richness(self, indicator: Indicator) -> int:
        """How much there is to see: how many figures of dimensions and pairs are told, to date and in all periods."""
        return self._told[indicator.code]

    def categories(self, dimension: str) -> Sequence[Category | Reporter]:
        """The categories of a dimension in the framework's order, or the reporters."""
        if dimension == REPORTER:
            return list(self.project.reporters.values())
        return self.project.dimensions[dimension].categories


def stock_of(view: View) -> Stock:
    """What a view has."""
    return view.book.once("stock", lambda: Stock(view.project, view.rows("breakdown")))
