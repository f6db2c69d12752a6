"""The rows of a comparison: each indicator in two periods, in two fiscal years, or as known at two moments.

They are put together from rows of the public tables, so that no number in them is another than there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from framework.comparison import Difference, difference
from framework.model import Cell, Indicator, Project, Row, Span
from framework.progress import day_after

SIDE = ("value", "numerator", "denominator", "target", "end_target", "status", "as_of")
INDICATOR = ("project", "goal", "result", "indicator", "title", "unit", "kind")
DIFFERENCE = ("move", "change", "change_in", "change_pct")
COLUMNS = (
    *INDICATOR,
    *(f"{side}_{name}" for side in ("first", "second") for name in ("label", *SIDE)),
    *DIFFERENCE,
    "because",
)
"""The columns in their order; `because` is for whoever knows the reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Where one indicator is on one side of a comparison; None is "not stated", and no status before an end."""

    label: str
    value: Cell = None
    numerator: Cell = None
    denominator: Cell = None
    target: Cell = None
    end_target: Cell = None
    status: Cell = None
    as_of: date | None = None
    """By the end of which day."""


def period_side(series: Sequence[Row], label: str) -> Side | None:
    """An indicator in one of its reporting periods, from its rows of `series`; None where it has no such period.

    The value is what was stated in the period alone, the status that of its end.
    """
    row = next((row for row in series if row["period"] == label), None)
    if row is None:
        return None
    return Side(
        label=label,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        target=row["target"],
        status=row["status"],
        as_of=_day(row["end"]),
    )


def year_side(targets: Sequence[Row], series: Sequence[Row], label: str) -> Side | None:
    """An indicator in a fiscal year, from its rows of `targets` and `series`; None where the project has no such year.

    The value is that of the year alone (sums within it, the latest level); the status is that of its last ended period.
    """
    row = next((row for row in targets if row["target_period"] == label), None)
    if row is None:
        return None
    start, end = _day(row["start"]), _day(row["end"])
    dated = next((each["target"] for each in targets if each["target_period"] == str(end)), None)
    ended = [each for each in series if each["status"] is not None and _inside(each, start, end)]
    return Side(
        label=label,
        value=row["actual"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        target=dated if row["target"] is None else row["target"],
        status=ended[-1]["status"] if ended else None,
        as_of=_day(ended[-1]["end"]) if ended else None,
    )


def known_side(row: Row, label: str) -> Side:
    """An indicator as it is known at a moment, from its row of `indicators` of that moment."""
    return Side(
        label=label,
        value=row["actual"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        target=row["target_to_date"],
        end_target=row["end_target"],
        status=row["status"],
        as_of=_day(row["as_of"]),
    )


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _inside(row: Row, start: date | None, end: date | None) -> bool:
    first, last = _day(row["start"]), _day(row["end"])
    if start is None or end is None or first is None or last is None:
        return False
    return Span(start, day_after(end)).covers(Span(first, day_after(last)))


def compared(project: Project, sides: Mapping[str, tuple[Side, Side]], *, gone: Mapping[str, Indicator]) -> list[Row]:
    """A row per indicator, in the framework's order, those that the framework no longer has at the end.

    Args:
        project: the framework.
        sides: by the codes of indicators.
        gone: indicators that are not in the framework any more, by code.
    """
    known = {**project.indicators, **gone}
    return [comparison_row(project.code, known[code], *sides[code]) for code in known if code in sides]


def comparison_row(project: str, indicator: Indicator, first: Side, second: Side) -> Row:
    """One indicator on both sides, and the difference."""
    return {
        "project": project,
        "goal": indicator.goal,
        "result": indicator.result,
        "indicator": indicator.code,
        "title": indicator.title.said(),
        "unit": indicator.unit.said(),
        "kind": indicator.kind.value,
        **_told("first", first),
        **_told("second", second),
        **_differing(difference(indicator, first.value, second.value)),
        "because": None,
    }


def _told(which: str, side: Side) -> dict[str, Cell]:
    return {f"{which}_{name}": getattr(side, name) for name in ("label", *SIDE)}


def _differing(found: Difference) -> dict[str, Cell]:
    return {
        "move": found.move.value,
        "change": found.change,
        "change_in": found.scale.value if found.scale else None,
        "change_pct": found.percent,
    }


def moved(row: Row) -> bool:
    """True where anything of an indicator is different on the second side: its figure, a target or its status."""
    return any(row[f"first_{name}"] != row[f"second_{name}"] for name in ("value", "target", "end_target", "status"))
