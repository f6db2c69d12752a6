"""Reports are kept and reviewed (semantics 6).

Uploading a report again makes a new version, nothing is ever deleted. What an upload does to each report is said by
`Kept`; which versions stand is the business of `store.versions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from framework.model import Project, Report, UploadedFile
from store.bulk import insert_one
from store.contents import Numbers, carry_over, numbered, plain, write
from store.explanations import carry_explanations, write_explanations
from store.files import hash_of, keep_files
from store.notation import report_id
from store.numbering import locked_project, numbers, period_numbers, project_number
from store.renames import Renames, numbers_by_code
from store.schema import decision, file, indicator, period, report, reporter, version, version_file
from store.versions import versions

__all__ = ["Kept", "Outcome", "Upload", "decide", "keep", "versions"]


class Outcome(StrEnum):
    """What an upload did to a report."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    APPROVED = "approved"
    """The same bytes again, with which the version that waited was approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Files that came together: by whom, when, and how they are to be taken."""

    files: tuple[UploadedFile, ...]
    by: str
    at: datetime
    reason: str | None = None
    review: bool = False
    """Whether the project has reports reviewed before they count for everybody."""
    approve: bool = False
    amend: bool = False
    """Whether indicators that are not in the files stay as the version that stands has them."""
    otherwise: frozenset[tuple[str, str]] = frozenset()
    """Reporter and period of the reports whose files are read otherwise than they were: the same bytes are news there."""

    @property
    def states(self) -> tuple[str, ...]:
        """The states that a new version goes through at once (semantics 6.3)."""
        if not self.review:
            return ("accepted",)
        return ("submitted", "approved") if self.approve else ("submitted",)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one report of an upload."""

    report: str
    """`PROJECT/REPORTER/PERIOD`."""
    version: int
    """The number of the version that stands now."""
    state: Outcome


@dataclass(frozen=True, slots=True)
class _Standing:
    """The version of a report that stands for officers."""

    id: int
    number: int
    state: str


def keep(connection: Connection, project: Project, upload: Upload, reports: Sequence[Report]) -> list[Kept]:
    """Keeps the reports of an upload, each as a new version unless the same bytes stand already (semantics 6.1).

    Args:
        connection: of `Database.writing()`; all is kept together when that block ends.
        project: whose reports they are.
        upload: the files and who sent them.
        reports: what the files say, checked; one per reporter and period.

    Returns:
        What became of each report, in the given order.
    """
    return _Keeping(connection, project, upload, reports).kept()


class _Keeping:
    """One upload into one project."""

    def __init__(self, connection: Connection, project: Project, upload: Upload, reports: Sequence[Report]) -> None:
        self.connection = connection
        self.project = project
        self.upload = upload
        self.reports = reports
        self.number = locked_project(connection, project.code)
        self.renames = Renames(connection, project, self.number)
        self.hashes = [hash_of(sent.data) for sent in upload.files]
        self.files: dict[int, int] = {}
        """Numbers of the files that are kept so far, by their position in the upload."""

    def kept(self) -> list[Kept]:
        """Every report, one after the other."""
        number = self.number
        reporters = numbers(self.connection, reporter, number, [each.reporter for each in self.reports])
        periods = period_numbers(self.connection, number, [each.period for each in self.reports])
        known = numbered(self.connection, number, self.reports)
        own = numbers_by_code(self.connection, reporter, number, self.renames.reporters)
        return [
            self._keep(
                each,
                self._report_number([reporters[each.reporter], *own[each.reporter]], periods[each.period.label]),
                known,
            )
            for each in self.reports
        ]

    def _report_number(self, reporters: Sequence[int], period_number: int) -> int:
        """The number of a report, new or not; that of a renamed reporter is perhaps kept under an old code of it."""
        key = {"project_id": self.number, "reporter_id": reporters[0], "period_id": period_number}
        query = select(report.c.id).where(report.c.period_id == period_number, report.c.reporter_id.in_(reporters))
        found = self.connection.execute(query.order_by(report.c.id)).scalars().first()
        return insert_one(self.connection, report, key) if found is None else found

    def _keep(self, said: Report, number: int, known: Numbers) -> Kept:
        name = report_id(self.project.code, said.reporter, said.period.label)
        standing = _standing(self.connection, number)
        otherwise = (said.reporter, said.period.label) in self.upload.otherwise
        if standing and not otherwise and self._is_same(said, standing):
            return Kept(name, standing.number, self._approve_what_waits(standing))
        newest = _newest(self.connection, number)
        version_number = newest.number + 1 if newest else 1
        self._write(said, standing, {"report_id": number, "number": version_number}, known)
        return Kept(name, version_number, Outcome.REPLACED if newest else Outcome.NEW)

    def _positions(self, said: Report) -> list[int]:
        """The files of the upload that make the report; all of them where no row tells."""
        return sorted(set(said.files or plain(said.rows.file))) or list(range(len(self.upload.files)))

    def _is_same(self, said: Report, standing: _Standing) -> bool:
        """True where the version that stands was made of the same bytes, and nothing else in a plain upload."""
        came = sorted(self.hashes[position] for position in self._positions(said))
        files = self.connection.execute(
            select(file.c.sha256, version_file.c.sent)
            .join_from(version_file, file)
            .where(version_file.c.version_id == standing.id)
        ).all()
        sent = sorted(digest for digest, is_sent in files if is_sent)
        return came == sent and (self.upload.amend or len(sent) == len(files))

    def _approve_what_waits(self, standing: _Standing) -> Outcome:
        if not (self.upload.approve and standing.state == "submitted"):
            return Outcome.UNCHANGED
        _record(self.connection, standing.id, "approved", by=self.upload.by, at=self.upload.at, comment=None)
        return Outcome.APPROVED

    def _write(self, said: Report, standing: _Standing | None, key: dict[str, object], known: Numbers) -> None:
        values = {
            **key,
            "state": self.upload.states[-1],
            "received_at": self.upload.at,
            "uploaded_by": self.upload.by,
            "reason": self.upload.reason,
            "amends": self.upload.amend,
            "figures": len(said.rows.indicator),
        }
        number = insert_one(self.connection, version, values)
        for state in self.upload.states:
            _record(self.connection, number, state, by=self.upload.by, at=self.upload.at, comment=None)
        self._link_files(number, self._positions(said))
        write(self.connection, number, said, known, self.project.indicators)
        words = {known.indicators[code]: text for code, text in said.explanations.items()}
        write_explanations(self.connection, number, words, by=self.upload.by, at=self.upload.at)
        if self.upload.amend and standing:
            self._carry_over(said, standing, number)

    def _link_files(self, version_number: int, positions: Sequence[int]) -> None:
        """Files are kept with the first report that needs them, each once, at its position in the upload."""
        for position in positions:
            if position not in self.files:
                self.files[position] = keep_files(self.connection, [self.upload.files[position]])[0]
        rows = [
            {"version_id": version_number, "position": position, "file_id": self.files[position], "sent": True}
            for position in positions
        ]
        if rows:
            self.connection.execute(insert(version_file), rows)

    def _carry_over(self, said: Report, standing: _Standing, version_number: int) -> None:
        codes = {*said.rows.indicators, *said.explanations, *(each.indicator for each in said.statements)}
        numbers = numbers_by_code(self.connection, indicator, self.number, self.renames.indicators)
        stated = {number for code in codes for number in numbers[code]}
        figures = carry_over(self.connection, standing.id, version_number, stated)
        carry_explanations(self.connection, standing.id, version_number, stated)
        change = update(version).where(version.c.id == version_number)
        self.connection.execute(change.values(figures=figures))


def _newest(connection: Connection, report_number: int) -> _Standing | None:
    return _first(connection, report_number, frozenset())


def _standing(connection: Connection, report_number: int) -> _Standing | None:
    return _first(connection, report_number, frozenset({"returned"}))


def _first(connection: Connection, report_number: int, without: frozenset[str]) -> _Standing | None:
    """The newest version of a report that is in none of some states."""
    query = select(version.c.id, version.c.number, version.c.state).where(
        version.c.report_id == report_number, version.c.state.not_in(without)
    )
    row = connection.execute(query.order_by(version.c.number.desc()).limit(1)).one_or_none()
    return _Standing(*row) if row else None


def _record(
    connection: Connection, version_number: int, state: str, *, by: str, at: datetime, comment: str | None
) -> None:
    """Writes a decision into the log and the version's state."""
    values = {"version_id": version_number, "state": state, "decided_at": at, "decided_by": by, "comment": comment}
    connection.execute(insert(decision).values(values))
    connection.execute(update(version).where(version.c.id == version_number).values(state=state))


