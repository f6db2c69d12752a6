"""Which reports call for a second look, and why: each beside what its reporter stated before.

The rules are those of `framework.doubts`; here reports are put in their order and compared.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from framework.doubts import Doubt, Flag, Look, Number, doubts, light
from framework.model import TOTAL, Indicator, Kind, Period, Project, Record, Statement
from framework.obligations import due_date, received
from framework.progress import says_something
from framework.targets import number_of

TIMES = 3
"""So many times the median is too much."""

FEWEST = 3
"""Earlier periods without which a median says nothing."""

Key = tuple[str, str]
"""A report: its reporter and the label of its period."""


def flags(record: Record, reporter: str, period: str) -> tuple[Flag, ...]:
    """The doubts about the version of one report that stands, those about the whole report first."""
    return all_flags(record, only={(reporter, period)}).get((reporter, period), ())


def all_flags(record: Record, *, only: Collection[Key] | None = None) -> Mapping[Key, tuple[Flag, ...]]:
    """The doubts about every report that raises some.

    Args:
        record: what is known; its totals alone tell nothing about cells.
        only: the reports that are asked for; None for all.
    """
    looks: defaultdict[Key, list[Look]] = defaultdict(list)
    for indicator, statements in _series(record, only):
        for look in _looks(indicator, statements):
            looks[look.statement.reporter, look.statement.period.label].append(look)
    late = _late(record, only)
    wanted = [key for key in {**late, **looks} if only is None or key in only]
    found = {key: (*late.get(key, ()), *doubts(looks.get(key, ()))) for key in wanted}
    return {key: doubts for key, doubts in found.items() if doubts}


def _series(record: Record, only: Collection[Key] | None) -> Iterator[tuple[Indicator, list[Statement]]]:
    """What each reporter stated of each indicator for whole periods, in order of time, in the framework's order."""
    series: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    reporters = None if only is None else {reporter for reporter, _ in only}
    for each in record.statements:
        if reporters is None or each.reporter in reporters:
            series[each.indicator, each.reporter].append(each)
    indicators = record.project.indicators
    ranks = {code: rank for rank, code in enumerate(indicators)}
    for code, reporter in sorted((key for key in series if key[0] in ranks), key=lambda key: ranks[key[0]]):
        whole = [each for each in series[code, reporter] if each.span == each.period.span]
        yield indicators[code], sorted(whole, key=lambda each: each.period.span)


def _looks(indicator: Indicator, statements: Sequence[Statement]) -> Iterator[Look]:
    """Each statement that says something, beside those before it."""
    before: Statement | None = None
    sizes: list[Number] = []
    for statement in statements:
        if says_something(statement.figure):
            size = _size(indicator, statement)
            yield Look(indicator, statement, before, len(sizes), _exceeded(size, sizes))
            before = statement
            if size is not None:
                insort(sizes, size)


def _size(indicator: Indicator, statement: Statement) -> Number | None:
    """The total without its sign; None where there is none that could be compared."""
    if indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
        return None
    number = number_of(indicator, statement.figure.get(TOTAL))
    return None if number is None else light(-number if number < 0 else number)


def _exceeded(size: Number | None, earlier: Sequence[Number]) -> Number | None:
    """The median of the earlier sizes where this one is beyond it, else None."""
    middle = len(earlier) // 2
    if size is None or len(earlier) < FEWEST or size <= earlier[middle - 1]:
        return None
    median = earlier[middle] if len(earlier) % 2 else Fraction(earlier[middle - 1] + earlier[middle]) / 2
    return median if median and size > TIMES * median else None


def _late(record: Record, only: Collection[Key] | None) -> dict[Key, tuple[Flag, ...]]:
    """The reports whose first version came after its day (semantics 6.4)."""
    periods = {(each.reporter, each.period.label): each.period for each in record.versions}
    came = {key: moment for key, moment in received(record).items() if only is None or key in only}
    return {key: tuple(_delay(record.project, key, periods[key], moment)) for key, moment in came.items()}


def _delay(project: Project, key: Key, period: Period, came: datetime) -> Iterator[Flag]:
    due = due_date(project, period)
    if came.date() > due:
        days = Fraction((came.date() - due).days)
        yield Flag(kind=Doubt.LATE, reporter=key[0], period=key[1], numbers=(days,), due=due)
