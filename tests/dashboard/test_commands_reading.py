"""`load` says how files were read, takes corrections and remembers them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.calls import Call
from dashboard.cli import run, spread
from tests.dashboard.wells import FRAMEWORK
from tests.loaders.workbook_examples import workbook

REPORT = "Отчёт;;;\n\nИндикатор;Период;Партнер;Кол-во\n1;2023-Q1;NORTH;1,250\n"
NEXT = REPORT.replace("Q1", "Q2")
CORRECTED = ("--column", "Кол-во=value", "--decimals", ".")


class Program:
    """The commands on one framework file and one database."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.problems: list[str] = []
        (folder / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
        (folder / "a.csv").write_bytes(REPORT.encode("cp1251"))
        (folder / "b.csv").write_bytes(NEXT.encode("cp1251"))

    def loads(self, name: str, *options: str) -> int:
        call = Call()
        database = f"sqlite:///{self.folder / 'kept.sqlite'}"
        places = ["-f", str(self.folder / "indicators.yaml"), "--database", database]
        status = run(spread([*places, "load", str(self.folder / name), *options]), call)
        self.problems = [problem.code.name for problem in call.reported]
        call.print_problems()
        return status

    def said(self) -> str:
        return self.capsys.readouterr().out.replace(f"{self.folder}/", "")


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


def test_load_says_how_a_file_was_read_even_if_it_is_refused(program: Program) -> None:
    assert program.loads("a.csv") == 1
    assert program.problems == ["UNKNOWN_COLUMN", "COLUMN_MISSING"]
    assert program.said() == (
        "a.csv: windows-1251, cells between ';', header on line 3, long; "
        "indicator ← Индикатор, period ← Период, reporter ← Партнер, ? ← Кол-во\n"
    )


def test_corrections_are_remembered_for_the_reporter_until_forgotten(program: Program) -> None:
    assert program.loads("a.csv", *CORRECTED) == 0
    assert "decimal point" in program.said()
    assert program.loads("b.csv", "--dry-run") == 0
    assert "value ← Кол-во; remembered: columns, decimals\n" in program.said()
    assert program.loads("b.csv", "--forget") == 1
    assert program.loads("b.csv", "--forget", *CORRECTED) == 0


def test_a_total_that_is_computed_is_told_as_such(program: Program) -> None:
    (program.folder / "c.csv").write_text("indicator,period,reporter,female\n1,2023-Q1,NORTH,5\n", "utf-8")
    assert program.loads("c.csv", "--dry-run") == 0
    said = program.said()
    assert "a column" not in said
    assert "categories as columns; indicator, period, reporter, category female ← female" in said
    assert "total (sum of the categories): nothing → 5" in said


def test_problems_as_json_are_all_that_stdout_holds(program: Program) -> None:
    assert program.loads("a.csv", "--problems", "json") == 1
    assert [problem["code"] for problem in json.loads(program.said())] == program.problems


@pytest.mark.parametrize(
    "wrong",
    [
        ("--column", "Кол-во"),
        ("--column", "Кол-во=worth"),
        ("--column", "=value"),
        ("--header-line", "0"),
        ("--encoding", "cp866"),
        ("--layout", "tall"),
    ],
)
def test_choices_that_cannot_be_are_wrong_usage(program: Program, wrong: tuple[str, str]) -> None:
    assert program.loads("a.csv", *wrong) == 2


def test_a_header_may_hold_an_equals_sign(program: Program) -> None:
    (program.folder / "c.csv").write_text("indicator,period,reporter,a=b\n1,2023-Q1,NORTH,5\n", "utf-8")
    assert program.loads("c.csv", "--column", "a=b=value") == 0


def test_a_workbook_is_told_by_sheet(program: Program) -> None:
    rows: list[Sequence[object]] = [
        ["Report"],
        ["indicator", "period", "reporter", "value"],
        ["1", "2023-Q1", "NORTH", 5],
    ]
    (program.folder / "c.xlsx").write_bytes(workbook({"Q1": rows}))
    assert program.loads("c.xlsx") == 0
    assert program.said().startswith(
        "c.xlsx:Q1: workbook, header on line 2, long; indicator, period, reporter, value\n"
    )
