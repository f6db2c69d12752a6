"""One figure: the rows of one report for one indicator become a total and breakdowns (semantics 2).

The set of dimensions that a row fills is its shape. Rows of one shape partition the total; the most aggregated
statement wins, finer ones explain it, and rows of different shapes are never added together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from framework.model import NOT_APPLICABLE, Amount, Cells, Figure, Indicator, Kind, Place, Rule

DEEPEST = 2
"""Figures keep the total, single dimensions and pairs; finer cells stay in the observations."""

Stated = Mapping[Place, Amount]
Event = tuple[Place, int, Amount]


class Disagreement(StrEnum):
    """How cells and a total contradict each other (semantics 2.3)."""

    OVER = "over"
    FREE_OVER = "free_over"
    SHAPES = "shapes"


@dataclass(frozen=True, slots=True)
class Clash:
    """Cells that contradict the statement at `place`, in `dimension`: `summed` against `stated`."""

    kind: Disagreement
    place: Place
    dimension: str
    stated: Fraction
    summed: Fraction


def put_together(rule: Rule, events: Iterable[Event]) -> dict[Place, Amount]:
    """Events of one indicator, period and reporter, along time by its `over_time` rule (semantics 2.2).

    Args:
        rule: the indicator's `over_time`.
        events: (place, day as an ordinal, amount), in any order.

    Returns:
        One amount per place. Along `last` a place that was stated before something more aggregated is left out.
    """
    dated: defaultdict[Place, list[tuple[int, Amount]]] = defaultdict(list)
    for place, day, amount in events:
        dated[place].append((day, amount))
    if rule is Rule.LAST:
        return _latest(dated)
    amounts = {place: combined(rule, [amount for _, amount in stated]) for place, stated in dated.items()}
    return {place: amount for place, amount in amounts.items() if amount is not None}


def _latest(dated: Mapping[Place, list[tuple[int, Amount]]]) -> dict[Place, Amount]:
    latest = {place: max(stated, key=lambda entry: entry[0]) for place, stated in dated.items()}
    return {
        place: amount
        for place, (day, amount) in latest.items()
        if not any(latest[wider][0] > day for wider in _wider(place) if wider in latest)
    }


def _wider(place: Place) -> Iterable[Place]:
    """All places that contain this one, the total first."""
    return (part for size in range(len(place)) for part in combinations(place, size))


def times(amount: Amount, count: int) -> Amount:
    """The same event so many times over, for `sum`."""

    def scaled(number: Fraction | None) -> Fraction | None:
        return None if number is None else number * count

    return Amount(scaled(amount.value), scaled(amount.numerator), scaled(amount.denominator), amount.word)


def combined(rule: Rule, amounts: Sequence[Amount]) -> Amount | None:
    """Amounts of one kind under a rule other than `last`; None where nothing is known (semantics 2.4, 2.5, 3).

    Numerators and denominators pool whatever the rule. "Not applicable" gives way to any figure.
    """
    stated = [amount for amount in amounts if amount.applies]
    if not stated:
        return NOT_APPLICABLE if amounts else None
    if len(stated) == 1:
        return stated[0]
    if any(amount.pooled for amount in stated):
        return pooled(stated)
    values = [amount.value for amount in stated if amount.value is not None]
    return Amount(value=REDUCE[rule](values)) if values else stated[-1]


def pooled(amounts: Sequence[Amount]) -> Amount | None:
    """Numerators and denominators added up; None where one of the amounts has none (semantics 2.5)."""
    if not amounts or not all(amount.pooled for amount in amounts):
        return None
    numerators = [amount.numerator for amount in amounts if amount.numerator is not None]
    denominators = [amount.denominator for amount in amounts if amount.denominator is not None]
    return Amount(numerator=_sum(numerators), denominator=_sum(denominators) if denominators else None)


def _sum(values: Sequence[Fraction]) -> Fraction:
    if all(value.denominator == 1 for value in values):  # counts, nearly always: a tenth of the time
        return Fraction(sum(value.numerator for value in values))
    return sum(values, Fraction(0))


def _mean(values: Sequence[Fraction]) -> Fraction:
    return _sum(values) / len(values)


REDUCE: Mapping[Rule, Callable[[Sequence[Fraction]], Fraction]] = {
    Rule.SUM: _sum,
    Rule.MAX: max,
    Rule.MIN: min,
    Rule.MEAN: _mean,
}


def across(indicator: Indicator, amounts: Sequence[Amount]) -> Amount | None:
    """Categories, places or reporters together, by the indicator's `across` (semantics 2.4, 2.5, 2.7).

    Percentages stated only as a value are never combined; of milestones the least advanced counts; texts stand side by
    side.
    """
    if indicator.kind is Kind.TEXT:
        words = [amount.word for amount in amounts if amount.word and amount.applies]
        return Amount(word="; ".join(dict.fromkeys(words))) if words else next(iter(amounts), None)
    return joined(indicator, Rule.MIN if indicator.kind is Kind.MILESTONE else indicator.across, amounts)


def joined(indicator: Indicator, rule: Rule, amounts: Sequence[Amount]) -> Amount | None:
    """Amounts under a rule; of percentages the only one, or all of them pooled (semantics 2.5)."""
    figures = [amount for amount in amounts if amount.applies]
    if indicator.kind is Kind.PERCENTAGE and len(figures) > 1:
        return pooled(figures)
    return combined(rule, amounts)


def resolve(indicator: Indicator, cells: Stated) -> tuple[Figure, list[Clash]]:
    """The figure that the rows of one report make, and what contradicts itself in them (semantics 2.3, 2.4).

    Args:
        indicator: whose rows they are.
        cells: what is stated, by place, events already put together.

    Returns:
        Amounts of the total, of single dimensions and of pairs, as far as they are known; and the clashes.
    """
    return _Resolution(indicator, cells).figure()


class _Resolution:
    """The statements of one figure and what follows from them, place by place, each worked out once."""

    def __init__(self, indicator: Indicator, cells: Stated) -> None:
        self.indicator = indicator
        self.cells = cells
        self.children = _children(cells)
        self.known: dict[Place, Amount | None] = {}
        self.clashes: list[Clash] = []

    def figure(self) -> tuple[Figure, list[Clash]]:
        """Every place worth keeping, in a stable order."""
        order = list(self.indicator.dimensions)
        places = sorted(self.children, key=lambda place: (len(place), [order.index(name) for name, _ in place]))
        resolved = {place: self.amount(place) for place in places}
        kept = {place: amount for place, amount in resolved.items() if amount is not None and len(place) <= DEEPEST}
        return kept, self.clashes

    def amount(self, place: Place) -> Amount | None:
        """What holds at a place: the statement there, else what its parts make."""
        if place not in self.known:
            self.known[place] = self._worked_out(place)
        return self.known[place]

    def _worked_out(self, place: Place) -> Amount | None:
        stated = self.cells.get(place)
        if self.indicator.across is not Rule.SUM or self.indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
            return stated or self._by_rule(place)
        sums = {name: self._sum_of(place, name) for name in self.children[place]}
        known = {name: total for name, total in sums.items() if total is not None and total.applies}
        if stated is None or not stated.applies:
            return self._largest(place, known) or stated
        self._compare(place, stated, known)
        return stated

    def _sum_of(self, place: Place, dimension: str) -> Amount | None:
        parts = [self.amount(part) for part in self.children[place][dimension]]
        figures = [part for part in parts if part is not None]
        if dimension in self.indicator.numerator_only:
            return _sharing_a_denominator(figures)
        if len(figures) < len(parts):
            return None
        if self.indicator.kind is Kind.PERCENTAGE:
            return pooled([part for part in figures if part.applies]) if figures else None
        return across(self.indicator, figures)

    def _by_rule(self, place: Place) -> Amount | None:
        """Where cells do not add up: the rule over the rows of the coarsest shape below the place.

        The means of several such shapes are not mixed: the largest of them counts, as that of sums does (semantics 2.3).
        """
        below = {cell: amount for cell, amount in self.cells.items() if set(place) < set(cell)}
        coarsest = min((len(cell) for cell in below), default=0)
        shapes: defaultdict[tuple[str, ...], list[Amount]] = defaultdict(list)
        for cell, amount in below.items():
            if len(cell) == coarsest:
                shapes[tuple(name for name, _ in cell)].append(amount)
        wholes = [whole for amounts in shapes.values() if (whole := across(self.indicator, amounts))]
        return combined(Rule.MAX, wholes) if self.indicator.across is Rule.MEAN else across(self.indicator, wholes)

    def _compare(self, place: Place, stated: Amount, sums: Mapping[str, Amount]) -> None:
        """S > T is a contradiction, S < T leaves a remainder."""
        for dimension, total in sums.items():
            for whole, parts in _numbers(stated, total):
                if parts > whole:
                    free = self.indicator.dimensions[dimension] is Cells.FREE
                    kind = Disagreement.FREE_OVER if free else Disagreement.OVER
                    self.clashes.append(Clash(kind, place, dimension, whole, parts))

    def _largest(self, place: Place, sums: Mapping[str, Amount]) -> Amount | None:
        """The largest of the dimensions' sums; those that do not partition count only where no other does."""
        partitions = {name: sums[name] for name in sums if self.indicator.dimensions[name] is Cells.WITHIN} or sums
        if not partitions:
            return None
        name = max(partitions, key=lambda key: _size(partitions[key]))
        largest = partitions[name]
        for other, total in partitions.items():
            if total != largest and _size(largest) is not None:
                self.clashes.append(Clash(Disagreement.SHAPES, place, other, _size(largest), _size(total)))
        return largest


