"""What is chosen to be shown: indicators, dimensions, the picture, the time, numbers or shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.breakdown.stock import PAIR
from dashboard.words import marked
from framework.breakdown import TO_DATE
from framework.model import Indicator
from framework.shares import REPORTER, adds_up
from loaders.boundaries import Boundaries


class Chart(StrEnum):
    """How figures are shown."""

    MAP = "map"
    BARS = "bars"
    TIME = "time"
    HEAT = "heat"
    MULTIPLES = "multiples"


CHARTS: Mapping[Chart, str] = {
    Chart.MAP: marked("Map and bars"),
    Chart.BARS: marked("Bars"),
    Chart.TIME: marked("Over time"),
    Chart.HEAT: marked("Heat map"),
    Chart.MULTIPLES: marked("A small chart each"),
}


NUMBER, SHARE = "number", "share"
"""How the address asks for numbers, which are the usual, or for shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the page shows, and what else could be chosen."""

    indicators: tuple[Indicator, ...]
    """The chosen one, then those beside it."""
    dimensions: tuple[str, ...]
    """One, or the two of a pair: the first in lines, the second in columns."""
    chart: Chart = Chart.BARS
    period: str = TO_DATE
    no_shares: str | None = None
    """Why there are no shares of these figures."""
    shares: bool = False
    charts: tuple[Chart, ...] = ()
    singles: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    companions: tuple[Indicator, ...] = ()
    """Indicators that could stand beside: of the same unit, by the same dimension."""
    boundaries: Boundaries | None = None
    notes: tuple[str, ...] = ()
    """What of the address could not be, and what is shown instead."""

    @property
    def indicator(self) -> Indicator:
        """The chosen one."""
        return self.indicators[0]

    @property
    def pair(self) -> bool:
        """True for two dimensions at once."""
        return len(self.dimensions) > 1

    @property
    def at_one_time(self) -> bool:
        """True where the picture is of one period, or to date."""
        several = self.pair or len(self.indicators) > 1
        return self.chart in {Chart.MAP, Chart.BARS} or (self.chart is Chart.HEAT and several)

    @property
    def by_period(self) -> bool:
        """True where the picture goes through the periods."""
        return not self.at_one_time

    @property
    def stacks(self) -> bool:
        """True where the figures are parts of one total, so that they may stand on one another."""
        return all(adds_up(each, *self.dimensions) for each in self.indicators)

    @property
    def asked_name(self) -> str:
        """The dimensions as the address has them."""
        return PAIR.join(self.dimensions)


def row_name(indicator: Indicator, dimensions: Sequence[str]) -> str:
    """How the rows of `breakdown` call one or two dimensions: a pair in the order of the indicator."""
    order = [*indicator.dimensions, REPORTER]
    return PAIR.join(sorted(dimensions, key=order.index))


def row_name_of(indicator: Indicator, asked: Sequence[str]) -> str | None:
    """The name of the rows of dimensions that somebody asked for; None where the indicator lacks one."""
    known = {*indicator.dimensions, REPORTER}
    return row_name(indicator, asked) if known.issuperset(asked) else None
