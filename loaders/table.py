"""A file's cells as columns of codes: each distinct text is kept, and later read, once.

A report may have a million rows, but a column of it seldom has more than some hundred different texts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framework.problems import Place

Codes = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as written, its distinct texts and, by row, the position of the row's text among them.

    A `fixed` column says the same for every row: it stands in a header or in the command, not in the rows.
    """

    header: str
    position: int
    texts: tuple[str, ...]
    codes: Codes
    fixed: bool = False

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

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, row: int, column: Column | None = None) -> Place:
        """Where a cell stands."""
        return Place(self.name, int(self.lines[row]), column.header if column else None)

    def header_place(self, header: str | None = None) -> Place:
        """Where a header stands."""
        return Place(self.name, self.header_line, header)


def constant(header: str, text: str, rows: int) -> Column:
    """A column that says the same for every row."""
    return Column(header, -1, (text,), np.zeros(rows, dtype=np.int32), fixed=True)
