"""What proves figures: links and files beside reports, and what the reports' own files say in the column `evidence`.

A figure is an indicator of a report (semantics 2). Evidence is seen wherever a version of its report counts; of sensitive
indicators outsiders are told none, since names may stand in it (semantics 7). Withdrawn evidence keeps its row and file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from framework.disclosure import tells_evidence
from framework.model import Project, ReportKey, Statement, UploadedFile
from framework.progress import says_something
from store.beside import evidence
from store.files import keep_files
from store.numbering import locked_project, numbers
from store.remarked import remarked
from store.renames import Renames
from store.schema import file, indicator, project, remark, report
from store.versions import INSIDERS, Version, all_versions, standing, standing_of

FigureKey = tuple[str, str, str]
"""Reporter, label of the period, code of the indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A link or a file that proves a figure."""

    id: int
    reporter: str
    period: str
    """The label."""
    indicator: str
    title: str
    link: str | None
    file: str | None
    """The name of the file."""
    size: int | None
    sha256: str | None
    added_at: datetime
    added_by: str

    @property
    def figure(self) -> FigureKey:
        """What it proves."""
        return self.reporter, self.period, self.indicator


@dataclass(frozen=True, slots=True)
class Share:
    """How many figures there are, and how many of them have evidence."""

    figures: int
    proved: int

    @property
    def percent(self) -> Fraction | None:
        """The share in percent; None where there are no figures."""
        return Fraction(100 * self.proved, self.figures) if self.figures else None


def add(  # noqa: PLR0913 — who, when and what belong to every change
    connection: Connection,
    of: Project,
    figure: FigureKey,
    what: str | UploadedFile,
    *,
    title: str,
    by: str,
    at: datetime,
) -> int | None:
    """Keeps evidence of a figure.

    Args:
        connection: of `Database.writing()`.
        of: whose figure it is.
        figure: which one.
        what: an address, or a file.
        title: what it is called.
        by: who adds it.
        at: when.

    Returns:
        Its number; None where there is no report that stands.
    """
    project_id = locked_project(connection, of.code)
    found = [each for each in standing(connection, of) if (each.reporter, each.period.label) == figure[:2]]
    if not found:
        return None
    values = {
        "report_id": found[0].report,
        "indicator_id": numbers(connection, indicator, project_id, [figure[2]])[figure[2]],
        "title": title,
        "link": what if isinstance(what, str) else None,
        "file_id": None if isinstance(what, str) else keep_files(connection, [what])[0],
        "added_at": at,
        "added_by": by,
    }
    return int(connection.execute(insert(evidence).values(values).returning(evidence.c.id)).scalar_one())


def withdraw(connection: Connection, of: Project, report_key: ReportKey, number: int, *, by: str, at: datetime) -> bool:
    """Takes evidence back; False where the report has none of that number, or none any more.

    Args:
        connection: of `Database.writing()`.
        of: whose evidence it is.
        report_key: of the report that it stands beside.
        number: of the evidence.
        by: who takes it back.
        at: when.
    """
    locked_project(connection, of.code)
    ours = {each.report for each in all_versions(connection, of) if each.report_key == report_key}
    change = update(evidence).where(
        evidence.c.id == number, evidence.c.withdrawn_at.is_(None), evidence.c.report_id.in_(ours)
    )
    return connection.execute(change.values(withdrawn_at=at, withdrawn_by=by)).rowcount == 1


def listed(
    connection: Connection, of: Project, *, role: str = "officer", known_at: datetime | None = None
) -> list[Evidence]:
    """The evidence of a project for a role and moment, in the order in which it came.

    Args:
        connection: of `Database.reading()`.
        of: the framework by which to read.
        role: for whom: evidence of reports that count for it.
        known_at: the moment at which it is to have been there; None for now.
    """
    versions = all_versions(connection, of, known_at)
    counting = {each.report: each for each in standing_of(versions, of, role)}
    later = _replaced_at(versions, counting)
    codes, told = Renames(connection, of).indicators, _told(of, role)
    return [
        _evidence(row, counting[row.report_id], code)
        for row in connection.execute(_select(of.code, known_at))
        if row.report_id in counting and (code := codes.code(row.indicator)) in told
        if row.report_id not in later or row.added_at < later[row.report_id] or role in INSIDERS
    ]


def _replaced_at(versions: Sequence[Version], counting: Mapping[int, Version]) -> Mapping[int, datetime]:
    """When a version came after the one that counts, by report: what was added since may be about that one."""
    later = [each for each in versions if each.report in counting and each.number > counting[each.report].number]
    return {each.report: each.received_at for each in sorted(later, key=lambda one: -one.number)}


def _told(of: Project, role: str) -> frozenset[str]:
    """The indicators whose evidence a role may see."""
    return frozenset(code for code, each in of.indicators.items() if tells_evidence(of, each, role))


def _select(code: str, known_at: datetime | None) -> Select[*tuple[object, ...]]:
    query = (
        select(
            evidence,
            *(indicator.c.code.label("indicator"), file.c.name.label("file"), file.c.size, file.c.sha256),
        )
        .select_from(evidence)
        .join(report, report.c.id == evidence.c.report_id)
        .join(project, project.c.id == report.c.project_id)
        .join(indicator, indicator.c.id == evidence.c.indicator_id)
        .outerjoin(file, file.c.id == evidence.c.file_id)
        .where(project.c.code == code)
        .order_by(evidence.c.id)
    )
    if known_at is None:
        return query.where(evidence.c.withdrawn_at.is_(None))
    there = or_(evidence.c.withdrawn_at.is_(None), evidence.c.withdrawn_at > known_at)
    return query.where(evidence.c.added_at <= known_at, there)


def _evidence(row: Row[*tuple[object, ...]], its: Version, code: str) -> Evidence:
    return Evidence(
        id=row.id,
        reporter=its.reporter,
        period=its.period.label,
        indicator=code,
        title=row.title,
        link=row.link,
        file=row.file,
        size=row.size,
        sha256=row.sha256,
        added_at=row.added_at,
        added_by=row.added_by,
    )


def file_of(connection: Connection, of: Project, number: int, *, role: str = "officer") -> UploadedFile | None:
    """The file of a piece of evidence; None where the role sees no file of that number in the project."""
    found = next((each for each in listed(connection, of, role=role) if each.id == number), None)
    if found is None or found.file is None:
        return None
    query = select(file.c.data).join_from(evidence, file, file.c.id == evidence.c.file_id)
    return UploadedFile(found.file, connection.execute(query.where(evidence.c.id == number)).scalar_one())


def written(
    connection: Connection,
    of: Project,
    *,
    role: str = "officer",
    known_at: datetime | None = None,
    report_key: tuple[str, str] | None = None,
) -> dict[FigureKey, Sequence[str]]:
    """What the files of the reports that count say in their column `evidence`, each text once.

    Args:
        connection: of `Database.reading()`.
        of: the framework by which to read.
        role: for whom.
        known_at: the moment at which it is to have been known; None for now.
        report_key: reporter and label of the period of one report; None for all.
    """
    versions = {
        each.id: each
        for each in standing(connection, of, role=role, known_at=known_at)
        if report_key in {None, (each.reporter, each.period.label)}
    }
    codes, told = Renames(connection, of).indicators, _told(of, role)
    found: dict[FigureKey, dict[str, None]] = {}
    for row in connection.execute(_written(of.code, list(versions) if report_key else None)):
        if row.version_id in versions and (code := codes.code(row.code)) in told:
            its = versions[row.version_id]
            found.setdefault((its.reporter, its.period.label, code), {})[row.evidence] = None
    return {key: tuple(texts) for key, texts in found.items()}


def _written(code: str, versions: Sequence[int] | None) -> Select[*tuple[object, ...]]:
    """The texts of one project's versions, or of few of them."""
    query = (
        remarked(code, remark.c.version_id, indicator.c.code, remark.c.evidence)
        .where(remark.c.evidence.is_not(None))
        .group_by(remark.c.version_id, indicator.c.code, remark.c.evidence)
        .order_by(remark.c.version_id, remark.c.evidence)
    )
    return query if versions is None else query.where(remark.c.version_id.in_(versions))


def share(
    statements: Iterable[Statement], proofs: Sequence[Evidence], texts: Mapping[FigureKey, Sequence[str]]
) -> Share:
    """How many figures of the reports that count have evidence: added beside them, or named in their file."""
    figures = {
        (each.reporter, each.period.label, each.indicator)
        for each in statements
        if each.span == each.period.span and says_something(each.figure)
    }
    proved = {*(each.figure for each in proofs), *texts}
    return Share(len(figures), len(figures & proved))
