"""Total rows: left out of the report, but held against the rows that they sum up (interface 2).

A total row sums the rows since the last one or all rows above; where it states a period, a reporter or a category, only
those that state it too; and where totals stand beside their parts, only the rows of one shape (semantics 2.3).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from framework.model import Kind
from framework.numbers import decimal_text, decimals_of
from loaders.cells import TOTAL_WORDS, Fault, plain
from loaders.columns import MEASURES, Layout
from loaders.grouping import groups
from loaders.numbers_read import EXACT, Marks, states_nothing
from loaders.report_codes import TOTAL_ROW_DIFFERS
from loaders.report_findings import Findings
from loaders.table import Column, Mask, Positions
from loaders.vocabulary import Vocabulary

NAMING = ("period", "date", "reporter")
MOST_SHAPES = 16
"""Totals of more kinds than these are held against fewer sums."""
LARGEST = 2**62
"""Sums below this are exact in 64 bits."""
APART = frozenset({Kind.PERCENTAGE, Kind.MILESTONE, Kind.TEXT})
"""What is not added up as a value."""


def check_totals(
    layout: Layout, findings: Findings, vocabulary: Vocabulary, indicators: Positions, marks: dict[str, Marks]
) -> None:
    """Warns of total rows that are none of the sums that they may be.

    Args:
        layout: the columns.
        findings: whose `totals` are the total rows.
        vocabulary: tells which figures are added up.
        indicators: the indicator of every row.
        marks: the decimal marks of the columns of figures.
    """
    if not findings.totals.any():
        return
    shared = np.array([each.kind in APART for each in vocabulary.indicators] + [False])[indicators] & findings.live
    for role in (role for role in MEASURES if role in layout.roles):
        column = layout.roles[role]
        if role == "value" and (shared & column.stated).any():
            continue  # a share or a text among the figures: nobody knows what the total is of
        _check_column(layout, findings, column, marks[role])


def _check_column(layout: Layout, findings: Findings, column: Column, marks: Marks) -> None:
    numbers, known, scale = _numbers(column, marks)
    totals = np.flatnonzero(findings.totals & known[column.codes])
    if not len(totals):
        return
    values = numbers[column.codes]
    summed = np.where(findings.live, values, 0)
    sums = list(_sums(layout, findings, summed, totals))
    right = np.logical_or.reduce([each == values[totals] for each in sums])
    likely = dict(zip(totals.tolist(), sums[0].tolist(), strict=True))

    def tell(row: int) -> Fault:
        return Fault(TOTAL_ROW_DIFFERS, {"summed": decimal_text(Fraction(likely[row], scale))})

    findings.add_rows(totals[~right], column, TOTAL_ROW_DIFFERS, tell)


def _numbers(column: Column, marks: Marks) -> tuple[Positions, Mask, int]:
    """The numbers of a column's texts as whole ones of one scale, which of the texts are numbers, and the scale."""
    read = [
        None if states_nothing(text) else (EXACT if text in column.exact else marks).read(text) for text in column.texts
    ]
    numbers = [number if isinstance(number, Fraction) else Fraction(0) for number in read]
    scale = int(10 ** max((decimals_of(number) or 0 for number in numbers), default=0))
    whole = [int(number * scale) for number in numbers]
    small = max(map(abs, whole), default=0) * max(len(column.codes), 1) < LARGEST
    known = np.array([isinstance(number, Fraction) for number in read] or [False], dtype=np.bool_)
    return np.array(whole or [0], dtype=np.int64 if small else object), known, scale


def _sums(layout: Layout, findings: Findings, values: Positions, totals: Positions) -> Iterator[Positions]:
    """What the total rows may sum up, the likeliest first: rows that say the same, since the last total or all above."""
    before = np.concatenate([[-1], totals[:-1]])
    shapes = _shapes(layout, len(values))
    kinds = np.unique(shapes[findings.live])[:MOST_SHAPES].tolist()
    parts = [values, *(np.where(shapes == kind, values, 0) for kind in (kinds if kinds[1:] else ()))]
    alike = _alike(layout, totals, len(values))
    for group in (alike, np.zeros(len(values), dtype=np.int64)):
        for part in parts:
            above = _Above(group, part)
            whole = above.sum(totals, totals)
            section = whole - above.sum(totals, before)
            yield np.where(section == 0, whole, section)
            yield whole


class _Above:
    """The sums of all rows of a group above some row."""

    def __init__(self, group: Positions, values: Positions) -> None:
        self._group = group
        self._rows = len(group) + 1
        keys = group * self._rows + np.arange(len(group))
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._sums = np.concatenate([np.zeros(1, dtype=values.dtype), np.cumsum(values[order])])

    def sum(self, of: Positions, until: Positions) -> Positions:
        """The sums of the groups of some rows, of what stands above others."""
        first = np.searchsorted(self._keys, self._group[of] * self._rows)
        last = np.searchsorted(self._keys, self._group[of] * self._rows + np.maximum(until, 0))
        sums: Positions = self._sums[last] - self._sums[first]
        return sums


def _alike(layout: Layout, totals: Positions, rows: int) -> Positions:
    """Rows that say the same, as groups, in the columns in which every total row says something."""
    columns = [*(layout.roles[role] for role in NAMING if role in layout.roles), *layout.dimensions.values()]
    said = [column for column in columns if not column.fixed and _names(column)[column.codes[totals]].all()]
    return groups(*map(_meanings, said))[0] if said else np.zeros(rows, dtype=np.int64)


def _names(column: Column) -> Mask:
    """Which texts of a column name something, and not all."""
    return np.array([plain(text) not in TOTAL_WORDS | {""} for text in column.texts] or [False], dtype=np.bool_)


def _meanings(column: Column) -> Positions:
    """A number for every row, the same for texts that are read alike."""
    numbers: dict[str, int] = {}
    by_text: Sequence[int] = [numbers.setdefault(plain(text), len(numbers)) for text in column.texts]
    return np.array(by_text or [0], dtype=np.int64)[column.codes]


def _shapes(layout: Layout, rows: int) -> Positions:
    """Which dimensions every row fills, as a number (semantics 2.3)."""
    shape = np.zeros(rows, dtype=np.int64)
    for position, column in enumerate(layout.dimensions.values()):
        shape += _names(column)[column.codes].astype(np.int64) << position
    return shape
