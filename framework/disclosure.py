"""What donors and the public are told of a sensitive indicator (semantics 7): breakdowns to date, small cells withheld.

Totals stay. Of a computed percentage no cell is told, since its parts are told, and withheld, elsewhere; on a day
inside a period whose figures are dated events no cell is told either. Where cells do not add up (`across` other than
sum; `over_time` max, min, mean) all are withheld from the first moment at which one is small.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from framework.alternatives import Key
from framework.breakdown import TO_DATE
from framework.model import Cell, Indicator, Kind, Project, Row, Rule
from framework.progress import Ledger, QuotientLedger, day_after
from framework.small_cells import REPORTER, is_inside, layers_of, moments, snapshots
from framework.withholding import Censor, Pattern

OUTSIDE = frozenset({"donor", "public"})
"""The roles to which small cells are not told."""

WITHHELD = "*"
FIGURES = ("value", "numerator", "denominator")
OF_THE_ROW = ("note", "line")


def guards(project: Project, indicator: Indicator, role: str) -> bool:
    """True where small cells of an indicator are hidden from a role; those of what it is computed from as well."""
    if project.small_cells_below is None or role not in OUTSIDE:
        return False
    quotient = indicator.quotient
    sources = (quotient.numerator, quotient.denominator) if quotient else ()
    return indicator.sensitive or any(project.indicators[code].sensitive for code in sources)


def tells_evidence(project: Project, indicator: Indicator, role: str) -> bool:
    """False where names of people may stand in the evidence of an indicator, of which a role is not told then."""
    quotient = indicator.quotient
    sources = (quotient.numerator, quotient.denominator) if quotient else ()
    return role not in OUTSIDE or not any(project.indicators[code].sensitive for code in (indicator.code, *sources))


def guarded(project: Project, ledger: Ledger, as_of: date, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a breakdown as outsiders get them: to date only, withheld where they must be.

    Args:
        project: with `small_cells_below`.
        ledger: of the indicator.
        as_of: the last day that counts.
        rows: those of `breakdown_rows` for that day.
    """
    told = [row for row in rows if row["period"] == TO_DATE]
    labels = _Labels(project.small_cells_below or 0, layers_of(ledger.indicator))
    if isinstance(ledger, QuotientLedger) or is_inside(ledger, day_after(as_of)):
        yield from (labels.withheld(row) for row in told)
        return
    pattern = patterns(project, ledger, day_after(as_of))[-1]
    for row in told:
        yield labels.shown(row, pattern) if _key(row) in pattern.hidden else row
    for dimension, category in sorted(pattern.hidden - {_key(row) for row in told}):
        cell = {"period": TO_DATE, "dimension": dimension, "category": category, "target": None}
        yield labels.withheld(cell | dict.fromkeys(FIGURES))


def patterns(project: Project, ledger: Ledger, end: date) -> list[Pattern]:
    """What is hidden at each moment up to an end of time, after a first one at which nothing is stated."""
    indicator = ledger.indicator
    if indicator.kind in {Kind.MILESTONE, Kind.TEXT} or isinstance(ledger, QuotientLedger):
        return [Pattern()]
    scale, snaps = snapshots(project, ledger, moments(project, ledger, end))
    if indicator.across is Rule.SUM and indicator.over_time in {Rule.SUM, Rule.LAST}:
        censor = Censor(project, indicator, scale)
        return [Pattern(), *(censor.decide(snap) for snap in snaps)]
    below = (project.small_cells_below or 0) * scale
    small = any(0 < count < below for snap in snaps for layer in snap.counts.values() for count in layer.values())
    return [Pattern(frozenset(snaps[-1].rows) if small else frozenset())]


def hides_reporters(project: Project, ledger: Ledger) -> bool:
    """True where a reporter's part is hidden at any time: what each stated undivided would give it away."""
    if len(ledger.indicator.reporters) == 1:
        return False
    found = patterns(project, ledger, project.span.end)
    return any(dimension == REPORTER for pattern in found for dimension, _ in pattern.hidden)


def is_divided(project: Project, row: Row) -> bool:
    """True where a row of `observations` fills a dimension (semantics 7.1)."""
    return any(row[name] is not None for name in project.dimensions)


def without_figures(row: Row) -> Row:
    """A row of `observations` without what would give a reporter's part away."""
    figures = {name: None if row[name] is None else WITHHELD for name in FIGURES}
    return row | figures | dict.fromkeys(OF_THE_ROW)


@dataclass(frozen=True, slots=True)
class _Labels:
    """How hidden cells are written: `<k`, or withheld."""

    below: int
    layers: tuple[str, ...]

    def withheld(self, row: Row) -> Row:
        """A row without its figures."""
        return row | {"value": WITHHELD} | dict.fromkeys(self.layers, WITHHELD)

    def shown(self, row: Row, pattern: Pattern) -> Row:
        """A row with its counts labelled; a percentage of hidden counts is withheld."""
        starred = _key(row) in pattern.starred
        counts = {name: WITHHELD if starred else self._label(row[name]) for name in self.layers}
        return row | {"value": WITHHELD} | counts

    def _label(self, cell: Cell) -> str:
        small = isinstance(cell, Fraction) and 0 < cell < self.below
        return f"<{self.below}" if small else WITHHELD


def _key(row: Row) -> Key:
    return str(row["dimension"]), str(row["category"])
