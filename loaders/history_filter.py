"""What of a project's history is asked for: which kind of event, whose, of which report, between which days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from framework.disclosure import guards, tells_evidence
from framework.model import Project, ReportKey, Row
from loaders.history import history
from store.database import Database
from store.versions import INSIDERS, UNTOLD_NAMES

FRAMEWORK = "framework"
"""The subject of what happens to the framework; every other subject is a report."""

REMARKS = "remarks"
KINDS: Mapping[str, frozenset[str]] = {
    "reports": frozenset({"received"}),
    "reviews": frozenset({"approved", "returned", "submitted"}),
    FRAMEWORK: frozenset({"recorded", "revised"}),
    REMARKS: frozenset(),
}
"""Events by what is asked for; remarks are all that are none of the others: explanations, evidence, doubts put aside."""

DISMISSED = "flag dismissed"
EVIDENCE = frozenset({"evidence added", "evidence withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; None asks for everything."""

    what: str | None = None
    """One of `KINDS`."""
    indicator: str | None = None
    reporter: str | None = None
    period: str | None = None
    by: str | None = None
    first: date | None = None
    """The first day, in UTC."""
    last: date | None = None
    """The last day, inclusive."""
    known_at: datetime | None = None
    """What happened later is left out (semantics 6.5)."""

    def fits(self, row: Row) -> bool:
        """True where an event is asked for; the indicator is for `history` to tell."""
        reporter, period = report_of(row) or (None, None)
        return (
            self.what in {None, kind_of(row)}
            and self.reporter in {None, reporter}
            and self.period in {None, period}
            and self.by in {None, row["by"]}
            and self._in_time(row["at"])
        )

    def _in_time(self, at: object) -> bool:
        if not isinstance(at, datetime):
            return False
        known = self.known_at is None or at <= self.known_at
        return known and (self.first or date.min) <= at.date() <= (self.last or date.max)


def kind_of(row: Row) -> str:
    """Which of the kinds an event is."""
    return next((kind for kind, events in KINDS.items() if row["event"] in events), REMARKS)


def report_of(row: Row) -> ReportKey | None:
    """Reporter and period of the report that an event happened to; None for the framework."""
    match str(row["subject"]).split("/", 2):
        case [_, reporter, period]:
            return reporter, period
    return None


def filtered(rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """Those events that are asked for, in the given order."""
    return [row for row in rows if wanted.fits(row)]


def history_of(database: Database, project: Project, wanted: Wanted, role: str = "officer") -> list[Row]:
    """The events of a project that are asked for, the newest first, as a role may read them."""
    rows = filtered(unnamed(role, history(database, project, wanted.indicator)), wanted)
    return told_to(role, project, rows, wanted.indicator)


def unnamed(role: str, rows: Iterable[Row]) -> list[Row]:
    """The events as a role may ask for them: the public is not told who did what."""
    return [{**row, "by": None} for row in rows] if role in UNTOLD_NAMES else list(rows)


def told_to(role: str, project: Project, rows: Iterable[Row], indicator: str | None = None) -> list[Row]:
    """The events without what a role may not read: figures that are not approved (semantics 6.3) or small (7).

    Args:
        role: whose eyes they are for; doubts are for those who see everything.
        project: the framework.
        rows: the events.
        indicator: the one that all of them are about, whose figures they tell then.
    """
    if role in INSIDERS:
        return list(rows)
    asked = project.indicators.get(indicator or "")
    small = asked is not None and guards(project, asked, role)
    return [_told(role, project, row, small=small) for row in rows if row["event"] != DISMISSED]


def _told(role: str, project: Project, row: Row, *, small: bool) -> Row:
    if report_of(row) is None:
        return row
    if project.review:
        return {**row, "changes": None, "why": row["why"] if row["event"] == "approved" else None}
    about = project.indicators.get(str(row["changes"]).partition(": ")[0]) if row["event"] in EVIDENCE else None
    hidden = small or (about is not None and not tells_evidence(project, about, role))
    return {**row, "changes": None} if hidden else row