def _children(cells: Stated) -> dict[Place, dict[str, list[Place]]]:
    """Every stated place and all that contain it; for each, by dimension, the places one category finer."""
    children: dict[Place, dict[str, list[Place]]] = {place: {} for place in cells}
    for cell in cells:
        for size in range(len(cell) + 1):
            for place in combinations(cell, size):
                _add_parts(children.setdefault(place, {}), place, cell)
    return children


def _add_parts(parts: dict[str, list[Place]], place: Place, cell: Place) -> None:
    for pair in cell:
        if pair not in place:
            part = tuple(entry for entry in cell if entry == pair or entry in place)
            siblings = parts.setdefault(pair[0], [])
            if part not in siblings:
                siblings.append(part)


def _sharing_a_denominator(amounts: Sequence[Amount]) -> Amount | None:
    """Cells that split the numerator only: their numerators added, the denominator of the whole (semantics 2.5)."""
    if not amounts or not all(amount.pooled for amount in amounts):
        return None
    whole = [amount.denominator for amount in amounts if amount.denominator is not None]
    numerators = [amount.numerator for amount in amounts if amount.numerator is not None]
    return Amount(numerator=_sum(numerators), denominator=max(whole, default=None))


def _numbers(stated: Amount, total: Amount) -> Iterable[tuple[Fraction, Fraction]]:
    """Pairs (stated, summed) that can be compared: values, or numerators and denominators each."""
    pairs = (
        (stated.value, total.value),
        (stated.numerator, total.numerator),
        (stated.denominator, total.denominator),
    )
    return [(whole, parts) for whole, parts in pairs if whole is not None and parts is not None]


def _size(amount: Amount) -> Fraction:
    """By what totals are compared: the denominator of a percentage, else the number."""
    for number in (amount.denominator, amount.value, amount.numerator):
        if number is not None:
            return number
    return Fraction(-1)
