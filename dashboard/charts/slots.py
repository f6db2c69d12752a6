"""The steps of a chart in time: the rows of `series` as they are, or one a fiscal year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.charts.drawing import days_of
from framework.model import Cell, Period, Row, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What is drawn at one place of the axis; an empty cell stays None."""

    label: str
    span: Span
    ended: bool = False
    value: Cell = None
    numerator: Cell = None
    denominator: Cell = None
    target: Cell = None
    actual_to_date: Cell = None
    target_to_date: Cell = None
    to_date_pct: Cell = None


def period_slots(series: Iterable[Row]) -> list[Slot]:
    """A slot per reporting period, from the rows of `series`."""
    return [_slot(row) for row in series]


def year_slots(series: Sequence[Row], targets: Sequence[Row], years: Iterable[Period]) -> list[Slot]:
    """A slot per fiscal year: the year's own figures from `targets`, the running ones from its last period told."""
    stated = {str(row["target_period"]): row for row in targets}
    dated = {row["end"]: row["target"] for row in targets if row["target_period"] == str(row["end"])}
    slots = period_slots(series)
    return [
        _year(
            year,
            {"target": dated.get(year.span.last_day)} | _known(stated.get(year.label, {})),
            [slot for slot in slots if year.span.covers(slot.span)],
        )
        for year in years
    ]


def _known(row: Row) -> Row:
    """The cells of a row that hold something."""
    return {name: cell for name, cell in row.items() if cell is not None}


def _slot(row: Row) -> Slot:
    return Slot(
        label=str(row["period"]),
        span=days_of(row),
        ended=bool(row["ended"]),
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        target=row["target"],
        actual_to_date=row["actual_to_date"],
        target_to_date=row["target_to_date"],
        to_date_pct=row["to_date_pct"],
    )


def _year(year: Period, own: Row, inside: Sequence[Slot]) -> Slot:
    told = [slot for slot in inside if slot.actual_to_date is not None]
    last = inside[-1] if inside else Slot(label=year.label, span=year.span)
    return Slot(
        label=year.label,
        span=year.span,
        ended=last.ended,
        value=own.get("actual"),
        numerator=own.get("numerator"),
        denominator=own.get("denominator"),
        target=own.get("target"),
        actual_to_date=told[-1].actual_to_date if told else None,
        target_to_date=last.target_to_date,
        to_date_pct=last.to_date_pct,
    )
