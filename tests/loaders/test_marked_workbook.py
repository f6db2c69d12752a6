import io
import zipfile
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from framework.model import UploadedFile
from framework.problems import Problem
from loaders.marked_workbook import SPREADSHEET
from loaders.marking import ENGLISH, marked
from loaders.template import plan_template
from loaders.template_workbook import template_workbook
from loaders.workbook_archive import is_workbook
from tests.loaders.report_examples import BROKEN, project, read
from tests.loaders.workbook_examples import MAIN, OFFICE, archive, raw_workbook, workbook, xml_header, xml_row, xml_text

RED, AMBER = "FFFFC7CE", "FFFFEB9C"
SHEET = "Лист 'Q1' x"


def furnished(book: xlsxwriter.Workbook) -> None:
    """What officers have in their workbooks besides figures."""
    sheet = book.worksheets()[0]
    bold = book.add_format({"bold": True, "num_format": "0.0"})
    sheet.write_formula("D3", "=30+45.5", bold, 75.5)
    sheet.write_formula("A4", '="1."&"2"', None, "1.2")
    sheet.write_comment("D2", "ask Zarina")
    sheet.write_comment("A1", "codes")
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["female", "male"]})
    sheet.protect()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET.replace(chr(39), chr(39) * 2)}'!$D$2:$D$3"})
    sheet.insert_chart("H2", chart)


ROWS: list[list[object]] = [
    ["indicator", "period", "sex", "value"],
    ["1.2", "2023-Q1", None, "five"],
    ["1.1", "2023-Q1", "femal"],
    [None, "2023-Q2", None, 7],
    ["1.1", None, "male", 5],
]
DATA = workbook({SHEET: ROWS, "Notes": [["We began late"]]}, furnished)


def mark(data: bytes) -> bytes:
    done = marked(project(), UploadedFile("report.csv", data), read(data)[1])
    assert done is not None
    return done


def opened(data: bytes, **how: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), **how)


def places(problems: list[Problem]) -> list[tuple[object, ...]]:
    return [(each.code.name, each.place.cell, each.place.column, each.value) for each in problems]


def comments(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def test_cells_bear_their_problem_as_a_comment_and_a_colour() -> None:
    sheet = opened(mark(DATA))[SHEET]
    assert comments(sheet)["C3"].startswith(
        'resultsboard\nError: "femal" — sex has no such category (did you mean female'
    )
    assert sheet["C3"].fill.fgColor.rgb == RED
    assert opened(mark(DATA))["Notes"]["A1"].fill.fgColor.rgb == AMBER
    assert "B5" in comments(sheet), "an empty cell that should not be empty"


def test_the_cell_keeps_its_own_look_but_for_the_colour() -> None:
    cell = opened(mark(DATA))[SHEET]["D3"]
    assert (cell.font.b, cell.number_format, cell.fill.fgColor.rgb) == (True, "0.0", RED)


def test_a_list_of_all_problems_leads_to_the_cells() -> None:
    book = opened(mark(DATA))
    listed = book["#problems"]
    assert [cell.value for cell in listed[1]] == list(ENGLISH.headings)
    assert len(listed["A"]) == 1 + len(read(DATA)[1])
    assert f"'{SHEET.replace(chr(39), chr(39) * 2)}'!D2" in [cell.hyperlink.location for cell in listed["B"][1:]]


def test_formulas_values_lists_and_charts_stay() -> None:
    done = mark(DATA)
    sheet = opened(done)[SHEET]
    assert sheet["D3"].value == "=30+45.5"
    assert opened(done, data_only=True)[SHEET]["D3"].value == 75.5
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["C2:C9"]
    assert sheet.protection.sheet
    with zipfile.ZipFile(io.BytesIO(done)) as now, zipfile.ZipFile(io.BytesIO(DATA)) as before:
        charts = [name for name in before.namelist() if "chart" in name]
        assert charts
        assert all(now.read(name) == before.read(name) for name in charts)


def test_a_persons_own_comment_stays_and_is_added_to_once() -> None:
    again = mark(mark(DATA))
    told = comments(opened(again)[SHEET])
    assert told["A1"] == "codes"
    assert told["D2"].startswith("ask Zarina\nresultsboard\nError")
    assert told["D2"].count("resultsboard") == 1


def test_marks_of_a_former_time_are_replaced() -> None:
    book = opened(mark(DATA))
    book[SHEET]["C3"] = "female"
    out = io.BytesIO()
    book.save(out)
    again = opened(mark(out.getvalue()))
    assert "C3" not in comments(again[SHEET])
    assert again.sheetnames == [SHEET, "Notes", "#problems"]


def test_the_shapes_of_comments_are_as_many_as_the_comments() -> None:
    with zipfile.ZipFile(io.BytesIO(mark(mark(DATA)))) as parts:
        shapes = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".vml"))
        texts = "".join(parts.read(name).decode() for name in parts.namelist() if "comments" in name)
    assert shapes.count("<x:ClientData") == texts.count("<comment ")


