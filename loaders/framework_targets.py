"""`targets` of an indicator: read, and checked against the calendar and each other (semantics 4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from framework.model import Direction, Kind, Pace, PeriodTarget, Span, Targets
from framework.numbers import decimal_text
from framework.period_labels import Misread, read_period
from framework.periods import Calendar
from framework.problems import Place, Problem
from loaders import framework_codes as codes
from loaders.framework_amounts import Measure, has_levels, measure_of
from loaders.framework_indicator_schema import CategoryTargetsEntry, IndicatorEntry, TargetsEntry
from loaders.framework_overlaps import Stated, check_levels, check_quantities, outermost
from loaders.framework_schema import DimensionEntry
from loaders.framework_values import day_of, hint, listed

NOT_COMPARED = {Kind.MILESTONE, Kind.TEXT}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What decides how targets are read."""

    measure: Measure
    levels: bool
    cumulative: bool
    pace: Pace
    calendar: Calendar | None
    """None where the project's own days could not be read: then periods are not looked at."""

    @property
    def runs_up(self) -> bool:
        """True where a target is what holds at its period's end."""
        return self.levels or self.cumulative


def read_targets(
    entry: IndicatorEntry, calendar: Calendar | None, dimensions: Mapping[str, DimensionEntry]
) -> tuple[Targets, list[Problem]]:
    """The targets of an indicator, those of its categories included, and all that is wrong with them."""
    written = entry.targets
    if written is None or entry.kind is Kind.TEXT or entry.block.unread & {"kind", "stages"}:
        return Targets(), []
    pace = Pace.STEP if entry.kind is Kind.MILESTONE else written.pace
    plan = _Plan(measure_of(entry), has_levels(entry), written.cumulative, pace, calendar)
    targets, problems = _read(written, plan)
    problems += _level_without_baseline(entry, written)
    by: dict[tuple[str, str], Targets] = {}
    for place, category, problem in _categories(entry, written, dimensions):
        if problem:
            problems.append(problem)
            continue
        by[place], found = _read(category, _plan_of(category, plan))
        problems += found
    return replace(targets, by=by), problems


def _plan_of(category: CategoryTargetsEntry, plan: _Plan) -> _Plan:
    cumulative = plan.cumulative if category.cumulative is None else category.cumulative
    milestone = plan.measure.kind is Kind.MILESTONE
    return replace(plan, cumulative=cumulative, pace=plan.pace if milestone else category.pace or plan.pace)


def _read(entry: TargetsEntry | CategoryTargetsEntry, plan: _Plan) -> tuple[Targets, list[Problem]]:
    problems: list[Problem] = []
    end = None
    if entry.end is not None:
        end, problems = plan.measure.read(entry.end, entry.block.place("end"))
    stated: list[Stated] = []
    for key, text in entry.periods.items():
        one, found = _stated(entry, key, text, plan)
        problems += found
        stated += [one] if one else []
    if plan.calendar and not problems and "cumulative" not in entry.block.unread:
        problems = [*_disagreements(entry, end, stated, plan)]
    periods = tuple(one.target for one in sorted(stated, key=lambda one: (one.target.span.end, one.target.span.start)))
    return Targets(cumulative=plan.cumulative, pace=plan.pace, end=end, periods=periods), problems


def _stated(
    entry: TargetsEntry | CategoryTargetsEntry, key: str, text: str, plan: _Plan
) -> tuple[Stated | None, list[Problem]]:
    """One target of `periods`."""
    block = entry.block.block("periods")
    place = block.key_place(key)
    amount, problems = plan.measure.read(text, block.place(key))
    if plan.calendar is None:
        return None, problems
    whole = _span(key, place, plan, plan.calendar)
    if isinstance(whole, Problem):
        return None, [*problems, whole]
    if amount is None:
        return None, problems
    dated = day_of(key) is not None
    label = key if dated else plan.calendar.label(whole)
    target = PeriodTarget(label, whole.clipped(plan.calendar.span), amount, dated)
    return Stated(place, text, whole, target), problems


