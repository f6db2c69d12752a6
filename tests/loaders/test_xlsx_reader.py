import io
import re
import time
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
import xlsxwriter

from framework.model import Report, UploadedFile
from framework.problems import Problem
from loaders.limits import Limits, limits_of
from loaders.report_file import read_reports
from loaders.xlsx_reader import read_workbook
from tests.loaders.report_examples import codes, number, project, read, said
from tests.loaders.workbook_examples import (
    HEADER,
    MAIN,
    archive,
    hidden,
    raw_workbook,
    workbook,
    xml_failed,
    xml_header,
    xml_row,
    xml_text,
)


def amounts(data: bytes) -> list[Fraction | None]:
    reports, problems = read(data)
    assert [str(problem) for problem in problems] == []
    return [amount.value for report in reports for amount in report.rows.amounts]


def texts(data: bytes) -> dict[str, list[str]]:
    (table,), _ = read_workbook("report.xlsx", data)
    return {each.header: [each.text(row) for row in range(len(table))] for each in table.columns}


def test_a_sheet_is_read_like_a_csv_file_with_the_numbers_of_its_rows_as_lines() -> None:
    data = workbook(
        {"Report": [["Report of the year"], [], HEADER, ["1.2", "2023-Q1", 30], [], ["1.2", "2023-Q2", 45]]}
    )
    (table,), problems = read_workbook("report.xlsx", data, lambda cells: "value" in cells)
    assert problems == []
    assert table.header_line == 3
    assert table.lines.tolist() == [4, 6]
    assert amounts(data) == [30, 45]


def test_a_problem_stands_at_its_cell() -> None:
    _, (problem,) = read(workbook({"Отчёт": [["#", *HEADER], ["", "1.2", "2023-Q1", "five"]]}))
    assert str(problem).startswith("report.csv:Отчёт!D2: [NOT_A_NUMBER] column 'value': \"five\"")
    assert problem.place.line == 2


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("0.30000000000000004", "0.3"),
        ("303.0", "303"),
        ("303", "303"),
        ("1E3", "1000"),
        ("1.0000000000000001E-5", "0.00001"),
        ("123456789012345678", "123456789012345678"),
        ("99.99999999999997", "100"),
        ("NaN", "NaN"),
        ("1E999", "1E999"),
    ],
)
def test_a_number_is_what_a_person_would_have_typed(stored: str, said: str) -> None:
    cells = xml_header() + xml_row(2, f'<c r="C2"><v>{stored}</v></c>')
    assert texts(raw_workbook(cells))["value"] == [said]


def test_the_point_of_a_number_is_one_of_decimals_whatever_other_cells_say() -> None:
    assert amounts(workbook({"R": [HEADER, ["1.4", "2023-Q1", 10.25], ["1.4", "2023-Q2", "1,5"]]})) == [
        Fraction(41, 4),
        Fraction(3, 2),
    ]
    _, problems = read(workbook({"R": [HEADER, ["1.4", "2023-Q1", 1.5], ["1.4", "2023-Q2", "1,234"]]}))
    assert codes(problems) == ["AMBIGUOUS_NUMBER"], "a stored number says nothing of how people write theirs"


