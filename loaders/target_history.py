"""How the targets of an indicator came to be what they are: the original ones beside the revised ones (semantics 6.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from framework.model import Cell, Project
from framework.progress import as_cell
from framework.renaming import in_terms_of
from framework.revision import Revised, revised
from framework.targets import end_target
from loaders.revisions import read_revision
from store import frameworks
from store.database import Connection, Database
from store.frameworks import Revision

GOALS = frozenset({"targets", "baseline"})
"""The keys whose changes are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRevision:
    """A revision that gave an indicator its targets, or changed them or the baseline."""

    number: int
    at: datetime
    by: str
    reason: str | None
    end_target: Cell
    """What was to be reached by the project's end from then on; of a milestone the stage's code."""
    changes: tuple[Revised, ...] = ()
    """What was changed; nothing of the first one."""


def target_history(
    database: Database, project: Project, indicator: str, known_at: datetime | None = None
) -> list[TargetRevision]:
    """The revisions that concern an indicator's targets and baseline, the first one first.

    Args:
        database: where they are recorded.
        project: the framework by which to read.
        indicator: its code there; under earlier codes it is followed.
        known_at: the moment at which it is to have been known; None for now.
    """
    with database.reading() as connection:
        recorded = frameworks.revisions(connection, project.code, known_at=known_at)
        return [*_told(recorded, frames_of(connection, recorded, project), indicator)]


def frames_of(connection: Connection, recorded: Sequence[Revision], now: Project) -> list[Project | None]:
    """The recorded frameworks in the codes of today's."""
    frames = [read_revision(connection, now.code, each.number) for each in recorded]
    later = [[one for one in (*frames[place:], now) if one] for place in range(1, len(frames) + 1)]
    return [frame and reduce(in_terms_of, after, frame) for frame, after in zip(frames, later, strict=True)]


def _told(recorded: Sequence[Revision], frames: Sequence[Project | None], code: str) -> Iterator[TargetRevision]:
    before: Project | None = None
    for each, frame in zip(recorded, frames, strict=True):
        if frame is None or code not in frame.indicators:
            continue
        changes = revised(before, frame) if before else []
        own = tuple(change for change in changes if change.indicator == code and change.key[0] in GOALS)
        if before is None or code not in before.indicators or own:
            now = frame.indicators[code]
            yield TargetRevision(
                number=each.number,
                at=each.at,
                by=each.by,
                reason=each.reason,
                end_target=as_cell(now, end_target(now)),
                changes=own,
            )
        before = frame
