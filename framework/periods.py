"""The calendar of a project: its reporting periods, their labels, and months elapsed (semantics 1 and 4.3).

Ranges are `[start, end)`. Months are counted from year 0, so that a period of any length is a plain run of months:
the periods of a length are *tiles* of the whole time line, laid from the first month of the fiscal year and numbered.
Labels: `2023`, `2023-H1`, `2023-T1`, `2023-Q1`, `2023-01`; with a fiscal year that starts later than January `FY2023`,
`FY2023-Q1` and so on, where months stay `2022-10`. `framework.period_labels` reads them back.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from framework.model import Frequency, Period, Project, Span

YEAR = 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LETTERS = {Frequency.QUARTERLY: "Q", Frequency.TRIANNUAL: "T", Frequency.SEMIANNUAL: "H"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a project divides its time: `fiscal_year_start` is a month (1–12), `reporting` the usual length of a period."""

    span: Span
    fiscal_year_start: int = 1
    reporting: Frequency = Frequency.QUARTERLY

    def periods(self, frequency: Frequency) -> tuple[Period, ...]:
        """The periods of a length, which tile the project; the first and the last are clipped to it (semantics 1.2)."""
        return _periods(self, frequency)

    def period_at(self, day: date, frequency: Frequency) -> Period | None:
        """The period in which the day falls; None outside the project."""
        if not self.span.start <= day < self.span.end:
            return None
        first = self._tile(self.span.start, frequency)
        return self.periods(frequency)[self._tile(day, frequency) - first]

    def period_of(self, span: Span, frequency: Frequency) -> Period | None:
        """The period which that span, clipped to the project, is exactly."""
        inside = span.clipped(self.span)
        period = self.period_at(inside.start, frequency) if inside.start < inside.end else None
        return period if period and period.span == inside else None

    def label(self, span: Span) -> str:
        """The label of a whole month, quarter, third, half or year; any other span as an ISO interval (semantics 1.3)."""
        for frequency in Frequency:
            tile = self._tile(span.start, frequency)
            if self.whole(tile, frequency) == span:
                return self._tile_label(tile, frequency)
        return f"{span.start}/{span.last_day}"

    def whole(self, tile: int, frequency: Frequency) -> Span:
        """The unclipped days of a tile."""
        first = tile * frequency.months + self.fiscal_year_start - 1
        return month_span(first, frequency.months)

    def whole_around(self, day: date, frequency: Frequency) -> Span:
        """The unclipped days of the period of that length in which a day lies."""
        return self.whole(self._tile(day, frequency), frequency)

    def fiscal_span(self, year: int, frequency: Frequency = Frequency.ANNUAL, part: int = 1) -> Span:
        """The unclipped days of a fiscal year, which bears the calendar year in which it ends, or of a part of it."""
        first_year = year - (self.fiscal_year_start > 1)
        return self.whole(first_year * (YEAR // frequency.months) + part - 1, frequency)

    def _tile(self, day: date, frequency: Frequency) -> int:
        return (day.year * YEAR + day.month - self.fiscal_year_start) // frequency.months

    def _tile_label(self, tile: int, frequency: Frequency) -> str:
        if frequency is Frequency.MONTHLY:
            return self.whole(tile, frequency).start.strftime("%Y-%m")
        first_year, month = divmod(tile * frequency.months, YEAR)
        later = self.fiscal_year_start > 1
        year = f"{'FY' if later else ''}{first_year + later}"
        if frequency is Frequency.ANNUAL:
            return year
        return f"{year}-{LETTERS[frequency]}{month // frequency.months + 1}"


@lru_cache(maxsize=256)
def _periods(calendar: Calendar, frequency: Frequency) -> tuple[Period, ...]:
    first, last = (calendar._tile(day, frequency) for day in (calendar.span.start, calendar.span.last_day))  # noqa: SLF001 — the cached half of Calendar.periods
    return tuple(
        Period(calendar._tile_label(tile, frequency), calendar.whole(tile, frequency).clipped(calendar.span))  # noqa: SLF001
        for tile in range(first, last + 1)
    )


def calendar_of(project: Project) -> Calendar:
    """The project's calendar."""
    return Calendar(project.span, project.fiscal_year_start, project.reporting)


def month_span(first: int, months: int = 1) -> Span:
    """So many whole months from the month with that number (`year * 12 + month - 1`)."""
    return Span(*(date(number // YEAR, number % YEAR + 1, 1) for number in (first, first + months)))


@lru_cache(maxsize=1 << 14)
def months_between(start: date, end: date) -> Fraction:
    """Months elapsed from the start of one day to the start of another, parts of a month by its days (semantics 4.3).

    From 15 November to 1 January it is 16/30 + 1 months.
    """
    return _month_position(end) - _month_position(start)


def _month_position(day: date) -> Fraction:
    days = monthrange(day.year, day.month)[1]
    return day.year * YEAR + day.month + Fraction(day.day - 1, days)


def months_text(span: Span) -> str:
    """A span of whole months in words: `Oct–Dec 2022`, `Oct 2022–Sep 2023`, `Oct 2022`."""
    first, last = span.start, span.last_day
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{MONTHS[first.month - 1]}{'' if first.year == last.year else f' {first.year}'}–{end}"
