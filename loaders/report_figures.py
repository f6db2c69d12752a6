"""The rows of each report put together: totals and breakdowns, and what contradicts itself in them (semantics 2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat

import numpy as np

from framework.figures import Clash, Disagreement, put_together, resolve, times
from framework.model import NOT_APPLICABLE, Amount, Figure, Indicator, Kind, Place, Rule
from framework.numbers import decimal_text, decimals_of
from framework.problems import Problem
from loaders.figures_check import LoadRows, taken
from loaders.grouping import groups
from loaders.report_codes import ANSWERS_ABOVE_TOTAL, CELLS_ABOVE_TOTAL, SHAPES_DISAGREE
from loaders.table import Mask, Positions

MOST = 2**62
"""Sums below this are exact in 64 bits."""
CLASHES = {
    Disagreement.OVER: CELLS_ABOVE_TOTAL,
    Disagreement.FREE_OVER: ANSWERS_ABOVE_TOTAL,
    Disagreement.SHAPES: SHAPES_DISAGREE,
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What one report states of one indicator: its first row, whether by events, and the figure."""

    row: int
    dated: bool
    figure: Figure


def figures(rows: LoadRows) -> tuple[dict[tuple[int, int, int], Stated], list[tuple[int, Problem]]]:
    """The figure of every (reporter, period, indicator) that states something, and the clashes with their rows."""
    stating = np.flatnonzero(rows.stating)
    if not len(stating):
        return {}, []
    keys = (rows.reporter, rows.period, rows.indicator)
    group, firsts = groups(*(taken(key, stating) for key in keys))
    cells = _cells(rows, stating, group)
    found: dict[tuple[int, int, int], Stated] = {}
    problems: list[tuple[int, Problem]] = []
    for number, row in enumerate(stating[firsts].tolist()):
        indicator = rows.vocabulary.indicators[rows.indicator[row]]
        figure, clashes = resolve(indicator, cells[number])
        key = (int(rows.reporter[row]), int(rows.period[row]), int(rows.indicator[row]))
        found[key] = Stated(row, bool(rows.day[row]), figure)
        if clashes:
            problems += _clashes(rows, stating[group == number], clashes)
    return found, problems


def _cells(rows: LoadRows, stating: Positions, group: Positions) -> Mapping[int, Mapping[Place, Amount]]:
    """What is stated by place, events put together, for every group of rows (semantics 2.2)."""
    cells: defaultdict[int, dict[Place, Amount]] = defaultdict(dict)
    addable = _addable(rows, stating)
    for number, place, amount in _sums(rows, stating[addable], group[addable]):
        cells[number][place] = amount
    rest, rest_group = (stating[~addable], group[~addable]) if addable.any() else (stating, group)
    for number, (indicator, dated, events) in _events(rows, rest, rest_group).items():
        figures_only = {place: amount for place, _, amount in events}
        cells[number] = put_together(indicator.over_time, events) if dated else figures_only
    return cells


def _addable(rows: LoadRows, stating: Positions) -> Mask:
    """Events of plain numbers under `sum`, as long as their sums are exact in 64 bits."""
    indicators = rows.vocabulary.indicators
    summed = np.array([each.over_time is Rule.SUM and each.kind in {Kind.NUMBER, Kind.AMOUNT} for each in indicators])
    addable: Mask = summed[rows.indicator[stating]] & (rows.day[stating] > 0)
    values = [amount.value for amount in rows.amounts if amount.value is not None]
    largest = max(map(abs, values), default=Fraction(0)) * _scale(rows.amounts)
    return addable & (largest * max(len(stating), 1) < MOST)


def _scale(amounts: Sequence[Amount]) -> int:
    """By what all numbers become whole."""
    places = max((decimals_of(amount.value) or 0 for amount in amounts if amount.value is not None), default=0)
    return int(10**places)


