"""Which reports call for a second look, and why: each beside what its reporter stated before.

The rules are those of `framework.doubts`; here reports are put in their order and compared.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from framework.doubts import Doubt, Flag, Look, Number, doubts, light, whole_repeats
from framework.model import TOTAL, Indicator, Kind, Record, Statement
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
    reports: defaultdict[Key, _Said] = defaultdict(_Said)
    for key, flag in _late(record, only):
        reports[key].late.append(flag)
    for indicator, statements in _series(record, only):
        for look in _looks(indicator, statements):
            key = (look.statement.reporter, look.statement.period.label)
            if only is None or key in only:
                reports[key].take(look)
    found = {key: said.flags() for key, said in reports.items()}
    return {key: flags for key, flags in found.items() if flags}


@dataclass(slots=True)
class _Said:
    """What one report says, as far as it has been looked at."""

    late: list[Flag] = field(default_factory=list)
    single: list[Flag] = field(default_factory=list)
    repeated: list[Look] = field(default_factory=list)
    indicators: int = 0

    def take(self, look: Look) -> None:
        """Looks at what it says of a further indicator."""
        self.single.extend(doubts(look))
        self.indicators += 1
        if len(self.repeated) == self.indicators - 1 and look.is_repeated:
            self.repeated.append(look)

    def flags(self) -> tuple[Flag, ...]:
        """All doubts; those about single figures that repeat give way to one about a whole report that does."""
        whole = whole_repeats(self.repeated) if len(self.repeated) == self.indicators else None
        if whole is None:
            return (*self.late, *self.single)
        return (*self.late, whole, *(flag for flag in self.single if flag.kind is not Doubt.REPEATS))


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
        whole = [each for each in series[code, reporter] if not each.dated or each.span == each.period.span]
        yield indicators[code], sorted(whole, key=_time)


def _time(statement: Statement) -> tuple[date, date]:
    return statement.period.span.start, statement.period.span.end


def _looks(indicator: Indicator, statements: Sequence[Statement]) -> Iterator[Look]:
    """Each statement that says something, beside those before it."""
    before: Statement | None = None
    sizes: list[Number] = []
    for statement in statements:
        size = _size(indicator, statement)
        if size is not None or says_something(statement.figure):
            yield Look(indicator, statement, before, len(sizes), _exceeded(size, sizes))
            before = statement
            if size is not None:
                insort(sizes, size)


def _size(indicator: Indicator, statement: Statement) -> Number | None:
    """The total without its sign; None where there is none that could be compared."""
    if indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
        return None
    stated = number_of(indicator, statement.figure.get(TOTAL))
    if stated is None:
        return None
    number = light(stated)
    return -number if number < 0 else number


def _exceeded(size: Number | None, earlier: Sequence[Number]) -> Number | None:
    """The median of the earlier sizes where this one is beyond it, else None."""
    middle = len(earlier) // 2
    if size is None or len(earlier) < FEWEST or size <= earlier[middle - 1]:
        return None
    median = earlier[middle] if len(earlier) % 2 else Fraction(earlier[middle - 1] + earlier[middle]) / 2
    return median if median and size > TIMES * median else None


def _late(record: Record, only: Collection[Key] | None) -> Iterator[tuple[Key, Flag]]:
    """The reports whose first version came after its day (semantics 6.4)."""
    periods = {(each.reporter, each.period.label): each.period for each in record.versions}
    for key, came in received(record).items():
        due = due_date(record.project, periods[key])
        if came.date() > due and (only is None or key in only):
            days = Fraction((came.date() - due).days)
            yield key, Flag(kind=Doubt.LATE, reporter=key[0], period=key[1], numbers=(days,), due=due)
