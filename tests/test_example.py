"""The shipped example comes out as published, and looks like a real project."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dashboard.calls import Call
from dashboard.cli import run, spread

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "data" / "reports"
NEXT = ROOT / "data" / "next-quarter"
LATEST = "2025-03-31"

Row = Mapping[str, object]
Board = Callable[..., str]
"""Runs the program on one database; what it printed."""


def board_of(framework: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> Board:
    """The program with its framework and database."""

    def board(*arguments: str | Path, status: int = 0) -> str:
        call = Call()
        line = ["-f", str(framework), "--database", f"sqlite:///{database}", *map(str, arguments)]
        exit_status = run(spread(line), call)
        call.print_problems()
        printed = capsys.readouterr()
        assert exit_status == status, printed.err
        return printed.out

    return board


@pytest.fixture
def board(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Board:
    return board_of(ROOT / "indicators.yaml", tmp_path / "example.sqlite", capsys)


@pytest.fixture
def loaded(board: Board) -> Board:
    board("load", *sorted(REPORTS.glob("*.csv")))
    return board


def rows(board: Board, table: str, *arguments: str) -> list[dict[str, object]]:
    """A table of the program."""
    answer: dict[str, list[dict[str, object]]] = json.loads(board("table", table, *arguments, "--format", "json"))
    return answer["rows"]


def by(key: str, table: list[dict[str, object]]) -> dict[object, Row]:
    """The rows of a table by one of their columns."""
    return {row[key]: row for row in table}


def arrivals() -> list[dict[str, str]]:
    """The reports in the order in which they came."""
    with (REPORTS / "received.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_framework_has_no_problem(board: Board) -> None:
    assert json.loads(board("check", "--problems", "json")) == []


def test_the_reports_have_no_problem(board: Board) -> None:
    assert json.loads(board("load", *sorted(REPORTS.glob("*.csv")), "--problems", "json")) == []


def test_published_totals_come_out_exactly(loaded: Board) -> None:
    indicators = by("indicator", rows(loaded, "indicators"))
    published = {"1.2": 70000, "1.3": 800, "2.2": 513, "2.5": 68, "3.3": 108, "1.4": "open"}
    assert {code: indicators[code]["actual"] for code in published} == published


@pytest.mark.parametrize(
    ("indicator", "dimension", "published"),
    [
        ("2.2", "sex", {"male": 354, "female": 159}),
        ("2.5", "category", {"victim": 5, "vulnerable": 10, "returnee": 53}),
        ("1.3", "region", {"TJ-SU": 800}),
    ],
)
def test_published_categories_come_out_exactly(
    loaded: Board, indicator: str, dimension: str, published: dict[str, int]
) -> None:
    cells = rows(loaded, "breakdown", "--indicator", indicator, "--dimension", dimension)
    to_date = {cell["category"]: cell["value"] for cell in cells if cell["period"] == "to_date"}
    assert {category: value for category, value in to_date.items() if value is not None} == published


def test_every_region_had_sub_grants(loaded: Board) -> None:
    cells = rows(loaded, "breakdown", "--indicator", "2.5", "--dimension", "region")
    assert {cell["category"] for cell in cells if cell["value"]} == {"TJ-DU", "TJ-RA", "TJ-KT", "TJ-SU", "TJ-GB"}


def test_the_example_has_indicators_of_every_kind_and_status(loaded: Board) -> None:
    indicators = rows(loaded, "indicators")
    assert 12 <= len(indicators) <= 18
    assert {row["as_of"] for row in indicators} == {LATEST}
    assert {row["kind"] for row in indicators} == {"number", "amount", "percentage", "milestone", "text"}
    assert {row["direction"] for row in indicators} == {"increase", "decrease", "maintain", "none"}
    statuses = {row["status"] for row in indicators}
    assert statuses >= {"achieved", "ahead", "on_track", "behind", "off_track", "not_due", "no_target"}


def test_what_is_off_track_is_explained_and_something_owes_an_explanation(loaded: Board) -> None:
    indicators = rows(loaded, "indicators")
    assert all(row["explanation"] for row in indicators if row["status"] == "off_track")
    assert any(row["explanation_due"] for row in indicators)


def test_reports_in_order_of_arrival_give_a_late_and_a_corrected_one(board: Board) -> None:
    for arrival in arrivals():
        board("load", REPORTS / arrival["file"], "--at", arrival["received_at"], "--by", arrival["by"])
    assert by("indicator", rows(board, "indicators"))["2.2"]["actual"] == 513
    reports = rows(board, "reports", "--as-of", LATEST)
    late = {row["report"]: row["days_late"] for row in reports if row["days_late"] and row["version"] == 1}
    assert late == {"SMCT-TJ/NGO/FY2024-Q3": 22}
    assert [row["version"] for row in reports if row["report"] == "SMCT-TJ/IOM/FY2023-Q3"] == [1, 2]
    before = rows(board, "indicators", "--as-of", "FY2023-Q3", "--known-at", "2023-08-01", "--indicator", "2.2")
    assert before[0]["actual"] == 89
    assert rows(board, "indicators", "--as-of", "FY2023-Q3", "--indicator", "2.2")[0]["actual"] == 92


def test_every_report_is_in_the_list_of_arrivals() -> None:
    kept = {str(path.relative_to(REPORTS)) for path in REPORTS.rglob("*.csv")}
    assert [arrival["received_at"] for arrival in arrivals()] == sorted(
        arrival["received_at"] for arrival in arrivals()
    )
    assert {arrival["file"] for arrival in arrivals()} == kept


def test_the_next_quarter_can_be_loaded(loaded: Board) -> None:
    loaded("load", NEXT / "FY2025-Q3.csv")
    indicators = by("indicator", rows(loaded, "indicators"))
    assert indicators["2.2"]["actual"] == 513 + 58
    assert indicators["2.4"]["last_period"] == "FY2025-Q3"


def test_the_next_quarter_with_problems_is_refused_as_the_officer_document_shows(
    loaded: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(NEXT)
    problems = json.loads(loaded("load", "FY2025-Q3-with-problems.csv", "--problems", "json", status=1))
    shown = (ROOT / "docs" / "officer.md").read_text("utf-8")
    assert len(problems) == 6
    assert all(f"FY2025-Q3-with-problems.csv:{each['line']}: [{each['code']}]" in shown for each in problems)
    assert by("indicator", rows(loaded, "indicators"))["2.2"]["actual"] == 513


def test_the_framework_and_report_of_the_readme_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = dict(re.findall(r"```(yaml|csv)\n(.*?)```", text, re.DOTALL))
    framework, report = tmp_path / "indicators.yaml", tmp_path / "report.csv"
    framework.write_text(blocks["yaml"], "utf-8")
    report.write_text(blocks["csv"], "utf-8")
    board = board_of(framework, tmp_path / "wells.sqlite", capsys)
    board("load", report)
    assert [row["actual"] for row in rows(board, "indicators")] == [55, 5]
