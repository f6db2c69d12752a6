"""Commands in an order that cannot be: decisions that no state allows, and what is said to have come before the rest."""

from pathlib import Path

import pytest

from dashboard.calls import Call
from dashboard.cli import run

FRAMEWORK = """project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31, reporting: quarterly, review: true}
goals:
  - code: G1
    level: Goal
    title: Goal
    indicators:
      - {code: "1.1", title: People, unit: people, kind: number, targets: {end: 100}}
"""
ID = "P/project/2023-Q1"
APPROVE = ("review", "approve", ID, "--by", "lead")
RETURN = ("review", "return", ID, "--by", "lead", "--comment", "Check")


class Program:
    """The commands on one framework file and one database."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.framework(FRAMEWORK)

    def framework(self, text: str) -> None:
        (self.folder / "indicators.yaml").write_text(text, "utf-8")

    def runs(self, *arguments: str) -> int:
        options = ["-f", str(self.folder / "indicators.yaml"), "--database", f"sqlite:///{self.folder / 'kept.sqlite'}"]
        return run([*options, *arguments], Call())

    def loads(self, value: int, *more: str, period: str = "2023-Q1") -> int:
        file = self.folder / f"{value}.csv"
        file.write_text(f"indicator,period,value\n1.1,{period},{value}\n", "utf-8")
        return self.runs("load", str(file), *more)

    def told(self, *arguments: str) -> str:
        """What a command prints."""
        self.capsys.readouterr()
        assert self.runs(*arguments) == 0
        return self.capsys.readouterr().out

    def refusal(self, *arguments: str) -> str:
        """What is wrong with the way a command is used."""
        self.capsys.readouterr()
        assert self.runs(*arguments) == 2
        return self.capsys.readouterr().err

    def decided(self) -> list[str]:
        """The states of the versions, the first one first."""
        rows = self.told("table", "reports").splitlines()
        return [row.split(",")[5] for row in rows[1:] if row.startswith(ID)]


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


def test_what_is_approved_is_not_approved_again(program: Program) -> None:
    program.loads(10)
    assert program.runs(*APPROVE) == 0
    assert "version 1 is approved already. Nothing was decided." in program.refusal(*APPROVE)
    assert program.told("history").count(" approved by ") == 1


def test_what_was_returned_is_neither_approved_nor_returned_again_but_sent_again(program: Program) -> None:
    program.loads(10)
    assert program.runs(*RETURN) == 0
    for decision in (APPROVE, RETURN):
        assert "version 1 was returned; mend the report and load it again" in program.refusal(*decision)
    assert program.loads(10) == 0
    assert program.runs(*APPROVE) == 0
    assert program.decided() == ["returned", "approved"]


def test_a_report_of_a_project_without_review_takes_no_decision(program: Program) -> None:
    program.framework(FRAMEWORK.replace(", review: true", ""))
    program.loads(10)
    for decision in (APPROVE, RETURN):
        assert "counts without review" in program.refusal(*decision)
    assert program.decided() == ["accepted"]


def test_a_decision_comes_after_what_is_decided_on(program: Program) -> None:
    program.loads(10, "--at", "2023-04-10T08:00:00Z")
    assert "was submitted at 2023-04-10T08:00:00Z" in program.refusal(*APPROVE, "--at", "2023-04-10T07:59:59Z")
    assert program.runs(*APPROVE, "--at", "2023-04-10T08:00:00Z") == 0
    assert "was approved at" in program.refusal(*RETURN, "--at", "2023-04-10T07:00:00Z")
    assert program.decided() == ["approved"]


def test_only_the_newest_version_waits_for_a_decision(program: Program) -> None:
    program.loads(10)
    program.loads(11)
    assert [row.split(",")[:2] for row in program.told("review", "list").splitlines()[1:]] == [[ID, "2"]]
    program.runs(*APPROVE)
    assert program.told("review", "list").splitlines()[1:] == []


def test_a_version_does_not_come_before_the_one_that_it_replaces(program: Program) -> None:
    program.loads(10, "--at", "2023-04-10T08:00:00Z")
    refusal = " ".join(
        program.refusal("load", str(program.folder / "10.csv"), "--approve", "--at", "2023-04-09").split()
    )
    assert f"{ID} has a version 1 that came, or was decided on, later. Nothing was kept." in refusal
    assert program.loads(11, "--at", "2023-04-09") == 2
    assert program.decided() == ["submitted"]
    assert program.loads(11, "--at", "2023-04-10T08:00:00Z") == 0
    assert program.loads(11, "--at", "2023-04-09") == 0, "the same bytes change nothing"
    assert program.decided() == ["submitted", "submitted"]


def test_another_report_may_have_come_before(program: Program) -> None:
    program.loads(20, "--at", "2023-07-10T08:00:00Z", period="2023-Q2")
    assert program.loads(10, "--at", "2023-04-10T08:00:00Z") == 0
    rows = program.told("table", "indicators", "--known-at", "2023-05-01").splitlines()
    assert rows[1].split(",")[11] == "10"


def test_a_framework_does_not_hold_from_before_the_recorded_one(program: Program) -> None:
    program.runs("apply", "--at", "2023-05-01")
    program.framework(FRAMEWORK.replace("100", "120"))
    assert "revision 1 of P was recorded at 2023-05-01" in program.refusal("apply", "--at", "2023-04-30")
    assert program.loads(10, "--at", "2023-04-10") == 0
    rows = program.told("history", "--what", "framework").splitlines()
    assert rows[0].startswith("2023-05-01 23:59:59 UTC  P framework revision 2"), "not before the one that it follows"
