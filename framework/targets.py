"""What is to be reached, and when (semantics 4).

Moments are exclusive ends: a target "to date at 2023-04-01" is what was due by the end of 31 March.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from framework.model import Amount, Direction, Indicator, Kind, Pace, PeriodTarget, Project, Rule, Span, Targets
from framework.periods import months_between


def is_level(indicator: Indicator) -> bool:
    """True where targets are levels to be reached, not quantities to be added (semantics 4.1)."""
    return indicator.over_time is not Rule.SUM or indicator.kind is Kind.PERCENTAGE


def runs_up(indicator: Indicator, targets: Targets) -> bool:
    """True where a target is what holds at its period's end: levels and cumulative targets."""
    return is_level(indicator) or targets.cumulative


def baseline_number(indicator: Indicator) -> Fraction | None:
    """The baseline as a number; of a percentage its ratio in units of `per`."""
    return number_of(indicator, indicator.baseline.amount) if indicator.baseline else None


def number_of(indicator: Indicator, amount: Amount | None) -> Fraction | None:
    """The number that an amount is: its value, or numerator ÷ denominator × per (semantics 2.5).

    None for a text, for "not applicable", and where the denominator is 0 or not known.
    """
    if amount is None or not amount.pooled:
        return amount.value if amount else None
    if not amount.denominator or amount.numerator is None:
        return None
    return amount.numerator / amount.denominator * indicator.per


def top_level(targets: Sequence[PeriodTarget]) -> list[PeriodTarget]:
    """The target periods that lie inside no other, in order of time."""
    outer = [one for one in targets if not any(_inside(one, other) for other in targets)]
    return sorted(outer, key=lambda target: target.span)


def _inside(inner: PeriodTarget, outer: PeriodTarget) -> bool:
    return inner is not outer and inner.span != outer.span and outer.span.covers(inner.span)


def end_target(indicator: Indicator, targets: Targets | None = None) -> Fraction | None:
    """The life-of-project target (semantics 4.2, 2.7): written, else the sum or the last of the periods.

    A milestone without any target has its last stage.
    """
    given = indicator.targets if targets is None else targets
    if given.end is not None:
        return given.end
    if not given.periods:
        return Fraction(len(indicator.stages) - 1) if indicator.kind is Kind.MILESTONE else None
    if runs_up(indicator, given):
        return max(given.periods, key=lambda target: target.span.end).amount
    return sum((target.amount for target in top_level(given.periods)), Fraction(0))


@dataclass(frozen=True, slots=True)
class Instalment:
    """A quantity to be delivered within some stretches of time."""

    stretches: tuple[Span, ...]
    amount: Fraction
    due: date
    """The end of the target period it belongs to, when all of it is due."""

    def elapsed(self, moment: date) -> Fraction:
        """The share of its months that is over."""
        return _elapsed(self.stretches, moment)

    def begun(self, moment: date) -> bool:
        """True where some of its time is over."""
        return bool(self._begun(moment))

    def _begun(self, moment: date) -> list[Span]:
        return [part for part in self.stretches if part.start < moment]


@lru_cache(maxsize=1 << 14)
def _elapsed(stretches: tuple[Span, ...], moment: date) -> Fraction:
    """The share of the months of some stretches of time that is over by a moment."""
    begun = [part for part in stretches if part.start < moment]
    over = sum((months_between(part.start, min(part.end, moment)) for part in begun), Fraction(0))
    return over / sum((months_between(part.start, part.end) for part in stretches), Fraction(0))


@lru_cache(maxsize=4096)
def _instalments(project_span: Span, end: Fraction | None, periods: tuple[PeriodTarget, ...]) -> tuple[Instalment, ...]:
    """Quantities period by period: finer targets, what they leave of longer ones, and the rest (semantics 4.2)."""
    parts = [_own_part(target, periods) for target in periods]
    outer = top_level(periods)
    covered = outer[-1].span.end if outer else project_span.start
    rest = None if end is None else end - sum((target.amount for target in outer), Fraction(0))
    if rest is not None and covered < project_span.end and (rest > 0 or not outer):
        parts.append(Instalment((Span(covered, project_span.end),), rest, project_span.end))
    return tuple(part for part in parts if part is not None)


def _own_part(target: PeriodTarget, periods: Sequence[PeriodTarget]) -> Instalment | None:
    """What a target period has beside the finer targets inside it, and when."""
    inner = top_level([other for other in periods if _inside(other, target)])
    stretches: list[Span] = []
    start = target.span.start
    for part in inner:
        if start < part.span.start:
            stretches.append(Span(start, part.span.start))
        start = max(start, part.span.end)
    if start < target.span.end:
        stretches.append(Span(start, target.span.end))
    left = target.amount - sum((part.amount for part in inner), Fraction(0))
    return Instalment(tuple(stretches), left, target.span.end) if stretches else None


