"""How a table really was read, so that a person sees it and can correct it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framework.model import UploadedFile
from framework.problems import quoted
from loaders.cells import plain
from loaders.choices import CATEGORIES, DAY_FIRST, DIMENSION, IGNORE, INDICATORS, MONTH_FIRST, PERIODS
from loaders.columns import MEASURES, is_left_out
from loaders.layouts import CROSSED, Header, Wide
from loaders.report_codes import COLUMN_TWICE
from loaders.report_rows import FileRows
from loaders.table import Column, Table
from loaders.workbook_archive import is_workbook

UNDECIDED = "undecided"
"""Numbers that can be read in two ways, and nothing that tells."""
TOTAL = "total"
KINDS = {CATEGORIES: "category", PERIODS: "period", INDICATORS: "indicator"}
"""What a column of figures is of, by layout."""
ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1251": "windows-1251", "utf-32": "UTF-32"}


@dataclass(frozen=True, slots=True)
class ColumnManner:
    """What one column was taken for."""

    header: str
    meaning: str | None
    """A role, `dimension:sex` or `ignore`; `category`, `period` or `indicator` of a column of figures; None: unknown."""
    of: str | None = None
    """The category, period or indicator that the figures are of."""
    example: str = ""
    """Its first cell that is not blank."""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How one table was read; what could not be found out is None or empty."""

    file: str
    workbook: bool = False
    sheet: str | None = None
    encoding: str | None = None
    """As people name it."""
    delimiter: str | None = None
    decimals: tuple[str, ...] = ()
    """The decimal marks of the columns; none where no number needs one, `undecided` where nothing tells."""
    dates: str | None = None
    """`day_first` or `month_first`; None where no date needs it, `undecided` where nothing tells."""
    header_line: int | None = None
    above: int = 0
    """Rows with text above the header."""
    tagged: bool = False
    """Whether a row of HXL tags follows the header."""
    layout: str | None = None
    columns: tuple[ColumnManner, ...] = ()
    reporter: str | None = None
    """Whose remembered choices were at hand."""
    remembered: frozenset[str] = frozenset()
    """Which of these a remembered choice settled, by the names of the fields of `Choices`."""


def unread(file: UploadedFile) -> Manner:
    """Of a file in which no table was found."""
    return Manner(file.name, workbook=is_workbook(file.data))


def manner_of(table: Table, header: Header, rows: Sequence[FileRows]) -> Manner:
    """How a table was read.

    Args:
        table: the table.
        header: what its header says.
        rows: its rows, by column of figures.
    """
    used = {
        "decimals": any(marks.remembered for part in rows for marks in part.marks),
        "dates": any(part.order.remembered for part in rows),
        "columns": bool(header.remembered),
    }
    return Manner(
        table.name,
        workbook=table.sheet is not None,
        sheet=table.sheet,
        encoding=None if table.sheet is not None else _encoding(table.encoding),
        delimiter=None if table.sheet is not None else table.delimiter,
        decimals=_decimals(rows),
        dates=_dates(rows),
        header_line=table.header_line,
        above=table.above,
        tagged=table.tagged,
        layout=header.layout,
        columns=tuple(_columns(table, header)),
        remembered=table.remembered.union(name for name, is_used in used.items() if is_used),
    )


def _encoding(name: str) -> str:
    return ENCODING_NAMES.get(name) or name.upper().removesuffix("-LE").removesuffix("-BE")


def _decimals(rows: Iterable[FileRows]) -> tuple[str, ...]:
    """The marks of all columns of figures together."""
    return tuple(sorted({marks.decimal or UNDECIDED for part in rows for marks in part.marks if marks.needed}))


def _dates(rows: Iterable[FileRows]) -> str | None:
    orders = {part.order.day_first for part in rows if part.order.needed}
    if not orders:
        return None
    return {True: DAY_FIRST, False: MONTH_FIRST, None: UNDECIDED}[orders.pop()]


def _columns(table: Table, header: Header) -> Iterator[ColumnManner]:
    """What every column with a name or with cells was taken for."""
    roles = {column.position: role for role, column in header.known.roles.items()}
    dimensions = {column.position: f"{DIMENSION}{name}" for name, column in header.known.dimensions.items()}
    wide = {each.column.position: each for each in header.wide}
    unknown = {column.position for column, _ in header.known.others} - wide.keys()
    twice = {problem.place.column for problem in header.problems if problem.code is COLUMN_TWICE}
    for column in table.columns:
        if not column.header.strip() and is_left_out(column):
            continue
        known = roles.get(column.position) or dimensions.get(column.position)
        meaning = known or (None if column.position in unknown or column.header in twice else IGNORE)
        yield _wide(wide[column.position], header) if column.position in wide else _column(column, meaning, header)


def _column(column: Column, meaning: str | None, header: Header) -> ColumnManner:
    return ColumnManner(column.header, meaning, None, _example(column), plain(column.header) in header.remembered)


def _example(column: Column) -> str:
    return next((quoted(text.strip()) for text in column.texts if text.strip()), "")


def _wide(wide: Wide, header: Header) -> ColumnManner:
    of = CROSSED.join([*wide.roles.values(), *wide.categories.values()]) or TOTAL
    kind, is_remembered = KINDS[header.layout], plain(wide.column.header) in header.remembered
    return ColumnManner(wide.column.header, kind, of, _example(wide.column), is_remembered)


def figure_columns(header: Header) -> list[Column]:
    """The columns that hold figures."""
    return [column for layout in header.layouts for role, column in layout.roles.items() if role in MEASURES]
