"""What is asked of the tables, and the answer: the same for the command, the download and the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dashboard.calls import USAGE, Trouble
from framework import tables
from framework.model import Project, Record, Row, Span
from framework.period_labels import read_period
from framework.periods import calendar_of
from loaders.revisions import as_known
from store.database import Database
from store.observations import rows as observation_rows
from store.record import read_record


class Narrowed(Protocol):
    """A table's rows, of one indicator only where one is named."""

    def __call__(self, record: Record, as_of: date, *, only: str | None = None) -> list[Row]:
        """The rows."""
        ...


ROWS: Mapping[str, Callable[[Record, date], list[Row]]] = {
    "projects": tables.projects,
    "indicators": tables.indicators,
    "series": tables.series,
    "targets": tables.targets,
    "breakdown": tables.breakdown,
    "results": tables.results,
    "reports": tables.reports,
}

NARROWED: Mapping[str, Narrowed] = {
    "indicators": tables.indicators,
    "series": tables.series,
    "targets": tables.targets,
    "breakdown": tables.breakdown,
}
"""Tables of which the rows of one indicator can be worked out alone."""


class NoSuchDayError(Trouble):
    """A text that is neither a day nor a period of the project."""

    def __init__(self, text: str, project: Project) -> None:
        example = calendar_of(project).periods(project.reporting)[0].label
        super().__init__(f"“{text}” is no day (2024-03-31) and no period of the project (such as {example}).", USAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How a table is to be told; rows of other indicators and dimensions are left out."""

    as_of: str | None = None
    """A day, or a period that stands for its last day."""
    known_at: datetime | None = None
    role: str = "officer"
    indicator: str | None = None
    dimension: str | None = None

    def fits(self, row: Row) -> bool:
        """True where a row is of the indicator and the dimension asked for."""
        return all(
            wanted is None or column not in row or row[column] == wanted
            for column, wanted in (("indicator", self.indicator), ("dimension", self.dimension))
        )


def read_as_of(project: Project, text: str) -> date:
    """A day, or the last day of a period of the project's calendar.

    Raises:
        NoSuchDayError: where it is neither.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        span = read_period(text, calendar_of(project))
        if not isinstance(span, Span):
            raise NoSuchDayError(text, project) from None
        return span.last_day


def table_rows(
    database: Database, projects: Sequence[Project], name: str, question: Question
) -> tuple[tuple[str, ...], list[Row]]:
    """A public table: its columns and the rows of the projects, one project after the other.

    As it was known at a moment, the framework is that of the moment too (semantics 6.5).
    """
    projects = as_known(database, projects, question.known_at)
    if name == "observations":
        return tables.observation_columns(projects), _observations(database, projects, question)
    rows = [row for project in projects for row in _rows(database, project, name, question)]
    return tables.COLUMNS[name], rows


def _rows(database: Database, project: Project, name: str, question: Question) -> list[Row]:
    as_of = read_as_of(project, question.as_of) if question.as_of else None
    record = read_record(database, project, as_of=as_of, role=question.role, known_at=question.known_at)
    rows = ROWS[name](record, as_of or tables.default_as_of(record))
    return [row for row in rows if question.fits(row)]


def _observations(database: Database, projects: Sequence[Project], question: Question) -> list[Row]:
    names = tables.observation_columns(projects)
    with database.reading() as connection:
        rows = [
            dict.fromkeys(names) | row
            for project in projects
            for row in observation_rows(connection, project, role=question.role, known_at=question.known_at)
        ]
    return [row for row in rows if question.fits(row)]