@lru_cache(maxsize=4096)
def _points(
    project_span: Span, end: Fraction | None, periods: tuple[PeriodTarget, ...]
) -> tuple[tuple[date, Fraction], ...]:
    """The levels to be reached, by the moment; an end target belongs to the project's end (semantics 4.2)."""
    points = {target.span.end: target.amount for target in sorted(periods, key=lambda target: target.span)}
    if end is not None and (not points or max(points) < project_span.end):
        points[project_span.end] = end
    return tuple(sorted(points.items()))


@dataclass(frozen=True, slots=True)
class Schedule:
    """The targets of an indicator, or of one of its categories, over the project's time."""

    project: Project
    indicator: Indicator
    targets: Targets
    of_category: bool = False
    """A category has no baseline of its own."""

    @property
    def points(self) -> tuple[tuple[date, Fraction], ...]:
        """Levels and running totals, by the moment they are to be reached."""
        stage = end_target(self.indicator, self.targets) if self.indicator.kind is Kind.MILESTONE else None
        written = self.targets.end if self.targets.end is not None or self.targets.periods else stage
        return _points(self.project.span, written, self.targets.periods)

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """Quantities to be added, by the time they belong to."""
        return _instalments(self.project.span, self.targets.end, self.targets.periods)

    @property
    def steps(self) -> bool:
        """True where only ended target periods count (semantics 4.3, 2.7)."""
        return self.targets.pace is Pace.STEP or self.indicator.kind is Kind.MILESTONE

    def to_date(self, moment: date) -> Fraction | None:
        """What is due by a moment; None where nothing is yet (semantics 4.3, 4.4)."""
        if runs_up(self.indicator, self.targets):
            return self._level(moment)
        if self.steps:
            due = [part.amount for part in self.instalments if part.due <= moment]
            return sum(due, Fraction(0)) if due else None
        begun = [part for part in self.instalments if part.begun(moment)]
        return sum((part.amount * part.elapsed(moment) for part in begun), Fraction(0)) if begun else None

    def _level(self, moment: date) -> Fraction | None:
        points = self.points
        before = [point for point in points if point[0] <= moment]
        after = [point for point in points if point[0] > moment]
        if not before and self.indicator.direction is Direction.MAINTAIN and points:
            return points[0][1]
        if self.steps or not after:
            return before[-1][1] if before else None
        previous = before[-1] if before else self._origin()
        if previous is None or moment <= self.project.span.start:
            return None
        return _between(previous, after[0], moment)

    def _origin(self) -> tuple[date, Fraction] | None:
        """Where the line starts: the baseline of a level, 0 of a sum, at the project's start."""
        amount: Fraction | None = Fraction(0)
        if is_level(self.indicator):
            amount = None if self.of_category else baseline_number(self.indicator)
        return None if amount is None else (self.project.span.start, amount)

    def own(self, span: Span) -> Fraction | None:
        """A period's own target: what is to be added in it, or reached at its end (interface 4 series)."""
        if runs_up(self.indicator, self.targets):
            return self.to_date(span.end)
        if self.steps:
            due = [part.amount for part in self.instalments if span.start < part.due <= span.end]
            return sum(due, Fraction(0)) if due else None
        if not any(stretch.overlaps(span) for part in self.instalments for stretch in part.stretches):
            return None
        return (self.to_date(span.end) or Fraction(0)) - (self.to_date(span.start) or Fraction(0))

    def moment(self, as_of_end: date, last_ended: date | None) -> date | None:
        """When target and actual are compared (semantics 1.6, 4.3).

        Args:
            as_of_end: the day after as_of.
            last_ended: the end of the last ended reporting period.

        Returns:
            `last_ended` for a linear pace, the end of the last ended target period for steps; None where there is none.
        """
        level = runs_up(self.indicator, self.targets)
        if not self.steps or (level and self.indicator.direction is Direction.MAINTAIN):
            return last_ended
        dues = [moment for moment, _ in self.points] if level else [part.due for part in self.instalments]
        return max((due for due in dues if due <= as_of_end), default=None)


def _between(start: tuple[date, Fraction], end: tuple[date, Fraction], moment: date) -> Fraction:
    """A straight line between two levels, measured in months."""
    share = months_between(start[0], moment) / months_between(start[0], end[0])
    return start[1] + (end[1] - start[1]) * share


def schedule_of(project: Project, indicator: Indicator) -> Schedule:
    """The indicator's own schedule."""
    return Schedule(project, indicator, indicator.targets)
