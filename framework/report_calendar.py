"""The calendar of reports: for every reporter and period, whether its report came, is due, late or reviewed.

A *lane* holds the reports of one reporter and one length of period, in order of time; an indicator that reports less
often than the project (semantics 1.5) gives its reporters a lane of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from framework.model import Frequency, Period, Project, Record, ReportVersion
from framework.obligations import due_date, obligations
from framework.periods import calendar_of

Report = tuple[str, str]
"""Reporter and label of the period."""


class State(StrEnum):
    """Where a report is, by its newest version (semantics 6.3 and 6.4)."""

    APPROVED = "approved"
    ON_TIME = "on_time"
    CAME_LATE = "came_late"
    WAITING = "waiting"
    RETURNED = "returned"
    LATE = "late"
    DUE = "due"
    NOT_DUE = "not_due"


REVIEWED = {"submitted": State.WAITING, "returned": State.RETURNED, "approved": State.APPROVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The report of one reporter and period, received or not."""

    reporter: str
    period: Period
    state: State
    due: date
    """The last day on which it is on time."""
    owed: bool
    """Whether the reporter owes it: is active then, and has an indicator of that length of period."""
    days: int = 0
    """Days late: since it was due, or of one that came when its first version did; of one that is due the days left."""
    newest: ReportVersion | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The reports of one reporter and one length of period."""

    reporter: str
    frequency: Frequency
    slots: tuple[Slot, ...]
    """One per period of the project, in order of time."""


def lanes(record: Record, today: date) -> list[Lane]:
    """The calendar on a day: the project's usual periods first, reporters in the framework's order."""
    book = _book(record, today)
    known = dict.fromkeys([*record.project.reporters, *(reporter for reporter, _ in book.came)])
    return [
        Lane(reporter, frequency, tuple(book.slot(reporter, period) for period in periods))
        for frequency in _frequencies(record.project)
        for periods in [calendar_of(record.project).periods(frequency)]
        for reporter in known
        if any(book.concerns((reporter, period.label)) for period in periods)
    ]


def slot_of(record: Record, reporter: str, period: Period, today: date) -> Slot:
    """Where one report is on a day."""
    return _book(record, today).slot(reporter, period)


def _book(record: Record, today: date) -> "_Book":
    project = record.project
    owed = {(item.reporter, item.period) for item in obligations(project, project.indicators.values())}
    return _Book(project, versions_by_report(record.versions), frozenset(owed), today)


@dataclass(frozen=True, slots=True)
class _Book:
    """What came and what is owed, on a day."""

    project: Project
    came: Mapping[Report, Sequence[ReportVersion]]
    owed: frozenset[Report]
    today: date

    def concerns(self, report: Report) -> bool:
        """True where it came or is owed."""
        return report in self.owed or report in self.came

    def slot(self, reporter: str, period: Period) -> Slot:
        """Where a report is."""
        key = (reporter, period.label)
        due, owed = due_date(self.project, period), key in self.owed
        versions = self.came.get(key)
        if versions:
            state, late = self._received(versions)
            return Slot(
                reporter=reporter, period=period, state=state, due=due, owed=owed, days=late, newest=versions[-1]
            )
        state = self._missing(period, due, owed=owed)
        days = 0 if state is State.NOT_DUE else abs((self.today - due).days)
        return Slot(reporter=reporter, period=period, state=state, due=due, owed=owed, days=days)

    def _received(self, versions: Sequence[ReportVersion]) -> tuple[State, int]:
        """The state of one that came, and by how many days it was late."""
        late = days_late(self.project, versions)
        return REVIEWED.get(versions[-1].status) or (State.CAME_LATE if late else State.ON_TIME), late

    def _missing(self, period: Period, due: date, *, owed: bool) -> State:
        if not owed or period.span.last_day > self.today:
            return State.NOT_DUE
        return State.LATE if self.today > due else State.DUE


def _frequencies(project: Project) -> list[Frequency]:
    """The lengths of periods that are reported, the project's own first."""
    used = {each.reporting for each in project.indicators.values()} - {project.reporting}
    return [project.reporting, *sorted(used, key=lambda each: each.months)]


def versions_by_report(versions: Iterable[ReportVersion]) -> Mapping[Report, Sequence[ReportVersion]]:
    """All versions of each report in their order."""
    found: defaultdict[Report, list[ReportVersion]] = defaultdict(list)
    for each in sorted(versions, key=lambda each: each.number):
        found[each.reporter, each.period.label].append(each)
    return found


def days_late(project: Project, versions: Sequence[ReportVersion]) -> int:
    """By how many days the first version of a report missed its day; 0 where it was on time."""
    first = min(each.received_at for each in versions).date()
    return max((first - due_date(project, versions[0].period)).days, 0)


def counted(found: Iterable[Lane]) -> Counter[State]:
    """How many reports are in each state; those that nobody owes are left out."""
    return Counter(slot.state for lane in found for slot in lane.slots if slot.owed or slot.newest)


def in_state(found: Iterable[Lane], *states: State) -> list[Slot]:
    """The reports in some states, the oldest period first."""
    chosen = [slot for lane in found for slot in lane.slots if slot.state in states]
    return sorted(chosen, key=lambda slot: (slot.period.span.end, slot.period.span.start))


def waiting(versions: Iterable[ReportVersion]) -> list[ReportVersion]:
    """The queue of review: newest versions that nobody has decided on, those that came first first (semantics 6.3)."""
    newest = [each[-1] for each in versions_by_report(versions).values()]
    return sorted((each for each in newest if each.status == "submitted"), key=lambda each: each.received_at)