@pytest.mark.parametrize(
    "name", [name for name, broken in BROKEN.items() if isinstance(broken.text, bytes) and is_workbook(broken.text)]
)
def test_a_marked_workbook_has_the_problems_that_it_had(name: str) -> None:
    broken = BROKEN[name]
    assert isinstance(broken.text, bytes)
    data = with_types(broken.text)
    _, problems = read(data, None, **dict(broken.given))
    done = marked(project(), UploadedFile("report.csv", data), problems)
    if name in {"BROKEN_WORKBOOK", "FORBIDDEN_XML", "TOO_LARGE_UNPACKED", "NO_SHEETS"}:
        assert done is None
    else:
        assert done is not None
        assert places(read(done, None, **dict(broken.given))[1]) == places(problems)


def with_types(data: bytes) -> bytes:
    """A workbook with the part that says what the others hold, without which no spreadsheet program opens it."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            texts = {name: parts.read(name).decode() for name in parts.namelist()}
    except zipfile.BadZipFile:
        return data
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet"}
    declared = "".join(
        f'<Override PartName="{name}" ContentType="{SPREADSHEET}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return archive({"[Content_Types].xml": f'<Types xmlns="{types}">{declared}</Types>', **texts})


def test_marking_changes_neither_figures_nor_problems() -> None:
    reports, problems = read(DATA)
    reports_then, problems_then = read(mark(DATA))
    assert places(problems_then) == places(problems)
    assert [each.statements for each in reports_then] == [each.statements for each in reports]


def test_rows_and_cells_that_programs_leave_unnumbered_are_found() -> None:
    rows = "<row><c t='inlineStr'><is><t>indicator</t></is></c><c t='inlineStr'><is><t>period</t></is></c>"
    rows += "<c t='inlineStr'><is><t>value</t></is></c></row>"
    rows += "<row><c t='inlineStr'><is><t>1.2</t></is></c><c t='inlineStr'><is><t>Q9</t></is></c><c><v>5</v></c></row>"
    done = mark(with_types(raw_workbook(rows)))
    assert opened(done).worksheets[0]["B2"].fill.fgColor.rgb == RED


def test_names_with_prefixes_are_found() -> None:
    cells = xml_header() + xml_row(2, xml_text("A2", "1.2"), xml_text("B2", "Q9"), '<c r="C2"><v>5</v></c>')
    inside = cells.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{inside}</x:sheetData></x:worksheet>'
    done = mark(with_types(raw_workbook(sheet=sheet)))
    assert opened(done).worksheets[0]["B2"].fill.fgColor.rgb == RED
    assert list(comments(opened(done).worksheets[0])) == ["B2"]


def test_a_filled_in_template_keeps_its_lists_when_it_is_marked() -> None:
    plan, _ = plan_template(project(), "2023-Q1", language="ru")
    assert plan is not None
    book = opened(template_workbook(plan))
    sheet = book.worksheets[0]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("value") + 1, "x")
    out = io.BytesIO()
    book.save(out)
    done = opened(mark(out.getvalue()))
    before = len(sheet.data_validations.dataValidation)
    assert len(done.worksheets[0].data_validations.dataValidation) == before


@pytest.mark.parametrize(
    "sheet",
    [
        '<?xml version="1.0" encoding="windows-1251"?><worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        '<worksheet xmlns="{main}" xmlns:r="{office}"><sheetData>{cells}</sheetData><legacyDrawing r:id="lost"/></worksheet>',
    ],
)
def test_what_is_made_in_an_unknown_way_is_not_marked_or_marked_well(sheet: str) -> None:
    cells = xml_header() + xml_row(2, xml_text("A2", "1.2"), xml_text("B2", "Q9"), '<c r="C2"><v>5</v></c>')
    data = with_types(raw_workbook(sheet=sheet.format(main=MAIN, office=OFFICE, cells=cells)))
    done = marked(project(), UploadedFile("report.csv", data), read(data)[1])
    assert done is None or places(read(done)[1]) == places(read(data)[1])