def _sums(rows: LoadRows, chosen: Positions, group: Positions) -> Iterator[tuple[int, Place, Amount]]:
    """The sum of the events of every group and place, in whole numbers of the smallest decimal."""
    if not len(chosen):
        return
    scale = _scale(rows.amounts)
    known = np.array([amount != NOT_APPLICABLE for amount in rows.amounts])
    whole = np.array([int((amount.value or 0) * scale) for amount in rows.amounts], dtype=np.int64)
    cell, firsts = groups(group, rows.place[chosen])
    order = np.argsort(cell, kind="stable")
    starts = np.searchsorted(cell[order], np.arange(len(firsts)))
    sums = np.add.reduceat(whole[rows.amount[chosen]][order], starts)
    stated = np.logical_or.reduceat(known[rows.amount[chosen]][order], starts)
    for first, total, is_stated in zip(firsts.tolist(), sums.tolist(), stated.tolist(), strict=True):
        amount = Amount(value=Fraction(total, scale)) if is_stated else NOT_APPLICABLE
        yield int(group[first]), rows.places[rows.place[chosen[first]]], amount


Events = list[tuple[Place, int, Amount]]


def _events(rows: LoadRows, chosen: Positions, group: Positions) -> dict[int, tuple[Indicator, bool, Events]]:
    """The other rows by group, equal ones of a sum taken together."""
    by_group: dict[int, tuple[Indicator, bool, Events]] = {}
    if not len(chosen):
        return by_group
    telling = _telling(rows, chosen, group)
    if not telling.all():
        chosen, group = chosen[telling], group[telling]
    same, firsts = groups(group, rows.place[chosen], rows.day[chosen], rows.amount[chosen])
    counts = np.bincount(same, minlength=len(firsts))
    for index, count in zip(firsts.tolist(), counts.tolist(), strict=True):
        row = chosen[index]
        indicator = rows.vocabulary.indicators[rows.indicator[row]]
        entry = by_group.setdefault(int(group[index]), (indicator, bool(rows.day[row]), []))
        event = (rows.places[rows.place[row]], int(rows.day[row]), rows.amounts[rows.amount[row]])
        entry[2].extend(_counted(event, count, indicator))
    return by_group


def _telling(rows: LoadRows, chosen: Positions, group: Positions) -> Mask:
    """Without the levels that a later one of the same place makes void (semantics 2.2)."""
    carried = np.array([each.over_time is Rule.LAST for each in rows.vocabulary.indicators])
    figure = np.array([amount != NOT_APPLICABLE for amount in rows.amounts])
    levels = carried[rows.indicator[chosen]] & figure[rows.amount[chosen]]
    if not levels.any():
        return np.ones(len(chosen), dtype=np.bool_)
    days = np.where(levels, rows.day[chosen], 0)
    place, firsts = groups(group, rows.place[chosen])
    latest = np.zeros(len(firsts), dtype=np.int64)
    np.maximum.at(latest, place, days)
    telling: Mask = ~levels | (days == latest[place])
    return telling


def _counted(event: tuple[Place, int, Amount], count: int, indicator: Indicator) -> Iterable[tuple[Place, int, Amount]]:
    if count > 1 and indicator.over_time is Rule.SUM:
        place, day, amount = event
        return ((place, day, times(amount, count)),)
    return repeat(event, count)


def _clashes(rows: LoadRows, of_group: Positions, clashes: Sequence[Clash]) -> Iterator[tuple[int, Problem]]:
    """The clashes of one figure, on the line of the total that is stated, else on the first row (interface 2)."""
    for clash in clashes:
        row = next((row for row in of_group.tolist() if rows.places[rows.place[row]] == clash.place), int(of_group[0]))
        role = rows.measure(row)
        where = f" ({', '.join(' '.join(pair) for pair in clash.place)})" if clash.place else ""
        details = {
            "stated": decimal_text(clash.stated) + where,
            "summed": decimal_text(clash.summed),
            "dimension": clash.dimension,
        }
        yield row, Problem(rows.position(row, role), CLASHES[clash.kind], rows.text(row, role), details)
