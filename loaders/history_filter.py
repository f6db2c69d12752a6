"""What of a project's history is asked for: which kind of event, whose, of which report, between which days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from framework.model import Project, Row
from loaders.history import history
from store.database import Database
from store.versions import INSIDERS

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

ReportKey: TypeAlias = tuple[str, str]


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
    return told_to(role, project, filtered(history(database, project, wanted.indicator), wanted))


def told_to(role: str, project: Project, rows: Iterable[Row]) -> list[Row]:
    """The events without the figures of reports, for those who see only what is approved (semantics 6.3)."""
    sees_all = role in INSIDERS or not project.review
    return [row if sees_all or report_of(row) is None else {**row, "changes": None} for row in rows]
