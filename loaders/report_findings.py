"""The problems of one table while it is read: each at its row and column, and the rows that they spoil."""

from collections.abc import Callable, Sequence

import numpy as np

from framework.problems import Code, Problem, Severity
from loaders.cells import Fault
from loaders.table import Column, Mask, Positions, Table
from loaders.tally import Tally

Faults = Sequence[tuple[Column | None, Fault]]
"""What is wrong with some rows, and in which columns."""
Own = Callable[[int, int], Fault]


class Findings:
    """What is wrong in the rows of a table.

    `live` are the rows that state something at all (not remarks, not totals), `wrong` those with an error,
    `totals` those that sum up others. The `tally` is that of the whole file.
    """

    def __init__(self, table: Table, rows: Mask | None = None, tally: Tally | None = None) -> None:
        self.table = table
        self.tally = tally or Tally()
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

    def add(self, row: int, column: Column | None, fault: Fault) -> None:
        """A problem of one row, about its cell in a column."""
        self.add_rows(np.array([row], dtype=np.int64), column, fault.code, lambda _: fault)

    def add_rows(self, rows: Positions, column: Column | None, code: Code, tell: Callable[[int], Fault]) -> None:
        """Problems of some rows, about their cells in a column, all of one code.

        Args:
            rows: the positions of the rows, in their order.
            column: None where it is of no column.
            code: of all the problems.
            tell: the problem of one row, asked only of those that are told.
        """
        position = column.position if column else -1
        self.wrong[rows] |= code.severity is Severity.ERROR
        said = column.texts[0] if column and column.fixed else ""
        new = self.tally.unseen(rows, (self.table.sheet, position, code.name, said), len(self.table))
        for row in new[: self.tally.room(code, len(new))].tolist():
            text = column.text(row) if column else None
            problem = Problem(self.table.place(row, column), code, text or None, tell(row).details)
            self._found.append((int(self.table.lines[row]), position, problem))

    def add_groups(self, rows: Positions, group: Positions, by_group: Sequence[Faults], own: Own | None = None) -> None:
        """Problems of rows that have them in common.

        Args:
            rows: the positions of the rows, in their order.
            group: the group of every row of the table.
            by_group: the problems of each group.
            own: the problem of one row in its own words, by the row and the number of the problem.
        """
        kinds: dict[tuple[int, int, Code], tuple[Column | None, list[int]]] = {}
        for number, faults in enumerate(by_group):
            for at, (column, fault) in enumerate(faults):
                key = (at, column.position if column else -1, fault.code)
                kinds.setdefault(key, (column, []))[1].append(number)
        for (at, _, code), (column, numbers) in kinds.items():
            chosen = np.zeros(len(by_group), dtype=np.bool_)
            chosen[numbers] = True

            def tell(row: int, at: int = at) -> Fault:
                return own(row, at) if own else by_group[int(group[row])][at][1]

            self.add_rows(rows if chosen.all() else rows[chosen[group[rows]]], column, code, tell)

    def add_all(self, column: Column, faults: Sequence[Fault | None]) -> None:
        """The problems of a column, by distinct text; of a fixed column only one for all rows."""
        found = np.flatnonzero(column.where([fault is not None for fault in faults]) & self.live)
        if column.fixed and len(found):
            self._fixed(column, faults[0], found)
        elif len(found):
            by_text = [[(column, fault)] if fault else [] for fault in faults]
            self.add_groups(found, column.codes.astype(np.int64), by_text)

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
