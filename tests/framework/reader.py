"""A reader who tries to work out every withheld number from all that is told, with nothing but the published rows.

Unknowns are the withheld cells of all tables together. Known are the totals, that parts and what is not disaggregated
make up their whole, that counts are whole and not negative, what `<k` and `*` mean, and of sums that they never fall.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from framework.model import Cell, Row

Unknown = tuple[int, str, str]
"""Moment, dimension, category."""

Bounds = dict[Unknown, tuple[int, int]]
Limit = tuple[dict[Unknown, int], int, int]
"""The sum of factor × unknown lies between two numbers."""

Rules = tuple[Sequence[Limit], Mapping[Unknown, Sequence[int]]]
"""Limits, and by unknown those in which it stands."""

MOST_TRIES = 300
ENDLESS = 10**9


@dataclass
class Knowledge:
    """Bounds of every unknown and equations between them: the sum of factor × unknown is a number."""

    bounds: dict[Unknown, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[dict[Unknown, int], int]] = field(default_factory=list)
    orders: list[tuple[Unknown, Unknown]] = field(default_factory=list)
    """Pairs of which the first is not larger than the second."""


def understood(
    tables: Sequence[tuple[Sequence[Row], int]], column: str, dimensions: Mapping[str, Sequence[str]], *, rising: bool
) -> Knowledge:
    """What tables of several moments tell, each with the indicator's total then."""
    known = Knowledge()
    for moment, (rows, total) in enumerate(tables):
        told = {(str(row["dimension"]), str(row["category"])): row[column] for row in rows}
        known.bounds.update({(moment, *key): _between(cell, total) for key, cell in told.items()})
        known.sums.extend(_sums(moment, told, total, dimensions))
    for _, dimension, category in {key for key in known.bounds if rising}:
        times = [moment for moment in range(len(tables)) if (moment, dimension, category) in known.bounds]
        pairs = pairwise(times)
        known.orders.extend(((one, dimension, category), (two, dimension, category)) for one, two in pairs)
    return known


def _between(cell: Cell, total: int) -> tuple[int, int]:
    if cell == "*":
        return 0, total
    if isinstance(cell, str) and cell.startswith("<"):
        return 1, min(total, int(cell[1:]) - 1)
    number = int(cell) if isinstance(cell, Fraction | int) else 0
    return number, number


def _sums(
    moment: int, told: Mapping[tuple[str, str], Cell], total: int, dimensions: Mapping[str, Sequence[str]]
) -> Iterator[tuple[dict[Unknown, int], int]]:
    """Each dimension makes up the total; each row and column of a pair the category that it splits."""
    for name, codes in dimensions.items():
        yield {(moment, name, code): 1 for code in (*codes, "*") if (name, code) in told}, total
    if ("reporter", "A") in told and ("reporter", "B") in told:
        yield {(moment, "reporter", "A"): 1, (moment, "reporter", "B"): 1}, total
    for pair in {name for name, _ in told if "+" in name}:
        for side, name in enumerate(pair.split("+")):
            for code in dimensions[name]:
                cells = [key for key in told if key[0] == pair and key[1].split("+")[side] == code]
                if cells:
                    yield {(moment, *key): 1 for key in cells} | {(moment, name, code): -1}, 0


def could_be_other(known: Knowledge, factors: dict[Unknown, int], true: Mapping[Unknown, int]) -> bool | None:
    """True where other numbers, for which the combination is another, agree with all that is known.

    The search starts from the true numbers, so that it soon finds others; None where it was not brought to an end.
    """
    value = sum(factor * true.get(key, 0) for key, factor in factors.items())
    ends = [_solved(known, (factors, *limits), true) for limits in ((value + 1, ENDLESS), (-ENDLESS, value - 1))]
    return True if True in ends else None if None in ends else False


def _solved(known: Knowledge, wanted: Limit, true: Mapping[Unknown, int]) -> bool | None:
    limits = [(terms, number, number) for terms, number in known.sums]
    limits += [({one: -1, two: 1}, 0, ENDLESS) for one, two in known.orders]
    limits.append(wanted)
    by_unknown: dict[Unknown, list[int]] = {}
    for number, (terms, _, _) in enumerate(limits):
        for key in terms:
            by_unknown.setdefault(key, []).append(number)
    tries = [MOST_TRIES]
    found = _explored(dict(known.bounds), (limits, by_unknown), true, tries)
    return found or (False if tries[0] > 0 else None)


def _explored(bounds: Bounds, rules: Rules, true: Mapping[Unknown, int], tries: list[int]) -> bool:
    """Bounds are narrowed until nothing follows any more; then an unknown is tried with its true number, and without."""
    tries[0] -= 1
    if tries[0] <= 0 or not _narrowed(bounds, *rules):
        return False
    open_now = [(high - low, key) for key, (low, high) in bounds.items() if low < high]
    if not open_now:
        return True
    _, key = min(open_now)
    low, high = bounds[key]
    middle = min(max(true.get(key, 0), low), high)
    ways = ((middle, middle), (middle + 1, high), (low, middle - 1))
    return any(_explored(bounds | {key: way}, rules, true, tries) for way in ways if way[0] <= way[1])


def _narrowed(bounds: Bounds, limits: Sequence[Limit], by: Mapping[Unknown, Sequence[int]]) -> bool:
    waiting = set(range(len(limits)))
    while waiting:
        terms, low, high = limits[waiting.pop()]
        ends = {key: sorted(factor * end for end in bounds[key]) for key, factor in terms.items()}
        least, most = sum(end[0] for end in ends.values()), sum(end[1] for end in ends.values())
        if least > high or most < low:
            return False
        for key, factor in terms.items():
            first, last = low - (most - ends[key][1]), high - (least - ends[key][0])
            first, last = (first, last) if factor > 0 else (-last, -first)
            now = max(bounds[key][0], first), min(bounds[key][1], last)
            if now[0] > now[1]:
                return False
            if now != bounds[key]:
                bounds[key] = now
                waiting.update(by[key])
    return True
