"""What keeps a revised framework from being recorded, each problem in its place in the file (semantics 6.7)."""

from collections.abc import Sequence

from framework.model import Project
from framework.problems import Problem
from framework.renaming import Subject as Renaming
from framework.renaming import in_terms_of
from framework.revision import NOTHING, Revised, sources_of
from loaders import revision_codes as codes
from loaders.framework_file import Framework
from loaders.framework_places import Places
from store.database import Connection
from store.moves import Move, moves
from store.orphans import Orphan, Subject, orphans

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


def hindrances(
    connection: Connection, framework: Framework, before: Project | None, unexplained: Sequence[Revised]
) -> list[Problem]:
    """All that keeps a framework from being recorded, in the order of its file.

    Args:
        connection: to read from.
        framework: as it was read from its file.
        before: the recorded framework; None where there is none, or today's rules refuse it.
        unexplained: the changes that need a reason and have none.
    """
    after = framework.project
    moved = moves(connection, before, after) if before else []
    left_behind = [] if moved else orphans(connection, before, after)
    if not left_behind and not moved and not unexplained:
        return []
    places = Places(framework)
    problems = [
        *(_reason_needed(each, places) for each in unexplained),
        *(_orphaned(each, places) for each in left_behind),
        *(_moved(each, places) for each in moved),
    ]
    return sorted(problems, key=lambda each: each.place.line)


def asked(before: Project, after: Project, changes: Sequence[Revised], stated: frozenset[str]) -> list[Revised]:
    """The changes that need a reason: of a project with data, and of indicators with data of their own or of their parts.

    Args:
        before: the recorded framework.
        after: the framework that is to be recorded.
        changes: what is different.
        stated: the indicators that have data, by their codes in the later framework.
    """
    kinds = {each.indicator for each in changes if each.key == ("kind",)}
    data = {""} if stated else set()
    data |= {
        code
        for project in (in_terms_of(before, after), after)
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
    details = {"code": move.code, "was": " and ".join(move.was)}
    return Problem(place, code, move.code, details)
