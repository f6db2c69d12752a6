"""What an address asks to compare; where it leaves things open, what shows something at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dashboard.addresses import Address, Impossible
from dashboard.calls import read_moment
from dashboard.view import View
from dashboard.words import marked
from framework.model import Frequency, Period, Row
from framework.periods import calendar_of
from store.changes import changes

PERIODS, YEARS, KNOWN = "periods", "years", "known"
KINDS = (PERIODS, YEARS, KNOWN)
KEYS = ("compare", "first", "second", "then")
"""The parts of an address that say what is compared."""

NO_PERIOD = marked("The project has no period {label}.")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is compared: two periods or years by their labels, or now with what was known at an earlier moment."""

    kind: str
    first: str = ""
    second: str = ""
    then: datetime | None = None

    @property
    def is_there(self) -> bool:
        """True where there are two sides."""
        return self.then is not None if self.kind == KNOWN else bool(self.first and self.second)


def asked(view: View) -> Asked | Impossible:
    """The choice; where it is open the latest two periods or years that are over, or the day before the last change."""
    kind = view.address.state("compare") or PERIODS
    if kind == KNOWN:
        then = view.address.state("then")
        return Asked(kind=kind, then=read_moment(then) if then else _before_last_change(view))
    offered = [period.label for period in periods(view, kind)]
    first, second = view.address.state("first"), view.address.state("second")
    unknown = next((label for label in (first, second) if label and label not in offered), None)
    if unknown:
        return Impossible(404, NO_PERIOD, {"label": unknown})
    over = [period.label for period in periods(view, kind) if period.span.last_day <= view.as_of]
    last = _latest(view, kind, offered, over)
    second = second or next((label for label in reversed(last) if label != first), "")
    first = first or next((label for label in reversed(last) if label != second), "")
    return Asked(kind=kind, first=first, second=second)


def periods(view: View, kind: str) -> Sequence[Period]:
    """The periods of which two can be compared, in order of time."""
    frequency = Frequency.ANNUAL if kind == YEARS else view.project.reporting
    return calendar_of(view.project).periods(frequency)


def _latest(view: View, kind: str, offered: Sequence[str], over: Sequence[str]) -> list[str]:
    """The labels of the two latest with figures, of those that are over if there are two; with fewer, those beside them."""
    stated = _stated(view.rows("targets"), "target_period", "actual") if kind == YEARS else _periods_stated(view)
    known = [label for label in offered if label in stated]
    ended = [label for label in known if label in over]
    known = ended if len(ended) > 1 else known
    last = offered.index(known[-1]) if known else 0
    return known[-2:] if len(known) > 1 else list(offered[max(last - 1, 0) : max(last - 1, 0) + 2])


def _periods_stated(view: View) -> frozenset[str]:
    return _stated(view.rows("series"), "period", "value")


def _stated(rows: Sequence[Row], label: str, value: str) -> frozenset[str]:
    return frozenset(str(row[label]) for row in rows if row[value] is not None)


def _before_last_change(view: View) -> datetime | None:
    """The end of the day before the last one on which figures changed; None where they never did."""
    days = change_days(view)
    return datetime.combine(days[0] - DAY, time.max, UTC) if days else None


def change_days(view: View) -> list[date]:
    """The days on which reports came or were decided on or the framework was revised, the latest first."""
    with view.site.database.reading() as connection:
        known = changes(connection, view.project.code)
    until = view.known_at or view.site.now()
    moments = (*known.received, *known.decided, *known.revised)
    return sorted({at.date() for at in moments if at <= until}, reverse=True)


def file_address(address: Address, form: str) -> str:
    """Where the comparison is downloaded."""
    return address.project_file(f"compare.{form}", ("as_of", "known_at", *KEYS))
