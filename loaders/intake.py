"""Taking in reports: read, check, compare with what is kept, keep; all or nothing (semantics 6.1 and 6.2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from framework import tables
from framework.doubts import Flag
from framework.model import Amount, Cell, Figure, Place, Project, Record, Report, Row, Statement, UploadedFile
from framework.problems import Problem, refuses
from loaders.framework_file import Framework
from loaders.limits import STANDARD, Limits
from loaders.owing import Owed, ReportKey, by_reports, explained_in, owed, with_former
from loaders.report_file import read_reports
from loaders.revisions import Grounds, outdated, record
from loaders.second_look import second_look
from store import reports
from store.database import Connection, Database
from store.explanations import explain
from store.marks import mark
from store.numbering import locked_project
from store.record import read_record
from store.reports import Kept, Upload
from store.summaries import Reader
from store.versions import standing

_Key = tuple[str, str, str]
"""Reporter, period and indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """Who sends files, when, and how they are to be taken (interface 3, load)."""

    by: str
    at: datetime
    reporter: str | None = None
    period: str | None = None
    amend: bool = False
    """Only the indicators in the files change."""
    approve: bool = False
    reason: str | None = None
    dry_run: bool = False
    """Everything is told, nothing is kept."""
    revises: bool = True
    """Whether a framework that differs from the recorded one is a revision; otherwise the program is out of date."""
    limits: Limits = STANDARD
    expected: str | None = None
    """The mark of what must still stand (`store.marks`); nothing is kept where something else does."""
    explanations: Mapping[str, str] = field(default_factory=dict)
    """Why indicators deviate, by their codes: kept beside the reports of their latest period, with them."""
    leave_owed: bool = True
    """Whether reports are kept that owe an explanation (semantics 5.6)."""


class Kind(StrEnum):
    """What a load does to a figure."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure of a report that is new, changed or gone: the total (`place` is empty) or a cell."""

    kind: Kind
    reporter: str
    period: str
    indicator: str
    place: Place
    before: Amount | None
    after: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a load does to where an indicator stands in the table `indicators`."""

    indicator: str
    actual_before: Cell
    actual_after: Cell
    status_before: Cell
    status_after: Cell

    @property
    def moves(self) -> bool:
        """True where anything is different afterwards."""
        return (self.actual_before, self.status_before) != (self.actual_after, self.status_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some files; nothing is kept where a problem is an error."""

    problems: tuple[Problem, ...] = ()
    kept: tuple[Kept, ...] = ()
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    """Of a dry run and of an upload that waited: every indicator, in the framework's order."""
    flags: tuple[Flag, ...] = ()
    """What of the reports calls for a second look; it keeps nothing from being kept."""
    owed: tuple[Owed, ...] = ()
    """The explanations that the reports owe, once they are kept; where they may not be left owed, nothing is kept."""
    misplaced: tuple[str, ...] = ()
    """Indicators that were to be explained and that no report of the files is about; then nothing is kept."""
    acceptable: bool = True
    """Whether this may be kept, as far as explanations go."""
    standing: str | None = None
    """The mark of what stood before; None where the files were not compared with it."""
    outdated: bool = False
    """True where something else stood than was expected, so that nothing was kept."""

    @property
    def refused(self) -> bool:
        """True where nothing may be kept."""
        return self.outdated or not self.acceptable or refuses(self.problems)


Settle = Callable[[Connection, Outcome], bool]
"""What is written in the same transaction once reports are kept; False where they must not be kept after all."""


