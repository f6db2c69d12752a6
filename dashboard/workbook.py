"""Table rows as a workbook: numbers as numbers, days as days, and no text that runs as a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import islice

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads import plain
from framework.model import Cell, Row

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 — it stands for no moment: the same table gives the same bytes
MOST_ROWS = 1_048_575
"""What a sheet has room for below its header; further rows come on further sheets."""
DIGITS = 15
"""Numbers with more digits are given as text: a spreadsheet would round them."""
WIDTH = 16


def as_xlsx(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as a workbook; what CSV leaves empty is empty (interface 4)."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": MADE})
        left = iter(rows)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        while True:
            sheet = book.add_worksheet()
            _head(sheet, columns, bold)
            if _fill(sheet, columns, islice(left, MOST_ROWS), day) < MOST_ROWS:
                break
    return out.getvalue()


def _head(sheet: Worksheet, columns: Sequence[str], bold: Format) -> None:
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, WIDTH)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Row], day: Format) -> int:
    """Writes the rows and gives how many they are."""
    number = 0
    for number, row in enumerate(rows, 1):
        for position, column in enumerate(columns):
            _write(sheet, number, position, row[column], day)
    return number


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, Fraction | int) and sum(map(str.isdigit, plain(cell))) <= DIGITS:
        sheet.write_number(row, column, float(cell))
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 — a day
    else:
        sheet.write_string(row, column, plain(cell))
