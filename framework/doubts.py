"""Doubts about what a report says: figures that deserve a second look, and never a reason to refuse them.

A report is compared with what the same reporter stated for earlier periods, indicator by indicator; an *earlier period*
is one for which it stated something of the indicator. The rules, each exact to the number:

- `beyond_median`: the total is more than 3 times the median of the totals of at least 3 earlier periods, signs left out.
  Levels and percentages are compared by their values. A median of 0 says nothing about size, and raises no doubt.
- `falls`: a number or amount of `over_time: last` and `direction: increase` is below the one stated before: a running total
  does not fall, a level may.
- `repeats`: all amounts of an indicator with `over_time: sum`, in every cell, are those of the period before, and are two
  different numbers other than 0, or one of 10 and more: small counts repeat by chance, levels may stay. Where that holds
  for all of at least two indicators of a report, levels too, it is one doubt about the whole report.
- `over_100`: a percentage (not a rate per 1,000) is more than 100, at the widest places where it is.
- `undivided`: a dimension has cells in the period before and none now, while a total other than 0 is stated.
- `unequal`: the cells of a dimension do not make up the total (women + men ≠ total), of percentages the numerators or
  denominators. Only where cells add up: `across: sum`, `cells: within`.
- `late`: the first version came after the day on which the report was due (semantics 6.4).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from framework.model import (
    NOT_APPLICABLE,
    TOTAL,
    Amount,
    Cells,
    Direction,
    Figure,
    Indicator,
    Kind,
    Place,
    Rule,
    Statement,
)
from framework.targets import number_of

NOTABLE = 10
"""A number that does not come twice by chance."""

LEAST = 2
"""Indicators without which a report is no whole."""

WHOLE = 100

Number = Fraction | int
"""Whole numbers are added and compared as such, which is quicker."""


class Doubt(StrEnum):
    """What is doubted; the rules are at the head of this module."""

    LATE = "late"
    REPEATS = "repeats"
    BEYOND_MEDIAN = "beyond_median"
    FALLS = "falls"
    OVER_100 = "over_100"
    UNEQUAL = "unequal"
    UNDIVIDED = "undivided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A doubt about a report, with the numbers that say why."""

    kind: Doubt
    reporter: str
    period: str
    indicator: str | None = None
    """None where the whole report is meant."""
    place: Place = TOTAL
    dimension: str | None = None
    """The code of a dimension; of several `sex+region`."""
    numbers: tuple[Fraction, ...] = ()
    """What the report says: the total; the total and the cells beside it; all amounts that repeat; days of delay."""
    against: Fraction | None = None
    """What it is compared with: the median, or the figure of the period before."""
    count: int = 0
    """How many earlier periods the median is of."""
    since: str | None = None
    """The label of the period before."""
    part: str = "value"
    """Which numbers of percentages do not add up: `numerator` or `denominator`."""
    due: date | None = None

    @property
    def key(self) -> str:
        """What tells this doubt from others about the report: `falls:2.4:5f1c…`.

        Of numbers only those of the report itself are in it: a doubt put aside stays so while the report says the same,
        whatever becomes of other reports, and is open again once it says something else.
        """
        said = [self.dimension or "", *(f"{name}={code}" for name, code in sorted(self.place)), *map(str, self.numbers)]
        return f"{self.kind}:{self.indicator or ''}:{sha256('|'.join(said).encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a report says of an indicator, beside what its reporter said before."""

    indicator: Indicator
    statement: Statement
    before: Statement | None
    earlier: int
    """For how many periods a total was stated before."""
    exceeded: Number | None = None
    """The median of these totals, where the figure is beyond it."""

    @property
    def total(self) -> Amount | None:
        """The total that is stated, or what the cells make."""
        return self.statement.figure.get(TOTAL)

    @property
    def is_repeated(self) -> bool:
        """True where every amount is that of the period before."""
        return self.before is not None and self.before.figure == self.statement.figure

    def flag(
        self,
        kind: Doubt,
        *numbers: Number | None,
        place: Place = TOTAL,
        dimension: str | None = None,
        against: Number | None = None,
        part: str = "value",
    ) -> Flag:
        """A doubt about this indicator."""
        return Flag(
            kind=kind,
            reporter=self.statement.reporter,
            period=self.statement.period.label,
            indicator=self.indicator.code,
            place=place,
            dimension=dimension,
            numbers=tuple(Fraction(number) for number in numbers if number is not None),
            against=None if against is None else Fraction(against),
            count=self.earlier if kind is Doubt.BEYOND_MEDIAN else 0,
            since=self.before.period.label if self.before else None,
            part=part,
        )


def light(number: Fraction) -> Number:
    """The same number, quicker to compare and to add."""
    return number.numerator if number.denominator == 1 else number


def doubts(look: Look) -> Iterator[Flag]:
    """The doubts about what a report says of one indicator."""
    for rule in RULES:
        yield from rule(look)


def whole_repeats(looks: Sequence[Look]) -> Flag | None:
    """The doubt about a whole report, of whose indicators each says what it said before; None where there is none.

    All must have said it for the same period.
    """
    numbers = [number for look in looks for number in _numbers(look.statement.figure)]
    since = {look.before.period.label for look in looks if look.before}
    if len(looks) < LEAST or len(since) != 1 or not _is_notable(numbers):
        return None
    said = looks[0].statement
    return Flag(
        kind=Doubt.REPEATS,
        reporter=said.reporter,
        period=said.period.label,
        numbers=tuple(numbers),
        since=since.pop(),
    )


