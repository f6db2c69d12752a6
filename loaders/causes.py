"""What made the figures of one moment those of a later one: reports that came, were decided on or replaced, and revisions.

Everything is told in the codes of the later framework.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from framework.model import TOTAL, Amount, Project, Record, ReportKey, ReportVersion
from framework.revision import Revised, revised
from loaders.differences import Key, figures_by_key
from loaders.target_history import frames_of
from store import frameworks
from store.database import Database
from store.frameworks import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCause:
    """A report whose totals are others at the later moment."""

    report: ReportKey
    before: ReportVersion | None
    """What counted at the earlier moment."""
    after: ReportVersion | None
    """What counts at the later one; None where nothing of the report does any more."""
    totals: Mapping[str, tuple[Amount | None, Amount | None]]
    """By the codes of the indicators of which it says something else: their totals before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionCause:
    """A revision of the framework between the moments."""

    number: int
    at: datetime
    by: str
    reason: str | None
    changes: tuple[Revised, ...] = ()
    new: frozenset[str] = frozenset()
    """Codes of the indicators that it added."""
    gone: frozenset[str] = frozenset()

    def concerns(self, indicator: str) -> bool:
        """True where it changed a rule, baseline or target of an indicator, or of all of them."""
        codes = {change.indicator for change in self.changes}
        return indicator in codes or "" in codes or indicator in self.new or indicator in self.gone


def report_causes(before: Record, after: Record, until: date) -> list[ReportCause]:
    """The reports that say something else at a later moment, by time and reporter.

    Args:
        before: as known at the earlier moment, read by the later framework.
        after: as known at the later one.
        until: reports of periods that begin later are left out.
    """
    then, now = _counting(before), _counting(after)
    old, new = _totals(before), _totals(after)
    changed = [key for key in {**new, **old} if old.get(key) != new.get(key)]
    found = []
    for report in {**now, **then}:
        own = [key for key in changed if key[:2] == report]
        version = now.get(report) or then[report]
        if own and version.period.span.start <= until:
            totals = {key[2]: (old.get(key), new.get(key)) for key in own}
            found.append(ReportCause(report=report, before=then.get(report), after=now.get(report), totals=totals))
    return sorted(found, key=lambda each: _when(then.get(each.report) or now[each.report]))


def _counting(record: Record) -> dict[ReportKey, ReportVersion]:
    return {each.report_key: each for each in record.versions if each.counts}


def _when(version: ReportVersion) -> tuple[date, date, str]:
    return version.period.span.start, version.period.span.end, version.reporter


def _totals(record: Record) -> Mapping[Key, Amount]:
    """The totals that reports say of whole periods; parts of periods are the same rows again."""
    whole = figures_by_key(each for each in record.statements if each.span == each.period.span)
    return {key: figure[TOTAL] for key, figure in whole.items() if TOTAL in figure}


def revision_causes(
    database: Database, project: Project, then: datetime, now: datetime | None = None
) -> list[RevisionCause]:
    """The revisions after an earlier moment, up to a later one (None: all that there are), the first one first."""
    with database.reading() as connection:
        recorded = frameworks.revisions(connection, project.code, known_at=now)
        held = frameworks.revisions(connection, project.code, known_at=then)
        since = recorded[max(len(held) - 1, 0) :]
        frames = frames_of(connection, since, project)
    return [*_revisions(since, frames)]


def _revisions(recorded: list[Revision], frames: list[Project | None]) -> Iterator[RevisionCause]:
    for (_, before), (each, after) in pairwise(zip(recorded, frames, strict=True)):
        if before is None or after is None:
            yield RevisionCause(number=each.number, at=each.at, by=each.by, reason=each.reason)
            continue
        old, new = frozenset(before.indicators), frozenset(after.indicators)
        yield RevisionCause(
            number=each.number,
            at=each.at,
            by=each.by,
            reason=each.reason,
            changes=tuple(revised(before, after)),
            new=new - old,
            gone=old - new,
        )
