"""Which stored figures a revised framework could no longer show (semantics 6.7).

Every version counts, those that were replaced too: nothing is ever deleted, and all of it can be asked for.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from framework.model import NOT_APPLICABLE, Indicator, Kind, Project
from store.notation import place_of, report_id
from store.numbering import all_numbers, project_number
from store.schema import indicator, observation, period, place, report, reporter, statement, version

COUNTED = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE})
"""Kinds whose stated numbers can be read as one another's."""


class Subject(StrEnum):
    """What is no longer there."""

    INDICATOR = "indicator"
    DIMENSION = "dimension"
    CATEGORY = "category"
    STAGE = "stage"
    KIND = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """Something that stored rows name and the framework no longer has."""

    subject: Subject
    code: str
    """Of the indicator, the dimension, the category or the stage; of a kind the kind."""
    of: str | None = None
    """The indicator, or a category's dimension; None for the project."""
    rows: int
    reports: tuple[str, ...]
    """Which reports the rows are in, by period."""


def stated_indicators(connection: Connection, project_code: str) -> frozenset[str]:
    """The codes of the indicators of which any version says anything."""
    number = project_number(connection, project_code)
    query = select(indicator.c.code).where(
        indicator.c.project_id == number, indicator.c.id.in_(select(statement.c.indicator_id))
    )
    return frozenset(connection.execute(query).scalars())


def orphans(connection: Connection, before: Project | None, after: Project) -> list[Orphan]:
    """What a framework would leave behind.

    Args:
        connection: to read from.
        before: the recorded framework; None where it is not known, and then stages and kinds are not compared.
        after: the framework that is to be recorded.
    """
    number = project_number(connection, after.code)
    return [] if number is None else list(_Search(connection, number, before, after).found())


class _Search:
    """One project's stored rows beside a framework."""

    def __init__(self, connection: Connection, number: int, before: Project | None, after: Project) -> None:
        self.connection = connection
        self.number = number
        self.before = before
        self.after = after
        self.indicators = all_numbers(connection, indicator, number, "code")
        self.codes = {number: code for code, number in self.indicators.items()}
        self.cells = {key: place_of(text, ()) for text, key in all_numbers(connection, place, number, "cell").items()}

    def found(self) -> Iterator[Orphan]:
        """All of them: indicators, then dimensions and categories, then stages and kinds."""
        pairs = self._pairs()
        stated = {self.codes[number] for number, _ in pairs}
        for code in sorted(stated - self.after.indicators.keys()):
            yield self._orphan(Subject.INDICATOR, code, observation.c.indicator_id == self.indicators[code])
        yield from self._places({(self.codes[number], cell) for number, cell in pairs})
        for code, each in self.after.indicators.items():
            was = self.before.indicators.get(code) if self.before else None
            if was and code in stated:
                yield from self._readings(was, each)

    def _pairs(self) -> set[tuple[int, int]]:
        """Which indicators are stated in which places."""
        query = self._rows(observation.c.indicator_id, observation.c.place_id).distinct()
        return {(number, cell) for number, cell in self.connection.execute(query)}

    def _rows(self, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
        query = select(*columns).select_from(observation).join(version, version.c.id == observation.c.version_id)
        return query.join(report).where(report.c.project_id == self.number)

    def _places(self, stated: Collection[tuple[str, int]]) -> Iterator[Orphan]:
        """Dimensions and categories that rows of the remaining indicators are in."""
        gone: dict[tuple[Subject, str, str | None], set[int]] = {}
        for code, cell in stated:
            if code in self.after.indicators:
                for pair in self.cells[cell]:
                    if key := self._missing(self.after.indicators[code], *pair):
                        gone.setdefault(key, set()).add(cell)
        for subject, code, of in sorted(gone, key=str):
            where: ColumnElement[bool] = observation.c.place_id.in_(gone[subject, code, of])
            if subject is Subject.DIMENSION and of is not None:
                where &= observation.c.indicator_id == self.indicators[of]
            yield self._orphan(subject, code, where, of)

    def _missing(self, each: Indicator, dimension: str, category: str) -> tuple[Subject, str, str | None] | None:
        known = self.after.dimensions.get(dimension)
        if known is None:
            return Subject.DIMENSION, dimension, None
        if category not in {one.code for one in known.categories}:
            return Subject.CATEGORY, category, dimension
        return None if dimension in each.dimensions else (Subject.DIMENSION, dimension, each.code)

    def _readings(self, was: Indicator, now: Indicator) -> Iterator[Orphan]:
        """What was stored by the old kind and stages and cannot be read by the new ones."""
        own = observation.c.indicator_id == self.indicators[now.code]
        unreadable = _unreadable(was, now)
        if unreadable is not None:
            found = self._orphan(Subject.KIND, was.kind.value, own & unreadable, now.code)
            if found.rows:
                yield found
        elif was.stages != now.stages:
            for position, stage in enumerate(was.stages):
                moved = position >= len(now.stages) or now.stages[position].code != stage.code
                found = self._orphan(Subject.STAGE, stage.code, own & (observation.c.value == str(position)), now.code)
                if moved and found.rows:
                    yield found

    def _orphan(self, subject: Subject, code: str, where: ColumnElement[bool], of: str | None = None) -> Orphan:
        columns = (reporter.c.code, period.c.label, func.count().label("rows"))
        query = self._rows(*columns).join(reporter, reporter.c.id == report.c.reporter_id)
        query = query.join(period, period.c.id == report.c.period_id).where(where)
        query = query.group_by(reporter.c.code, period.c.label, period.c.start_day)
        rows = self.connection.execute(query.order_by(period.c.start_day, reporter.c.code)).all()
        names = tuple(report_id(self.after.code, *row[:2]) for row in rows)
        return Orphan(subject=subject, code=code, of=of, rows=sum(row.rows for row in rows), reports=names)


def _unreadable(was: Indicator, now: Indicator) -> ColumnElement[bool] | None:
    """Which rows an indicator could not read any more, because of its kind; None where it reads all."""
    if now.quotient and not was.quotient:
        return true()
    if was.kind is now.kind:
        return None
    if {was.kind, now.kind} <= COUNTED:
        return observation.c.numerator.is_not(None)
    return observation.c.word.is_(None) | (observation.c.word != NOT_APPLICABLE.word)
