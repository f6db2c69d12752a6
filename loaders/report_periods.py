"""When each row is of: its reporting period and, of an event, its day (semantics 1 and 2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from framework.model import Frequency, Indicator, Period, Reporter, Span
from framework.period_labels import Misread, read_period
from framework.periods import Calendar
from loaders.cells import Fault
from loaders.choices import RECOGNISED, Way
from loaders.columns import Layout
from loaders.dates import order_of
from loaders.grouping import Numbering, groups
from loaders.report_codes import (
    AMBIGUOUS_PERIOD,
    DATE_OUTSIDE_PERIOD,
    NOT_A_REPORTING_PERIOD,
    OUTSIDE_PROJECT,
    PERIOD_DIFFERS,
    PERIOD_MISSING,
    REPORTER_ABSENT,
    UNKNOWN_PERIOD,
)
from loaders.report_findings import Findings
from loaders.report_subjects import NONE, faults, nowhere
from loaders.table import Column, Positions
from loaders.vocabulary import Vocabulary

When = date | Span | Fault | None
"""What one cell says: a day, a span, that it is wrong, or nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is said beside a file: a reporter, by position, a period, and how the file is to be read."""

    reporter: int | None = None
    span: Span | None = None
    way: Way = RECOGNISED


@dataclass(frozen=True, slots=True)
class Times:
    """The period of every row, as a number, and the day of its events as an ordinal (0: a figure of the period)."""

    period: Positions
    day: Positions


def read_span(text: str, calendar: Calendar) -> Span | Fault:
    """The span that a period's label means, unclipped (semantics 1.3, 1.4)."""
    span = read_period(text, calendar)
    if isinstance(span, Misread):
        return _misread(span, calendar)
    return span if span.overlaps(calendar.span) else _outside(calendar)


def _misread(misread: Misread, calendar: Calendar) -> Fault:
    if misread.reason == "ambiguous":
        choice = " or ".join(label for label in misread.readings)
        labels = [word.strip(",;") for word in choice.split() if word.startswith("FY")]
        return Fault(
            AMBIGUOUS_PERIOD, {"readings": "; ".join(misread.readings), "choice": " or ".join(dict.fromkeys(labels))}
        )
    example = calendar.periods(calendar.reporting)[0]
    return Fault(UNKNOWN_PERIOD, {"example": example.label, "days": f"{example.span.start}/{example.span.last_day}"})


def _outside(calendar: Calendar) -> Fault:
    return Fault(OUTSIDE_PROJECT, {"start": calendar.span.start, "end": calendar.span.last_day})


@dataclass(frozen=True, slots=True)
class _Time:
    """The period and the day of some rows, and what is odd about them."""

    period: Period
    day: int
    column: Column | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What is wrong with the time of some rows, and in which column; None: it is no period of the row's indicator."""

    column: Column | None
    fault: Fault | None


