"""Templates as they come back from a spreadsheet program that is set to Russian."""

import io
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from framework.model import NOT_APPLICABLE, Amount, Report, UploadedFile
from loaders.marking import marked
from loaders.template import plan_template, template
from loaders.template_workbook import template_workbook
from tests.find_soffice import WAY_OUT, find_soffice
from tests.loaders.report_examples import project, read

RUSSIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>ru-RU</value></prop></item>
</oor:items>
"""
"""The settings of a fresh profile: decimal comma, day.month.year."""
XLSX = "xlsx:Calc MS Excel 2007 XML"
CSV = "csv:Text - txt - csv (StarCalc)"
SEMICOLONS_1251 = f"{CSV}:59,34,34,1,,0,false,true,false"
COMMAS_UTF_8 = f"{CSV}:44,34,76,1,,0,false,true,false"
SEMICOLONS_UTF_8 = f"{CSV}:59,34,76,1,,0,true,true,false"
AS_CHOSEN_WHEN_OPENED = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
"""What LibreOffice proposes, and asks for, when a person opens a CSV file with a byte order mark."""
PATIENCE_SECONDS = 120

Convert = Callable[[bytes, str, str], bytes]
"""Bytes, the suffix that they have, and the filter to send them through."""


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice as an officer in Dushanbe has it."""
    program = find_soffice()
    assert program, WAY_OUT
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(RUSSIAN, "utf-8")

    def through(data: bytes, suffix: str, output: str) -> bytes:
        (folder / f"report.{suffix}").write_bytes(data)
        profile = (folder / "profile").as_uri()
        out = folder / "out"
        subprocess.run(
            [
                *(program, "--headless", f"-env:UserInstallation={profile}"),
                *([AS_CHOSEN_WHEN_OPENED] if suffix == "csv" else []),
                *("--convert-to", output, "--outdir", out, folder / f"report.{suffix}"),
            ],
            check=True,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )
        return Path(out / f"report.{output.partition(':')[0]}").read_bytes()

    return through


def filled(language: str) -> bytes:
    """The template of a quarter, some of its figures typed in."""
    plan, problems = plan_template(project(), "2023-Q1", language=language)
    assert plan is not None
    assert not problems
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(plan, [{"indicator": "1.1", "value": 40.0}])))
    fill(book)
    return saved(book)


def fill(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    typed: dict[tuple[object, object], dict[str, object]] = {
        ("1.1", None): {"value": 1250},
        ("1.1", "female"): {"value": 700},
        ("1.1", "male"): {"value": 550, "note": "обучение в Душанбе; «Сино», 2 группы"},
        ("1.4", None): {"value": 1234567.25},
        ("1.5", None): {"numerator": 3, "denominator": 4},
        ("1.6", None): {"value": "opened"},
        ("1.7", None): {"value": "Люди звонят чаще"},
        ("2.1", None): {"value": -12.5, "explanation": "Ошибка за прошлый квартал"},
        ("1.2", None): {"value": "n/a"},
    }
    for row in sheet.iter_rows(min_row=2):
        texts = {name: row[column - 1].value for name, column in columns.items()}
        others = [texts[name] for name in ("region", "service", "district", "place", "reason") if name in texts]
        for name, value in typed.get((texts["indicator"], texts["sex"]), {}).items() if not any(others) else ():
            row[columns[name] - 1].value = value


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figures(reports: list[Report]) -> dict[str, dict[tuple[tuple[str, str], ...], Amount]]:
    (report,) = reports
    return {each.indicator: dict(each.figure) for each in report.statements}


def without_question(data: bytes) -> None:
    """The report says what was typed, and nothing about it is a problem."""
    reports, problems = read(data)
    assert not problems, [str(problem) for problem in problems]
    said = figures(reports)
    assert said["1.1"][()].value == 1250
    assert said["1.1"][("sex", "male"),].value == 550
    assert said["1.2"][()] == NOT_APPLICABLE
    assert said["1.4"][()].value == Fraction("1234567.25")
    assert said["1.5"][()] == Amount(numerator=Fraction(3), denominator=Fraction(4))
    assert said["1.6"][()].value == 1
    assert said["1.7"][()].word == "Люди звонят чаще"
    assert said["2.1"][()].value == Fraction("-12.5")
    assert sorted(said) == ["1.1", "1.2", "1.4", "1.5", "1.6", "1.7", "2.1"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_template_saved_by_libreoffice_loads_without_a_question(convert: Convert, language: str) -> None:
    without_question(convert(filled(language), "xlsx", XLSX))


def test_a_template_that_went_through_ods_loads_without_a_question(convert: Convert) -> None:
    without_question(convert(convert(filled("ru"), "xlsx", "ods"), "ods", XLSX))


@pytest.mark.parametrize(
    "output", [SEMICOLONS_1251, SEMICOLONS_UTF_8, COMMAS_UTF_8], ids=["semicolons-1251", "semicolons", "commas"]
)
def test_a_template_saved_as_csv_loads_without_a_question(convert: Convert, output: str) -> None:
    data = convert(filled("ru"), "xlsx", output)
    assert b"1234567,25" in data, "as Russians write it"
    without_question(data)


def test_a_csv_template_opened_and_saved_by_libreoffice_loads_without_a_question(convert: Convert) -> None:
    text, _ = template(project(), "2023-Q1", language="ru")
    book = openpyxl.load_workbook(io.BytesIO(convert(("\ufeff" + text).encode(), "csv", XLSX)))
    fill(book)
    without_question(convert(saved(book), "xlsx", XLSX))
    without_question(convert(saved(book), "xlsx", SEMICOLONS_1251))


def test_a_marked_workbook_opens_and_keeps_its_comments(convert: Convert) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled("ru")))
    book.worksheets[0].cell(2, [cell.value for cell in book.worksheets[0][1]].index("value") + 1, "сорок")
    data = saved(book)
    problems = read(data)[1]
    done = marked(project(), UploadedFile("report.csv", data), problems)
    assert done is not None
    again = convert(done, "xlsx", XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(again)).worksheets[0]
    (comment,) = [cell.comment for row in sheet for cell in row if cell.comment]
    assert "is not a number" in comment.text
    assert [each.code for each in read(again)[1]] == [each.code for each in problems]
