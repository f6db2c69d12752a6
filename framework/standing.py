"""How an indicator stands: percentages, deviation, status, projection (semantics 5).

With A the actual, T the target and B the baseline. Every comparison is made on unrounded fractions.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from framework.model import TOTAL, Amount, Direction, Indicator, Kind, Project, Rule, Status
from framework.periods import months_between
from framework.progress import Ledger, day_after
from framework.targets import Schedule, baseline_number, end_target, is_level, number_of, schedule_of

FARTHEST = 100 * 12
"""A projection further away than this many months is no date worth showing."""


def met(indicator: Indicator, actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """A of T in percent, plain (semantics 5.1); None where the divisor is 0 or either is missing."""
    if indicator.direction is Direction.NONE or actual is None or target is None:
        return None
    top, bottom = (target, actual) if indicator.direction is Direction.DECREASE else (actual, target)
    return 100 * top / bottom if bottom else None


def as_good(indicator: Indicator, actual: Fraction, target: Fraction) -> bool:
    """True where the actual is at least as good as the target."""
    if indicator.direction is Direction.MAINTAIN:
        return actual == target
    return actual <= target if indicator.direction is Direction.DECREASE else actual >= target


def is_met(project: Project, indicator: Indicator, actual: Fraction, target: Fraction, *, over: bool) -> bool:
    """A target is met; what must be kept, or a sum kept low, can be so only when its time is over (semantics 5.5)."""
    if indicator.direction is Direction.MAINTAIN:
        off = deviation(indicator, actual, target)
        return over and off is not None and abs(off) <= project.deviation_percent
    early = indicator.direction is not Direction.DECREASE or is_level(indicator)
    return (early or over) and as_good(indicator, actual, target)


def progress(indicator: Indicator, actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """The way from the baseline to the end target that is done, in percent (semantics 5.2)."""
    start = None if indicator.over_time is Rule.SUM else baseline_number(indicator)
    if start is None or actual is None or target is None or indicator.direction is Direction.NONE:
        return met(indicator, actual, target)
    if target == start:
        return Fraction(100) if as_good(indicator, actual, target) else None
    return 100 * (actual - start) / (target - start)


def deviation(indicator: Indicator, actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """How far the actual is from the target to date, in percent; never positive for `maintain` (semantics 5.3, 5.4)."""
    if indicator.direction is not Direction.MAINTAIN:
        share = met(indicator, actual, target)
        return None if share is None else share - 100
    if actual is None or target is None:
        return None
    if target == 0:
        return Fraction(0) if actual == 0 else None
    return -100 * abs(actual - target) / abs(target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an indicator stands at the end of a day; percentages unrounded."""

    as_of: date
    actual: Amount | None
    end_target: Fraction | None
    target_to_date: Fraction | None
    compared_at: date | None
    """The moment (exclusive end) at which actual and target to date are compared."""
    compared_actual: Fraction | None
    to_date_pct: Fraction | None
    deviation_pct: Fraction | None
    met_pct: Fraction | None
    progress_pct: Fraction | None
    status: Status


