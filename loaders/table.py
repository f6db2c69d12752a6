"""A file's cells as columns of codes: each distinct text is kept, and later read, once.

A report may have a million rows, but a column of it seldom has more than some hundred different texts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framework.problems import Place

LETTERS = 26
LEFT_OUT = "#"
"""How the names of columns and sheets start that are left out."""

Codes = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as written, its distinct texts and, by row, the position of the row's text among them.

    A `fixed` column says the same for every row: it stands in a header or in the command, not in the rows. `exact` are
    the texts that a workbook holds as numbers, so that their point is one of decimals whatever the others say.
    """

    header: str
    position: int
    texts: tuple[str, ...]
    codes: Codes
    fixed: bool = False
    exact: frozenset[str] = frozenset()

    @property
    def left_out(self) -> bool:
        """True of a column for people, which states nothing."""
        return self.header.strip().startswith(LEFT_OUT)

    def text(self, row: int) -> str:
        """The cell of a row, as written."""
        return self.texts[int(self.codes[row])]

    def where(self, chosen: list[bool]) -> Mask:
        """The rows whose text is among the chosen ones."""
        mask: Mask = np.array(chosen, dtype=np.bool_)[self.codes]
        return mask

    @property
    def stated(self) -> Mask:
        """The rows whose cell is not blank."""
        return self.where([bool(text.strip()) for text in self.texts])


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a file below its header, without empty ones; `lines` are the lines on which they start."""

    name: str
    header_line: int
    columns: tuple[Column, ...]
    lines: Codes
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    """Of a workbook; the lines are the numbers of its rows."""
    above: int = 0
    """Rows with text above the header, such as titles."""
    tagged: bool = False
    """Whether a row of HXL tags follows the header."""
    remembered: frozenset[str] = frozenset()
    """What remembered choices settled (names of the fields of `Choices`)."""

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, row: int, column: Column | None = None) -> Place:
        """Where a cell stands."""
        return self._place(int(self.lines[row]), column)

    def header_place(self, column: Column | None = None) -> Place:
        """Where a header stands, or the row of all headers."""
        return self._place(self.header_line, column)

    def _place(self, line: int, column: Column | None) -> Place:
        cell = cell_name(self.sheet, column.position if column else 0, line) if self.sheet is not None else None
        return Place(self.name, line, column.header if column else None, cell=cell)


def constant(header: str, text: str, rows: int) -> Column:
    """A column that says the same for every row."""
    return Column(header, -1, (text,), np.zeros(rows, dtype=np.int32), fixed=True)


def cell_name(sheet: str, position: int, line: int) -> str:
    """A cell as spreadsheets name it, such as `Report!C14`; a column without a position is the first."""
    return f"{sheet}!{letters_of(max(position, 0))}{line}"


def letters_of(position: int) -> str:
    """The name of a column: 0 is `A`, 26 is `AA`."""
    return (letters_of(position // LETTERS - 1) if position >= LETTERS else "") + chr(ord("A") + position % LETTERS)
