"""Rows over time: the tables `series` and `targets` (interface 4)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from framework.model import (
    TOTAL,
    Amount,
    Direction,
    Frequency,
    Indicator,
    Period,
    PeriodTarget,
    Project,
    Row,
    Span,
    Status,
)
from framework.numbers import rounded
from framework.periods import calendar_of
from framework.progress import Ledger, as_cell, day_after, shown
from framework.standing import deviation, is_met, met, standing
from framework.targets import is_level, number_of, schedule_of


def ratio(amount: Amount | None) -> Row:
    """The columns `numerator` and `denominator`."""
    return {
        "numerator": amount.numerator if amount else None,
        "denominator": amount.denominator if amount else None,
    }


def days(span: Span, end: date) -> Row:
    """The columns `start`, `end` (the last day) and `ended`."""
    return {"start": span.start, "end": span.last_day, "ended": span.end <= end}


def series_rows(project: Project, ledger: Ledger, as_of: date) -> Iterator[Row]:
    """A row per period of an indicator: what was stated in it, and where the indicator stood at its end."""
    for period in ledger.periods:
        yield _series_row(project, ledger, period, as_of)


def _series_row(project: Project, ledger: Ledger, period: Period, as_of: date) -> Row:
    indicator, span, end = ledger.indicator, period.span, day_after(as_of)
    schedule = schedule_of(project, indicator)
    begun, running = span.start < end, span.end > end
    value = ledger.within(TOTAL, span, until=end) if begun else None
    to_date = ledger.to_date(TOTAL, min(span.end, end), begun=running) if begun else None
    then = None if running else standing(project, ledger, span.last_day)
    return {
        "period": period.label,
        **days(span, end),
        "value": shown(indicator, value),
        **ratio(value),
        "actual_to_date": None if to_date is None or to_date.word == "n/a" else shown(indicator, to_date),
        "target": as_cell(indicator, schedule.own(span)),
        "target_to_date": as_cell(indicator, schedule.to_date(span.end)),
        "to_date_pct": rounded(then.to_date_pct) if then and then.to_date_pct is not None else None,
        "status": then.status.value if then else None,
    }


def target_rows(project: Project, ledger: Ledger, as_of: date) -> Iterator[Row]:
    """A row per stated target period and per fiscal year, in order of time; a year without a stated target has none."""
    stated = ledger.indicator.targets.periods
    years = calendar_of(project).periods(Frequency.ANNUAL)
    named = {target.label for target in stated}
    rows: list[tuple[PeriodTarget, Fraction | None]] = [(target, target.amount) for target in stated]
    rows += [(PeriodTarget(year.label, year.span, Fraction(0)), None) for year in years if year.label not in named]
    for target, amount in sorted(rows, key=lambda row: (row[0].span.end, row[0].span.start)):
        yield _target_row(project, ledger, target, amount, day_after(as_of))


def _target_row(project: Project, ledger: Ledger, target: PeriodTarget, amount: Fraction | None, end: date) -> Row:
    indicator = ledger.indicator
    running_total = ledger.indicator.targets.cumulative and not is_level(indicator) and amount is not None
    reached = _reached(ledger, target.span, end, running_total=running_total)
    actual = number_of(indicator, reached)
    share = met(indicator, actual, amount)
    return {
        "target_period": target.label,
        **days(target.span, end),
        "actual": None if reached is None or reached.word == "n/a" else shown(indicator, reached),
        **ratio(reached),
        "target": as_cell(indicator, amount),
        "met_pct": None if share is None else rounded(share),
        "status": _target_status(project, indicator, actual, amount, ended=target.span.end <= end).value,
    }


def _reached(ledger: Ledger, span: Span, end: date, *, running_total: bool) -> Amount | None:
    """What was reached in a target period alone; of running-total targets all up to its end (semantics 4.1)."""
    if span.start >= end:
        return None
    if running_total:
        return ledger.to_date(TOTAL, min(span.end, end), begun=span.end > end)
    return ledger.closing(TOTAL, span, until=end)


def _target_status(
    project: Project, indicator: Indicator, actual: Fraction | None, target: Fraction | None, *, ended: bool
) -> Status:
    """How one target period came out: the statuses of semantics 5.5, against its own target."""
    if target is not None and actual is None and ended:
        return Status.NO_DATA
    if target is None or indicator.direction is Direction.NONE:
        return Status.NO_TARGET
    if actual is not None and is_met(project, indicator, actual, target, over=ended):
        return Status.ACHIEVED
    if not ended:
        return Status.NOT_DUE
    off = deviation(indicator, actual, target)
    if off is None or off < -project.off_track_percent:
        return Status.OFF_TRACK
    return Status.BEHIND if off < -project.deviation_percent else Status.ON_TRACK
