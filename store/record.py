"""All that is known of a project at once: what the tables and pages are computed from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from framework.model import Project, Record
from framework.tables import default_as_of, slices_needed
from store.database import Database
from store.explanations import explained
from store.frameworks import original_end_targets
from store.summaries import Places, Reader
from store.versions import Version, all_versions, shown, standing_of


def read_record(
    source: Database | Connection,
    project: Project,
    *,
    as_of: date | None = None,
    role: str = "officer",
    known_at: datetime | None = None,
    places: Places = "all",
) -> Record:
    """The record of a project, for a role and moment.

    Args:
        source: the database, or a connection of its `reading()`.
        project: the framework by which to read.
        as_of: the last day that counts, for which parts of periods are read as well; None for the default (semantics 1.6).
        role: for whom (semantics 6.3).
        known_at: the moment at which it is to have been known (semantics 6.5); None for now.
        places: "totals" leaves the breakdowns out.
    """
    if isinstance(source, Database):
        with source.reading() as connection:
            return _read(connection, project, as_of, role=role, known_at=known_at, places=places)
    return _read(source, project, as_of, role=role, known_at=known_at, places=places)


def _read(
    connection: Connection,
    project: Project,
    as_of: date | None,
    *,
    role: str,
    known_at: datetime | None,
    places: Places,
) -> Record:
    versions = all_versions(connection, project, known_at)
    return _record(connection, project, versions, as_of, role=role, known_at=known_at, places=places)


def supposed_record(
    connection: Connection, project: Project, state: str, *, report: tuple[str, str], role: str
) -> Record:
    """The record as it would be if the newest version of a report were in another state; totals only.

    Args:
        connection: of `Database.reading()`; nothing is written.
        project: the framework by which to read.
        state: `approved` or `returned`.
        report: reporter and label of the period.
        role: for whom (semantics 6.3).
    """
    versions = all_versions(connection, project)
    newest = max((each.number for each in versions if (each.reporter, each.period.label) == report), default=0)
    supposed = [
        replace(each, state=state) if (each.reporter, each.period.label, each.number) == (*report, newest) else each
        for each in versions
    ]
    return _record(connection, project, supposed, None, role=role, known_at=None, places="totals")


def _record(  # noqa: PLR0913 — which versions, for whom and when
    connection: Connection,
    project: Project,
    versions: Sequence[Version],
    as_of: date | None,
    *,
    role: str,
    known_at: datetime | None,
    places: Places,
) -> Record:
    counting = standing_of(versions, project, role)
    reader = Reader(connection, project)
    statements = tuple(reader.whole(counting, places))
    record = Record(
        project=project,
        statements=statements,
        versions=shown(connection, project, versions, role),
        explanations=explained(connection, project, counting, statements, known_at),
        original_end_targets=original_end_targets(connection, project, known_at=known_at),
        role=role,
    )
    slices = slices_needed(project, as_of or default_as_of(record))
    parts = tuple(reader.parts(counting, slices))
    return replace(record, statements=(*record.statements, *parts)) if parts else record