def _repeats(look: Look) -> Iterator[Flag]:
    if look.indicator.over_time is Rule.SUM and look.is_repeated:
        numbers = _numbers(look.statement.figure)
        if _is_notable(numbers):
            yield look.flag(Doubt.REPEATS, *numbers)


def _numbers(figure: Figure) -> list[Fraction]:
    """Every number of a figure, by place; the total first."""
    amounts = (figure[place] for place in sorted(figure))
    parts = (part for each in amounts for part in (each.value, each.numerator, each.denominator))
    return [part for part in parts if part is not None]


def _is_notable(numbers: Sequence[Fraction]) -> bool:
    sizes = {abs(number) for number in numbers if number}
    return len(sizes) > 1 or max(sizes, default=Fraction(0)) >= NOTABLE


def _beyond_median(look: Look) -> Iterator[Flag]:
    if look.exceeded is not None:
        yield look.flag(Doubt.BEYOND_MEDIAN, number_of(look.indicator, look.total), against=look.exceeded)


def _falls(look: Look) -> Iterator[Flag]:
    of = look.indicator
    if of.over_time is Rule.LAST and of.direction is Direction.INCREASE and of.kind in {Kind.NUMBER, Kind.AMOUNT}:
        now = look.total.value if look.total else None
        former = look.before.figure.get(TOTAL, NOT_APPLICABLE).value if look.before else None
        if now is not None and former is not None and now < former:
            yield look.flag(Doubt.FALLS, now, against=former)


def _over_100(look: Look) -> Iterator[Flag]:
    if look.indicator.kind is not Kind.PERCENTAGE or look.indicator.per != WHOLE:
        return
    told: list[Place] = []
    for place in sorted(look.statement.figure, key=lambda place: (len(place), place)):
        share = number_of(look.indicator, look.statement.figure[place])
        if share is not None and share > WHOLE and not any(set(wider) <= set(place) for wider in told):
            told.append(place)
            yield look.flag(Doubt.OVER_100, share, place=place)


def _unequal(look: Look) -> Iterator[Flag]:
    """At most one doubt about each dimension: about the values, else the numerators, else the denominators."""
    of, total = look.indicator, look.total
    adds_up = of.across is Rule.SUM and (not look.statement.dated or of.over_time in {Rule.SUM, Rule.LAST})
    if total is None or not adds_up or of.kind in {Kind.MILESTONE, Kind.TEXT}:
        return
    told: set[str] = set()
    for part in ("value",) if of.kind is not Kind.PERCENTAGE else ("numerator", "denominator"):
        whole = getattr(total, part)
        sums = {} if whole is None else _sums(look.statement.figure, part)
        for dimension in of.dimensions:
            added = sums.get(dimension)
            if added is not None and added != light(whole) and dimension not in told and _has_to(of, dimension, part):
                told.add(dimension)
                cells = _cells(look.statement.figure, dimension, part)
                yield look.flag(Doubt.UNEQUAL, whole, *cells, dimension=dimension, part=part)


def _has_to(indicator: Indicator, dimension: str, part: str) -> bool:
    """True where the cells of a dimension make up the total (semantics 2.3, 2.5)."""
    within = indicator.dimensions[dimension] is Cells.WITHIN
    return within and not (part == "denominator" and dimension in indicator.numerator_only)


def _sums(figure: Figure, part: str) -> Mapping[str, Number | None]:
    """The cells of each dimension added up; None where one of them does not state that part."""
    sums: dict[str, Number | None] = {}
    for place, amount in figure.items():
        if len(place) == 1 and amount.word is None:
            dimension, number = place[0][0], getattr(amount, part)
            so_far = sums.get(dimension, 0)
            sums[dimension] = None if number is None or so_far is None else so_far + light(number)
    return sums


def _cells(figure: Figure, dimension: str, part: str) -> list[Fraction]:
    """What the cells of a dimension state, by their categories."""
    cells = [place for place in figure if len(place) == 1 and place[0][0] == dimension]
    numbers = (getattr(figure[place], part) for place in sorted(cells))
    return [number for number in numbers if number is not None]


def _undivided(look: Look) -> Iterator[Flag]:
    before, now = (look.before.figure if look.before else {}), look.statement.figure
    if look.indicator.kind is Kind.TEXT or before.keys() <= now.keys():
        return
    number = number_of(look.indicator, look.total)
    if number or (number is not None and look.indicator.kind is Kind.MILESTONE):
        given = {name for place, amount in before.items() if amount.word is None for name, _ in place}
        gone = given - {name for place in now for name, _ in place}
        missing = [name for name in look.indicator.dimensions if name in gone]
        if missing:
            yield look.flag(Doubt.UNDIVIDED, number, dimension="+".join(missing))


RULES: tuple[Callable[[Look], Iterator[Flag]], ...] = (
    _repeats,
    _beyond_median,
    _falls,
    _over_100,
    _unequal,
    _undivided,
)
