"""How one figure of an indicator differs from another of it, and when that is not said.

Both are cells of the public tables: totals as they are shown to the reader.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from framework.model import Cell, Indicator, Kind
from framework.numbers import rounded

FULL = 100
NOT_STATED = frozenset({None, "n/a"})
"""Cells that are no figure: nothing stated, and "not applicable" (semantics 3)."""


class Move(StrEnum):
    """What became of a figure."""

    GREW = "grew"
    FELL = "fell"
    SAME = "same"
    CHANGED = "changed"
    """Another text."""
    CAME = "came"
    """Nothing was stated at first."""
    WENT = "went"
    """Nothing is stated any more."""
    NOTHING = "nothing"
    """Nothing is stated on either side."""
    UNSAID = "unsaid"
    """Both are stated, but the difference is not told."""


class Scale(StrEnum):
    """What a difference counts."""

    UNITS = "units"
    POINTS = "percentage points"
    STAGES = "stages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What moved, and by how much."""

    move: Move
    change: Fraction | None = None
    """The second figure less the first, in `scale`."""
    scale: Scale | None = None
    percent: Fraction | None = None
    """The change in percent of the first figure."""

    @property
    def size(self) -> Fraction | None:
        """How far it moved, for putting movements in order: in percent, of percentages in points; else None."""
        if self.percent is not None:
            return abs(self.percent)
        return abs(self.change) if self.change is not None and self.scale is Scale.POINTS else None


def difference(indicator: Indicator, first: Cell, second: Cell) -> Difference:
    """The second figure against the first.

    Not said are: a difference where one side is not stated (missing is not zero); of texts, which only become others;
    of a withheld cell (semantics 7), from which it could be computed. A change in percent is not said of a first figure
    that is zero or below, of milestones (stage to stage) and of percentages and rates, which differ in percentage points
    or in their own unit.
    """
    if first in NOT_STATED or second in NOT_STATED:
        return Difference(move=_one_sided(first, second))
    if indicator.kind is Kind.TEXT:
        return Difference(move=Move.SAME if first == second else Move.CHANGED)
    before, after = _number(indicator, first), _number(indicator, second)
    if before is None or after is None:
        return Difference(move=Move.UNSAID)
    move = Move.GREW if after > before else Move.FELL if after < before else Move.SAME
    scale = _scale(indicator)
    percent = _percent(before, after) if indicator.kind in {Kind.NUMBER, Kind.AMOUNT} else None
    return Difference(move=move, change=after - before, scale=scale, percent=percent)


def _one_sided(first: Cell, second: Cell) -> Move:
    if first not in NOT_STATED:
        return Move.WENT
    return Move.NOTHING if second in NOT_STATED else Move.CAME


def _number(indicator: Indicator, cell: Cell) -> Fraction | None:
    """A figure, or the place of a stage; None for whatever cannot be reckoned with."""
    if indicator.kind is Kind.MILESTONE:
        places = {stage.code: Fraction(place) for place, stage in enumerate(indicator.stages)}
        return places.get(str(cell))
    return Fraction(cell) if isinstance(cell, Fraction | int) and not isinstance(cell, bool) else None


def _scale(indicator: Indicator) -> Scale:
    if indicator.kind is Kind.MILESTONE:
        return Scale.STAGES
    return Scale.POINTS if indicator.kind is Kind.PERCENTAGE and indicator.per == FULL else Scale.UNITS


def _percent(before: Fraction, after: Fraction) -> Fraction | None:
    return rounded(FULL * (after - before) / before) if before > 0 else None
