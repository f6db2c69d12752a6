"""Taking in reports: read, check, compare with what is kept, keep; all or nothing (semantics 6.1 and 6.2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from framework.model import Figure, Project, Record, Report, ReportKey, UploadedFile
from framework.problems import Problem, refuses
from loaders.differences import Key, Standing, figure_changes, figures_by_key, moves, stated_places
from loaders.framework_file import Framework
from loaders.outcome import Instructions, Outcome
from loaders.owing import Owed, by_reports, explained_in, owed, with_former
from loaders.remembering import Saying, known_choices, remember_choices
from loaders.report_file import Reading, read_files
from loaders.revisions import Grounds, outdated, record
from loaders.second_look import second_look
from loaders.senders import strange
from store import reports
from store.database import Connection, Database
from store.explanations import explain
from store.marks import mark
from store.numbering import locked_project
from store.record import read_record
from store.reports import Upload
from store.summaries import Reader
from store.versions import standing

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
        All problems of the files, and what was kept, what changed and, of a dry run, what it does to the indicators.

    Raises:
        StoreError: the database could not be read or written; then nothing was kept.
    """
    read = _read(database, framework.project, files, how)
    manners = tuple(read.manners)
    problems = [*read.problems, *strange(read.reports, files, how.reporters)]
    if refuses(problems):
        return Outcome(problems=tuple(problems), manners=manners)
    try:
        with database.writing() as connection:
            intake = _Intake(connection, framework, read.reports, how, tells_effects=how.dry_run or settle is not None)
            outcome = _ended(connection, intake.taken(files, read.problems), how, settle)
    except _NothingKept as ended:
        outcome = ended.outcome
    return replace(outcome, manners=manners)


def _read(database: Database, project: Project, files: Sequence[UploadedFile], how: Instructions) -> Reading:
    """What the files say, with what is remembered of their reporters."""
    with database.reading() as connection:
        known = {} if how.forget else known_choices(connection, project)
    return read_files(
        project,
        files,
        reporter=how.reporter,
        period=how.period,
        limits=how.limits,
        choices=how.choices,
        remembered=known,
    )


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
        before = self._kept_figures()
        stood = self._standing() if self.tells_effects else None
        said = figures_by_key(each for report in self.read for each in report.statements)
        kept = reports.keep(self.connection, self.project, self._upload(files, before, said), self.read)
        if earlier := tuple(each for each in kept if each.state is reports.Outcome.EARLIER):
            return Outcome(problems=tuple(problems), earlier=earlier)
        misplaced = self._explain()
        self._remember()
        stands = self._standing()
        due = self._owed(stands, stood.record if stood else None)
        after = self._kept_figures() if self.how.amend else said
        return Outcome(
            problems=tuple(problems),
            kept=tuple(kept),
            changes=tuple(figure_changes(before, after, stated_places(self.read))),
            effects=tuple(moves(stood, stands)) if stood else (),
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

    def _remember(self) -> None:
        how = self.how
        said = Saying(choices=how.choices, forget=how.forget, by=how.by, at=how.at)
        remember_choices(self.connection, self.project, [each.reporter for each in self.read], said)

    def _owed(self, stands: Standing, before: Record | None) -> tuple[Owed, ...]:
        """What these reports owe, of a dry run with what was typed before beside those that they replace."""
        sent = {each.report_key for each in self.read}
        found = by_reports(owed(stands.record, stands.rows), sent)
        return tuple(with_former(found, before)) if before else found

    def _upload(
        self, files: Sequence[UploadedFile], before: Mapping[Key, Figure], said: Mapping[Key, Figure]
    ) -> Upload:
        return Upload(
            files=tuple(files),
            by=self.how.by,
            at=self.how.at,
            at_is_said=self.how.at_is_said,
            reason=self.how.reason,
            review=self.project.review,
            approve=self.how.approve,
            amend=self.how.amend,
            otherwise=self._otherwise(before, said),
        )

    def _otherwise(self, before: Mapping[Key, Figure], said: Mapping[Key, Figure]) -> frozenset[tuple[str, str]]:
        """The reports that say something else than they did, where somebody chose how to read them."""
        if not (self.how.choices or self.how.forget):
            return frozenset()
        compared = {key: before[key] for key in said if key in before} if self.how.amend else before
        return frozenset((change.reporter, change.period) for change in figure_changes(compared, said))

    def _framework_problems(self) -> Sequence[Problem]:
        """Records the framework where it is new or changed (semantics 6.7); what keeps it from being recorded."""
        if not self.how.revises and (found := outdated(self.connection, self.framework)):
            return found
        grounds = Grounds(by=self.how.by, at=self.how.at, reason=self.how.reason)
        return record(self.connection, self.framework, grounds).problems

    def _kept_figures(self) -> dict[Key, Figure]:
        """What the standing versions of the reports concerned say."""
        concerned = {each.report_key for each in self.read}
        versions = [each for each in standing(self.connection, self.project) if each.report_key in concerned]
        return figures_by_key(Reader(self.connection, self.project).whole(versions))

    def _standing(self) -> Standing:
        """What a page would show at this moment, for the latest period with data."""
        return Standing.of(read_record(self.connection, self.project, places="totals"))
