"""The moments at which what is known of a project changed, whatever it was that changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from store.beside import dismissal, evidence, explanation
from store.schema import decision, project, report, revision, version

Moments = tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """When something changed, by what it was; in no order."""

    received: Moments = ()
    """Versions of reports came."""
    decided: Moments = ()
    """Versions were approved or returned."""
    revised: Moments = ()
    """The framework was revised; the first revision is no change, it holds for all time before it (semantics 6.5)."""
    remarked: Moments = ()
    """Explanations and evidence were given or taken back, doubts put aside."""

    def after(self, known_at: datetime) -> "Changes":
        """Those that were not known at a moment."""
        return Changes(
            received=tuple(at for at in self.received if at > known_at),
            decided=tuple(at for at in self.decided if at > known_at),
            revised=tuple(at for at in self.revised if at > known_at),
            remarked=tuple(at for at in self.remarked if at > known_at),
        )

    def __add__(self, other: "Changes") -> "Changes":
        """Those of two projects together."""
        return Changes(
            received=self.received + other.received,
            decided=self.decided + other.decided,
            revised=self.revised + other.revised,
            remarked=self.remarked + other.remarked,
        )


def changes(connection: Connection, code: str) -> Changes:
    """All changes of a project."""
    return Changes(
        received=_moments(
            connection, select(version.c.received_at).select_from(version).join(report).join(project), code
        ),
        decided=_moments(connection, _decisions(), code),
        revised=_moments(
            connection,
            select(revision.c.recorded_at).select_from(revision).join(project).where(revision.c.number > 1),
            code,
        ),
        remarked=tuple(at for query in _remarks() for at in _moments(connection, query, code)),
    )


def _decisions() -> Select[datetime]:
    """All but the first of each version, which only says that it came."""
    every = decision.alias()
    first = select(func.min(every.c.id)).group_by(every.c.version_id)
    query = select(decision.c.decided_at).select_from(decision).join(version).join(report).join(project)
    return query.where(decision.c.id.not_in(first))


def _remarks() -> Iterator[Select[datetime]]:
    yield select(explanation.c.given_at).select_from(explanation).join(version).join(report).join(project)
    yield select(dismissal.c.dismissed_at).select_from(dismissal).join(version).join(report).join(project)
    yield select(evidence.c.added_at).select_from(evidence).join(report).join(project)
    withdrawn = select(evidence.c.withdrawn_at).select_from(evidence).join(report).join(project)
    yield withdrawn.where(evidence.c.withdrawn_at.is_not(None))


def _moments(connection: Connection, query: Select[datetime], code: str) -> Moments:
    return tuple(at for (at,) in connection.execute(query.where(project.c.code == code)))
