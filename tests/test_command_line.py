"""The program as people and scripts call it (interface 3)."""

import json
import socket
import sqlite3
import subprocess
from pathlib import Path

import click
import pytest

from dashboard.cli import resultsboard, spread
from dashboard.commands import framework, reports, server, tables
from tests.browser.program import RESULTSBOARD, environment

WELLS = """\
project: {code: WELLS, title: Clean water, start: 2024-01-01, end: 2024-12-31, reporting: quarterly}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G1
    level: Goal
    title: Villages have clean water
    indicators:
      - {code: "1.1", title: People trained, unit: people, dimensions: [sex], targets: {end: 400}}
"""
GOOD = "indicator,period,sex,value\n1.1,2024-Q1,female,34\n1.1,2024-Q1,male,21\n"
BAD = "indicator,period,sex,value\n1.1,2024-Q1,femal,34\n1.1,2024-Q9,male,2.5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("indicators.yaml", WELLS), ("good.csv", GOOD), ("bad.csv", BAD)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def call(folder: Path, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs the program in a folder; whatever comes, it is no traceback."""
    ran = subprocess.run(
        [RESULTSBOARD, *arguments],
        cwd=folder,
        env=environment(),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    return ran


def sentence(ran: "subprocess.CompletedProcess[str]") -> str:
    """The one line that says what is wrong."""
    (line,) = ran.stderr.strip().splitlines()
    return line


def commands() -> dict[str, click.Command]:
    return {**resultsboard.commands, **{f"review {name}": each for name, each in reports.review.commands.items()}}


@pytest.mark.parametrize("name", commands())
def test_every_command_has_an_example(name: str) -> None:
    assert f"Example: resultsboard {name}" in (commands()[name].help or "")


def test_every_command_is_hung_in() -> None:
    modules = (framework, reports, server, tables)
    made = [each for module in modules for each in vars(module).values() if isinstance(each, click.Command)]
    assert {each.name for each in made} - {*resultsboard.commands, *reports.review.commands} == set()


def test_the_form_of_problems_may_stand_anywhere() -> None:
    assert spread(["check", "--problems", "json"]) == ["--problems", "json", "check"]
    assert spread(["load", "a.csv", "--problems=json", "--dry-run"]) == [
        "--problems=json",
        "load",
        "a.csv",
        "--dry-run",
    ]


def test_a_report_goes_in_and_comes_out_as_a_table(folder: Path) -> None:
    assert call(folder, "load", "good.csv", "--by", "officer").returncode == 0
    rows = json.loads(call(folder, "table", "indicators", "--format", "json").stdout)["rows"]
    assert [(row["indicator"], row["actual"], row["target_to_date"]) for row in rows] == [("1.1", 55, 100)]
    assert call(folder, "verify").returncode == 0


def test_all_problems_come_at_once_and_nothing_is_kept(folder: Path) -> None:
    ran = call(folder, "load", "bad.csv", "--problems", "json")
    assert ran.returncode == 1
    assert {problem["line"] for problem in json.loads(ran.stdout)} == {2, 3}
    assert json.loads(call(folder, "table", "reports", "--format", "json").stdout)["rows"] == []


def test_a_dry_run_tells_what_it_would_do_and_keeps_nothing(folder: Path) -> None:
    ran = call(folder, "load", "good.csv", "--dry-run")
    assert "1.1: actual nothing → 55" in ran.stdout
    assert json.loads(call(folder, "table", "observations", "--format", "json").stdout)["rows"] == []


def test_a_report_may_come_from_standard_input(folder: Path) -> None:
    assert call(folder, "load", "-", stdin=GOOD).returncode == 0


def test_a_template_that_is_filled_in_loads(folder: Path) -> None:
    header, *rows = call(folder, "template", "--period", "2024-Q2").stdout.splitlines()
    place = header.split(",").index("value")
    filled = [
        ",".join("7" if number == place else cell for number, cell in enumerate(row.split(","))) for row in rows[1:]
    ]
    (folder / "filled.csv").write_text("\n".join([header, *filled]), "utf-8")
    assert call(folder, "load", "filled.csv").returncode == 0


def test_a_template_needs_no_database(folder: Path) -> None:
    arguments = ("template", "--period", "2024-Q2", "--format", "xlsx", "-o", "empty.xlsx")
    assert call(folder, *arguments).returncode == 0
    assert (folder / "empty.xlsx").exists()
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["load"], ["table", "nothing"], ["table", "series", "--as-of", "x"]]
)
def test_wrong_usage_is_status_2(folder: Path, arguments: list[str]) -> None:
    assert call(folder, *arguments).returncode == 2


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    ran = call(folder, "load", "missing.csv", "good.csv")
    assert ran.returncode == 1
    assert "missing.csv" in sentence(ran)
    assert "nowhere.yaml" in sentence(call(folder, "-f", "nowhere.yaml", "check"))


def test_a_database_that_is_something_else_is_status_3(folder: Path) -> None:
    ran = call(folder, "--database", "sqlite:///good.csv", "table", "indicators")
    assert ran.returncode == 3
    assert "good.csv" in sentence(ran)


def test_a_database_of_a_newer_program_is_left_alone(folder: Path) -> None:
    call(folder, "--database", "sqlite:///newer.sqlite", "load", "good.csv")
    connection = sqlite3.connect(folder / "newer.sqlite")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ran = call(folder, "--database", "sqlite:///newer.sqlite", "load", "good.csv")
    assert ran.returncode == 3
    assert "newer" in sentence(ran)


def test_a_table_that_cannot_be_written_is_said_in_a_sentence(folder: Path) -> None:
    ran = call(folder, "table", "indicators", "-o", "no/such/folder.csv")
    assert ran.returncode == 3
    assert "no/such/folder.csv" in sentence(ran)


def test_a_host_that_is_not_of_this_machine_is_said_with_the_way_out(folder: Path) -> None:
    ran = call(folder, "serve", "--host", "192.0.2.1")
    assert ran.returncode == 3
    assert "192.0.2.1 is no address of this machine" in sentence(ran)


def test_a_port_that_is_taken_is_said_with_the_way_out(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = call(folder, "serve", "--port", str(taken.getsockname()[1]))
    assert ran.returncode == 3
    assert "--port" in sentence(ran)


def test_problems_as_json_are_one_array_even_where_there_are_none(folder: Path) -> None:
    for arguments in (["--problems", "json", "check"], ["load", "--problems=json", "good.csv"], ["schema"]):
        ran = call(folder, *arguments)
        assert ran.returncode == 0
        assert json.loads(ran.stdout) == [] or arguments == ["schema"]


def test_a_table_is_the_same_on_the_screen_and_in_a_file(folder: Path) -> None:
    call(folder, "load", "good.csv")
    for form in ("csv", "json"):
        shown = call(folder, "table", "breakdown", "--format", form).stdout
        assert call(folder, "table", "breakdown", "--format", form, "-o", "table").stdout == ""
        assert (folder / "table").read_bytes().decode() == shown.replace("\n", "\r\n" if form == "csv" else "\n")


def test_the_same_report_again_says_that_nothing_changed(folder: Path) -> None:
    call(folder, "load", "good.csv")
    assert "unchanged" in call(folder, "load", "good.csv").stdout
