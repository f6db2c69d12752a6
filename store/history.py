"""What happened to the reports of a project: every version that came and every decision on one (semantics 6)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from framework.model import Figure, Project
from store.notation import report_id
from store.renames import Renames
from store.schema import decision, period, project, report, reporter, version
from store.summaries import Reader
from store.versions import all_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """A version of a report was received, approved or returned."""

    version_id: int
    report: str
    """`PROJECT/REPORTER/PERIOD`."""
    number: int
    what: str
    """received, approved or returned."""
    at: datetime
    by: str
    why: str | None
    figures: int


def report_events(connection: Connection, of: Project) -> list[ReportEvent]:
    """Everything that happened to a project's reports, in the order in which it was recorded."""
    renames = Renames(connection, of)
    query = (
        select(
            *(version.c.id, version.c.number, version.c.reason, version.c.figures),
            *(decision.c.state, decision.c.decided_at, decision.c.decided_by, decision.c.comment),
            *(reporter.c.code, period.c.label),
        )
        .select_from(decision)
        .join(version, version.c.id == decision.c.version_id)
        .join(report, report.c.id == version.c.report_id)
        .join(project, project.c.id == report.c.project_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
    )
    found: list[ReportEvent] = []
    seen: set[int] = set()
    for row in connection.execute(query.where(project.c.code == of.code).order_by(decision.c.id)):
        came = row.id not in seen
        seen.add(row.id)
        found.append(
            ReportEvent(
                version_id=row.id,
                report=report_id(of.code, renames.reporter(row.code), row.label),
                number=row.number,
                what="received" if came else row.state,
                at=row.decided_at,
                by=row.decided_by,
                why=row.reason if came else row.comment,
                figures=row.figures,
            )
        )
    return found


def figures_of(connection: Connection, of: Project, indicator: str) -> dict[int, Figure]:
    """What each version says of an indicator, by the numbers of the versions that state it."""
    reader = Reader(connection, of)
    versions = all_versions(connection, of)
    figures = reader.figures(versions, "totals")
    stating = [said for said in reader.said(versions) if said.indicator.code == indicator]
    return {said.version.id: figures.get((said.version.id, said.number), {}) for said in stating}