def standing(project: Project, ledger: Ledger, as_of: date) -> Standing:
    """Where the indicator stands by the end of a day (semantics 1.6, 4.3, 5)."""
    indicator, end = ledger.indicator, day_after(as_of)
    schedule = schedule_of(project, indicator)
    ended = ledger.last_ended(end)
    moment = schedule.moment(end, ended.span.end if ended else None)
    due = schedule.to_date(moment) if moment else None
    reached = number_of(indicator, ledger.to_date(TOTAL, moment)) if moment else None
    actual = ledger.to_date(TOTAL, end, begun=True)
    number, goal = number_of(indicator, actual), end_target(indicator)
    compared = _Comparison(project, indicator, number, goal, reached, due)
    return Standing(
        as_of=as_of,
        actual=actual,
        end_target=goal,
        target_to_date=due,
        compared_at=moment,
        compared_actual=reached,
        to_date_pct=met(indicator, reached, due),
        deviation_pct=compared.deviation if indicator.direction is not Direction.NONE else None,
        met_pct=met(indicator, number, goal),
        progress_pct=progress(indicator, number, goal),
        status=_status(compared, ledger, end, any_ended=ended is not None),
    )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The numbers that a status follows from."""

    project: Project
    indicator: Indicator
    actual: Fraction | None
    end_target: Fraction | None
    reached: Fraction | None
    due: Fraction | None

    @property
    def deviation(self) -> Fraction | None:
        """From the target to date."""
        return deviation(self.indicator, self.reached, self.due)

    def achieved(self, end: date) -> bool:
        """The end target is met by a moment."""
        if self.actual is None or self.end_target is None:
            return False
        over = end >= self.project.span.end
        return is_met(self.project, self.indicator, self.actual, self.end_target, over=over)

    def not_due(self) -> bool:
        """No target is due yet, or a planned zero of an increasing sum."""
        sums_up = not is_level(self.indicator) and self.indicator.direction is Direction.INCREASE
        return self.due is None or (self.due == 0 and sums_up)

    def verdict(self) -> Status:
        """By the deviation; bounds belong to the better side (semantics 5.5)."""
        if self.reached is None or self.due is None:
            return Status.NO_DATA
        if self.deviation is None:
            good = self.indicator.direction is not Direction.MAINTAIN and as_good(
                self.indicator, self.reached, self.due
            )
            return Status.AHEAD if good else Status.OFF_TRACK
        if self.deviation > self.project.deviation_percent:
            return Status.AHEAD
        if self.deviation >= -self.project.deviation_percent:
            return Status.ON_TRACK
        return Status.BEHIND if self.deviation >= -self.project.off_track_percent else Status.OFF_TRACK


def _status(compared: _Comparison, ledger: Ledger, end: date, *, any_ended: bool) -> Status:
    """The first that holds, in the order of semantics 5.5."""
    indicator = compared.indicator
    if compared.end_target is None or indicator.kind is Kind.TEXT:
        return Status.NO_TARGET
    if any_ended and compared.actual is None and not ledger.stated(end):
        return Status.NO_DATA
    if indicator.direction is Direction.NONE:
        return Status.NO_TARGET
    if compared.achieved(end):
        return Status.ACHIEVED
    return Status.NOT_DUE if not any_ended or compared.not_due() else compared.verdict()


def explanation_due(project: Project, now: Standing, explanations: list[str]) -> bool:
    """True where the deviation is beyond the bound and nobody has said why (semantics 5.6)."""
    owing = now.status in {Status.AHEAD, Status.BEHIND, Status.OFF_TRACK}
    far = now.deviation_pct is not None and abs(now.deviation_pct) > project.deviation_percent
    return owing and far and not explanations


@dataclass(frozen=True, slots=True)
class Projection:
    """At the average pace so far: the value at the project's end, and the day the end target would be reached."""

    end: Fraction
    day: date | None


def projection(project: Project, ledger: Ledger, as_of: date) -> Projection | None:
    """The pace so far carried on (semantics 5.10): sums and rising levels, from two ended periods with data on."""
    indicator = ledger.indicator
    ended = [period for period in ledger.periods if period.span.end <= day_after(as_of) and ledger.said_in(period)]
    last = ledger.last_ended(day_after(as_of))
    if last is None or len(ended) < 2 or not _projectable(indicator):  # noqa: PLR2004 two points make a pace
        return None
    reached = number_of(indicator, ledger.to_date(TOTAL, last.span.end))
    origin: Fraction | None = Fraction(0)
    since = project.span.start
    if is_level(indicator):
        known = baseline_number(indicator)
        first = number_of(indicator, ledger.to_date(TOTAL, ended[0].span.end))
        origin, since = (known, since) if known is not None else (first, ended[0].span.end)
    months = months_between(since, last.span.end)
    if reached is None or origin is None or months <= 0:
        return None
    pace = (reached - origin) / months
    if is_level(indicator) and pace <= 0:
        return None
    left = months_between(last.span.end, project.span.end)
    return Projection(reached + pace * left, _day_reached(indicator, reached, pace, last.span.end))


def _projectable(indicator: Indicator) -> bool:
    """Quantities that add up, and levels that are to rise."""
    if indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
        return False
    if indicator.over_time is Rule.LAST:
        return indicator.direction is Direction.INCREASE
    return indicator.over_time is Rule.SUM and indicator.kind is not Kind.PERCENTAGE


def _day_reached(indicator: Indicator, reached: Fraction, pace: Fraction, moment: date) -> date | None:
    """The day on which the end target would be met at this pace; None where it is met, or never would be."""
    goal = end_target(indicator)
    if goal is None or indicator.direction is not Direction.INCREASE or pace <= 0 or reached >= goal:
        return None
    months = (goal - reached) / pace
    return add_months(moment, months) if months <= FARTHEST else None


def add_months(moment: date, months: Fraction) -> date:
    """The day on which so many months after a moment are over, a part of a month by its days."""
    position = months_between(date(moment.year, 1, 1), moment) + months
    whole, part = divmod(position, 1)
    first = date(moment.year + int(whole) // 12, int(whole) % 12 + 1, 1)
    length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first + timedelta(days=-(-part * length // 1) - 1)


def elapsed(project: Project, as_of: date) -> Fraction:
    """The share of the project's days that is over, in percent (semantics 5.8)."""
    days = (day_after(as_of) - project.span.start).days
    return min(max(Fraction(100 * days, (project.span.end - project.span.start).days), Fraction(0)), Fraction(100))


def category_schedule(project: Project, indicator: Indicator, place: tuple[str, str]) -> Schedule | None:
    """The schedule of a category's own targets (semantics 4.5); None where it has none."""
    targets = indicator.targets.by.get(place)
    return Schedule(project, indicator, targets, of_category=True) if targets else None
