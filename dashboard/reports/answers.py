"""What became of an upload that was kept, as it is kept with it: its reports, and where indicators moved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from framework.model import Cell
from loaders.differences import Effect, Kind
from loaders.outcome import Outcome
from loaders.owing import Owed
from store.reports import Kept
from store.reports import Outcome as Fate

Counts = Mapping[Kind, int]
"""How many figures of a report are new, changed and gone."""

CELLS = ("actual_before", "actual_after", "status_before", "status_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reports of an upload with their figures counted, and indicators before and after."""

    kept: Sequence[Kept]
    counts: Sequence[Counts]
    """In the order of the reports."""
    effects: Sequence[Effect]
    owed: Sequence[Owed] = ()
    """The explanations that are owed still."""


def answer_of(outcome: Outcome) -> Answer:
    """What is told of an outcome once its figures are not at hand any more."""
    found: dict[str, Counter[Kind]] = {}
    for change in outcome.changes:
        found.setdefault(f"{change.reporter}/{change.period}", Counter())[change.kind] += 1
    counts = [found.get(kept.report.split("/", 1)[1], Counter()) for kept in outcome.kept]
    return Answer(kept=outcome.kept, counts=counts, effects=outcome.effects, owed=outcome.owed)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as values of JSON, of the indicators those that move; numbers stay exact."""
    return {
        "kept": [[each.report, each.version, each.state.value] for each in answer.kept],
        "counts": [{kind.value: count for kind, count in counts.items()} for counts in answer.counts],
        "effects": [
            [effect.indicator, *(_value(getattr(effect, name)) for name in CELLS)]
            for effect in answer.effects
            if effect.moves
        ],
        "owed": [
            [due.indicator, due.period, list(due.reporters), _value(due.deviation_pct), due.status]
            for due in answer.owed
        ],
    }


def _value(cell: Cell) -> object:
    """A cell; a fraction as a list, so that it is no text."""
    return [str(cell)] if isinstance(cell, Fraction) else cell


def read_answer(kept: Mapping[str, Any]) -> Answer:
    """The inverse of `as_json`."""
    return Answer(
        kept=[Kept(report, version, Fate(state)) for report, version, state in kept["kept"]],
        counts=[{Kind(kind): count for kind, count in counts.items()} for counts in kept["counts"]],
        effects=[_effect(*each) for each in kept["effects"]],
        owed=[_owed(*each) for each in kept["owed"]],
    )


def _owed(indicator: str, period: str, reporters: Sequence[str], deviation: object, status: str) -> Owed:
    return Owed(
        indicator=indicator, period=period, reporters=tuple(reporters), deviation_pct=_cell(deviation), status=status
    )


def _effect(indicator: str, *cells: object) -> Effect:
    return Effect(indicator=indicator, **dict(zip(CELLS, map(_cell, cells), strict=True)))


def _cell(value: object) -> Cell:
    return Fraction(value[0]) if isinstance(value, list) else cast("Cell", value)
