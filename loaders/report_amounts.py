"""How much each row states: a number, a numerator and a denominator, a stage or a text (semantics 2.1, 2.5 to 2.7).

Every distinct combination of indicator and cells is read once.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

import numpy as np

from framework.model import NOT_APPLICABLE, Amount, Indicator, Kind, Place
from framework.numbers import decimal_text, decimals_of
from loaders.cells import Fault, listed
from loaders.choices import RECOGNISED, Way
from loaders.columns import MEASURES, Layout
from loaders.grouping import Numbering, groups
from loaders.numbers_read import EXACT, Marks, marks_of, not_applicable, states_nothing
from loaders.report_codes import (
    ABOVE_DENOMINATOR,
    NEGATIVE,
    NO_DENOMINATOR,
    NO_NUMERATOR,
    NOT_WHOLE,
    PARTS_OF_NO_PERCENTAGE,
    TOO_MANY_DECIMALS,
    UNKNOWN_STAGE,
    VALUE_AND_PARTS,
    ZERO_DENOMINATOR,
)
from loaders.report_findings import Findings
from loaders.report_subjects import NONE, nowhere
from loaders.table import Column, Mask, Positions
from loaders.vocabulary import Vocabulary

WORDY = (Kind.TEXT, Kind.MILESTONE)

Faults = list[tuple[str, Fault]]
"""What is wrong, each with the column (by what it means) that has it."""
Cells = Mapping[str, str]
"""The texts of one row's value, numerator and denominator, as far as they state something."""


