"""Commands that record frameworks, tell what happened, and copy the database."""

import json
from io import StringIO
from pathlib import Path

import pytest

from dashboard.calls import Call
from dashboard.cli import run

FRAMEWORK = """project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31}
goals:
  - code: G1
    level: Goal
    title: Goal
    indicators:
      - {code: "1.1", title: People, unit: people, kind: number, targets: {end: 100}}
"""


class Program:
    """The commands on one framework file and one database."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.problems: list[str] = []
        self.url = f"sqlite:///{folder / 'kept.sqlite'}"
        self.write(FRAMEWORK)
        (folder / "q1.csv").write_text("indicator,period,value\n1.1,2023-Q1,30\n", "utf-8")

    def write(self, text: str) -> None:
        (self.folder / "indicators.yaml").write_text(text, "utf-8")

    def runs(self, *arguments: str) -> int:
        call = Call()
        options = ["-f", str(self.folder / "indicators.yaml"), "--database", self.url]
        status = run([*options, *arguments], call)
        self.problems = [problem.code.name for problem in call.reported]
        return status

    def said(self) -> str:
        return self.capsys.readouterr().out

    def loads(self) -> None:
        assert self.runs("load", str(self.folder / "q1.csv"), "--at", "2023-04-10", "--by", "officer") == 0


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


RAISED = FRAMEWORK.replace("100", "150")


def test_apply_says_which_revision_holds_and_what_changed(program: Program) -> None:
    program.runs("apply", "--at", "2023-01-01")
    program.write(RAISED)
    program.runs("apply")
    program.runs("apply")
    assert program.said().splitlines() == [
        "P: revision 1, recorded.",
        "P: revision 2, recorded.",
        "  1.1 targets.end: 100 → 150",
        "P: revision 2, as it is recorded already.",
    ]


@pytest.mark.parametrize(
    "command", [["apply"], ["table", "projects"], ["due"], ["review", "list"], ["verify"], ["history"]]
)
def test_every_command_asks_for_the_reason(program: Program, command: list[str]) -> None:
    program.loads()
    program.write(RAISED)
    assert program.runs(*command) == 1
    assert program.problems == ["REASON_NEEDED"]


def test_a_command_records_what_needs_no_reason(program: Program) -> None:
    program.loads()
    program.write(FRAMEWORK.replace("People", "Persons"))
    assert program.runs("verify") == 0
    program.said()
    program.runs("history", "--format", "json")
    assert [row["event"] for row in json.loads(program.said())["rows"]] == ["revised", "received", "recorded"]


def test_tables_know_the_targets_of_their_moment(program: Program) -> None:
    program.loads()
    program.write(RAISED)
    program.runs("apply", "--reason", "Amendment 1", "--at", "2023-06-01")
    program.said()
    for moment, target, original in (("2023-05-31", 100, 100), ("2023-06-01", 150, 100)):
        assert program.runs("table", "indicators", "--known-at", moment, "--format", "json") == 0
        (row,) = json.loads(program.said())["rows"]
        assert (row["end_target"], row["original_end_target"]) == (target, original)


def test_history_has_a_line_for_each_event(program: Program) -> None:
    program.loads()
    program.write(RAISED)
    program.runs("apply", "--reason", "Amendment 1", "--at", "2023-06-01T08:00:00", "--by", "lead")
    program.said()
    assert program.runs("history") == 0
    assert program.said().splitlines() == [
        "2023-06-01 08:00:00 UTC  P framework revision 2 revised by lead: Amendment 1",
        "    1.1 targets.end: 100 → 150",
        "2023-04-10 23:59:59 UTC  P/project/2023-Q1 version 1 received by officer",
        "    rows: 1",
        "2023-04-10 23:59:59 UTC  P framework revision 1 recorded by officer",
    ]


def test_history_of_an_unknown_indicator_is_wrong_usage(program: Program) -> None:
    program.loads()
    assert program.runs("history", "9.9") == 2


def test_a_copy_brings_back_what_was(program: Program) -> None:
    copy = str(program.folder / "copy.sqlite")
    assert program.runs("apply") == 0
    assert program.runs("backup", copy) == 0
    program.loads()
    assert program.runs("restore", copy) == 0
    assert len(list(program.folder.glob("kept.sqlite.before-restore-*"))) == 1
    program.said()
    program.runs("table", "observations", "--format", "json")
    assert json.loads(program.said())["rows"] == []


def test_a_copy_that_is_not_there_is_a_sentence(program: Program) -> None:
    assert program.runs("restore", str(program.folder / "nothing.sqlite")) == 3


def test_for_postgresql_the_other_program_is_named(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program.url = "postgresql://anna@host/results"
    assert program.runs("backup", "copy.dump") == 2
    assert "pg_dump --format=custom --file=copy.dump postgresql://anna@host/results" in capsys.readouterr().err


class Terminal(StringIO):
    """A keyboard on which something is typed."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(text))


def test_on_a_terminal_the_reason_is_asked_for(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program.loads()
    program.write(RAISED.replace("2023-12-31}", "2023-12-31, deviation_percent: 5}"))
    typed(monkeypatch, "Amendment 1\n")
    assert program.runs("apply") == 0
    asked = capsys.readouterr().err
    assert "  project.deviation_percent: 10 → 5\n  1.1 targets.end: 100 → 150\n" in asked
    assert "Reason, for all of them" in asked
    program.runs("history", "--format", "json")
    assert json.loads(program.said())["rows"][0]["why"] == "Amendment 1"


def test_without_an_answer_nothing_is_recorded(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.loads()
    program.write(RAISED)
    typed(monkeypatch, "\n")
    assert program.runs("apply") == 1
    assert program.problems == ["REASON_NEEDED"]


def test_no_reason_is_asked_for_what_no_reason_helps(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.loads()
    program.write(RAISED.replace('code: "1.1"', 'code: "1.2"'))
    typed(monkeypatch, "")
    assert program.runs("apply") == 1
    assert program.problems == ["INDICATOR_HAS_FIGURES"]


def test_a_dry_run_tells_what_would_be_recorded(program: Program) -> None:
    program.loads()
    program.write(RAISED.replace('code: "1.1"', 'code: "1.2", renamed_from: "1.1"'))
    program.said()
    for _ in range(2):
        assert program.runs("apply", "--dry-run", "--reason", "Amendment 1") == 0
        assert program.said().splitlines() == [
            "P: revision 2, would be recorded.",
            "  indicator 1.1 is now 1.2",
            "  1.2 targets.end: 100 → 150",
        ]
    assert program.runs("apply", "--dry-run") == 1
    assert program.problems == ["REASON_NEEDED"]


def test_an_officer_renames_an_indicator(program: Program) -> None:
    program.loads()
    program.runs("apply")
    program.write(FRAMEWORK.replace('code: "1.1"', 'code: "1.2", renamed_from: "1.1"'))
    assert program.runs("apply", "--at", "2023-06-01") == 0
    program.said()
    for moment, code in (("2023-05-31", "1.1"), ("2023-06-01", "1.2")):
        program.runs("table", "indicators", "--known-at", moment, "--format", "json")
        (row,) = json.loads(program.said())["rows"]
        assert (row["indicator"], row["actual"]) == (code, 30)
    assert program.runs("load", str(program.folder / "q1.csv")) == 0
    assert program.problems == ["RENAMED_CODE"]
    assert program.runs("verify") == 0
