"""The figures of a choice in lines and columns, as numbers or as shares, each with what is said beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dashboard.breakdown.choice import Choice, row_name
from dashboard.breakdown.stock import PAIR, Stock
from dashboard.charts.grid import REST, Entry, Grid, Spot
from dashboard.naming import Naming, naming_of
from dashboard.view import View
from framework.model import Cell, Indicator, Kind, Row
from framework.shares import share, whole_of


@dataclass(frozen=True)
class Figures:
    """The rows behind a choice, found by category and period."""

    view: View
    stock: Stock
    choice: Choice

    @property
    def naming(self) -> Naming:
        """How the figures are written; shares as percentages."""
        naming = self.counting
        return replace(naming, kind=Kind.PERCENTAGE, per=100) if self.choice.shares else naming

    @property
    def counting(self) -> Naming:
        """How the figures are written as numbers, with what they count."""
        return naming_of(self.choice.indicator, self.view.language)

    def entries(self, dimension: str, *, rest: bool) -> list[Entry]:
        """The categories of a dimension, then what is not disaggregated."""
        named = [Entry(each.code, self.view.said(each.title)) for each in self.stock.categories(dimension)]
        return [*named, *([Entry(REST, self.view.say("not disaggregated"))] if rest else [])]

    @property
    def indicators(self) -> list[Entry]:
        """The chosen indicators."""
        return [Entry(each.code, f"{each.code} {self.view.said(each.title)}") for each in self.choice.indicators]

    @property
    def periods(self) -> list[Entry]:
        """The periods with figures."""
        return [Entry(label, label) for label in self.choice.periods]

    def rows(self, indicator: Indicator, period: str) -> Mapping[str, Row]:
        """The rows of an indicator in one period by category, of a pair by `one+other` as the choice has them."""
        found = self.stock.find(indicator.code, row_name(indicator, self.choice.dimensions), period)
        if row_name(indicator, self.choice.dimensions) == self.choice.asked_name:
            return found
        return {PAIR.join(reversed(code.split(PAIR))): row for code, row in found.items()}

    def whole(self, indicator: Indicator, period: str) -> Iterable[Cell]:
        """The parts that make up the total of an indicator in one period."""
        found = self.stock.find(indicator.code, self.choice.dimensions[0], period)
        return [row["value"] for row in found.values()]

    def at_one_time(self) -> Grid:
        """Categories in lines; the other categories of a pair, or the indicators, in columns."""
        period = self.choice.period
        if self.choice.pair:
            rows = self.rows(self.choice.indicator, period)
            return self._pair(rows, whole_of(self.whole(self.choice.indicator, period)))
        found = {each.code: self.rows(each, period) for each in self.choice.indicators}
        wholes = {each.code: whole_of(self.whole(each, period)) for each in self.choice.indicators}
        rest = any(REST in rows for rows in found.values())
        lines = self.entries(self.choice.dimensions[0], rest=rest)
        cells = {(line.code, code): rows.get(line.code) for code, rows in found.items() for line in lines}
        return self._grid(lines, self.indicators, cells, lambda _, column: wholes[column])

    def _pair(self, rows: Mapping[str, Row], whole: Fraction | None) -> Grid:
        spots = {tuple(code.split(PAIR)): row for code, row in rows.items()}
        lines = self.entries(self.choice.dimensions[0], rest=any(spot[0] == REST for spot in spots))
        columns = self.entries(self.choice.dimensions[1], rest=any(spot[1] == REST for spot in spots))
        cells = {(line.code, column.code): spots.get((line.code, column.code)) for line in lines for column in columns}
        return self._grid(lines, columns, cells, lambda *_: whole)

    def through_time(self) -> Grid:
        """The categories of one dimension of one indicator in lines, its periods in columns."""
        return self._periods(None)

    def panels(self) -> list[tuple[Entry, Grid]]:
        """A grid for each category: the other categories of a pair, or the indicators, by period."""
        inner = self._periods if self.choice.pair else self._of_category
        return [(each, inner(each)) for each in self._first_categories()]

    def _first_categories(self) -> list[Entry]:
        """The categories of the first dimension with anything stated in any period."""
        rows = [
            row for each in self.choice.indicators for label in self.choice.periods for row in self._stated(each, label)
        ]
        codes = {code.split(PAIR)[0] for code in rows}
        entries = self.entries(self.choice.dimensions[0], rest=not self.choice.pair)
        return [each for each in entries if each.code in codes]

    def _stated(self, indicator: Indicator, period: str) -> list[str]:
        return [code for code, row in self.rows(indicator, period).items() if row["value"] is not None]

    def _of_category(self, category: Entry) -> Grid:
        """One category: the indicators in lines, periods in columns."""
        found = {
            (each.code, label): self.rows(each, label)
            for each in self.choice.indicators
            for label in self.choice.periods
        }
        wholes = {
            (each.code, label): whole_of(self.whole(each, label)) if self.choice.shares else None
            for each in self.choice.indicators
            for label in self.choice.periods
        }
        cells = {spot: rows.get(category.code) for spot, rows in found.items()}
        return self._grid(self.indicators, self.periods, cells, lambda line, column: wholes[line, column])

    def _periods(self, first: Entry | None) -> Grid:
        """Categories in lines, periods in columns; of a pair those beside one category of the first dimension."""
        indicator, start = self.choice.indicator, "" if first is None else first.code + PAIR
        by_period = {
            label: {
                code.removeprefix(start): row
                for code, row in self.rows(indicator, label).items()
                if code.startswith(start)
            }
            for label in self.choice.periods
        }
        wholes = {label: whole_of(self.whole(indicator, label)) for label in self.choice.periods}
        rest = any(REST in rows for rows in by_period.values())
        lines = self.entries(self.choice.dimensions[-1], rest=rest)
        cells = {(line.code, label): rows.get(line.code) for label, rows in by_period.items() for line in lines}
        return self._grid(lines, self.periods, cells, lambda _, column: wholes[column])

    def _grid(
        self,
        lines: Sequence[Entry],
        columns: Sequence[Entry],
        rows: Mapping[Spot, Row | None],
        whole: Callable[[str, str], Fraction | None],
    ) -> Grid:
        stated = {spot: row for spot, row in rows.items() if row and row["value"] is not None}
        cells = {spot: self._cell(row["value"], whole(*spot)) for spot, row in stated.items()}
        details = {spot: self._detail(row, whole(*spot)) for spot, row in stated.items()}
        return Grid(lines=lines, columns=columns, cells=cells, naming=self.naming, details=details)

    def _cell(self, value: Cell, whole: Fraction | None) -> Cell:
        return share(value, whole) if self.choice.shares else value

    def _detail(self, row: Row, whole: Fraction | None) -> str:
        """Of a share what it is of; of a percentage its parts."""
        if not self.choice.shares:
            return self.counting.parts(row["numerator"], row["denominator"])
        part, total = self.counting.figure(row["value"]), self.counting.counted(whole)
        return self.view.say("{part} of {total}", part=part, total=total)

    def targets(self) -> Mapping[str, Cell]:
        """The targets of categories of one indicator at the chosen time; none for shares and pairs."""
        if self.choice.shares or self.choice.pair or len(self.choice.indicators) > 1:
            return {}
        rows = self.rows(self.choice.indicator, self.choice.period)
        return {code: row["target"] for code, row in rows.items() if row["target"] is not None}

    def totals(self, dimension: str) -> Mapping[str, Cell]:
        """The figures of one dimension of a pair, whatever the other: the margin of a heat map, as the table has it."""
        rows = self.stock.find(self.choice.indicator.code, dimension, self.choice.period)
        whole = whole_of(self.whole(self.choice.indicator, self.choice.period)) if self.choice.shares else None
        return {code: self._cell(row["value"], whole) for code, row in rows.items() if row["value"] is not None}
