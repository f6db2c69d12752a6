"""Reviewing a report: what its versions say, how they differ, what a decision would do, and the decision (semantics 6).

A report is named by its reporter and the label of its period. Nothing here but `decide_on` writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from framework.model import Project, Statement
from loaders.differences import Change, Effect, Standing, figure_changes, figures_by_key, moves
from store.database import Connection, Database
from store.history import ReportEvent, report_events
from store.notation import report_id
from store.numbering import locked_project
from store.record import read_record, supposed_record
from store.reports import decide
from store.summaries import Reader
from store.versions import Version, all_versions

Name = tuple[str, str]
"""Reporter and label of the period."""

MOVES: Mapping[str, frozenset[str]] = {
    "submitted": frozenset({"approved", "returned"}),
    "approved": frozenset({"returned"}),
    "accepted": frozenset({"returned"}),
    "returned": frozenset({"approved"}),
}
"""Which decisions may follow which state; the return of what was approved takes the approval back."""


def said_by(database: Database, project: Project, report: Name, number: int) -> list[Statement]:
    """What a version of a report says, indicator by indicator in the framework's order."""
    with database.reading() as connection:
        return _said(
            connection, project, [each for each in _versions(connection, project, report) if each.number == number]
        )


def differences(database: Database, project: Project, report: Name, older: int | None, newer: int) -> list[Change]:
    """What one version of a report says otherwise than another, figure by figure.

    Args:
        database: where they are kept.
        project: the framework by which to read.
        report: whose versions.
        older: the number of the one to compare with; None compares with nothing, so that every figure is new.
        newer: the number of the other.
    """
    with database.reading() as connection:
        known = {each.number: each for each in _versions(connection, project, report)}
        before, after = (
            figures_by_key(iter(_said(connection, project, [known[number]] if number in known else [])))
            for number in (older, newer)
        )
    return list(figure_changes(before, after))


def _versions(connection: Connection, project: Project, report: Name) -> list[Version]:
    return [each for each in all_versions(connection, project) if (each.reporter, each.period.label) == report]


def _said(connection: Connection, project: Project, versions: Sequence[Version]) -> list[Statement]:
    return list(Reader(connection, project).whole(versions)) if versions else []


def effects_of(
    database: Database, project: Project, reports: Sequence[Name], state: str, *, role: str = "donor"
) -> list[list[Effect]]:
    """Where every indicator stands for a role, and would stand if the newest version of a report were decided on.

    Args:
        database: where the reports are; it is only read.
        project: the framework by which to read.
        reports: each is supposed decided on by itself.
        state: `approved` or `returned`.
        role: whose figures; a decision changes nothing for those who see everything but a return.

    Returns:
        For each report the effect on every indicator, in the framework's order.
    """
    with database.reading() as connection:
        before = Standing.of(read_record(connection, project, role=role, places="totals"))
        supposed = (supposed_record(connection, project, state, report=each, role=role) for each in reports)
        return [list(moves(before, Standing.of(record))) for record in supposed]


def decisions(database: Database, project: Project, report: Name) -> list[ReportEvent]:
    """Everything that happened to a report, in the order in which it was recorded."""
    name = report_id(project.code, *report)
    with database.reading() as connection:
        return [each for each in report_events(connection, project) if each.report == name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision on a version of a report, as its reviewer saw it."""

    report: Name
    version: int
    seen: str
    """The state in which the reviewer saw it."""
    state: str
    """approved or returned."""
    by: str
    at: datetime
    comment: str | None = None


def decide_on(database: Database, project: Project, decision: Decision) -> bool:
    """Applies a decision; False where a newer version came, or somebody else decided, since the reviewer looked.

    Raises:
        StoreError: the database could not be read or written; then nothing was decided.
    """
    name = report_id(project.code, *decision.report)
    with database.writing() as connection:
        locked_project(connection, project.code)
        versions = _versions(connection, project, decision.report)
        if not versions or (versions[-1].number, versions[-1].state) != (decision.version, decision.seen):
            return False
        decide(connection, project, name, decision.state, by=decision.by, at=decision.at, comment=decision.comment)
    return True