class AmountReader:
    """Reads the figures of one table."""

    def __init__(self, layout: Layout, findings: Findings, vocabulary: Vocabulary, way: Way = RECOGNISED) -> None:
        self.way = way
        self.columns = {role: layout.roles[role] for role in MEASURES if role in layout.roles}
        self.findings = findings
        self.vocabulary = vocabulary
        self._numbers: dict[tuple[str, str], Fraction | Fault] = {}
        self.marks: dict[str, Marks] = {}
        """The decimal marks of the columns, once they are read."""

    def read(
        self, indicators: Positions, where: Sequence[Place], place: Positions, amounts: Numbering[Amount]
    ) -> Positions:
        """What every row states, as a number in `amounts`; −1 where it states nothing.

        Args:
            indicators: the indicator of every row.
            where: the places that `place` counts.
            place: the place of every row.
            amounts: takes up the amounts.
        """
        self.marks = {role: self._column_marks(column, indicators) for role, column in self.columns.items()}
        shares = self._shares(indicators, where, place)
        codes = (column.codes.astype(np.int64) for column in self.columns.values())
        group, firsts = groups(self._alike()[indicators], shares, *codes)
        if not len(firsts):
            return nowhere(self.findings)
        found = [self._row(row, int(indicators[row]), shares=bool(shares[row])) for row in firsts.tolist()]
        self._report(np.array([bool(wrong) for _, wrong in found])[group], indicators, shares)
        numbers = [NONE if amount is None else amounts.of(amount) for amount, _ in found]
        return np.array(numbers, dtype=np.int64)[group]

    def _alike(self) -> Positions:
        """For every indicator the first one whose cells are read the same way; for none, none."""
        ways = [(each.kind, each.decimals, each.allow_negative, each.stages) for each in self.vocabulary.indicators]
        return np.array([*(ways.index(way) for way in ways), NONE], dtype=np.int64)

    def _column_marks(self, column: Column, indicators: Positions) -> Marks:
        """What the numbers of a column, without the texts of text indicators, say about its decimal mark."""
        numeric = np.array([each.kind not in WORDY for each in self.vocabulary.indicators] + [False])
        used = np.zeros(len(column.texts), dtype=np.bool_)
        used[column.codes[numeric[indicators]]] = True
        texts = (column.texts[code] for code in np.flatnonzero(used))
        return marks_of((text for text in texts if text not in column.exact), self.way)

    def _shares(self, indicators: Positions, where: Sequence[Place], place: Positions) -> Positions:
        """1 for the cells that are divided by the denominator of the whole (`numerator_only`, semantics 2.5)."""
        split = [each.numerator_only for each in self.vocabulary.indicators]
        if not any(split):
            return np.zeros(len(indicators), dtype=np.int64)
        group, firsts = groups(indicators, place)
        shared = [
            indicators[row] >= 0 and any(name in split[indicators[row]] for name, _ in where[place[row]])
            for row in firsts
        ]
        return np.array(shared, dtype=np.int64)[group]

    def _row(self, row: int, indicator: int, *, shares: bool) -> tuple[Amount | None, Faults]:
        """What rows with these cells state of an indicator, and what is wrong with it."""
        if indicator == NONE:
            return None, []
        texts = {role: column.text(row) for role, column in self.columns.items()}
        cells = {role: text for role, text in texts.items() if not states_nothing(text)}
        if not cells:
            return None, []
        what = self.vocabulary.indicators[indicator]
        if any(role != "value" for role in cells) and what.kind is not Kind.PERCENTAGE:
            wrong = Fault(PARTS_OF_NO_PERCENTAGE, {"indicator": what.code, "role": "numerator or denominator"})
            return None, [(next(role for role in cells if role != "value"), wrong)]
        if all(not_applicable(text) for text in cells.values()):
            return NOT_APPLICABLE, []
        if what.kind in WORDY:
            return self._word(what, cells["value"])
        return self._figure(what, cells, shares=shares)

    def _word(self, indicator: Indicator, text: str) -> tuple[Amount | None, Faults]:
        """A stage or a text (semantics 2.7)."""
        if indicator.kind is Kind.TEXT:
            return Amount(word=text.strip()), []
        names = self.vocabulary.stage_names[indicator.code]
        details = {"indicator": indicator.code, "suggestion": names.suggestion(text), "known": listed(names.codes)}
        stage = names.find(text) or Fault(UNKNOWN_STAGE, details)
        if isinstance(stage, Fault):
            return None, [("value", stage)]
        old = names.renamed(text)
        return Amount(value=Fraction(names.codes.index(stage))), [("value", old)] if old else []

    def _figure(self, indicator: Indicator, cells: Cells, *, shares: bool) -> tuple[Amount | None, Faults]:
        """A number, or a numerator and a denominator."""
        numbers = {role: self._checked(indicator, role, text) for role, text in cells.items()}
        wrong: Faults = [(role, number) for role, number in numbers.items() if isinstance(number, Fault)]
        stated = {role: number for role, number in numbers.items() if isinstance(number, Fraction)}
        if wrong:
            return None, wrong
        if list(stated) == ["value"]:
            return Amount(value=stated["value"]), []
        if "value" in stated:
            return None, [("value", Fault(VALUE_AND_PARTS))]
        return self._pooled(stated.get("numerator"), stated.get("denominator"), shares=shares)

    def _pooled(
        self, numerator: Fraction | None, denominator: Fraction | None, *, shares: bool
    ) -> tuple[Amount | None, Faults]:
        """A percentage with its two numbers (semantics 2.5)."""
        if numerator is None:
            return None, [("numerator", Fault(NO_NUMERATOR))]
        if denominator is None:
            wrong: Faults = [] if shares else [("denominator", Fault(NO_DENOMINATOR))]
            return (Amount(numerator=numerator) if shares else None), wrong
        if denominator == 0 and numerator:
            return None, [("denominator", Fault(ZERO_DENOMINATOR, {"numerator": decimal_text(numerator)}))]
        above: Faults = [("numerator", Fault(ABOVE_DENOMINATOR, {"denominator": decimal_text(denominator)}))]
        return Amount(numerator=numerator, denominator=denominator), above if numerator > denominator else []

    def _checked(self, indicator: Indicator, role: str, text: str) -> Fraction | Fault:
        """The number in a cell, held against what the indicator allows (semantics 2.6)."""
        if (role, text) not in self._numbers:
            marks = EXACT if text in self.columns[role].exact else self.marks[role]
            self._numbers[role, text] = marks.read(text)
        number = self._numbers[role, text]
        if isinstance(number, Fault):
            return number
        if number < 0 and (role == "denominator" or not indicator.allow_negative):
            return Fault(NEGATIVE, {"indicator": indicator.code})
        if number.denominator == 1 or indicator.decimals is None or (decimals_of(number) or 0) <= indicator.decimals:
            return number
        return _too_fine(indicator, number)

    def _report(self, wrong: Mask, indicators: Positions, shares: Positions) -> None:
        """The faults of every row, in its own indicator's words; one in a column that the file lacks stands beside it."""
        for row in np.flatnonzero(wrong & self.findings.live).tolist():
            _, faults = self._row(row, int(indicators[row]), shares=bool(shares[row]))
            for role, fault in faults:
                self.findings.add(row, self.columns.get(role) or next(iter(self.columns.values())), fault)


def _too_fine(indicator: Indicator, number: Fraction) -> Fault:
    if indicator.decimals:
        return Fault(TOO_MANY_DECIMALS, {"indicator": indicator.code, "decimals": indicator.decimals})
    below = floor(number)
    unit: object = indicator.unit if indicator.unit.said() else f"Figures of {indicator.code}"
    return Fault(NOT_WHOLE, {"unit": unit, "below": below, "above": below + 1, "indicator": indicator.code})
