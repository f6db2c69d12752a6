"""Days as officers write them: `2023-04-30`, `2023-04-30T10:15`, `30.04.2023`, `30/04/2023` (interface 2).

With slashes the order of day and month is decided by the column: a number above 12 in any of its rows tells.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from loaders.cells import Fault
from loaders.choices import DAY_FIRST, RECOGNISED, Way
from loaders.report_codes import AMBIGUOUS_DATE, UNKNOWN_DATE

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?", re.ASCII)
POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: \d{1,2}:\d\d.*)?", re.ASCII)
SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: \d{1,2}:\d\d.*)?", re.ASCII)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Order:
    """Whether the days of a column stand before their months where they are written with slashes; None: not known."""

    day_first: bool | None = None
    chosen: bool = False
    """Somebody said so: a date that cannot be in this order is none."""
    needed: bool = field(default=False, compare=False)
    """Whether any date of the column is written with slashes."""
    remembered: bool = field(default=False, compare=False)

    def read(self, text: str) -> date | Fault:
        """The day that a cell states."""
        written = text.strip()
        if match := ISO.fullmatch(written):
            year, month, day = map(int, match.groups())
        elif match := POINTS.fullmatch(written):
            day, month, year = map(int, match.groups())
        elif match := SLASHES.fullmatch(written):
            first, second, year = map(int, match.groups())
            return self._slashes(first, second, year)
        else:
            return Fault(UNKNOWN_DATE)
        return _day(year, month, day)

    def _slashes(self, first: int, second: int, year: int) -> date | Fault:
        day_first = None if self.chosen else _day_first(first, second)
        known = self.day_first if day_first is None else day_first
        if known is not None:
            return _day(year, *((second, first) if known else (first, second)))
        readings = [_day(year, second, first), _day(year, first, second)]
        return Fault(AMBIGUOUS_DATE, dict(zip(("day_first", "month_first"), readings, strict=True)))


UNTOLD = Order()


def order_of(texts: Iterable[str], way: Way = RECOGNISED) -> Order:
    """What was chosen, else what the dates of a column say about the order of day and month; nothing where they contradict.

    Where no date says anything a remembered choice settles it.
    """
    pairs = [tuple(map(int, match.groups()[:2])) for text in texts if (match := SLASHES.fullmatch(text.strip()))]
    if way.chosen.dates:
        return Order(way.chosen.dates == DAY_FIRST, chosen=True, needed=bool(pairs))
    orders = {_day_first(*pair) for pair in pairs if pair[0] != pair[1]} - {None}
    if len(orders) == 1:
        return Order(orders.pop(), needed=True)
    if pairs and not orders and way.remembered.dates:
        return Order(way.remembered.dates == DAY_FIRST, needed=True, remembered=True)
    return Order(needed=bool(pairs))


def _day_first(first: int, second: int) -> bool | None:
    """None where both numbers may be a month and they differ."""
    if first > MONTHS or first == second:
        return True
    return False if second > MONTHS else None


def _day(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault(UNKNOWN_DATE)