def _span(key: str, place: Place, plan: _Plan, calendar: Calendar) -> Span | Problem:
    """The days, not clipped, that a key of `periods` means; of a date those from the project's start."""
    day = day_of(key)
    if day and not plan.runs_up:
        return Problem(place, codes.DATED_TARGET, key)
    span = read_period(key, calendar) if day is None else Span(calendar.span.start, day + timedelta(days=1))
    if isinstance(span, Misread):
        return _misread(key, place, span, calendar)
    outside = not calendar.span.overlaps(span) if day is None else not calendar.span.start <= day < calendar.span.end
    if outside:
        shown = key if day else f"{span.start}/{span.last_day}"
        details = {"span": shown, "start": calendar.span.start, "end": calendar.span.last_day}
        return Problem(place, codes.PERIOD_OUTSIDE_PROJECT, key, details)
    return span


def _misread(key: str, place: Place, misread: Misread, calendar: Calendar) -> Problem:
    if misread.reason == "ambiguous":
        return Problem(place, codes.PERIOD_AMBIGUOUS, key, {"readings": "; ".join(misread.readings)})
    first = calendar.periods(calendar.reporting)[0]
    example = {"example": first.label, "days": f"{first.span.start}/{first.span.last_day}"}
    return Problem(place, codes.PERIOD_UNKNOWN, key, example)


def _disagreements(
    entry: TargetsEntry | CategoryTargetsEntry, end: Fraction | None, stated: Sequence[Stated], plan: _Plan
) -> Iterator[Problem]:
    yield from check_levels(stated) if plan.runs_up else check_quantities(stated)
    if end is None or not stated or plan.calendar is None:
        return
    last = max(stated, key=lambda one: (one.target.span.end, one.target.span.start))
    if last.target.span.end < plan.calendar.span.end:
        return
    total = last.target.amount
    found = f"the last target by period is {last.text}"
    if not plan.runs_up:
        total = sum((one.target.amount for one in outermost(stated)), Fraction(0))
        found = f"the targets of the periods add up to {decimal_text(total)}"
    if total != end:
        yield Problem(entry.block.place("end"), codes.END_TARGET_DIFFERS, entry.end, {"end": entry.end, "found": found})


def _level_without_baseline(entry: IndicatorEntry, written: TargetsEntry) -> list[Problem]:
    """A level with only an end target is compared with nothing before the end (semantics 4.3)."""
    compared = entry.direction in {Direction.INCREASE, Direction.DECREASE} and entry.kind not in NOT_COMPARED
    only_end = written.end is not None and not written.periods and entry.baseline is None
    unread = entry.block.unread & {"over_time", "baseline", "direction"} or written.block.unread
    if not (compared and only_end and has_levels(entry)) or unread or written.pace is Pace.STEP:
        return []
    return [Problem(written.block.place("end"), codes.LEVEL_WITHOUT_BASELINE, written.end)]


def _categories(
    entry: IndicatorEntry, written: TargetsEntry, dimensions: Mapping[str, DimensionEntry]
) -> Iterator[tuple[tuple[str, str], CategoryTargetsEntry, Problem | None]]:
    """The targets of `by`, each with its dimension and category, or with what is wrong about these."""
    block = written.block.block("by")
    own = [use.code for use in entry.dimensions if use.code in dimensions]
    for dimension, categories in written.by.items():
        known = list(dimensions[dimension].categories) if dimension in own else []
        for category, targets in categories.items():
            problem = None
            if dimension not in own:
                details = {"hint": hint(dimension, own), "allowed": listed(own)}
                problem = Problem(block.key_place(dimension), codes.UNKNOWN_DIMENSION, dimension, details)
            elif category not in known:
                details = {"hint": hint(category, known), "allowed": listed(known)}
                place = block.block(dimension).key_place(category)
                problem = Problem(place, codes.UNKNOWN_CATEGORY, category, details)
            yield (dimension, category), targets, problem
