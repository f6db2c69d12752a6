"""The cells of one sheet, in one pass, as a grid of codes: every distinct text and number is kept once.

Only cells that hold something are kept, so a far cell or a sheet that claims a million rows costs nothing. A number
becomes the text that a person would have typed: 0.30000000000000004 is 0.3, 303.0 is 303, a date is 2023-04-30, and
the percent format, which shows 0.5 as 50 %, gives `50%`, which is no number in a report.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite

from loaders.limits import Limits
from loaders.report_codes import TOO_MANY_COLUMNS, TOO_MANY_ROWS
from loaders.workbook_archive import Attributes, UnusableWorkbook
from loaders.workbook_codes import BROKEN_WORKBOOK
from loaders.workbook_parts import Book, Format, Writing

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
LETTERS = 26
DIGITS = 15
"""The digits that a spreadsheet shows of a number; those behind them are the tail of its binary fraction."""
WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
START_1900, START_1904 = date(1899, 12, 30), date(1904, 1, 1)
LEAP_DAY = 60
"""The serial of 29 February 1900, which there never was; days before it are one off."""
LAST_DAY = (date.max - START_1904).days
BLANK = 0
"""The code of an empty cell."""
FAILED, UNCALCULATED = "failed", "uncalculated"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell without a value: its formula failed, or was never calculated; `line` is the row's number."""

    line: int
    column: int
    reason: str
    text: str


@dataclass(slots=True)
class Grid:
    """The cells of a sheet: the numbers of its rows that hold something, and by column a code for each of these rows.

    `values` are the distinct texts; those whose codes are in `numbers` were numbers, with a point for decimals.
    """

    lines: "array[int]" = field(default_factory=lambda: array("i"))
    columns: "dict[int, array[int]]" = field(default_factory=dict)
    values: list[str] = field(default_factory=lambda: [""])
    numbers: set[int] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column of merged cells."""

    def row(self, position: int) -> list[str]:
        """The texts of one of the rows that hold something, as far as the last column of the sheet."""
        codes = {at: column[position] for at, column in self.columns.items() if position < len(column)}
        return [self.values[codes.get(at, BLANK)] for at in range(max(self.columns, default=-1) + 1)]


def day_text(text: str, *, since_1904: bool) -> str:
    """The day that a serial number means, as ISO text; what means none stays as it is."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not 1 <= number <= LAST_DAY or (int(number) == LEAP_DAY and not since_1904):
        return text
    days = int(number) + (not since_1904 and number < LEAP_DAY)
    return ((START_1904 if since_1904 else START_1900) + timedelta(days)).isoformat()


def number_text(raw: str) -> str:
    """A stored number as a person would write it; what is none stays as it is."""
    if WHOLE.fullmatch(raw):
        return raw
    try:
        number = float(raw)
    except ValueError:
        return raw
    return format(Decimal(f"{number:.{DIGITS}g}"), "f") if isfinite(number) and abs(number) < 10**30 else raw


class CellReader:
    """Takes the elements of a sheet and fills a grid."""

    def __init__(self, book: Book, limits: Limits) -> None:
        self.grid = Grid()
        self._strings = book.strings
        self._formats: Sequence[Format] = book.formats
        self._since_1904 = book.since_1904
        self._limits = limits
        self._texts: dict[str, int] = {}
        self._numbers: dict[tuple[str, Format], int] = {}
        self._writing = Writing()
        self.text = self._writing.add
        self._row = self._column = 0
        self._kind = self._style = ""
        self._formula = False

    @property
    def line(self) -> int:
        """The number of the row that was read last."""
        return max(self._row, 1)

    def start(self, name: str, attributes: Attributes) -> None:
        """A row, a cell, or something inside of a cell."""
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = -1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "f":
            self._formula = True
        else:
            self._writing.start(name)

    def end(self, name: str) -> None:
        """The end of one of them."""
        if name == "c":
            self._take(self._writing.whole)
        else:
            self._writing.end(name)

    def _cell(self, attributes: Attributes) -> None:
        place = REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]), position_of(place[1])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._formula = False
        self._writing.clear()

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if start and end:
            self.grid.merged.append((int(start[2]), position_of(start[1]), int(end[2]), position_of(end[1])))

    def _take(self, raw: str) -> None:
        """The cell has ended."""
        if self._kind == "e" or (self._formula and not raw and self._kind != "str"):
            reason = FAILED if self._kind == "e" else UNCALCULATED
            self._put(BLANK)
            self.grid.troubles.append(Trouble(self._row, self._column, reason, raw))
        elif self._kind == "n":
            if raw:
                self._put(self._number(raw.strip()))
        elif text := self._text(raw):
            self._put(self._code(text))

    def _text(self, raw: str) -> str:
        if self._kind == "s":
            number = int(raw)
            if not 0 <= number < len(self._strings):
                raise UnusableWorkbook(BROKEN_WORKBOOK)
            raw = self._strings[number]
        elif self._kind == "b":
            raw = "TRUE" if raw.strip() == "1" else "FALSE"
        return raw if raw.strip() else ""

    def _code(self, text: str) -> int:
        code = self._texts.get(text)
        if code is None:
            code = self._texts[text] = len(self.grid.values)
            self.grid.values.append(text)
        return code

    def _number(self, raw: str) -> int:
        style = int(self._style)
        shown = self._formats[style] if 0 <= style < len(self._formats) else Format.NUMBER
        code = self._numbers.get((raw, shown))
        if code is None:
            code = self._numbers[raw, shown] = len(self.grid.values)
            self.grid.values.append(self._shown(raw, shown))
            self.grid.numbers.add(code)
        return code

    def _shown(self, raw: str, shown: Format) -> str:
        text = number_text(raw)
        if shown is Format.DATE:
            return day_text(text, since_1904=self._since_1904)
        return f"{number_text(str(float(raw) * 100))}%" if shown is Format.PERCENT else text

    def _put(self, code: int) -> None:
        """Keeps the cell, and its row where it is the first of it."""
        grid = self.grid
        if self._column >= self._limits.columns:
            raise UnusableWorkbook(TOO_MANY_COLUMNS, limit=self._limits.columns)
        if not grid.lines or grid.lines[-1] != self._row:
            self._begin_row()
        column = grid.columns.setdefault(self._column, array("i"))
        missing = len(grid.lines) - 1 - len(column)
        if missing < 0:  # the same cell again
            raise UnusableWorkbook(BROKEN_WORKBOOK)
        if missing:
            column.extend((BLANK,) * missing)
        column.append(code)

    def _begin_row(self) -> None:
        lines = self.grid.lines
        if self._row <= (lines[-1] if lines else 0):
            raise UnusableWorkbook(BROKEN_WORKBOOK)
        if len(lines) >= self._limits.rows:
            raise UnusableWorkbook(TOO_MANY_ROWS, limit=self._limits.rows)
        lines.append(self._row)


def position_of(letters: str) -> int:
    """The position of a column: `A` is 0, `AA` is 26."""
    position = 0
    for letter in letters:
        position = position * LETTERS + ord(letter) - ord("A") + 1
    return position - 1
