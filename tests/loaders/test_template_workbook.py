import io

import openpyxl

from loaders.template import plan_template
from loaders.template_workbook import template_workbook
from tests.loaders.report_examples import number, project, read, said

PREVIOUS: list[dict[str, object]] = [
    {"indicator": "1.1", "period": "2022-Q4", "value": 40.0},
    {"indicator": "1.6", "period": "", "value": None},
]


def made(period: str = "2023-Q1") -> bytes:
    plan, problems = plan_template(project(), period, language="ru")
    assert plan is not None
    assert not problems
    return template_workbook(plan, PREVIOUS)


def opened() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made()))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_given_is_locked_and_what_is_to_be_filled_in_is_not() -> None:
    book = opened()
    sheet = book.worksheets[0]
    assert sheet.title == "2023-Q1"
    assert sheet.protection.sheet
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet[f"{columns['indicator']}2"].protection.locked
    assert not sheet[f"{columns['value']}2"].protection.locked


def test_codes_and_stages_are_offered_in_lists() -> None:
    book = opened()
    offered = {str(each.formula1) for each in book.worksheets[0].data_validations.dataValidation}
    lists = {cell.value: cell.column_letter for cell in book["#lists"][1]}
    for name in ("indicator", "period", "sex", "stages 1.6"):
        column = lists[f"#{name}"]
        assert any(f"${column}$2:${column}$" in source for source in offered), name
    assert book["#lists"].sheet_state == "hidden"


def test_a_filled_in_workbook_loads_without_a_question() -> None:
    book = opened()
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {
        (row[columns["indicator"] - 1], row[columns["sex"] - 1], row[columns["region"] - 1]): at
        for at, row in enumerate(sheet.iter_rows(values_only=True), 1)
    }
    sheet.cell(rows["1.1", "female", None], columns["value"], 5)
    for name, cell in {"indicator": "1.1", "period": "2023-Q1", "sex": "male", "region": "KT", "value": 7}.items():
        sheet.cell(len(list(sheet.rows)), columns[name], cell)
    reports, problems = read(saved(book))
    assert [problem.code.name for problem in problems] == ["SHAPES_DISAGREE"]
    assert said(reports, "1.1").figure[("sex", "female"),] == number(5)


def test_an_empty_workbook_is_a_report_without_figures() -> None:
    (report,), problems = read(made())
    assert not problems
    assert report.statements == ()


def test_the_figures_before_are_shown_and_never_read_as_figures() -> None:
    book = opened()
    assert [cell.value for cell in book["#previous"][1]] == ["#indicator", "#period", "#value"]
    assert [cell.value for cell in book["#previous"][2]] == ["1.1", "2022-Q4", 40]


def test_a_template_is_the_same_at_every_time() -> None:
    assert made() == made()
