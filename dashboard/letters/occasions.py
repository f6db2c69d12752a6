"""When letters are sent: on which occasions, by the calendar and the reports that are missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dashboard.access import May, Rights
from framework.model import Record
from framework.obligations import Obligation, obligations, received

WEEK = timedelta(days=7)
REMINDED_BEFORE = timedelta(days=7)
"""So long before its day a report is reminded of."""
SOON, DUE, LATE = "soon", "due", "late"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on."""

    monday: date

    @property
    def last_day(self) -> date:
        """Its Sunday."""
        return self.monday + WEEK - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """Its first moment, in UTC."""
        return datetime.combine(self.monday, time.min, UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.start + WEEK

    @property
    def label(self) -> str:
        """As ISO 8601 calls it: `2025-W28`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


def week_of(day: date) -> Week:
    """The week in which a day lies."""
    return Week(day - timedelta(days=day.weekday()))


def week_before(day: date) -> Week:
    """The last week that is over on a day: the one that a digest tells about."""
    return week_of(day - WEEK)


def labelled_week(label: str) -> Week:
    """The week of a label."""
    return Week(date.fromisoformat(f"{label}-1"))


def missing(record: Record, rights: Rights) -> list[Obligation]:
    """The reports that have not come and that somebody with these rights sends, in order of time."""
    came = received(record)
    owed = obligations(record.project, record.project.indicators.values())
    return [each for each in owed if (each.reporter, each.period) not in came and rights.may(May.SEND, each.reporter)]


def reminders_due(found: Iterable[Obligation], today: date) -> list[str]:
    """The occasions of a day on which missing reports are reminded of: `soon DAY`, `due DAY`, `late WEEK`."""
    return list(dict.fromkeys(_occasions(found, today)))


def _occasions(found: Iterable[Obligation], today: date) -> Iterator[str]:
    for each in found:
        if each.due < today:
            yield f"{LATE} {week_of(today).label}"
        elif each.due == today:
            yield f"{DUE} {each.due.isoformat()}"
        elif each.due - REMINDED_BEFORE <= today:
            yield f"{SOON} {each.due.isoformat()}"


def meant(found: Iterable[Obligation], key: str, today: date) -> list[Obligation]:
    """The missing reports that an occasion is about."""
    which, _, day = key.partition(" ")
    if which == LATE:
        return [each for each in found if each.due < today]
    return [each for each in found if each.due.isoformat() == day]
