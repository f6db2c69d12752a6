"""Rows beside each other: figures stated twice, figures mixed with events (semantics 2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framework.model import Amount, Period, Place, Remark, Rule
from framework.problems import Place as Position
from framework.problems import Problem
from loaders.grouping import Numbering, groups
from loaders.report_codes import FIGURE_TWICE, FIGURES_AND_EVENTS, LEVEL_TWICE
from loaders.report_rows import FileRows, Registers
from loaders.table import Column, Mask, Positions
from loaders.tally import Tally
from loaders.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LoadRows:
    """The good rows of all files of one load, as columns of numbers; `file` is the position of the row's file."""

    vocabulary: Vocabulary
    files: tuple[FileRows, ...]
    file_of: Positions
    """By position in `files`, the position of the file in the upload."""
    indicator: Positions
    reporter: Positions
    period: Positions
    day: Positions
    place: Positions
    amount: Positions
    row: Positions
    part: Positions
    """The position in `files`."""
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    amounts: tuple[Amount, ...]

    @property
    def stating(self) -> Mask:
        """The rows that state something."""
        return self.amount >= 0

    @property
    def lines(self) -> Positions:
        """The line of every row in its file."""
        tables = [rows.layout.table.lines for rows in self.files]
        if not tables:
            return self.row
        starts = np.cumsum([0, *map(len, tables)])
        lines = np.concatenate(tables)[starts[self.part] + self.row]
        return lines.astype(np.int64)

    def line(self, row: int) -> int:
        """The line of one row in its file."""
        return int(self.files[int(self.part[row])].layout.table.lines[self.row[row]])

    def position(self, row: int, role: str) -> Position:
        """Where a row's cell stands, by what its column means."""
        layout = self.files[int(self.part[row])].layout
        return layout.table.place(int(self.row[row]), self.column(row, role))

    def column(self, row: int, role: str) -> Column | None:
        """The column of that meaning in the row's file."""
        return self.files[int(self.part[row])].layout.roles.get(role)

    def measure(self, row: int) -> str:
        """The meaning of the column that holds the row's figure."""
        amount = self.amounts[int(self.amount[row])]
        return "numerator" if amount.pooled else "value"

    def text(self, row: int, role: str) -> str | None:
        """The row's cell, by what its column means."""
        column = self.column(row, role)
        return column.text(int(self.row[row])) if column else None

    def remark(self, row: int) -> Remark | None:
        """What the row says beside its figure."""
        return self.files[int(self.part[row])].remarks.get(int(self.row[row]))

    def other_file(self, row: int, than: int) -> str:
        """The other row's file or sheet, as part of a message, where it is another one."""
        table, other = (self.files[int(self.part[each])].layout.table for each in (row, than))
        if self.file_of[self.part[row]] != self.file_of[self.part[than]]:
            return f" of {table.name}"
        return "" if table.sheet == other.sheet else f" of sheet {table.sheet}"


def together(vocabulary: Vocabulary, parts: Sequence[tuple[int, FileRows]], registers: Registers) -> LoadRows:
    """The rows of all files in the order of the files, each given with the position of its file."""
    files = tuple(rows for _, rows in parts)
    order = _order(parts)

    def joined(columns: Sequence[Positions]) -> Positions:
        return np.concatenate(columns)[order] if columns else order

    return LoadRows(
        vocabulary=vocabulary,
        files=files,
        file_of=np.array([file for file, _ in parts], dtype=np.int64),
        indicator=joined([rows.indicator for rows in files]),
        reporter=joined([rows.reporter for rows in files]),
        period=joined([rows.period for rows in files]),
        day=joined([rows.day for rows in files]),
        place=joined([rows.place for rows in files]),
        amount=joined([rows.amount for rows in files]),
        row=joined([rows.row for rows in files]),
        part=joined([np.full(len(rows.row), part, dtype=np.int64) for part, rows in enumerate(files)]),
        places=registers.places.values,
        periods=registers.periods.values,
        amounts=registers.amounts.values,
    )


