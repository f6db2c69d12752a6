"""Numbers as officers write them: `1200`, `12,5`, `1 250 000.5`, `1'250`, `1.250.000,5` (interface 2).

A comma or a point that may separate thousands as well as decimals is decided by the other numbers of its column;
otherwise it is a problem. Nothing is rounded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from loaders.cells import Fault
from loaders.choices import RECOGNISED, Way
from loaders.report_codes import AMBIGUOUS_NUMBER, NO_VALUE_WORD, NOT_A_NUMBER, TOO_MANY_DIGITS

MOST_DIGITS = 18
SPACES = " \u00a0\u202f\u2009"
NOT_STATED = frozenset({"", "-", "\u2212", "–", "—", "…", "..."})
"""Cells that state nothing: empty, a lone dash, dots."""
NOT_APPLICABLE_WORD = "n/a"
MISSING_WORDS = frozenset(
    {"nan", "null", "none", "na", "#n/a", "#na", "#null!", "#value!", "#ref!", "#div/0!", "#name?", "#num!", "nil"}
)

WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
GROUPED = re.compile(rf"([+-]?)([1-9]\d{{0,2}}(?:([{SPACES}'’])\d{{3}})(?:\3\d{{3}})*)([.,]\d+)?", re.ASCII)
MARKED = re.compile(r"([+-]?)([1-9]\d{0,2}(?:([.,])\d{3})(?:\3\d{3})*)((?!\3)[.,]\d+)?", re.ASCII)
DECIMAL = re.compile(r"[+-]?\d*([.,])\d+", re.ASCII)
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
"""One mark with three digits behind it: thousands or decimals."""


OPEN = "either"


def states_nothing(text: str) -> bool:
    """True of an empty cell, a lone dash, dots."""
    return text.strip() in NOT_STATED


def not_applicable(text: str) -> bool:
    """True of `n/a`."""
    return text.strip().lower() == NOT_APPLICABLE_WORD


@dataclass(frozen=True, slots=True)
class Marks:
    """Which of the two marks a column uses for decimals, as far as its other numbers tell."""

    decimal: str | None = None
    needed: bool = field(default=False, compare=False)
    """Whether any number of the column has a mark at all."""
    remembered: bool = field(default=False, compare=False)
    """Whether a remembered choice settled it."""

    def read(self, text: str) -> Fraction | Fault:
        """The number that a cell states."""
        written = text.strip().replace("\u2212", "-")
        digits = _digits(written, self.decimal)
        if isinstance(digits, Fault):
            return digits
        if sum(map(str.isdigit, digits)) > MOST_DIGITS:
            return Fault(TOO_MANY_DIGITS)
        return Fraction(digits)


EXACT = Marks(".")
"""Of numbers that a workbook holds as numbers."""


def _digits(written: str, decimal: str | None) -> str | Fault:
    """The number with a point for decimals and nothing between its digits."""
    if not written.isascii() and not all(c.isascii() or c in SPACES + "’" for c in written):
        return _no_number(written)
    if WHOLE.fullmatch(written):
        return written
    if match := EITHER.fullmatch(written):
        return _either(written, match[1], decimal)
    if match := GROUPED.fullmatch(written) or MARKED.fullmatch(written):
        sign, whole, mark, decimals = match.groups()
        return f"{sign}{whole.replace(mark, '')}{(decimals or '').replace(',', '.')}"
    return written.replace(",", ".") if DECIMAL.fullmatch(written) else _no_number(written)


def _either(written: str, mark: str, decimal: str | None) -> str | Fault:
    grouped, with_decimals = written.replace(mark, ""), written.replace(mark, ".")
    if decimal is None:
        return Fault(AMBIGUOUS_NUMBER, {"grouped": grouped, "decimal": with_decimals})
    return with_decimals if mark == decimal else grouped


def _no_number(written: str) -> Fault:
    return Fault(NO_VALUE_WORD if written.lower() in MISSING_WORDS else NOT_A_NUMBER)


def marks_of(texts: Iterable[str], way: Way = RECOGNISED) -> Marks:
    """What was chosen, else what the numbers of a column say about its decimal mark; nothing where they contradict.

    Where no number says anything a remembered choice settles it.
    """
    found = {_mark(text.strip()) for text in texts}
    is_open = OPEN in found
    marks = {mark for mark in found if mark and mark != OPEN}
    if way.chosen.decimals:
        return Marks(way.chosen.decimals, needed=is_open or bool(marks))
    if len(marks) == 1:
        return Marks(marks.pop(), needed=True)
    if is_open and not marks and way.remembered.decimals:
        return Marks(way.remembered.decimals, needed=True, remembered=True)
    return Marks(needed=is_open or bool(marks))


def proved_marks(texts: Iterable[str]) -> set[str]:
    """The decimal marks that some numbers prove."""
    return {mark for text in texts if (mark := _mark(text.strip())) and mark != OPEN}


def _mark(written: str) -> str | None:
    """The decimal mark that a number proves, by having it or by having the other one between its thousands.

    `OPEN` where its mark may be either.
    """
    if EITHER.fullmatch(written):
        return OPEN
    if match := GROUPED.fullmatch(written):
        return match[4][0] if match[4] else None
    if match := MARKED.fullmatch(written):
        return "." if match[3] == "," else ","
    match = DECIMAL.fullmatch(written)
    return match[1] if match else None
