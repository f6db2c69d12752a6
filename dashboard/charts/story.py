"""What the progress chart of one indicator is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.drawing import along, day, middle, number
from dashboard.charts.slots import Slot
from dashboard.naming import Naming
from framework.model import Cell, Pace, Period, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the chart of one indicator is drawn from.

    `summary` is its row of `indicators`. With `running` the lines to date are drawn over the bars, without it each
    period stands beside its own target.
    """

    summary: Row
    slots: Sequence[Slot]
    years: Sequence[Period]
    naming: Naming
    pace: Pace = Pace.LINEAR
    baseline: Cell = None
    running: bool = True

    @property
    def as_of(self) -> date:
        """The day up to which figures count."""
        return day(self.summary["as_of"])

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.naming.language

    @property
    def original(self) -> Cell:
        """The original end target, where it was another than today's."""
        first = self.summary["original_end_target"]
        return None if first == self.summary["end_target"] else first

    @property
    def middles(self) -> list[str]:
        """Where the slots stand on the axis."""
        return [middle(slot.span) for slot in self.slots]

    @property
    def last(self) -> Slot | None:
        """The last slot with a figure to date."""
        return next((slot for slot in reversed(self.slots) if number(slot.actual_to_date) is not None), None)

    @property
    def elapsed(self) -> float:
        """How far to the right the as-of day stands, from 0 to 1."""
        return along(self.years, self.as_of)
