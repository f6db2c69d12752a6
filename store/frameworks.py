"""Revisions of frameworks: every state of a project's files that was ever in force (semantics 6.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, func, insert, select

from framework.model import Project, UploadedFile
from store.bulk import insert_one
from store.files import hash_of, keep_files
from store.notation import numbers_of, texts_of
from store.numbering import locked_project
from store.renames import Renames
from store.schema import file, project, revision, revision_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A state of a framework's files: since when, by whom, and why."""

    number: int
    at: datetime
    by: str
    reason: str | None
    end_targets: Mapping[str, Fraction]


def record(  # noqa: PLR0913 — who, when and why belong to every change
    connection: Connection,
    project_code: str,
    files: Sequence[UploadedFile],
    end_targets: Mapping[str, Fraction],
    *,
    at: datetime,
    by: str,
    reason: str | None = None,
) -> int:
    """Records the framework as a new revision, unless its bytes are those of the last one.

    Args:
        connection: of `Database.writing()`.
        project_code: whose framework it is.
        files: the file and those that it includes, in their order.
        end_targets: the end target of every indicator that has one.
        at: when it was recorded.
        by: who recorded it.
        reason: why it was changed.

    Returns:
        The number of the revision that holds now.
    """
    number = locked_project(connection, project_code)
    last = revisions(connection, project_code)
    if last and [hash_of(each.data) for each in files] == last_hashes(connection, project_code):
        return last[-1].number
    key = {"project_id": number, "number": len(last) + 1}
    said = {"recorded_at": at, "recorded_by": by, "reason": reason, "end_targets": texts_of(end_targets)}
    revision_id = insert_one(connection, revision, key | said)
    links = [
        {"revision_id": revision_id, "position": position, "file_id": file_id}
        for position, file_id in enumerate(keep_files(connection, files))
    ]
    if links:
        connection.execute(insert(revision_file), links)
    return len(last) + 1


def last_hashes(connection: Connection, project_code: str) -> list[str]:
    """The hashes of the files of the last revision, in their order; none where nothing was recorded."""
    last = select(func.max(revision.c.number)).join(project).where(project.c.code == project_code).scalar_subquery()
    query = select(file.c.sha256).select_from(revision_file).join(file).join(revision).join(project)
    query = query.where(project.c.code == project_code, revision.c.number == last)
    return list(connection.execute(query.order_by(revision_file.c.position)).scalars())


def revisions(connection: Connection, project_code: str, *, known_at: datetime | None = None) -> list[Revision]:
    """The revisions of a project's framework, the first one first; the first holds for all time before it (semantics 6.5)."""
    columns = (
        revision.c.number,
        revision.c.recorded_at,
        revision.c.recorded_by,
        revision.c.reason,
        revision.c.end_targets,
    )
    query = select(*columns).join(project).where(project.c.code == project_code).order_by(revision.c.number)
    found = [
        Revision(number=number, at=at, by=by, reason=reason, end_targets=numbers_of(targets.items()))
        for number, at, by, reason, targets in connection.execute(query)
    ]
    return [each for each in found if known_at is None or each.number == 1 or each.at <= known_at]


def files(connection: Connection, project_code: str, number: int) -> tuple[UploadedFile, ...]:
    """The files of a revision, in their order."""
    query = select(file.c.name, file.c.data).select_from(revision_file).join(file).join(revision).join(project)
    query = query.where(project.c.code == project_code, revision.c.number == number)
    return tuple(
        UploadedFile(name, data) for name, data in connection.execute(query.order_by(revision_file.c.position))
    )


def original_end_targets(
    connection: Connection, of: Project, *, known_at: datetime | None = None
) -> dict[str, Fraction]:
    """The end target of every indicator as the first revision that gave it one had it (semantics 6.7)."""
    found: dict[str, Fraction] = {}
    codes = Renames(connection, of).indicators
    for each in revisions(connection, of.code, known_at=known_at):
        found = {**{codes.code(kept) or kept: target for kept, target in each.end_targets.items()}, **found}
    return found
