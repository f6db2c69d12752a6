"""Tables as bytes."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.downloads import as_csv, as_json, defused
from framework.model import Cell

COLUMNS = ("code", "value")


def one(cell: Cell) -> list[dict[str, Cell]]:
    return [{"code": "A", "value": cell}]


def csv_of(cell: Cell) -> str:
    return as_csv(COLUMNS, one(cell)).decode().splitlines(keepends=True)[1].removeprefix("A,").removesuffix("\r\n")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Fraction("1200.50"), "1200.5"),
        (Fraction(1200), "1200"),
        (Fraction("-0.1"), "-0.1"),
        (Fraction(10, 3), "3.333333"),
        (Fraction(10**30) + Fraction(1, 10), "1000000000000000000000000000000.1"),
        (7, "7"),
        (None, ""),
        (True, "true"),
        (date(2024, 3, 31), "2024-03-31"),
        (datetime(2024, 3, 31, 9, 30, tzinfo=UTC), "2024-03-31T09:30:00Z"),
        ("<5", "<5"),
        ("*", "*"),
        ("n/a", "n/a"),
    ],
)
def test_a_cell_is_written_exactly_and_without_decoration(cell: Cell, text: str) -> None:
    assert csv_of(cell) == text


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(formula: str) -> None:
    assert defused(formula) == f"'{formula}"


def test_numbers_are_never_defused() -> None:
    assert csv_of(Fraction(-5)) == "-5"


def test_csv_reads_back_what_was_written() -> None:
    text = 'a "quoted" word, a comma;\r\nand a second line — Жизнь'
    assert next(csv.DictReader(io.StringIO(as_csv(COLUMNS, one(text)).decode(), newline="")))["value"] == text


def test_csv_ends_every_record_as_rfc_4180_says() -> None:
    assert as_csv(COLUMNS, one("x")) == b"code,value\r\nA,x\r\n"


def test_a_table_without_rows_still_has_its_header() -> None:
    assert as_csv(COLUMNS, []) == b"code,value\r\n"
    assert json.loads(as_json(COLUMNS, [])) == {"columns": ["code", "value"], "rows": []}


def test_json_numbers_are_exact() -> None:
    written = as_json(COLUMNS, one(Fraction("0.1") + Fraction("0.2")))
    assert json.loads(written, parse_float=Decimal)["rows"] == [{"code": "A", "value": Decimal("0.3")}]


def test_json_keeps_null_true_and_text_apart() -> None:
    rows = one(None) + one(cell=True) + one("true") + one("=1+1")
    assert [row["value"] for row in json.loads(as_json(COLUMNS, rows))["rows"]] == [None, True, "true", "=1+1"]
