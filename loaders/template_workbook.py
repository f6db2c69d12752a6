"""The empty report as a workbook: what is given is locked, what can be chosen is offered, and the last figures stand beside.

Sheets and columns whose names start with `#` are left out when the workbook comes back.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from loaders.template import Template

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 — it stands for no moment: the same template gives the same bytes
LISTS, PREVIOUS = "#lists", "#previous"
FREE_ROWS = 200
"""Empty rows below the others, for figures by several dimensions at once."""
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
NARROW, WIDE = 12, 36
OPEN = {"locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#D9D9D9"}
ALLOWED = {"format_columns": True, "format_rows": True, "insert_rows": True, "sort": True, "autofilter": True}

Previous = Sequence[Mapping[str, object]]
"""Rows of figures stated before, all with the same columns."""


def template_workbook(plan: Template, previous: Previous = ()) -> bytes:
    """The workbook of a template.

    Args:
        plan: its rows.
        previous: figures for orientation, shown on a second sheet.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"created": MADE})
        formats = _Formats(*(book.add_format(each) for each in ({"bold": True}, {"font_color": "#595959"}, OPEN)))
        report = book.add_worksheet(NOT_IN_A_NAME.sub("_", plan.label)[:LONGEST_NAME])
        if previous:
            _fill_previous(book.add_worksheet(PREVIOUS), previous, formats)
        lists = book.add_worksheet(LISTS)
        lists.hide()
        _fill_report(report, plan, formats)
        _offer(report, plan, _fill_lists(lists, plan.choices()))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look: headers, what is given, and what is to be filled in."""

    header: Format
    given: Format
    open: Format


def _fill_report(sheet: Worksheet, plan: Template, formats: _Formats) -> None:
    header = plan.header()
    sheet.write_row(0, 0, header, formats.header)
    first_open = len(header) - len(plan.to_fill)
    last = 0
    for last, row in enumerate(plan.rows(), 1):
        for column, text in enumerate(row):
            sheet.write(last, column, text or None, formats.given if column < first_open else formats.open)
    for row_number in range(last + 1, last + 1 + FREE_ROWS):
        for column in range(len(header)):
            sheet.write_blank(row_number, column, None, formats.open)
    for column, name in enumerate(header):
        sheet.set_column(column, column, WIDE if name in {"#title", "note", "explanation"} else NARROW)
    sheet.freeze_panes(1, 0)
    sheet.protect("", ALLOWED)


def _fill_lists(sheet: Worksheet, choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Writes a column for each list and gives where it is."""
    ranges = {}
    for column, (name, texts) in enumerate(choices.items()):
        sheet.write_string(0, column, f"#{name}")
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, column, text)
        letter = xl_col_to_name(column, col_abs=True)
        ranges[name] = f"='{LISTS}'!{letter}$2:{letter}${len(texts) + 1}"
    return ranges


def _offer(sheet: Worksheet, plan: Template, ranges: Mapping[str, str]) -> None:
    """Drop-down lists: codes in the empty rows, stages where a milestone is due."""
    header, rows = plan.header(), list(plan.rows())
    for column, name in enumerate(header):
        if name in ranges:
            _offer_list(sheet, (len(rows) + 1, len(rows) + FREE_ROWS), column, ranges[name])
    value, indicator = header.index("value"), header.index("indicator")
    for number, row in enumerate(rows, 1):
        if (stages := ranges.get(f"stages {row[indicator]}")) is not None:
            _offer_list(sheet, (number, number), value, stages)


def _offer_list(sheet: Worksheet, rows: tuple[int, int], column: int, source: str) -> None:
    offered = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(rows[0], column, rows[1], column, offered)


def _fill_previous(sheet: Worksheet, previous: Previous, formats: _Formats) -> None:
    sheet.write_row(0, 0, [f"#{name}" for name in previous[0]], formats.header)
    for number, row in enumerate(previous, 1):
        _write_row(sheet, number, row.values())
    sheet.set_column(0, len(previous[0]) - 1, NARROW)
    sheet.freeze_panes(1, 0)


def _write_row(sheet: Worksheet, number: int, cells: Iterable[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int | float):
            sheet.write_number(number, column, cell)
        elif cell is not None:
            sheet.write_string(number, column, str(cell))
