"""The cells of one indicator at every moment at which its breakdown can be read (semantics 7).

A moment is an exclusive end of time at which the figures to date change. A day inside a period whose figures are dated
events is none: the breakdown of such a day is withheld.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import lcm

from framework.alternatives import Equation, Key
from framework.breakdown import NOT_DISAGGREGATED, rows_to_date
from framework.model import TOTAL, Amount, Cells, Indicator, Kind, Project, Row, Rule
from framework.progress import Ledger

REPORTER = "reporter"
SLACK = " within the whole"
"""After a category of a dimension whose cells are free: what the whole has beyond that cell, which no table gives."""

LAYERS = {Kind.PERCENTAGE: ("numerator", "denominator")}
"""The columns in which a kind's counts stand; `value` for all others."""


def layers_of(indicator: Indicator) -> tuple[str, ...]:
    """The columns whose numbers are counts."""
    return LAYERS.get(indicator.kind, ("value",))


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole and its parts; `whole` is None for the indicator's total, `told` where what is left over is shown."""

    whole: Key | None
    parts: tuple[Key, ...]
    left: Key | None
    told: bool

    @property
    def equation(self) -> Equation:
        """Parts and what is left over are the whole."""
        factors = dict.fromkeys(self.parts, 1)
        if self.left:
            factors[self.left] = 1
        return factors | ({self.whole: -1} if self.whole else {})


def wholes(project: Project, indicator: Indicator, layer: str) -> list[Whole]:
    """How the cells of a layer add up; dimensions that do not split the denominator have none there."""
    shared = indicator.numerator_only if layer == "denominator" else frozenset()
    codes = {name: _codes(project, name) for name in indicator.dimensions if name not in shared}
    found = [
        each
        for name in codes
        for each in _parted(indicator, None, name, {(name, code): code for code in codes[name]}, (name, "{}"))
    ]
    for first, second in combinations(codes, 2):
        label = f"{first}+{second}"
        for one in codes[first]:
            cells = {(label, f"{one}+{two}"): two for two in codes[second]}
            found += _parted(indicator, (first, one), second, cells, (label, f"{one}+{{}}"))
        for two in codes[second]:
            cells = {(label, f"{one}+{two}"): one for one in codes[first]}
            found += _parted(indicator, (second, two), first, cells, (label, f"{{}}+{two}"))
    if len(indicator.reporters) > 1:
        found.append(Whole(None, tuple((REPORTER, name) for name in indicator.reporters), None, told=False))
    return found


def _codes(project: Project, name: str) -> list[str]:
    return [category.code for category in project.dimensions[name].categories]


def _parted(
    indicator: Indicator, whole: Key | None, dimension: str, cells: Mapping[Key, str], rest: Key
) -> list[Whole]:
    """The parts of a whole in one dimension; free cells are each a part of it by themselves (semantics 2.3)."""
    label, pattern = rest
    if indicator.dimensions[dimension] is Cells.FREE:
        return [Whole(whole, (key,), (label, pattern.format(code) + SLACK), told=False) for key, code in cells.items()]
    partitions = all(indicator.dimensions[name] is Cells.WITHIN for name in label.split("+"))
    return [Whole(whole, tuple(cells), (label, pattern.format(NOT_DISAGGREGATED)), told=partitions)]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The breakdown to date at one moment; counts by layer, scaled to whole numbers."""

    rows: Mapping[Key, Row]
    counts: Mapping[str, Mapping[Key, int]]
    """Every cell of an equation or a row; 0 where nothing is stated."""
    untold: Mapping[str, frozenset[Key]]
    """By layer, cells that no row gives and that are not known to be 0."""

    def number(self, key: Key) -> int:
        """How large a cell is among others."""
        return max(abs(counts.get(key, 0)) for counts in self.counts.values())


def moments(project: Project, ledger: Ledger, end: date) -> list[date]:
    """The moments up to `end` from which the figures to date are others, in order."""
    begun = {s.period.span.start + timedelta(days=1) for s in ledger.statements if not s.dated}
    ended = {s.period.span.end for s in ledger.statements if s.dated}
    leaving = {project.reporters[name].active.end + timedelta(days=1) for name in ledger.whole}
    found = begun | ended | (leaving if ledger.indicator.over_time is Rule.LAST else set())
    return sorted(day for day in found if day <= end and not is_inside(ledger, day))


def is_inside(ledger: Ledger, moment: date) -> bool:
    """True where a moment parts the events of a period."""
    return any(s.dated and s.period.span.start < moment < s.period.span.end for s in ledger.statements)


def snapshots(project: Project, ledger: Ledger, days: Iterable[date]) -> tuple[int, list[Snapshot]]:
    """The scale that makes every count whole, and the cells at each moment."""
    tables = [
        (ledger.to_date(TOTAL, day, begun=True), {_key(row): row for row in rows_to_date(project, ledger, day)})
        for day in days
    ]
    layers = layers_of(ledger.indicator)
    cells = (row[layer] for _, rows in tables for row in rows.values() for layer in layers)
    scale = lcm(*(cell.denominator for cell in cells if isinstance(cell, Fraction)))
    parted = {layer: wholes(project, ledger.indicator, layer) for layer in layers}
    return scale, [_snapshot(ledger.indicator, parted, total, rows, scale) for total, rows in tables]


def _key(row: Row) -> Key:
    return str(row["dimension"]), str(row["category"])


def _snapshot(
    indicator: Indicator,
    parted: Mapping[str, Sequence[Whole]],
    total: Amount | None,
    rows: Mapping[Key, Row],
    scale: int,
) -> Snapshot:
    counts: dict[str, Mapping[Key, int]] = {}
    untold: dict[str, frozenset[Key]] = {}
    for layer, parts in parted.items():
        shared = indicator.numerator_only if layer == "denominator" else frozenset()
        known = {key: _scaled(row[layer], scale) for key, row in rows.items() if not shared & {*key[0].split("+")}}
        known |= {key: 0 for each in parts for key in each.parts if key not in known}
        rest = _rest(parts, known, _scaled(getattr(total, layer, None), scale))
        counts[layer] = rest | known
        untold[layer] = frozenset(_untold(parts, rows, rest, known=total is not None))
    return Snapshot(rows, counts, untold)


def _scaled(cell: object, scale: int) -> int:
    return int(cell * scale) if isinstance(cell, Fraction) else 0


def _rest(parts: Sequence[Whole], known: Mapping[Key, int], total: int) -> dict[Key, int]:
    """What the parts leave of each whole."""
    return {
        each.left: (known[each.whole] if each.whole else total) - sum(known[key] for key in each.parts)
        for each in parts
        if each.left
    }


def _untold(parts: Sequence[Whole], rows: Mapping[Key, Row], rest: Mapping[Key, int], *, known: bool) -> Iterable[Key]:
    """What is left over is told by a row, or by the lack of one beside rows of the same table.

    Beside rows of other cells the lack of a row tells it only if later tables do; it is taken to, since they may.
    """
    labels = {label for label, _ in rows}
    for each in parts:
        if each.left is None or each.left in rows:
            continue
        beside = any(key in rows for key in each.parts) or (each.left[0] in labels and not rest[each.left])
        if not (each.told and known and beside):
            yield each.left
