"""The rows that the figures of one indicator come from, and how they are written in formulas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import words
from dashboard.naming import Naming, naming_of
from dashboard.view import View
from dashboard.words import marked
from framework.model import Cell, Direction, Indicator, Kind, Pace, Project, Row, Rule

LINEAR = marked("linear target to {day}")
STEP = marked("step target to {day}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One indicator's rows of the tables `indicators`, `series`, `targets` and `breakdown`."""

    project: Project
    indicator: Indicator
    row: Row
    """Its row of `indicators`."""
    series: Sequence[Row] = ()
    targets: Sequence[Row] = ()
    breakdown: Sequence[Row] = ()
    language: str = "en"

    @property
    def naming(self) -> Naming:
        """Its words."""
        return naming_of(self.indicator, self.language)

    @property
    def steps(self) -> bool:
        """True where only ended target periods count (semantics 4.3)."""
        return self.indicator.targets.pace is Pace.STEP or self.indicator.kind is Kind.MILESTONE

    @property
    def runs_up(self) -> bool:
        """True where a target is what holds at its period's end (semantics 4.1)."""
        adds_up = self.indicator.over_time is Rule.SUM and self.indicator.kind is not Kind.PERCENTAGE
        return not adds_up or self.indicator.targets.cumulative

    @property
    def compared(self) -> Row | None:
        """The row of `series` at whose end actual and target are compared (semantics 1.6)."""
        ended = [row for row in self.series if row["ended"]]
        if self.steps and self.indicator.direction is not Direction.MAINTAIN:
            dues = {row["end"] for row in self.targets if row["ended"] and row["target"] is not None}
            ended = [row for row in ended if row["end"] in dues]
        return ended[-1] if ended else None

    @property
    def original(self) -> Cell:
        """The original end target, where it was another than today's (semantics 6.7)."""
        return self.row["original_end_target"] if self.row["original_end_target"] != self.row["end_target"] else None

    @property
    def basis(self) -> str:
        """Which target is meant: "linear target to 31 Mar 2024"; empty where none is due."""
        end = self.compared["end"] if self.compared else None
        if not isinstance(end, date) or self.row["target_to_date"] is None:
            return ""
        return words.say(STEP if self.steps else LINEAR, self.language, day=words.day(end, self.language))

    def figure(self, cell: Cell, nothing: str = "–") -> str:
        """A figure with its unit, or the words for its absence."""
        return nothing if cell is None else self.naming.counted(cell)

    def percent(self, column: str, *, signed: bool = False) -> str:
        """A percentage of the row."""
        return words.percent(self.row[column], self.language, signed=signed, places=1)

    def term(self, cell: Cell) -> str:
        """A figure as formulas take it: of a stage its place, from 0."""
        codes = [stage.code for stage in self.indicator.stages]
        return str(codes.index(str(cell))) if cell in codes else self.naming.figure(cell)

    def stated_targets(self) -> list[str]:
        """The targets of the framework, period by period: "FY2023 200"."""
        milestone = self.indicator.kind is Kind.MILESTONE
        stages = self.indicator.stages
        cells: list[tuple[str, Cell]] = [
            (target.label, stages[int(target.amount)].code if milestone else target.amount)
            for target in self.indicator.targets.periods
        ]
        return [f"{self.naming.period(label)} {self.naming.figure(cell)}" for label, cell in cells]


def evidence_of(view: View) -> Evidence:
    """The rows of the indicator that the address names."""
    indicator = view.project.indicators[view.address.indicator or ""]
    return Evidence(
        project=view.project,
        indicator=indicator,
        row=view.rows("indicators", indicator.code)[0],
        series=view.rows("series", indicator.code),
        targets=view.rows("targets", indicator.code),
        breakdown=view.rows("breakdown", indicator.code),
        language=view.language,
    )
