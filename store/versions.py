"""The versions of reports, and which of them stand, for a role and at a moment (semantics 6).

For officers, reviewers and administrators the newest version stands that is not returned; for everybody else, in a project
with review, the newest that is approved (or was accepted before there was review).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Row, Select, select

from framework.model import Frequency, OfReport, Period, Project, ReportVersion, Span
from framework.periods import calendar_of
from store.renames import Renames
from store.schema import decision, file, period, project, report, reporter, version, version_file

INSIDERS = frozenset({"officer", "reviewer", "admin"})
"""The roles that see figures before they are approved."""
UNTOLD_NAMES = frozenset({"public"})
"""The roles that are not told who did something."""
NOT_RETURNED = frozenset({"accepted", "submitted", "approved"})
APPROVED = frozenset({"accepted", "approved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(OfReport):
    """A version as it was at a moment, with the numbers by which the store knows it."""

    id: int
    report: int
    number: int
    reporter: str
    period: Period
    state: str
    received_at: datetime
    since: datetime
    """When it came into its state."""
    uploaded_by: str
    reason: str | None
    figures: int
    amends: bool
    reviewed_by: str | None = None
    comment: str | None = None


def visible_states(of: Project, role: str) -> frozenset[str]:
    """The states in which a version counts for a role (semantics 6.3)."""
    return NOT_RETURNED if role in INSIDERS or not of.review else APPROVED


def all_versions(connection: Connection, of: Project, known_at: datetime | None = None) -> list[Version]:
    """Every version received by a moment, as it then was: by period, reporter and number."""
    latest = _decisions(connection, of.code, known_at)
    periods, reporters = _periods(of), Renames(connection, of)
    found = [
        _version(row, latest[row.id], periods, reporters.reporter(row.code))
        for row in connection.execute(_select(of.code, known_at))
        if row.id in latest
    ]
    ranks = {code: rank for rank, code in enumerate(of.reporters)}
    found.sort(key=lambda each: (each.period.span, ranks.get(each.reporter, len(ranks)), each.reporter, each.number))
    return found


def _select(code: str, known_at: datetime | None) -> Select[*tuple[object, ...]]:
    columns = (
        *(version.c.id, version.c.report_id, version.c.number, version.c.received_at, version.c.uploaded_by),
        *(version.c.reason, version.c.figures, version.c.amends),
        *(reporter.c.code, period.c.label, period.c.start_day, period.c.end_day),
    )
    query = (
        select(*columns)
        .select_from(version)
        .join(report)
        .join(project)
        .join(reporter, report.c.reporter_id == reporter.c.id)
    )
    query = query.join(period, report.c.period_id == period.c.id)
    query = query.where(project.c.code == code)
    return query if known_at is None else query.where(version.c.received_at <= known_at)


def _decisions(
    connection: Connection, code: str, known_at: datetime | None
) -> Mapping[int, Sequence[Row[*tuple[object, ...]]]]:
    """The decisions on each version by a moment, in their order."""
    query = (
        select(decision).join(version).join(report).join(project).where(project.c.code == code).order_by(decision.c.id)
    )
    if known_at is not None:
        query = query.where(decision.c.decided_at <= known_at)
    found: defaultdict[int, list[Row[*tuple[object, ...]]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.version_id].append(row)
    return found


def _version(
    row: Row[*tuple[object, ...]],
    decisions: Sequence[Row[*tuple[object, ...]]],
    periods: Mapping[str, Period],
    who: str,
) -> Version:
    last = decisions[-1]
    reviewed = len(decisions) > 1
    return Version(
        id=row.id,
        report=row.report_id,
        number=row.number,
        reporter=who,
        period=_current(Period(row.label, Span(row.start_day, row.end_day)), periods),
        state=last.state,
        received_at=row.received_at,
        since=last.decided_at,
        uploaded_by=row.uploaded_by,
        reason=row.reason,
        figures=row.figures,
        amends=row.amends,
        reviewed_by=last.decided_by if reviewed else None,
        comment=last.comment if reviewed else None,
    )


def _periods(of: Project) -> dict[str, Period]:
    """The project's periods of every length by their labels."""
    calendar = calendar_of(of)
    return {each.label: each for frequency in Frequency for each in calendar.periods(frequency)}


def _current(kept: Period, periods: Mapping[str, Period]) -> Period:
    """The period as the framework has it now: the days of a clipped one change with the project's."""
    now = periods.get(kept.label)
    return now if now and now.span.overlaps(kept.span) else kept


def standing_of(found: Sequence[Version], of: Project, role: str) -> list[Version]:
    """Of all versions those that count for a role, in the given order."""
    states = visible_states(of, role)
    newest = {each.report: each.number for each in sorted(found, key=lambda each: each.number) if each.state in states}
    return [each for each in found if newest.get(each.report) == each.number]


def standing(
    connection: Connection, of: Project, *, role: str = "officer", known_at: datetime | None = None
) -> list[Version]:
    """The versions that count for a role at a moment, by period and reporter."""
    return standing_of(all_versions(connection, of, known_at), of, role)


def versions(
    connection: Connection, of: Project, *, role: str = "officer", known_at: datetime | None = None
) -> list[ReportVersion]:
    """Every version of a project's reports as the table `reports` shows them; `counts` marks those that stand."""
    return shown(connection, of, all_versions(connection, of, known_at), role)


def shown(connection: Connection, of: Project, found: Sequence[Version], role: str) -> list[ReportVersion]:
    """Versions as the table `reports` shows them to a role.

    What was written about a version that does not count for a role yet, or any more, may name its figures, and so may the
    name of its file; its hash would tell who guesses the figures that they are right. The public is told no names.
    """
    states = visible_states(of, role)
    told = {each.id for each in found if each.state in states or role in INSIDERS}
    found = [each if each.id in told else _unsaid(each) for each in found]
    found = [_unnamed(each) for each in found] if role in UNTOLD_NAMES else found
    counting = {each.id for each in standing_of(found, of, role)}
    files = _sent_files(connection, of.code)
    return [
        _shown(of.code, each, files[each.id] if each.id in told else (), counts=each.id in counting) for each in found
    ]


def _unsaid(each: Version) -> Version:
    return replace(each, reason=None, comment=None)


def _unnamed(each: Version) -> Version:
    return replace(each, uploaded_by="", reviewed_by=None)


Files = Sequence[tuple[str, str]]
"""Names and hashes."""


def _sent_files(connection: Connection, code: str) -> Mapping[int, Files]:
    query = (
        select(version_file.c.version_id, file.c.name, file.c.sha256)
        .select_from(version_file)
        .join(file)
        .join(version)
        .join(report)
        .join(project)
        .where(project.c.code == code, version_file.c.sent)
        .order_by(version_file.c.version_id, version_file.c.position)
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, name, digest in connection.execute(query):
        found[number].append((name, digest))
    return found


def _shown(code: str, each: Version, files: Files, *, counts: bool) -> ReportVersion:
    return ReportVersion(
        project=code,
        reporter=each.reporter,
        period=each.period,
        number=each.number,
        status=each.state,
        received_at=each.received_at,
        files=tuple(name for name, _ in files),
        sha256=tuple(digest for _, digest in files),
        figures=each.figures,
        uploaded_by=each.uploaded_by,
        counts=counts,
        reviewed_by=each.reviewed_by,
        comment=each.comment,
        reason=each.reason,
    )
