"""Which stored figures a revised framework could no longer show (semantics 6.7).

Every version counts, those that were replaced too: nothing is ever deleted, and all of it can be asked for.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from framework.model import NOT_APPLICABLE, Frequency, Indicator, Kind, Project, Span
from framework.periods import calendar_of
from framework.renaming import in_terms_of
from store.notation import place_of, report_id
from store.numbering import all_numbers, project_number
from store.renames import Renames
from store.schema import indicator, observation, period, place, report, reporter, statement, version

COUNTED = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE})
"""Kinds whose stated numbers can be read as one another's."""


NAMES = (reporter.c.code, period.c.label)


class Subject(StrEnum):
    """What is no longer there."""

    INDICATOR = "indicator"
    DIMENSION = "dimension"
    CATEGORY = "category"
    STAGE = "stage"
    KIND = "kind"
    REPORTER = "reporter"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """Something that stored rows name and the framework no longer has."""

    subject: Subject
    code: str
    """Of the indicator, the dimension, the category, the stage or the reporter; of a kind the kind, of a period its
    label; as the framework had it so far."""
    of: str | None = None
    """The indicator, or a category's dimension; None for the project."""
    rows: int
    reports: tuple[str, ...]
    """Which reports the rows are in, by period."""


def stated_indicators(connection: Connection, project: Project) -> frozenset[str]:
    """The indicators of which any version says anything, by their codes in a framework; those it lacks as they are kept."""
    number = project_number(connection, project.code)
    query = select(indicator.c.code).where(
        indicator.c.project_id == number, indicator.c.id.in_(select(statement.c.indicator_id))
    )
    codes = Renames(connection, project).indicators
    return frozenset(codes.code(kept) or kept for kept in connection.execute(query).scalars())


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
        self.after = after
        self.before = in_terms_of(before, after) if before else None
        now, then = Renames(connection, after, number), Renames(connection, before or after, number)
        kept = all_numbers(connection, indicator, number, "code")
        self.codes = {one: now.indicators.code(code) for code, one in kept.items()}
        """The indicators of the framework by the numbers of what is kept; None where it has none."""
        self.former = {one: then.indicators.code(code) or code for code, one in kept.items()}
        cells = all_numbers(connection, place, number, "cell")
        self.cells = {
            one: [(now.pair(*pair), then.pair(*pair)) for pair in place_of(text, ())] for text, one in cells.items()
        }
        """Dimensions and categories by the numbers of places, as they are now and as they were."""
        self.reporters = {
            one: then.reporter(code)
            for code, one in all_numbers(connection, reporter, number, "code").items()
            if now.reporters.code(code) is None
        }
        """Reporters that the framework does not have."""

    def found(self) -> Iterator[Orphan]:
        """All of them: reporters and periods, indicators, dimensions and categories, stages and kinds."""
        yield from self._reporters()
        yield from self._periods()
        pairs = self._pairs()
        gone = sorted({self.former[number] for number, _ in pairs if self.codes[number] is None})
        for lost in gone:
            yield self._orphan(Subject.INDICATOR, lost, observation.c.indicator_id.in_(self._lost(lost)))
        yield from self._places({(code, cell) for number, cell in pairs if (code := self.codes[number])})
        stated = {self.codes[number] for number, _ in pairs}
        for name, each in self.after.indicators.items():
            was = self.before.indicators.get(name) if self.before else None
            if was and name in stated:
                yield from self._readings(was, each)

    def _lost(self, code: str) -> list[int]:
        """The numbers of an indicator that the framework no longer has."""
        return [number for number, was in self.former.items() if was == code and self.codes[number] is None]

    def _own(self, code: str) -> ColumnElement[bool]:
        """The rows of an indicator of the framework, under whichever code they are kept."""
        return observation.c.indicator_id.in_([number for number, now in self.codes.items() if now == code])

    def _reporters(self) -> Iterator[Orphan]:
        """Reporters that sent anything."""
        for code in sorted(set(self.reporters.values())):
            numbers = [number for number, was in self.reporters.items() if was == code]
            found = self._in_reports(Subject.REPORTER, code, report.c.reporter_id.in_(numbers))
            if found.reports:
                yield found

    def _periods(self) -> Iterator[Orphan]:
        """Periods that are none of their indicator's any more, by indicator; or none of the project's at all."""
        query = select(*(period.c[name] for name in ("id", "label", "start_day", "end_day")))
        kept = {row.id: row for row in self.connection.execute(query.where(period.c.project_id == self.number))}
        gone: dict[str | None, list[int]] = {}
        for number, one in sorted(self._stated_periods(), key=lambda each: kept[each[1]].start_day):
            code, row = self.codes[number], kept[one]
            span = Span(row.start_day, row.end_day)
            if code and not is_period(self.after, row.label, span, [self.after.indicators[code].reporting]):
                whose = code if is_period(self.after, row.label, span, list(Frequency)) else None
                gone.setdefault(whose, []).append(one)
        for of, numbers in gone.items():
            labels = list(dict.fromkeys(kept[one].label for one in numbers))
            where = report.c.period_id.in_(numbers)
            statements = [number for number, code in self.codes.items() if of in {None, code}]
            stated = select(statement.c.version_id).where(statement.c.indicator_id.in_(statements))
            yield self._in_reports(Subject.PERIOD, ", ".join(labels), where & version.c.id.in_(stated), of)

    def _stated_periods(self) -> set[tuple[int, int]]:
        """Which indicators are stated for which periods, by their numbers."""
        query = select(statement.c.indicator_id, report.c.period_id).distinct().select_from(statement)
        query = query.join(version, version.c.id == statement.c.version_id).join(report)
        return {
            (number, one) for number, one in self.connection.execute(query.where(report.c.project_id == self.number))
        }

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
            for now, was in self.cells[cell]:
                if key := self._missing(self.after.indicators[code], now, was):
                    gone.setdefault(key, set()).add(cell)
        for subject, code, of in sorted(gone, key=str):
            where: ColumnElement[bool] = observation.c.place_id.in_(gone[subject, code, of])
            if subject is Subject.DIMENSION and of is not None:
                where &= self._own(of)
            yield self._orphan(subject, code, where, of)

    def _missing(
        self, each: Indicator, now: tuple[str, str], was: tuple[str, str]
    ) -> tuple[Subject, str, str | None] | None:
        dimension, category = now
        known = self.after.dimensions.get(dimension)
        if known is None:
            return Subject.DIMENSION, was[0], None
        if category not in {one.code for one in known.categories}:
            return Subject.CATEGORY, was[1], dimension
        return None if dimension in each.dimensions else (Subject.DIMENSION, dimension, each.code)

    def _readings(self, was: Indicator, now: Indicator) -> Iterator[Orphan]:
        """What was stored by the old kind and stages and cannot be read by the new ones."""
        own = self._own(now.code)
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
        return self._of(subject, code, self._rows(*NAMES, func.count().label("rows")).where(where), of)

    def _in_reports(self, subject: Subject, code: str, where: ColumnElement[bool], of: str | None = None) -> Orphan:
        """What concerns whole reports, with all their rows."""
        query = select(*NAMES, func.sum(version.c.figures).label("rows")).select_from(version)
        return self._of(subject, code, query.join(report).where(report.c.project_id == self.number, where), of)

    def _of(self, subject: Subject, code: str, query: Select[*tuple[Any, ...]], of: str | None) -> Orphan:
        query = query.join(reporter, reporter.c.id == report.c.reporter_id)
        query = query.join(period, period.c.id == report.c.period_id)
        query = query.group_by(reporter.c.code, period.c.label, period.c.start_day)
        rows = self.connection.execute(query.order_by(period.c.start_day, reporter.c.code)).all()
        names = tuple(report_id(self.after.code, *row[:2]) for row in rows)
        return Orphan(subject=subject, code=code, of=of, rows=sum(row.rows for row in rows), reports=names)


def is_period(project: Project, label: str, span: Span, frequencies: Collection[Frequency]) -> bool:
    """True where a kept period is one of the project's: it bears its label, and its days lie in those of that label.

    The project's start and end may cut it otherwise than when it was kept.
    """
    calendar = calendar_of(project)
    for frequency in frequencies:
        found = next((each for each in calendar.periods(frequency) if each.label == label), None)
        if found and calendar.whole_around(found.span.start, frequency).covers(span):
            return True
    return False


def _unreadable(was: Indicator, now: Indicator) -> ColumnElement[bool] | None:
    """Which rows an indicator could not read any more, because of its kind; None where it reads all."""
    if now.quotient and not was.quotient:
        return true()
    if was.kind is now.kind:
        return None
    if {was.kind, now.kind} <= COUNTED:
        return observation.c.numerator.is_not(None)
    return observation.c.word.is_(None) | (observation.c.word != NOT_APPLICABLE.word)
