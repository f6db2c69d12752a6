"""Recording frameworks: compare with the recorded revision, ask for a reason where one is needed, record (semantics 6.7)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from framework.model import Project, UploadedFile
from framework.past import guarded_as_today
from framework.problems import Place, Problem
from framework.renaming import Renamed, renamed
from framework.revision import Revised, revised
from framework.targets import end_target
from loaders import revision_codes as codes
from loaders.framework_file import Framework, read_recorded
from loaders.revision_problems import asked, hindrances
from store import frameworks, renames
from store.database import Connection, Database
from store.errors import RevisionUnreadableError
from store.files import hash_of
from store.orphans import stated_indicators

REASON_CODES = (codes.REASON_NEEDED, codes.PROJECT_REASON_NEEDED)
REVISIONS_KEPT = 64
"""Read frameworks that are remembered: the history asks for all of them, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Who records a framework, when, and why."""

    by: str
    at: datetime
    reason: str | None = None
    at_is_said: bool = False
    """Whether somebody says since when it holds: then not before the recorded revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What became of a framework: nothing is recorded where there is a problem."""

    project: str
    number: int = 0
    """The revision that holds now."""
    is_new: bool = False
    changes: tuple[Revised, ...] = ()
    """Rules, baselines and targets that are different from the revision before."""
    asked: tuple[Revised, ...] = ()
    """Those of them that need a reason, because there is data."""
    renamed: tuple[Renamed, ...] = ()
    """Codes that the revision before had, and what they are now."""
    problems: tuple[Problem, ...] = ()
    earlier_than: datetime | None = None
    """When the recorded revision came, where this one is said to have come before it; then nothing is recorded."""

    @property
    def wants_a_reason(self) -> bool:
        """True where nothing but a missing reason keeps it from being recorded."""
        return bool(self.problems) and all(each.code in REASON_CODES for each in self.problems)


def record(connection: Connection, framework: Framework, grounds: Grounds) -> Recording:
    """Records a framework as a new revision, unless it is the recorded one or has a problem.

    Args:
        connection: of `Database.writing()`.
        framework: as it was read from its file.
        grounds: who, when and why.
    """
    after = framework.project
    recorded = frameworks.revisions(connection, after.code)
    if recorded and is_recorded(connection, framework):
        return Recording(project=after.code, number=recorded[-1].number)
    if recorded and grounds.at < recorded[-1].at:
        if grounds.at_is_said:
            return Recording(project=after.code, number=recorded[-1].number, earlier_than=recorded[-1].at)
        grounds = replace(grounds, at=recorded[-1].at)
    before = read_revision(connection, after.code, recorded[-1].number) if recorded else None
    changes = revised(before, after) if before else []
    needy = asked(before, after, changes, stated_indicators(connection, after)) if before else []
    recording = Recording(
        project=after.code,
        changes=tuple(changes),
        asked=tuple(needy),
        renamed=tuple(renamed(before, after)) if before else (),
        problems=tuple(hindrances(connection, framework, before, [] if grounds.reason else needy)),
    )
    if recording.problems:
        return recording
    return replace(recording, number=_write(connection, framework, grounds), is_new=True)


class _NothingKept(Exception):  # noqa: N818 — no error: it ends a transaction that shall keep nothing
    """Leaves a transaction without keeping anything."""


def record_all(
    database: Database, found: Sequence[Framework], grounds: Grounds, *, keep: bool = True
) -> list[Recording]:
    """Records frameworks, all of them or none.

    Args:
        database: where they are recorded.
        found: as they were read from their files.
        grounds: who, when and why.
        keep: False to find out what would become of them; nothing is recorded then.
    """
    recordings: list[Recording] = []
    with suppress(_NothingKept), database.writing() as connection:
        recordings += [record(connection, each, grounds) for each in found]
        if not keep or any(each.problems or each.earlier_than for each in recordings):
            raise _NothingKept
    return recordings


def record_changed(database: Database, found: Sequence[Framework], grounds: Grounds) -> list[Recording]:
    """Records the frameworks that differ from their recorded revisions; those that have none stay unrecorded.

    The database is written only where there is something to record, so that readers wait for nobody.
    """
    with database.reading() as connection:
        changed = [
            each
            for each in found
            if frameworks.revisions(connection, each.project.code) and not is_recorded(connection, each)
        ]
    if not changed:
        return []
    with database.writing() as connection:
        return [record(connection, each, grounds) for each in changed]


def is_recorded(connection: Connection, framework: Framework) -> bool:
    """True where the bytes of a framework are those of the last revision."""
    return frameworks.last_hashes(connection, framework.project.code) == [
        hash_of(each.data) for each in framework.files
    ]


def outdated(connection: Connection, framework: Framework) -> list[Problem]:
    """The problem of a program that was started with another framework than is recorded now."""
    code = framework.project.code
    if not frameworks.revisions(connection, code) or is_recorded(connection, framework):
        return []
    return [Problem(Place(framework.files[0].name, 1), codes.FRAMEWORK_OUTDATED, None, {"project": code})]


def _write(connection: Connection, framework: Framework, grounds: Grounds) -> int:
    project = framework.project
    targets = {code: target for code, each in project.indicators.items() if (target := end_target(each)) is not None}
    said = {"at": grounds.at, "by": grounds.by, "reason": grounds.reason}
    renames.remember(connection, project)
    return frameworks.record(connection, project.code, framework.files, targets, **said)  # type: ignore[arg-type]


def read_revision(connection: Connection, code: str, number: int) -> Project | None:
    """The project of a recorded revision; None where today's rules refuse its file."""
    return _project_of(frameworks.files(connection, code, number))


@lru_cache(maxsize=REVISIONS_KEPT)
def _project_of(files: tuple[UploadedFile, ...]) -> Project | None:
    framework = read_recorded(files)[0] if files else None
    return framework.project if framework else None


def as_known(database: Database, projects: Sequence[Project], known_at: datetime | None) -> list[Project]:
    """The projects by the revisions of a moment (semantics 6.5); as they are where nothing was recorded.

    Small cells that are protected today are so at every moment: looking back must not show what was closed since.

    Raises:
        RevisionUnreadableError: where today's rules refuse what was recorded then.
    """
    if known_at is None:
        return list(projects)
    with database.reading() as connection:
        return [_as_known(connection, each, known_at) for each in projects]


def _as_known(connection: Connection, project: Project, known_at: datetime) -> Project:
    all_revisions = frameworks.revisions(connection, project.code)
    known = frameworks.revisions(connection, project.code, known_at=known_at)
    if not known or known[-1].number == all_revisions[-1].number:
        return project
    found = read_revision(connection, project.code, known[-1].number)
    if found is None:
        raise RevisionUnreadableError(project.code, known[-1].number)
    of_today, chain = project.indicators, renames.Renames(connection, project).indicators
    return guarded_as_today(found, project, lambda code: of_today.get(chain.code(code) or ""))
