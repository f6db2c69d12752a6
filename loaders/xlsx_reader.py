"""XLSX bytes as tables of columns, one for each visible sheet that has the header of a report (interface 2).

Formulas give their stored values. Hidden sheets are left out with a warning, as are visible ones without a header;
sheets whose name starts with `#` are left out like such columns. Of merged cells only the first holds a value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framework.problems import Code, Place, Problem, refuses
from loaders.cells import plain
from loaders.choice_codes import NO_HEADER_LINE
from loaders.choices import HIGHEST_LINE, RECOGNISED, Way
from loaders.columns import BUILT_IN
from loaders.csv_reader import SAMPLE_RECORDS
from loaders.headers import Found, HeaderSearch, IsHeader, is_tags
from loaders.limits import STANDARD, Limits
from loaders.report_codes import EMPTY_FILE
from loaders.table import LEFT_OUT, Codes, Column, Mask, Positions, Table, cell_name
from loaders.workbook_archive import DAMAGE, Archive, UnusableWorkbook
from loaders.workbook_cells import BLANK, FAILED, CellReader, Grid, day_text
from loaders.workbook_codes import (
    BROKEN_WORKBOOK,
    FAILED_FORMULA,
    FORMULA_WITHOUT_VALUE,
    HIDDEN_SHEET,
    ONLY_HIDDEN_SHEETS,
    SHEET_SKIPPED,
)
from loaders.workbook_parts import Book, Sheet, read_book

MOST_MERGED = 10_000
"""More merged cells than a report has; those beyond are taken as they are."""
WORKBOOK = "xlsx"


def read_workbook(
    name: str, data: bytes, is_header: IsHeader = any, limits: Limits = STANDARD, way: Way = RECOGNISED
) -> tuple[list[Table], list[Problem]]:
    """The tables of a workbook, in the order of its sheets.

    Args:
        name: the file's name, for problems.
        data: its bytes.
        is_header: tells the header among the first rows of a sheet. Where no sheet has one, the first row of the
            first sheet with any cells is taken for it.
        limits: the most that is read.
        way: what was chosen for the file, and what settles that which it leaves open.

    Returns:
        The tables, none where the workbook cannot be read, and all problems.
    """
    try:
        archive = Archive(data)
        book = read_book(archive, limits)
    except UnusableWorkbook as unusable:
        return [], [Problem(Place(name, 1), unusable.fault.code, details=unusable.fault.details)]
    except DAMAGE:
        return [], [Problem(Place(name, 1), BROKEN_WORKBOOK)]
    return _Reading(name, archive, book, HeaderSearch(is_header, way), limits).tables()


@dataclass(frozen=True, slots=True)
class _Read:
    """A sheet with its cells, and the position of its header among the rows that hold something."""

    sheet: Sheet
    grid: Grid
    header: int | None


class _Reading:
    """One pass over the visible sheets of one workbook."""

    def __init__(self, name: str, archive: Archive, book: Book, search: HeaderSearch, limits: Limits) -> None:
        self.name = name
        self.archive = archive
        self.book = book
        self.search = search
        self.limits = limits
        self.problems: list[Problem] = []

    def tables(self) -> tuple[list[Table], list[Problem]]:
        """The tables and all that is wrong with the workbook's form."""
        sheets = [sheet for sheet in self.book.sheets if not sheet.name.startswith(LEFT_OUT)]
        for sheet in sheets:
            if sheet.hidden:
                self.problems.append(self._about(sheet, HIDDEN_SHEET))
        if sheets and all(sheet.hidden for sheet in sheets):
            names = ", ".join(sheet.name for sheet in sheets)
            return [], [Problem(Place(self.name, 1), ONLY_HIDDEN_SHEETS, details={"sheets": names})]
        stated = [read for sheet in sheets if not sheet.hidden and (read := self._read(sheet))]
        if refuses(self.problems):
            return [], self.problems
        if not stated:
            return [], [*self.problems, Problem(Place(self.name, 1), EMPTY_FILE)]
        tables = [table for read in self._with_header(stated) if (table := self._placed(read)) is not None]
        return tables, self.problems

    def _about(self, sheet: Sheet, code: Code) -> Problem:
        return Problem(Place(self.name, 1, cell=cell_name(sheet.name, 0, 1)), code, sheet.name)

    def _read(self, sheet: Sheet) -> _Read | None:
        """A sheet's cells; None where it has none, or cannot be read."""
        reader = CellReader(self.book, self.limits)
        try:
            self.archive.read(sheet.part, reader, self.limits.unpacked)
        except UnusableWorkbook as unusable:
            place = Place(self.name, reader.line, cell=cell_name(sheet.name, 0, reader.line))
            self.problems.append(Problem(place, unusable.fault.code, details=unusable.fault.details))
            return None
        except DAMAGE:
            self.problems.append(self._about(sheet, BROKEN_WORKBOOK))
            return None
        rows = range(min(len(reader.grid.lines), SAMPLE_RECORDS))
        header = self.search.recognised(map(reader.grid.row, rows))
        return _Read(sheet, reader.grid, header) if reader.grid.lines else None

    def _with_header(self, stated: Sequence[_Read]) -> Sequence[_Read]:
        """The sheets that are the report: those with a header, else the first one."""
        chosen = [read for read in stated if read.header is not None] or stated[:1]
        for read in stated:
            if read not in chosen:
                self.problems.append(self._about(read.sheet, SHEET_SKIPPED))
        return chosen

    def _placed(self, read: _Read) -> Table | None:
        """The table of a sheet; None where its header is not on the line that was chosen."""
        found = self.search.placed(list(read.grid.lines[:HIGHEST_LINE]), read.header)
        if found.index is not None:
            return self._table(read, found.index, found)
        line = self.search.way.chosen.header_line or 1
        place = Place(self.name, line, cell=cell_name(read.sheet.name, 0, line))
        self.problems.append(Problem(place, NO_HEADER_LINE, str(line)))
        return None

    def _table(self, read: _Read, header: int, found: Found) -> Table:
        """The table below a header, without empty rows."""
        grid = read.grid
        names = grid.row(header)
        tagged = header + 1 < len(grid.lines) and is_tags(grid.row(header + 1))
        below = header + 1 + tagged
        codes = _codes(grid, below, _width(grid, names, header))
        lines = np.array(grid.lines[below:], dtype=np.int32)
        self._tell_troubles(read, names, lines)
        _empty_merged(grid, codes, lines)
        names += [""] * (len(codes) - len(names))
        kept = _kept(codes, names)
        columns = tuple(
            _column(grid, name, position, each[kept], since_1904=self.book.since_1904)
            for position, (name, each) in enumerate(zip(names, codes, strict=False))
        )
        return Table(
            *(self.name, grid.lines[header], columns, lines[kept], WORKBOOK),
            sheet=read.sheet.name,
            above=header,
            tagged=tagged,
            remembered=frozenset({"header_line"} if found.remembered else ()),
        )

    def _tell_troubles(self, read: _Read, names: Sequence[str], lines: Codes) -> None:
        """The cells of the table without a value, but for those in columns that are left out."""
        for trouble in read.grid.troubles:
            column = names[trouble.column] if trouble.column < len(names) else ""
            if len(lines) and trouble.line >= lines[0] and not column.strip().startswith(LEFT_OUT):
                cell = cell_name(read.sheet.name, trouble.column, trouble.line)
                code = FAILED_FORMULA if trouble.reason == FAILED else FORMULA_WITHOUT_VALUE
                place = Place(self.name, trouble.line, column or None, cell=cell)
                self.problems.append(Problem(place, code, trouble.text or None))