class _NothingKept(Exception):  # noqa: N818 — no error: it ends the transaction of a dry run
    """Leaves the transaction of a dry run without keeping anything."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def load(
    database: Database,
    framework: Framework,
    files: Sequence[UploadedFile],
    how: Instructions,
    settle: Settle | None = None,
) -> Outcome:
    """Loads report files into a project, in one transaction.

    Args:
        database: where reports are kept.
        framework: the project and its files.
        files: the reports as they were sent.
        how: by whom, when, and how they are to be taken.
        settle: decides on the upload that waited with these files, together with keeping them.

    Returns:
        All problems of the files, and what was kept, what changed and, of a dry run or an upload that waited, what it
        does to the indicators.

    Raises:
        StoreError: the database could not be read or written; then nothing was kept.
    """
    read, problems = read_reports(framework.project, files, reporter=how.reporter, period=how.period, limits=how.limits)
    if refuses(problems):
        return Outcome(problems=tuple(problems))
    try:
        with database.writing() as connection:
            intake = _Intake(connection, framework, read, how, tells_effects=how.dry_run or settle is not None)
            return _ended(connection, intake.taken(files, problems), how, settle)
    except _NothingKept as ended:
        return ended.outcome


def _ended(connection: Connection, outcome: Outcome, how: Instructions, settle: Settle | None) -> Outcome:
    """The outcome, where it is to be kept; leaves the transaction otherwise."""
    if how.dry_run or outcome.refused:
        raise _NothingKept(outcome)
    if settle is not None and not settle(connection, outcome):
        raise _NothingKept(Outcome(standing=outcome.standing, outdated=True))
    return outcome


class _Intake:
    """One load into one project."""

    def __init__(
        self,
        connection: Connection,
        framework: Framework,
        read: Sequence[Report],
        how: Instructions,
        *,
        tells_effects: bool,
    ) -> None:
        self.connection = connection
        self.framework = framework
        self.project: Project = framework.project
        self.read = read
        self.how = how
        self.tells_effects = tells_effects

    def taken(self, files: Sequence[UploadedFile], problems: Sequence[Problem]) -> Outcome:
        """Keeps the reports and tells what that changes; the project is held from the first look at it."""
        locked_project(self.connection, self.project.code)
        stood = mark(self.connection, self.project.code)
        if self.how.expected not in {None, stood}:
            return Outcome(standing=stood, outdated=True)
        return replace(self._kept(files, problems), standing=stood)

    def _kept(self, files: Sequence[UploadedFile], problems: Sequence[Problem]) -> Outcome:
        revision_problems = self._framework_problems()
        if refuses(revision_problems):
            return Outcome(problems=(*problems, *revision_problems))
        figures_before = self._kept_figures()
        record_before = self._record() if self.tells_effects else None
        kept = reports.keep(self.connection, self.project, self._upload(files), self.read)
        misplaced = self._explain()
        figures_after = (
            self._kept_figures()
            if self.how.amend
            else figures_by_key(said for each in self.read for said in each.statements)
        )
        stands = _Standing.of(self._record())
        due = self._owed(stands, record_before)
        return Outcome(
            problems=tuple(problems),
            kept=tuple(kept),
            changes=tuple(figure_changes(figures_before, figures_after)),
            effects=tuple(_moves(_Standing.of(record_before), stands)) if record_before else (),
            flags=second_look(self.connection, self.project, self.read, amend=self.how.amend),
            owed=due,
            misplaced=misplaced,
            acceptable=not misplaced and (self.how.leave_owed or not due),
        )

    def _explain(self) -> tuple[str, ...]:
        """Keeps the explanations beside the reports; those that have no report to stand beside."""
        said: dict[ReportKey, dict[str, str]] = {}
        misplaced = []
        for code, words in self.how.explanations.items():
            found = explained_in(self.project, self.read, code)
            misplaced += [] if found else [code]
            for key in found:
                said.setdefault(key, {})[code] = words
        for key, texts in said.items():
            explain(self.connection, self.project, key, texts, by=self.how.by, at=self.how.at)
        return tuple(misplaced)

    def _owed(self, stands: "_Standing", before: Record | None) -> tuple[Owed, ...]:
        """What these reports owe, of a dry run with what was typed before beside those that they replace."""
        sent = {(each.reporter, each.period.label) for each in self.read}
        found = by_reports(owed(stands.record, stands.rows), sent)
        return tuple(with_former(found, before)) if before else found

    def _upload(self, files: Sequence[UploadedFile]) -> Upload:
        return Upload(
            files=tuple(files),
            by=self.how.by,
            at=self.how.at,
            reason=self.how.reason,
            review=self.project.review,
            approve=self.how.approve,
            amend=self.how.amend,
        )

    def _framework_problems(self) -> Sequence[Problem]:
        """Records the framework where it is new or changed (semantics 6.7); what keeps it from being recorded."""
        if not self.how.revises and (found := outdated(self.connection, self.framework)):
            return found
        grounds = Grounds(by=self.how.by, at=self.how.at, reason=self.how.reason)
        return record(self.connection, self.framework, grounds).problems

    def _kept_figures(self) -> dict[_Key, Figure]:
        """What the standing versions of the reports concerned say."""
        concerned = {(each.reporter, each.period.label) for each in self.read}
        versions = [
            each for each in standing(self.connection, self.project) if (each.reporter, each.period.label) in concerned
        ]
        return figures_by_key(Reader(self.connection, self.project).whole(versions))

    def _record(self) -> Record:
        """What a page would show at this moment, for the latest period with data."""
        return read_record(self.connection, self.project, places="totals")


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where every indicator stands in its latest period with data."""

    record: Record
    rows: Sequence[Row]

    @classmethod
    def of(cls, record: Record) -> "_Standing":
        """The rows of a record."""
        return cls(record, tables.indicators(record, tables.default_as_of(record)))


def figures_by_key(said: Iterator[Statement]) -> dict[_Key, Figure]:
    """What is said, by reporter, period and indicator."""
    return {(each.reporter, each.period.label, each.indicator): each.figure for each in said}


def figure_changes(before: Mapping[_Key, Figure], after: Mapping[_Key, Figure]) -> Iterator[Change]:
    """The differences, what is in the files first."""
    for key in {**after, **before}:
        old, new = before.get(key, {}), after.get(key, {})
        for place in {**new, **old}:
            if old.get(place) != new.get(place):
                yield _change(key, place, old.get(place), new.get(place))


def _change(key: _Key, place: Place, old: Amount | None, new: Amount | None) -> Change:
    kind = Kind.NEW if old is None else Kind.GONE if new is None else Kind.CHANGED
    reporter, period, indicator = key
    return Change(kind=kind, reporter=reporter, period=period, indicator=indicator, place=place, before=old, after=new)


def moves(before: Record, after: Record) -> Iterator[Effect]:
    """Where every indicator stands, and would stand, each for the latest period with data."""
    return _moves(_Standing.of(before), _Standing.of(after))


def _moves(before: _Standing, after: _Standing) -> Iterator[Effect]:
    """Where every indicator stood, and stands."""
    for old, new in zip(before.rows, after.rows, strict=True):
        yield Effect(
            indicator=str(new["indicator"]),
            actual_before=old["actual"],
            actual_after=new["actual"],
            status_before=old["status"],
            status_after=new["status"],
        )