def decide(  # noqa: PLR0913 — who, when and why belong to every change
    connection: Connection,
    project: Project,
    report_name: str,
    state: str,
    *,
    by: str,
    at: datetime,
    comment: str | None = None,
) -> int | None:
    """Approves or returns the newest version of a report (semantics 6.3).

    Args:
        connection: of `Database.writing()`.
        project: whose report it is.
        report_name: `PROJECT/REPORTER/PERIOD`.
        state: `approved` or `returned`.
        by: who decides.
        at: when.
        comment: why; a return needs one.

    Returns:
        The number of the version decided on; None where there is no such report.
    """
    number = _report_of(connection, project, report_name)
    newest = _newest(connection, number) if number is not None else None
    if newest is None:
        return None
    _record(connection, newest.id, state, by=by, at=at, comment=comment)
    return newest.number


def _report_of(connection: Connection, of: Project, name: str) -> int | None:
    """The number of a report by its name; the project is held until the transaction ends."""
    project_code, reporter_code, label = (*name.split("/", 2), "", "")[:3]
    if project_code != of.code or project_number(connection, of.code) is None:
        return None
    number = locked_project(connection, of.code)
    renames = Renames(connection, of, number)
    names = renames.reporters.codes(renames.reporter(reporter_code))
    query = select(report.c.id).join_from(report, reporter).join(period)
    query = query.where(report.c.project_id == number, reporter.c.code.in_(names), period.c.label == label)
    return connection.execute(query).scalars().first()
