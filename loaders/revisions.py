"""Recording frameworks: compare with the recorded revision, ask for a reason where one is needed, record (semantics 6.7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from framework.model import Project, UploadedFile
from framework.problems import Place, Problem
from framework.renaming import Renamed, in_terms_of, renamed
from framework.renaming import Subject as Renaming
from framework.revision import NOTHING, Revised, revised, sources_of
from framework.targets import end_target
from loaders import revision_codes as codes
from loaders.framework_file import Framework, read_recorded
from loaders.framework_places import Places
from store import frameworks, renames
from store.database import Connection, Database
from store.errors import RevisionUnreadableError
from store.files import hash_of
from store.moves import Move, moves
from store.orphans import Orphan, Subject, orphans, stated_indicators

FOLLOW_THE_KIND = frozenset({"decimals", "over_time", "per"})
"""Keys whose defaults come from the kind: where it changes they are not asked about one by one."""
REPORTS_NAMED = 5

CODE_OF = {
    Subject.INDICATOR: codes.INDICATOR_HAS_FIGURES,
    Subject.DIMENSION: codes.DIMENSION_HAS_FIGURES,
    Subject.CATEGORY: codes.CATEGORY_HAS_FIGURES,
    Subject.STAGE: codes.STAGE_HAS_FIGURES,
    Subject.KIND: codes.KIND_HAS_FIGURES,
    Subject.REPORTER: codes.REPORTER_HAS_REPORTS,
    Subject.PERIOD: codes.PERIOD_HAS_REPORTS,
}

KEY_OF = {
    Subject.INDICATOR: "goals",
    Subject.DIMENSION: "dimensions",
    Subject.REPORTER: "reporters",
    Subject.PERIOD: "project",
}
"""The key of the file under which something is missing."""
KEY_IN_INDICATOR = {
    Subject.DIMENSION: "dimensions",
    Subject.STAGE: "stages",
    Subject.KIND: "kind",
    Subject.PERIOD: "reporting",
}
"""The same in an indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Who records a framework, when, and why."""

    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What became of a framework: nothing is recorded where there is a problem."""

    project: str
    number: int = 0
    """The revision that holds now."""
    is_new: bool = False
    changes: tuple[Revised, ...] = ()
    """Rules, baselines and targets that are different from the revision before."""
    renamed: tuple[Renamed, ...] = ()
    """Codes that the revision before had, and what they are now."""
    problems: tuple[Problem, ...] = ()


def record(connection: Connection, framework: Framework, grounds: Grounds) -> Recording:
    """Records a framework as a new revision, unless it is the recorded one or has a problem.

    Args:
        connection: of `Database.writing()`.
        framework: as it was read from its file.
        grounds: who, when and why.
    """
    code = framework.project.code
    recorded = frameworks.revisions(connection, code)
    if recorded and is_recorded(connection, framework):
        return Recording(project=code, number=recorded[-1].number)
    before = read_revision(connection, code, recorded[-1].number) if recorded else None
    changes = revised(before, framework.project) if before else []
    recording = Recording(
        project=code,
        changes=tuple(changes),
        renamed=tuple(renamed(before, framework.project)) if before else (),
        problems=tuple(_problems(connection, framework, before, [] if grounds.reason else changes)),
    )
    if recording.problems:
        return recording
    return replace(recording, number=_write(connection, framework, grounds), is_new=True)


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


@lru_cache(maxsize=16)
def _project_of(files: tuple[UploadedFile, ...]) -> Project | None:
    framework = read_recorded(files)[0] if files else None
    return framework.project if framework else None


def as_known(database: Database, projects: Sequence[Project], known_at: datetime | None) -> list[Project]:
    """The projects by the revisions of a moment (semantics 6.5); as they are where nothing was recorded.

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
    return found


def _problems(
    connection: Connection, framework: Framework, before: Project | None, unexplained: Sequence[Revised]
) -> list[Problem]:
    """What keeps a framework from being recorded, in the order of its file."""
    after = framework.project
    moved = moves(connection, before, after) if before else []
    left_behind = [] if moved else orphans(connection, before, after)
    asked = _asked(unexplained, after, before, stated_indicators(connection, after))
    if not left_behind and not moved and not asked:
        return []
    places = Places(framework)
    problems = [
        *(_reason_needed(each, places) for each in asked),
        *(_orphaned(each, places) for each in left_behind),
        *(_moved(each, places) for each in moved),
    ]
    return sorted(problems, key=lambda each: each.place.line)


def _asked(changes: Sequence[Revised], after: Project, before: Project | None, stated: frozenset[str]) -> list[Revised]:
    """The changes that need a reason: of a project with data, and of indicators with data of their own or of their parts."""
    kinds = {each.indicator for each in changes if each.key == ("kind",)}
    data = {""} if stated else set()
    data |= {
        code
        for project in (in_terms_of(before, after) if before else None, after)
        if project
        for code, each in project.indicators.items()
        if not stated.isdisjoint(sources_of(each))
    }
    return [
        each
        for each in changes
        if each.indicator in data and not (each.indicator in kinds and each.key[0] in FOLLOW_THE_KIND)
    ]


def _reason_needed(change: Revised, places: Places) -> Problem:
    value = None if change.new == NOTHING else change.new
    if not change.indicator:
        details = {"what": change.what, "old": change.old}
        return Problem(places.top(change.key), codes.PROJECT_REASON_NEEDED, value, details)
    details = {"indicator": change.indicator, "what": change.what, "old": change.old}
    return Problem(places.indicator(change.indicator, change.key), codes.REASON_NEEDED, value, details)


def _orphaned(orphan: Orphan, places: Places) -> Problem:
    named = ", ".join(orphan.reports[:REPORTS_NAMED])
    if len(orphan.reports) > REPORTS_NAMED:
        named += f" and {len(orphan.reports) - REPORTS_NAMED} more"
    details = {"code": orphan.code, "of": orphan.of or "the project", "rows": orphan.rows, "reports": named}
    if orphan.subject is Subject.CATEGORY:
        place = places.top(("dimensions", orphan.of or ""))
    elif orphan.of is None:
        place = places.top((KEY_OF[orphan.subject],))
    else:
        place = places.indicator(orphan.of, (KEY_IN_INDICATOR[orphan.subject],))
    return Problem(place, CODE_OF[orphan.subject], orphan.code, details)


def _moved(move: Move, places: Places) -> Problem:
    """At the one that would get figures that are not its own."""
    if move.subject is Renaming.INDICATOR:
        place = places.indicator(move.code, ("renamed_from",))
    elif move.of:
        place = places.top(("dimensions", move.of, "categories", move.code))
    else:
        place = places.top((f"{move.subject}s", move.code))
    code = codes.FIGURES_PUT_TOGETHER if len(move.was) > 1 else codes.CODE_HAS_FIGURES
    details = {"code": move.code, "was": " and ".join(move.was), "subject": move.subject.value}
    return Problem(place, code, move.code, details)
