"""Taking in reports: read, check, compare with what is kept, keep; all or nothing (semantics 6.1 and 6.2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from framework import tables
from framework.model import Amount, Cell, Figure, Place, Project, Record, Report, Statement, UploadedFile
from framework.problems import Problem, refuses
from loaders.choices import NOTHING, Choices
from loaders.framework_file import Framework
from loaders.limits import STANDARD, Limits
from loaders.manner import Manner
from loaders.remembering import Saying, known_choices, remember_choices
from loaders.report_file import Reading, read_files
from loaders.revisions import Grounds, outdated, record
from store import reports
from store.database import Connection, Database
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
    choices: Choices = NOTHING
    """How the files are to be read; once they are accepted, remembered for their reporters."""
    forget: bool = False
    """What was remembered of the reporters is not used, and forgotten once the files are accepted."""


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
    computed: bool = False
    """No row states it: it is what the rules make of its categories (semantics 2.3)."""


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
    """Of a dry run: every indicator, in the framework's order."""
    manners: tuple[Manner, ...] = ()
    """How every table of the files was read."""


class _NothingKept(Exception):  # noqa: N818 — no error: it ends the transaction of a dry run
    """Leaves the transaction of a dry run without keeping anything."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def load(database: Database, framework: Framework, files: Sequence[UploadedFile], how: Instructions) -> Outcome:
    """Loads report files into a project, in one transaction.

    Args:
        database: where reports are kept.
        framework: the project and its files.
        files: the reports as they were sent.
        how: by whom, when, and how they are to be taken.

    Returns:
        All problems of the files, and what was kept, what changed and, of a dry run, what it does to the indicators.

    Raises:
        StoreError: the database could not be read or written; then nothing was kept.
    """
    read = _read(database, framework.project, files, how)
    manners = tuple(read.manners)
    if refuses(read.problems):
        return Outcome(problems=tuple(read.problems), manners=manners)
    try:
        with database.writing() as connection:
            outcome = _Intake(connection, framework, read.reports, how).taken(files, read.problems)
            _end(outcome, keep=not how.dry_run)
    except _NothingKept as ended:
        outcome = ended.outcome
    return replace(outcome, manners=manners)


def _read(database: Database, project: Project, files: Sequence[UploadedFile], how: Instructions) -> Reading:
    """What the files say, with what is remembered of their reporters."""
    with database.reading() as connection:
        known = {} if how.forget else known_choices(connection, project.code)
    return read_files(
        project,
        files,
        reporter=how.reporter,
        period=how.period,
        limits=how.limits,
        choices=how.choices,
        remembered=known,
    )


def _end(outcome: Outcome, *, keep: bool) -> None:
    if not keep:
        raise _NothingKept(outcome)


class _Intake:
    """One load into one project."""

    def __init__(self, connection: Connection, framework: Framework, read: Sequence[Report], how: Instructions) -> None:
        self.connection = connection
        self.framework = framework
        self.project: Project = framework.project
        self.read = read
        self.how = how

    def taken(self, files: Sequence[UploadedFile], problems: Sequence[Problem]) -> Outcome:
        """Keeps the reports and tells what that changes."""
        revision_problems = self._framework_problems()
        if refuses(revision_problems):
            return Outcome(problems=(*problems, *revision_problems))
        figures_before = self._kept_figures()
        record_before = self._record()
        said = _figures(said for each in self.read for said in each.statements)
        kept = reports.keep(self.connection, self.project, self._upload(files, figures_before, said), self.read)
        figures_after = self._kept_figures() if self.how.amend else said
        self._remember()
        return Outcome(
            problems=tuple(problems),
            kept=tuple(kept),
            changes=tuple(_changes(figures_before, figures_after, _stated(self.read))),
            effects=tuple(_effects(record_before, self._record())),
        )

    def _remember(self) -> None:
        how = self.how
        said = Saying(choices=how.choices, forget=how.forget, by=how.by, at=how.at)
        remember_choices(self.connection, self.project.code, [each.reporter for each in self.read], said)

    def _otherwise(self, before: Mapping[_Key, Figure], said: Mapping[_Key, Figure]) -> frozenset[tuple[str, str]]:
        """The reports that say something else than they did, where somebody chose how to read them."""
        if not (self.how.choices or self.how.forget):
            return frozenset()
        compared = {key: before[key] for key in said if key in before} if self.how.amend else before
        return frozenset((change.reporter, change.period) for change in _changes(compared, said))

    def _upload(
        self, files: Sequence[UploadedFile], before: Mapping[_Key, Figure], said: Mapping[_Key, Figure]
    ) -> Upload:
        return Upload(
            files=tuple(files),
            by=self.how.by,
            at=self.how.at,
            reason=self.how.reason,
            review=self.project.review,
            approve=self.how.approve,
            amend=self.how.amend,
            otherwise=self._otherwise(before, said),
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
        return _figures(Reader(self.connection, self.project).whole(versions))

    def _record(self) -> Record | None:
        """Of a dry run what a page would show at this moment, for the latest period with data."""
        return read_record(self.connection, self.project, places="totals") if self.how.dry_run else None


def _stated(read: Sequence[Report]) -> dict[_Key, set[Place]]:
    """The places that rows state, by report and indicator."""
    stated: defaultdict[_Key, set[Place]] = defaultdict(set)
    for each in read:
        rows = each.rows
        width = len(rows.places)
        pairs = np.unique(np.asarray(rows.indicator, np.int64) * width + np.asarray(rows.place, np.int64))
        for indicator, place in (divmod(pair, width) for pair in pairs.tolist()):
            stated[each.reporter, each.period.label, rows.indicators[indicator]].add(rows.places[place])
    return stated


def _figures(said: Iterator[Statement]) -> dict[_Key, Figure]:
    return {(each.reporter, each.period.label, each.indicator): each.figure for each in said}


def _changes(
    before: Mapping[_Key, Figure],
    after: Mapping[_Key, Figure],
    stated: Mapping[_Key, set[Place]] = MappingProxyType({}),
) -> Iterator[Change]:
    """The differences, what is in the files first; `stated` are the places that rows of the files state."""
    for key in {**after, **before}:
        old, new = before.get(key, {}), after.get(key, {})
        for place in {**new, **old}:
            if old.get(place) != new.get(place):
                computed = place in new and key in stated and place not in stated[key]
                yield _change(key, place, old.get(place), new.get(place), computed=computed)


def _change(key: _Key, place: Place, old: Amount | None, new: Amount | None, *, computed: bool) -> Change:
    kind = Kind.NEW if old is None else Kind.GONE if new is None else Kind.CHANGED
    reporter, period, indicator = key
    return Change(
        kind=kind,
        reporter=reporter,
        period=period,
        indicator=indicator,
        place=place,
        before=old,
        after=new,
        computed=computed,
    )


def _effects(before: Record | None, after: Record | None) -> Iterator[Effect]:
    """Where every indicator stands, and would stand, each for the latest period with data."""
    if before is None or after is None:
        return
    stood, stands = (tables.indicators(each, tables.default_as_of(each)) for each in (before, after))
    for old, new in zip(stood, stands, strict=True):
        yield Effect(
            indicator=str(new["indicator"]),
            actual_before=old["actual"],
            actual_after=new["actual"],
            status_before=old["status"],
            status_after=new["status"],
        )
