"""The bar of a headline: how far the actual is on its way to the end target, in shares of the bar's length.

The bar is that of the overview: it is filled to the actual, has a mark at the target to date, and ends at the end
target; where less is better the end target is a mark inside. Of a milestone it has a step per stage.
"""

from dataclasses import dataclass
from fractions import Fraction

from framework.model import Cell, Direction, Indicator, Kind, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, from 0 at its left to 1 at its right."""

    start: float
    """Where the filled part begins: at zero."""
    end: float
    """Where it ends; at `start` where nothing is stated."""
    due: float | None = None
    """The target to date."""
    goal: float | None = None
    """The end target, where it is not the right end."""
    steps: int = 1
    """Stages of a milestone."""


def bar_of(indicator: Indicator, row: Row) -> Bar | None:
    """The bar of a row of `indicators`; None where there is nothing to reach."""
    if indicator.kind is Kind.MILESTONE:
        return _ladder(indicator, row)
    end = row["end_target"]
    if not isinstance(end, Fraction):
        return None
    actual, due = _fraction(row["actual"]), _fraction(row["target_to_date"])
    ends = [number for number in (Fraction(0), end, *_beyond(indicator, row)) if number is not None]
    low = min([*ends, *([] if actual is None else [actual])])
    high = max(ends)
    zero = _share(Fraction(0), low, high)
    return Bar(
        start=zero,
        end=zero if actual is None else _share(actual, low, high),
        due=None if due is None else _share(due, low, high),
        goal=_share(end, low, high) if high > end else None,
    )


def _beyond(indicator: Indicator, row: Row) -> list[Fraction | None]:
    """How far the bar goes beyond the end target, where less is better."""
    if indicator.direction is not Direction.DECREASE:
        return []
    return [_fraction(row[column]) for column in ("actual", "target_to_date", "baseline")]


def _ladder(indicator: Indicator, row: Row) -> Bar:
    reached, due = (_step(indicator, row[column]) for column in ("actual", "target_to_date"))
    return Bar(start=0.0, end=reached or 0.0, due=due, steps=len(indicator.stages))


def _step(indicator: Indicator, stage: Cell) -> float | None:
    """The right end of a stage's step."""
    codes = [each.code for each in indicator.stages]
    return round((codes.index(stage) + 1) / len(codes), 4) if isinstance(stage, str) and stage in codes else None


def _fraction(cell: Cell) -> Fraction | None:
    return cell if isinstance(cell, Fraction) else None


def _share(value: Fraction, low: Fraction, high: Fraction) -> float:
    """Where a value lies; what is beyond the ends is at them."""
    if high == low:
        return 0.0
    return round(float(min(max((value - low) / (high - low), Fraction(0)), Fraction(1))), 4)
