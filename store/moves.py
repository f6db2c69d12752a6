"""Which stored figures a revised framework would give to something else than they were reported of (semantics 6.7).

A renamed thing keeps its figures. Two things whose figures would become those of one, and an old code that is given
anew while figures are kept under it, would say of a thing what was never reported of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from framework.model import Project
from framework.renaming import Subject
from store.notation import place_of
from store.numbering import project_number
from store.renames import Chain, Renames
from store.schema import indicator, observation, place, report, reporter, statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Figures that would change hands."""

    subject: Subject
    code: str
    """Whose they would be, in the later framework."""
    was: tuple[str, ...]
    """Whose they are: several where they would be put together."""
    of: str | None = None
    """A category's dimension."""


def moves(connection: Connection, before: Project, after: Project) -> list[Move]:
    """What would change hands.

    Args:
        connection: to read from.
        before: the recorded framework.
        after: the framework that is to be recorded.
    """
    number = project_number(connection, after.code)
    if number is None:
        return []
    then, now = Renames(connection, before, number), Renames(connection, after, number)
    if not now.links:
        return []
    kept = _Kept(connection, number)
    found = [
        *_moved(Subject.INDICATOR, kept.indicators(), then.indicators, now.indicators),
        *_moved(Subject.REPORTER, kept.reporters(), then.reporters, now.reporters),
    ]
    cells = kept.categories()
    found += _moved(Subject.DIMENSION, cells, then.dimensions, now.dimensions)
    for dimension, chain in now.categories.items():
        codes = {category for name, own in cells.items() if now.dimensions.code(name) == dimension for category in own}
        old = next((name for name in cells if now.dimensions.code(name) == dimension), dimension)
        former = then.categories.get(then.dimensions.code(old) or dimension)
        found += _moved(Subject.CATEGORY, codes, former, chain, dimension) if former else []
    return found


def _moved(subject: Subject, kept: Iterable[str], then: Chain, now: Chain, of: str | None = None) -> Iterator[Move]:
    """Among kept codes those that would be read as something else, and those that would be put together."""
    together: defaultdict[str, set[str]] = defaultdict(set)
    for code in sorted(kept):
        was, becomes = then.code(code), now.code(code)
        if was is not None and becomes is not None:
            if now.code(was) != becomes:
                yield Move(subject=subject, code=becomes, was=(was,), of=of)
            together[becomes].add(was)
    for code, own in together.items():
        if len(own) > 1:
            yield Move(subject=subject, code=code, was=tuple(sorted(own)), of=of)


class _Kept:
    """The codes under which a project's figures are kept."""

    def __init__(self, connection: Connection, number: int) -> None:
        self.connection = connection
        self.number = number

    def indicators(self) -> set[str]:
        """Those of which anything is stated."""
        stated = select(statement.c.indicator_id)
        query = select(indicator.c.code).where(indicator.c.project_id == self.number, indicator.c.id.in_(stated))
        return set(self.connection.execute(query).scalars())

    def reporters(self) -> set[str]:
        """Those that sent anything."""
        sent = select(report.c.reporter_id)
        query = select(reporter.c.code).where(reporter.c.project_id == self.number, reporter.c.id.in_(sent))
        return set(self.connection.execute(query).scalars())

    def categories(self) -> Mapping[str, set[str]]:
        """Those in which rows are, by dimension."""
        query = select(place.c.cell).where(
            place.c.project_id == self.number, place.c.id.in_(select(observation.c.place_id).distinct())
        )
        found: defaultdict[str, set[str]] = defaultdict(set)
        for cell in self.connection.execute(query).scalars():
            for dimension, category in place_of(cell, ()):
                found[dimension].add(category)
        return found