def test_formulas_give_their_stored_values_and_are_a_problem_without_one() -> None:
    def with_value(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula("C2", "=30+45", None, 75)

    data = workbook({"R": [HEADER, ["1.2", "2023-Q1"]]}, with_value)
    assert amounts(data) == [75]
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    made.active.append(["1.2", "2023-Q1", "=30+45"])
    _, problems = read(saved(made))
    assert [(each.code.name, each.place.cell) for each in problems] == [("FORMULA_WITHOUT_VALUE", "Sheet!C2")]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_error_cells_are_problems_but_in_columns_that_are_left_out() -> None:
    header = xml_row(1, *(xml_text(f"{at}1", name) for at, name in zip("ABCD", (*HEADER, "#check"), strict=True)))
    row = xml_row(2, xml_text("A2", "1.2"), xml_text("B2", "2023-Q1"), xml_failed("C2"), xml_failed("D2"))
    _, problems = read(raw_workbook(header + row))
    assert [(each.code.name, each.place.column, each.value) for each in problems] == [
        ("FAILED_FORMULA", "value", "#DIV/0!")
    ]


def test_a_percentage_as_a_spreadsheet_shows_it_is_not_guessed_at() -> None:
    def percent(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_number("C2", 0.5, book.add_format({"num_format": "0%"}))

    _, (problem,) = read(workbook({"R": [HEADER, ["1.5", "2023-Q1"]]}, percent))
    assert (problem.code.name, problem.value) == ("NOT_A_NUMBER", "50%")


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_days_in_either_calendar(since_1904: bool) -> None:  # noqa: FBT001
    def dated(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        for row, shown in enumerate(("dd.mm.yyyy", "[$-419]d mmm yyyy;@", "General"), 1):
            sheet.write_datetime(row, 1, date(2023, 2, row), book.add_format({"num_format": shown}))

    rows: list[list[object]] = [
        ["indicator", "date", "value"],
        ["1.2", "", 1],
        ["1.2", "", 2],
        ["1.2", "", 3],
        ["1.2", "04.02.2023", 4],
    ]
    data = workbook({"R": rows}, dated, date_1904=since_1904)
    assert texts(data)["date"] == ["2023-02-01", "2023-02-02", "2023-02-03", "04.02.2023"]
    assert read(data)[1] == []


def test_only_the_first_of_merged_cells_holds_a_value() -> None:
    merged = raw_workbook(
        xml_header()
        + xml_row(2, xml_text("A2", "1.2"), xml_text("B2", "x"), xml_text("C2", "1"))
        + xml_row(3, xml_text("A3", "1.4"), xml_text("C3", "2"))
        + '</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells><sheetData>'
    )
    assert texts(merged) == {"indicator": ["1.2", ""], "period": ["", ""], "value": ["1", "2"]}


def test_hidden_sheets_are_left_out_with_a_warning() -> None:
    data = workbook(
        {"Report": [HEADER, ["1.2", "2023-Q1", 5]], "Old": [HEADER, ["1.2", "2023-Q1", 6]]},
        hidden("Old"),
    )
    reports, problems = read(data)
    assert [(each.code.name, each.value) for each in problems] == [("HIDDEN_SHEET", "Old")]
    assert said(reports, "1.2").figure == {(): number(5)}


def test_sheets_with_a_header_are_one_report_and_others_are_named() -> None:
    data = workbook(
        {
            "Cover": [["Quarterly report"]],
            "Women": [HEADER, ["1.2", "2023-Q1", 5]],
            "#previous": [HEADER, ["1.2", "2023-Q1", 5]],
            "Men": [HEADER, ["1.4", "2023-Q1", 6]],
            "Sheet5": [],
        }
    )
    reports, problems = read(data)
    assert [(each.code.name, each.value) for each in problems] == [("SHEET_SKIPPED", "Cover")]
    assert [len(report.statements) for report in reports] == [2]


def test_what_two_sheets_state_is_stated_twice() -> None:
    data = workbook({name: [HEADER, ["1.2", "2023-Q1", 5]] for name in ("One", "Two")})
    _, (problem,) = read(data)
    assert problem.code.name == "FIGURE_TWICE"
    assert problem.place.cell == "Two!C2"
    assert "line 2 of sheet One" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        raw_workbook(xml_header(), before='<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        raw_workbook(xml_header(), strings="<!DOCTYPE s><sst/>"),
    ],
)
def test_a_document_type_declaration_is_refused(data: bytes) -> None:
    assert codes(read(data)[1]) == ["FORBIDDEN_XML"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook({"R": [HEADER]})[:900], "BROKEN_WORKBOOK"),
        (raw_workbook("<row><c"), "BROKEN_WORKBOOK"),
        (raw_workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "BROKEN_WORKBOOK"),
        (raw_workbook('<row r="x"/>'), "BROKEN_WORKBOOK"),
        (raw_workbook(xml_header(2) + xml_header(1)), "BROKEN_WORKBOOK"),
        (archive({"xl/hello.txt": "hello"}), "NO_SHEETS"),
        (archive({"hello.txt": "hello"}), "WRONG_FILE_TYPE"),
        (raw_workbook(""), "EMPTY_FILE"),
        (raw_workbook(xml_header()), "NO_ROWS"),
        (raw_workbook(xml_row(1, xml_text("XFD1", "far"))), "TOO_MANY_COLUMNS"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(data: bytes, code: str) -> None:
    assert codes(read(data)[1]) == [code]


def test_a_sheet_that_unpacks_to_too_much_is_not_unpacked() -> None:
    data = raw_workbook(xml_header() + "<row/>" * 3_000_000)
    started = time.perf_counter()
    assert codes(limited(data, Limits(megabytes=1))[1]) == ["TOO_LARGE_UNPACKED"]
    assert time.perf_counter() - started < 1


def limited(data: bytes, limits: Limits) -> tuple[list[Report], list[Problem]]:
    return read_reports(project(), [UploadedFile("report.csv", data)], limits=limits)


def test_files_beyond_the_limits_are_refused() -> None:
    rows = workbook({"R": [HEADER, *(["1.2", "2023-Q1", 5] for _ in range(20))]})
    assert codes(limited(rows, Limits(rows=10))[1]) == ["TOO_MANY_ROWS"]
    assert codes(limited(b"indicator,period,value\n" + b"1.2,2023-Q1,5\n" * 99, Limits(rows=10))[1]) == [
        "TOO_MANY_ROWS"
    ]
    assert codes(limited(b"indicator,period,value\n", Limits(columns=2))[1]) == ["TOO_MANY_COLUMNS"]
    assert codes(limited(b"x" * 1_000_001, Limits(megabytes=1))[1]) == ["FILE_TOO_LARGE"]


def test_limits_come_from_the_environment() -> None:
    assert limits_of({"RESULTSBOARD_MOST_ROWS": "9", "RESULTSBOARD_MOST_COLUMNS": "many"}) == Limits(rows=9)


def test_what_openpyxl_writes_is_read_as_it_reads_it() -> None:
    made = openpyxl.Workbook()
    rows = [["a", "b", "c"], ["Ъ & <й>", 0.1, True], [" x\ny ", 12, date(2024, 2, 29)], ["_xD800_", -1.5e-7, None]]
    for row in rows:
        made.active.append(row)
    assert texts(saved(made)) == {
        "a": ["Ъ & <й>", " x\ny ", "_xD800_"],
        "b": ["0.1", "12", "-0.00000015"],
        "c": ["TRUE", "2024-02-29", ""],
    }


def test_elements_may_have_prefixes() -> None:
    cells = xml_header() + xml_row(2, xml_text("A2", "1.2"), xml_text("B2", "2023-Q1"), '<c r="C2"><v>5</v></c>')
    prefixed = re.sub(r"(</?)(row|c|is|t|v)\b", r"\1x:\2", cells)
    part = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'
    assert amounts(raw_workbook(sheet=part)) == [5]
