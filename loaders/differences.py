"""What is different afterwards: figures that are new, changed or gone, and where indicators stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from framework import tables
from framework.model import Amount, Cell, Figure, Place, Record, Report, Row, Statement

Key = tuple[str, str, str]
"""Reporter, period and indicator."""


class Kind(StrEnum):
    """What a load does to a figure."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure of a report that is new, changed or gone: the total (`place` is empty) or a cell."""

    kind: Kind
    reporter: str
    period: str
    indicator: str
    place: Place
    before: Amount | None
    after: Amount | None
    computed: bool = False
    """No row states it: it is what the rules make of its categories (semantics 2.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a load does to where an indicator stands in the table `indicators`."""

    indicator: str
    actual_before: Cell
    actual_after: Cell
    status_before: Cell
    status_after: Cell

    @property
    def moves(self) -> bool:
        """True where anything is different afterwards."""
        return (self.actual_before, self.status_before) != (self.actual_after, self.status_after)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every indicator stands in its latest period with data."""

    record: Record
    rows: Sequence[Row]

    @classmethod
    def of(cls, record: Record) -> "Standing":
        """The rows of a record."""
        return cls(record, tables.indicators(record, tables.default_as_of(record)))


def figures_by_key(said: Iterable[Statement]) -> dict[Key, Figure]:
    """What is said, by reporter, period and indicator."""
    return {(each.reporter, each.period.label, each.indicator): each.figure for each in said}


def stated_places(read: Sequence[Report]) -> dict[Key, set[Place]]:
    """The places that rows state, by reporter, period and indicator."""
    stated: defaultdict[Key, set[Place]] = defaultdict(set)
    for each in read:
        rows = each.rows
        width = len(rows.places)
        pairs = np.unique(np.asarray(rows.indicator, np.int64) * width + np.asarray(rows.place, np.int64))
        for indicator, place in (divmod(pair, width) for pair in pairs.tolist()):
            stated[each.reporter, each.period.label, rows.indicators[indicator]].add(rows.places[place])
    return stated


def figure_changes(
    before: Mapping[Key, Figure],
    after: Mapping[Key, Figure],
    stated: Mapping[Key, set[Place]] = MappingProxyType({}),
) -> Iterator[Change]:
    """The differences, what is said afterwards first; `stated` are the places that rows of the files state."""
    for key in {**after, **before}:
        old, new = before.get(key, {}), after.get(key, {})
        for place in {**new, **old}:
            if old.get(place) != new.get(place):
                computed = place in new and key in stated and place not in stated[key]
                yield _change(key, place, old.get(place), new.get(place), computed=computed)


def _change(key: Key, place: Place, old: Amount | None, new: Amount | None, *, computed: bool) -> Change:
    kind = Kind.NEW if old is None else Kind.GONE if new is None else Kind.CHANGED
    reporter, period, indicator = key
    return Change(
        kind=kind,
        reporter=reporter,
        period=period,
        indicator=indicator,
        place=place,
        before=old,
        after=new,
        computed=computed,
    )


def moves(before: Standing, after: Standing) -> Iterator[Effect]:
    """Where every indicator stood and stands, in the framework's order."""
    for old, new in zip(before.rows, after.rows, strict=True):
        yield Effect(
            indicator=str(new["indicator"]),
            actual_before=old["actual"],
            actual_after=new["actual"],
            status_before=old["status"],
            status_after=new["status"],
        )
