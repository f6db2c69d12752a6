"""Doubts about reports that somebody put aside, with the reason; nothing of it is ever changed or deleted.

A doubt is known by its key (`framework.doubts.Flag.key`), in which are the numbers that the report says. It is put aside
for the version that stands and for all that come after it: while they say the same, the doubt stays aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Select, select

from store.beside import dismissal
from store.bulk import insert_one
from store.numbering import locked_project
from store.schema import period, project, report, reporter, version

Key = tuple[str, str, str]
"""Reporter, label of the period, key of the flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """That a doubt about a version of a report was put aside."""

    reporter: str
    period: str
    version: int
    flag: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why a doubt is put aside, by whom, and when."""

    reason: str
    by: str
    at: datetime


def dismissals(connection: Connection, code: str, *, known_at: datetime | None = None) -> list[Dismissal]:
    """Everything that was put aside in a project by a moment, in the order in which it was.

    Args:
        connection: of `Database.reading()`.
        code: of the project.
        known_at: the moment (semantics 6.5); None for now.
    """
    query = (
        select(
            *(reporter.c.code, period.c.label, version.c.number),
            *(dismissal.c.flag, dismissal.c.reason, dismissal.c.dismissed_by, dismissal.c.dismissed_at),
        )
        .select_from(dismissal)
        .join(version, version.c.id == dismissal.c.version_id)
        .join(report, report.c.id == version.c.report_id)
        .join(project, project.c.id == report.c.project_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
        .where(project.c.code == code)
        .order_by(dismissal.c.id)
    )
    if known_at is not None:
        query = query.where(dismissal.c.dismissed_at <= known_at)
    return [_dismissal(row) for row in connection.execute(query)]


def _dismissal(row: Row[*tuple[object, ...]]) -> Dismissal:
    return Dismissal(
        reporter=row.code,
        period=row.label,
        version=row.number,
        flag=row.flag,
        reason=row.reason,
        by=row.dismissed_by,
        at=row.dismissed_at,
    )


def put_aside(found: Sequence[Dismissal]) -> Mapping[Key, Dismissal]:
    """For each doubt the last time that it was put aside."""
    return {(each.reporter, each.period, each.flag): each for each in found}


def dismiss(
    connection: Connection, code: str, about: tuple[str, str], number: int, flag: str, grounds: Grounds
) -> bool:
    """Puts a doubt about a version aside; one that is already stays as it is.

    Args:
        connection: of `Database.writing()`.
        code: of the project.
        about: reporter and label of the period.
        number: which version of the report.
        flag: the key of the doubt.
        grounds: why, by whom, when.

    Returns:
        False where there is no such version.
    """
    found = connection.execute(_version(locked_project(connection, code), about, number)).scalar_one_or_none()
    if found is None:
        return False
    known = select(dismissal.c.id).where(dismissal.c.version_id == found, dismissal.c.flag == flag)
    if connection.execute(known).scalar_one_or_none() is None:
        said = {"reason": grounds.reason, "dismissed_by": grounds.by, "dismissed_at": grounds.at}
        insert_one(connection, dismissal, {"version_id": found, "flag": flag, **said})
    return True


def _version(project_id: int, about: tuple[str, str], number: int) -> Select[tuple[int]]:
    """The version of a project's report, by its reporter, period and number."""
    return (
        select(version.c.id)
        .join(report, report.c.id == version.c.report_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
        .where(report.c.project_id == project_id, reporter.c.code == about[0], period.c.label == about[1])
        .where(version.c.number == number)
    )