def _width(grid: Grid, names: Sequence[str], header: int) -> int:
    """How many columns the table has: those of the header, and those with cells below it."""
    widest = max((at for at, name in enumerate(names) if name.strip()), default=0)
    below = (at for at, codes in grid.columns.items() if any(codes[header + 1 :]))
    return 1 + max(widest, *below, 0)


def _codes(grid: Grid, below: int, width: int) -> list[Codes]:
    """The codes of every column, from the row at `below` on."""
    rows = len(grid.lines)
    whole = np.zeros((width, rows), dtype=np.int32)
    for at, codes in grid.columns.items():
        if at < width:
            whole[at, : len(codes)] = codes
    return list(whole[:, below:])


def _empty_merged(grid: Grid, codes: Sequence[Codes], lines: Codes) -> None:
    """Empties all but the first of merged cells."""
    for top, left, bottom, right in grid.merged[:MOST_MERGED]:
        start, end = np.searchsorted(lines, [top, bottom + 1])
        for at in range(left, min(right + 1, len(codes))):
            first = int(at == left and start < len(lines) and lines[start] == top)
            codes[at][start + first : end] = BLANK


def _kept(codes: Sequence[Codes], names: Sequence[str]) -> Mask:
    """The rows that hold something, but for what stands in columns that are left out."""
    kept = np.zeros(len(codes[0]), dtype=np.bool_)
    for name, each in zip(names, codes, strict=False):
        if not name.strip().startswith(LEFT_OUT):
            kept |= each != BLANK
    return kept


def _column(grid: Grid, header: str, position: int, codes: Codes, *, since_1904: bool) -> Column:
    """A column with its own distinct texts; a plain number in a column of dates is the day that it stands for."""
    used, where = np.unique(codes, return_inverse=True)
    dated = plain(header) in BUILT_IN["date"]
    texts: dict[str, int] = {}
    renumbered = []
    for code in used.tolist():
        text = grid.values[code]
        if dated and code in grid.numbers:
            text = day_text(text, since_1904=since_1904)
        renumbered.append(texts.setdefault(text, len(texts)))
    numbers = {grid.values[code] for code in used.tolist() if code in grid.numbers}
    written = {grid.values[code] for code in used.tolist() if code not in grid.numbers}
    own: Positions = np.array(renumbered or [0], dtype=np.int64)[where]
    return Column(header, position, tuple(texts), own.astype(np.int32), exact=frozenset(numbers - written))
