"""Tables as workbooks."""

import io
import zipfile
from datetime import UTC, date, datetime
from fractions import Fraction

import openpyxl
import pytest

from dashboard import workbook
from dashboard.workbook import as_xlsx
from framework.model import Cell

YES = True


def read_back(*cells: Cell) -> list[object]:
    columns = [f"c{number}" for number in range(len(cells))]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(columns, [dict(zip(columns, cells, strict=True))])))
    (sheet,) = book.worksheets
    header, row = sheet.iter_rows(values_only=True)
    assert list(header) == columns
    return list(row)


def test_cells_keep_their_kinds() -> None:
    moment = datetime(2024, 3, 31, 9, 30, tzinfo=UTC)
    assert read_back(Fraction("1200.5"), 7, None, YES, date(2024, 3, 31), moment, "<5") == [
        *(1200.5, 7, None, YES),
        *(datetime(2024, 3, 31), "2024-03-31T09:30:00Z", "<5"),  # noqa: DTZ001 — a day has no zone
    ]


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_text() -> None:
    assert read_back(Fraction(10**17 + 1)) == ["100000000000000001"]


def test_a_text_never_runs_as_a_formula() -> None:
    assert read_back("=1+1", "http://example.org") == ["=1+1", "http://example.org"]
    with zipfile.ZipFile(io.BytesIO(as_xlsx(["a"], [{"a": "=1+1"}]))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_rows_beyond_a_sheet_come_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(["a"], [{"a": each} for each in range(3)])))
    assert [[cell.value for cell in sheet["A"]] for sheet in book.worksheets] == [["a", 0, 1], ["a", 2]]