def _order(parts: Sequence[tuple[int, FileRows]]) -> Positions:
    """The rows in the order of the files, their sheets and lines; a wide table gives its rows column by column."""
    counts = [len(rows.row) for _, rows in parts]
    tables = Numbering[tuple[int, str | None]]()
    number = [tables.of((file, rows.layout.table.sheet)) for file, rows in parts]
    if len(tables.values) == len(parts):
        return np.arange(sum(counts), dtype=np.int64)
    of_row = np.repeat(np.array(number, dtype=np.int64), counts)
    return np.lexsort((np.concatenate([rows.row for _, rows in parts]), of_row)).astype(np.int64)


def check_keys(rows: LoadRows) -> list[tuple[int, Problem]]:
    """What is stated twice or in two ways, each with its row."""
    tally = Tally()
    found = [*_twice(rows, tally), *_mixed(rows)]
    further = tally.rest(rows.files[0].layout.table.header_place()) if found else []
    return [*found, *((0, problem) for problem in further)]


def _twice(rows: LoadRows, tally: Tally) -> list[tuple[int, Problem]]:
    """Rows with a key that an earlier row has: figures, and levels of one day (semantics 2.2)."""
    levels = np.array([each.over_time is Rule.LAST for each in rows.vocabulary.indicators])
    alone = np.flatnonzero(rows.stating & ((rows.day == 0) | levels[rows.indicator]))
    keys = (rows.reporter, rows.period, rows.indicator, rows.place, rows.day)
    group, firsts = groups(*(taken(key, alone) for key in keys))
    first = alone[firsts][group] if len(firsts) else alone
    later = np.flatnonzero(alone != first)
    told = later[: tally.room(FIGURE_TWICE, len(later))]
    return [
        (row, _repeated(rows, row, before))
        for row, before in zip(alone[told].tolist(), first[told].tolist(), strict=True)
    ]


def taken(numbers: Positions, rows: Positions) -> Positions:
    """The numbers of some rows; of all rows without another copy of them: a file may have two million."""
    return numbers if len(rows) == len(numbers) else numbers[rows]


def _repeated(rows: LoadRows, row: int, before: int) -> Problem:
    code = LEVEL_TWICE if rows.day[row] else FIGURE_TWICE
    details = {"figure": figure_name(rows, row), "line": rows.line(before), "file": rows.other_file(before, row)}
    role = rows.measure(row)
    return Problem(rows.position(row, role), code, rows.text(row, role), details)


def figure_name(rows: LoadRows, row: int) -> str:
    """What a row states, in words: `1.1 of 2023-Q1, sex female`."""
    indicator = rows.vocabulary.indicators[rows.indicator[row]].code
    words = [
        f"{indicator} of {rows.periods[rows.period[row]].label}",
        *(" ".join(pair) for pair in rows.places[rows.place[row]]),
    ]
    return ", ".join(words)


def _mixed(rows: LoadRows) -> list[tuple[int, Problem]]:
    """One (indicator, period, reporter) given as figures and as events: told on the first row of the second way."""
    stating = np.flatnonzero(rows.stating)
    group, firsts = groups(rows.reporter[stating], rows.period[stating], rows.indicator[stating])
    if not len(firsts):
        return []
    dated = rows.day[stating] > 0
    other = dated != dated[firsts][group]
    found: dict[int, int] = {}
    for index in np.flatnonzero(other).tolist():
        found.setdefault(int(group[index]), index)
    return [
        (int(stating[index]), _mixture(rows, int(stating[index]), int(stating[firsts[number]])))
        for number, index in found.items()
    ]


def _mixture(rows: LoadRows, row: int, first: int) -> Problem:
    role = "date" if rows.day[row] else "period"
    details = {
        "indicator": rows.vocabulary.indicators[rows.indicator[row]].code,
        "period": rows.periods[rows.period[row]].label,
        "line": rows.line(first),
        "first": "by date" if rows.day[first] else "for the whole period",
        "file": rows.other_file(first, row),
    }
    return Problem(rows.position(row, role), FIGURES_AND_EVENTS, rows.text(row, role), details)
