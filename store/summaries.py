"""What the reports that count come to: statements, read from the summaries that are kept with each version.

The cost of reading does not depend on how many rows were reported; only parts of periods are worked out from the rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, select

from framework.model import Amount, Figure, Indicator, Place, Project, Span, Statement
from store.notation import amount_of, place_of, rules_text
from store.numbering import all_numbers, project_number
from store.reckoning import reckon
from store.renames import Renames, numbers_by_code
from store.schema import indicator, place, statement, summary
from store.versions import Version, standing

Places = Literal["all", "totals"]
SUMMARY = ("version_id", "indicator_id", "place_id", "value", "numerator", "denominator", "word")
AT_ONCE = 10_000
"""Versions asked for in one query; the databases limit how many values a query may have."""


def statements(
    connection: Connection,
    project: Project,
    *,
    role: str = "officer",
    known_at: datetime | None = None,
    slices: Collection[Span] = frozenset(),
    places: Places = "all",
) -> list[Statement]:
    """What the reports that count say, indicator by indicator, for whole periods and for parts of them.

    Args:
        connection: of `Database.reading()`.
        project: the framework by which to read.
        role: for whom (semantics 6.3).
        known_at: the moment at which it is to have been known; None for now.
        slices: parts of periods, for which the events of their days are wanted as well (semantics 1.6).
        places: "totals" leaves the breakdowns out.
    """
    versions = standing(connection, project, role=role, known_at=known_at)
    reader = Reader(connection, project)
    return [*reader.whole(versions, places), *reader.parts(versions, slices)]


@dataclass(frozen=True, slots=True)
class Said:
    """That a version says something of an indicator, and how its summary was made."""

    version: Version
    number: int
    indicator: Indicator
    dated: bool
    explanation: str | None
    is_current: bool
    """Whether the summary was made by the rules that the framework has."""

    def statement(self, figure: Figure, *, dated: bool, span: Span | None = None) -> Statement:
        """What it says, with its figure, for the whole period or for a part."""
        period = self.version.period
        explanation = None if span else self.explanation
        return Statement(
            self.indicator.code, self.version.reporter, period, span or period.span, figure, dated, explanation
        )


class _Places(dict[int, Place]):
    """Places by their numbers, in the order of an indicator's dimensions, each read once."""

    def __init__(self, cells: Mapping[int, str], order: tuple[str, ...]) -> None:
        super().__init__()
        self.cells = cells
        self.order = order

    def __missing__(self, number: int) -> Place:
        self[number] = read = place_of(self.cells[number], self.order)
        return read


class Reader:
    """Reads what versions of one project say."""

    def __init__(self, connection: Connection, project: Project) -> None:
        self.connection = connection
        self.rank = {code: rank for rank, code in enumerate(project.indicators)}
        self.indicators: dict[int, Indicator] = {}
        """The project's indicators by the numbers of all codes that they ever had; others are left out."""
        self.cells: dict[int, str] = {}
        """The canonical texts of places by their numbers, in the codes of the framework."""
        number = project_number(connection, project.code)
        if number is not None:
            renames = Renames(connection, project, number)
            known = numbers_by_code(connection, indicator, number, renames.indicators)
            self.indicators = {one: each for code, each in project.indicators.items() for one in known.get(code, ())}
            self.cells = renames.cells(all_numbers(connection, place, number, "cell"))

    def whole(self, versions: Sequence[Version], places: Places = "all") -> Iterator[Statement]:
        """What the versions say for their whole periods."""
        said = self.said(versions)
        figures = self.figures(versions, places)
        stale = self._worked_out([each for each in said if not each.is_current])
        for each in said:
            key = (each.version.id, each.number)
            if each.is_current:
                yield each.statement(figures.get(key, {}), dated=each.dated)
            elif key in stale:
                yield stale[key]

    def parts(self, versions: Sequence[Version], slices: Collection[Span]) -> Iterator[Statement]:
        """What the versions that give events say for parts of their periods."""
        if not slices:
            return
        dated: defaultdict[int, list[Said]] = defaultdict(list)
        for each in self.said(versions):
            if each.dated:
                dated[each.version.id].append(each)
        for said in dated.values():
            period = said[0].version.period.span
            for days in sorted(slices):
                if period.covers(days) and period != days:
                    yield from self._part(said, days)

    def _part(self, said: Sequence[Said], days: Span) -> Iterator[Statement]:
        numbers = {each.number: each.indicator for each in said}
        found = reckon(self.connection, said[0].version.id, numbers, self.cells, days)
        for each in said:
            if each.number in found:
                yield each.statement(found[each.number].figure, dated=True, span=days)

    def said(self, versions: Sequence[Version]) -> list[Said]:
        """Which indicators the versions state: version by version, in the framework's order."""
        by_id = {each.id: each for each in versions}
        rules = {number: rules_text(each) for number, each in self.indicators.items()}
        found: defaultdict[int, list[Said]] = defaultdict(list)
        for row in self._rows(
            select(statement).where(statement.c.indicator_id.in_(list(self.indicators))), list(by_id)
        ):
            each = self.indicators[row.indicator_id]
            version = by_id[row.version_id]
            found[version.id].append(
                Said(version, row.indicator_id, each, row.dated, row.explanation, row.rules == rules[row.indicator_id])
            )
        return [
            each
            for version in versions
            for each in sorted(found[version.id], key=lambda said: self.rank[said.indicator.code])
        ]

    def figures(self, versions: Sequence[Version], places: Places = "all") -> Mapping[tuple[int, int], Figure]:
        """The figures that are kept, by version and indicator."""
        query = select(*(summary.c[name] for name in SUMMARY))
        if places == "totals":
            query = query.where(summary.c.place_id.in_([number for number, cell in self.cells.items() if not cell]))
        cells = {number: _Places(self.cells, tuple(each.dimensions)) for number, each in self.indicators.items()}
        found: defaultdict[tuple[int, int], dict[Place, Amount]] = defaultdict(dict)
        for version, number, place_id, *amount in self._rows(query, [each.id for each in versions]):
            if number in cells:
                found[version, number][cells[number][place_id]] = amount_of(*amount)
        return found

    def _rows(self, query: Select[*tuple[Any, ...]], versions: Sequence[int]) -> Iterator[Row[*tuple[Any, ...]]]:
        column = query.selected_columns.version_id
        for start in range(0, len(versions), AT_ONCE):
            yield from self.connection.execute(query.where(column.in_(versions[start : start + AT_ONCE]))).all()

    def _worked_out(self, said: Sequence[Said]) -> Mapping[tuple[int, int], Statement]:
        """Statements whose rules have changed since they were summed up, from their rows."""
        by_version: defaultdict[int, list[Said]] = defaultdict(list)
        for each in said:
            by_version[each.version.id].append(each)
        found = {
            number: reckon(self.connection, number, {each.number: each.indicator for each in group}, self.cells)
            for number, group in by_version.items()
        }
        return {
            (each.version.id, each.number): each.statement(result.figure, dated=result.dated)
            for each in said
            if (result := found[each.version.id].get(each.number))
        }
