"""The problems of one table while it is read: each at its row and column, and the rows that they spoil."""

from collections.abc import Sequence

import numpy as np

from framework.problems import Problem, Severity
from loaders.cells import Fault
from loaders.table import Column, Mask, Positions, Table


class Findings:
    """What is wrong in the rows of a table.

    `live` are the rows that state something at all (not remarks, not totals), `wrong` those with an error,
    `totals` those that sum up others.
    """

    def __init__(self, table: Table, rows: Mask | None = None) -> None:
        self.table = table
        self.live: Mask = np.ones(len(table), dtype=np.bool_) if rows is None else rows.copy()
        self.wrong: Mask = np.zeros(len(table), dtype=np.bool_)
        self.totals: Mask = np.zeros(len(table), dtype=np.bool_)
        self._found: list[tuple[int, int, Problem]] = []

    @property
    def good(self) -> Mask:
        """The live rows without an error."""
        return self.live & ~self.wrong

    @property
    def problems(self) -> list[Problem]:
        """All problems in the order of the file, then of the columns."""
        return [problem for _, _, problem in sorted(self._found, key=lambda found: found[:2])]

    def add(self, row: int, column: Column | None, fault: Fault, value: str | None = None) -> None:
        """A problem of one row; `value` is the offending text, by default the cell."""
        text = column.text(row) if column and value is None else value
        problem = Problem(self.table.place(row, column), fault.code, text or None, fault.details)
        self._found.append((int(self.table.lines[row]), column.position if column else -1, problem))
        self.wrong[row] |= fault.code.severity is Severity.ERROR

    def add_all(self, column: Column, faults: Sequence[Fault | None], among: Mask | None = None) -> None:
        """The problems of a column, by distinct text; of a fixed column only one for all rows."""
        rows = self.live if among is None else self.live & among
        found = np.flatnonzero(column.where([fault is not None for fault in faults]) & rows)
        if column.fixed and len(found):
            self._fixed(column, faults[0], found)
            return
        for row in found.tolist():
            fault = faults[column.codes[row]]
            if fault:
                self.add(row, column, fault)

    def _fixed(self, column: Column, fault: Fault | None, rows: Positions) -> None:
        if fault:
            line = self.table.header_line
            place = self.table.header_place(column)
            self._found.append(
                (line, column.position, Problem(place, fault.code, column.texts[0] or None, fault.details))
            )
            self.wrong[rows] |= fault.code.severity is Severity.ERROR

    def about_table(self, fault: Fault) -> None:
        """A problem of the table as a whole, which spoils all its rows."""
        self._found.append(
            (self.table.header_line, -1, Problem(self.table.header_place(), fault.code, None, fault.details))
        )
        self.wrong[:] = True