class TimeReader:
    """Reads the periods and dates of one table."""

    def __init__(self, layout: Layout, findings: Findings, vocabulary: Vocabulary, given: Given) -> None:
        self.layout = layout
        self.findings = findings
        self.vocabulary = vocabulary
        self.calendar = vocabulary.calendar
        self.period_column = layout.roles.get("period")
        self.date_column = layout.roles.get("date")
        self.given = given.span
        self.order = order_of(self.date_column.texts if self.date_column else (), given.way)

    def read(self, indicators: Positions, reporters: Positions, periods: Numbering[Period]) -> Times:
        """The times of all rows; what is wrong with them goes to the findings."""
        days = self._texts(self.date_column)
        spans = self._texts(self.period_column)
        if self.period_column is None and self.date_column is None and self.given is None:
            self.findings.about_table(Fault(PERIOD_MISSING))
            return Times(nowhere(self.findings), nowhere(self.findings))
        codes = [column.codes.astype(np.int64) for column in (self.period_column, self.date_column) if column]
        group, firsts = groups(self._alike(indicators), reporters, *codes)
        found = [self._time(int(row), int(indicators[row]), int(reporters[row]), spans, days) for row in firsts]
        self._report(found, group, indicators)
        numbers = [periods.of(time.period) if isinstance(time, _Time) else -1 for time in found]
        ordinals = [time.day if isinstance(time, _Time) else 0 for time in found]
        if not len(firsts):
            return Times(group, group)
        return Times(np.array(numbers, dtype=np.int64)[group], np.array(ordinals, dtype=np.int64)[group])

    def _alike(self, indicators: Positions) -> Positions:
        """For every row the first indicator that is reported as often: its time is read the same way."""
        often = [each.reporting for each in self.vocabulary.indicators]
        return np.array([*(often.index(each) for each in often), NONE])[indicators]

    def _texts(self, column: Column | None) -> list[When]:
        """What the distinct texts of the column say; the faults are reported at once, whatever the indicator."""
        if column is None:
            return []
        said = self._days(column) if column is self.date_column else self._spans(column)
        self.findings.add_all(column, faults(said))
        return said

    def _spans(self, column: Column) -> list[When]:
        return [read_span(text, self.calendar) if text.strip() else None for text in column.texts]

    def _days(self, column: Column) -> list[When]:
        days = [self.order.read(text) if text.strip() else None for text in column.texts]
        project = self.calendar.span
        return [
            _outside(self.calendar) if isinstance(day, date) and not project.start <= day < project.end else day
            for day in days
        ]

    def _time(
        self, row: int, indicator: int, reporter: int, spans: Sequence[When], days: Sequence[When]
    ) -> _Time | _Trouble | None:
        """The period and day of the rows that share indicator, reporter and cells; or what is wrong."""
        span = spans[self.period_column.codes[row]] if self.period_column else None
        day = days[self.date_column.codes[row]] if self.date_column else None
        if indicator < 0 or isinstance(span, Fault) or isinstance(day, Fault):
            return None
        what = self.vocabulary.indicators[indicator]
        column = self.date_column if isinstance(day, date) else self.period_column
        period = self._period(span, day, what)
        if not isinstance(period, Period):
            return _Trouble(column or self.date_column, period)
        who = self.vocabulary.reporters[reporter] if reporter >= 0 else None
        if fault := self._differs(period):
            return _Trouble(column, fault)
        absence = _absent(who, period, day) if who else None
        return _Time(period, day.toordinal() if isinstance(day, date) else 0, column, absence)

    def _period(self, span: When, day: When, indicator: Indicator) -> Period | Fault | None:
        """The indicator's period in which the day falls, or which the span is; None where the span is none."""
        if isinstance(day, date):
            period = self.calendar.period_at(day, indicator.reporting)
            if isinstance(span, Span) and not span.start <= day < span.end:
                return Fault(DATE_OUTSIDE_PERIOD, {"period": self.calendar.label(span)})
            return period or _outside(self.calendar)
        stated = span if isinstance(span, Span) else self.given
        if stated is None:
            return Fault(PERIOD_MISSING)
        return self.calendar.period_of(stated, indicator.reporting)

    def _no_period(self, indicator: Indicator) -> Fault:
        example = self.calendar.periods(indicator.reporting)[0].label
        return Fault(
            NOT_A_REPORTING_PERIOD,
            {"indicator": indicator.code, "frequency": frequency_words(indicator.reporting), "example": example},
        )

    def _differs(self, period: Period) -> Fault | None:
        """Whether the row is of another period than the one given; a longer one may end with it (semantics 1.5)."""
        if self.given is None:
            return None
        given = self.given.clipped(self.calendar.span)
        if period.span.covers(given) and period.span.end == given.end:
            return None
        return Fault(PERIOD_DIFFERS, {"stated": period.label, "given": self.calendar.label(self.given)})

    def _report(self, found: Sequence[_Time | _Trouble | None], group: Positions, indicators: Positions) -> None:
        odd = np.array([isinstance(time, _Trouble) or (time and time.fault) is not None for time in found] or [False])
        for row in np.flatnonzero(odd[group] & self.findings.live).tolist():
            if time := found[group[row]]:
                fault = time.fault or self._no_period(self.vocabulary.indicators[indicators[row]])
                self.findings.add(row, time.column, fault)


def _absent(reporter: Reporter, period: Period, day: When) -> Fault | None:
    """Whether the reporter took no part at the time (semantics 3)."""
    active = reporter.active
    there = active.start <= day < active.end if isinstance(day, date) else active.overlaps(period.span)
    words = f"from {active.start} to {active.last_day}"
    return None if there else Fault(REPORTER_ABSENT, {"reporter": reporter.code, "active": words})


def frequency_words(frequency: Frequency) -> str:
    """How often, as part of a sentence."""
    return {
        "monthly": "every month",
        "quarterly": "every quarter",
        "triannual": "every four months",
        "semiannual": "every half-year",
        "annual": "every year",
    }[frequency]
