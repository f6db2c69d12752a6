from pathlib import Path

import pytest

from framework.problems import Place, Problem, Severity
from loaders import framework_codes as codes
from loaders.framework_file import read_framework
from tests.loaders.framework_examples import FAULTS, GOOD

OF_FILES = {
    *("FILE_MISSING", "FILE_UNREADABLE", "FOLDER_EMPTY", "FILE_TOO_LARGE", "NOT_UTF8", "INCLUDED_KEY"),
    "CATEGORY_WITHOUT_AREA",
}
"""Codes of whole files, each with a test of its own."""

MAY_BE_SEVERAL = {"PERIOD_AMBIGUOUS", "YAML_KEY", "PARENT_LOOP"}


def problems_of(text: str | bytes, folder: Path) -> list[Problem]:
    file = folder / "indicators.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_framework([file])[1]


def test_the_good_file_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(GOOD, tmp_path) == []


def test_every_code_has_an_example() -> None:
    assert set(FAULTS) | OF_FILES == {code.name for code in codes.CODES}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_with_its_place_rule_and_way_out(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    assert GOOD.count(fault.old) == 1
    problems = problems_of(GOOD.replace(fault.old, fault.new), tmp_path)
    assert {problem.code.name for problem in problems} == {name}
    assert name in MAY_BE_SEVERAL or len(problems) == 1
    found = [problem for problem in problems if problem.place.column == fault.column]
    assert found, [problem.place.column for problem in problems]
    assert [word for word in fault.mentions if word not in found[0].message] == []
    assert found[0].place.character


@pytest.mark.parametrize("name", FAULTS)
def test_an_error_refuses_the_file_and_a_warning_does_not(name: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(GOOD.replace(FAULTS[name].old, FAULTS[name].new), "utf-8")
    frameworks, problems = read_framework([file])
    assert bool(frameworks) is all(problem.code.severity is Severity.WARNING for problem in problems)


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    apart = (
        "BAD_CODE",
        "BAD_NUMBER",
        "UNKNOWN_PARENT",
        "UNKNOWN_KEY",
        "PERIOD_UNKNOWN",
        "BAD_CHOICE",
        "BASELINE_INCOMPLETE",
        "UNKNOWN_STAGE",
    )
    text = GOOD
    for name in apart:
        text = text.replace(FAULTS[name].old, FAULTS[name].new)
    problems = problems_of(text, tmp_path)
    assert [problem.code.name for problem in problems] == list(apart)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "no-such.yaml"
    assert read_framework([file]) == ([], [Problem(Place(str(file), 1), codes.FILE_MISSING)])


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ((problem,)) = read_framework([tmp_path / "indicators.yaml"])[1]
    assert problem.code is codes.FILE_UNREADABLE
    assert "permission denied" in problem.message


def test_a_folder_without_frameworks_is_told(tmp_path: Path) -> None:
    (problem,) = read_framework([tmp_path])[1]
    assert problem.code is codes.FOLDER_EMPTY


def test_a_file_above_5_mb_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(GOOD + "# x\n" * 1_400_000, tmp_path)
    assert problem.code is codes.FILE_TOO_LARGE


@pytest.mark.parametrize(("encoding", "line"), [("cp1251", 3), ("utf-16", 1)])
def test_a_file_that_is_not_utf8_is_refused_with_the_line(encoding: str, line: int, tmp_path: Path) -> None:
    (problem,) = problems_of(GOOD.encode(encoding), tmp_path)
    assert (problem.code, problem.place.line) == (codes.NOT_UTF8, line)


def test_an_included_file_holds_only_dimensions(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("dimensions: {}\nproject: {}\n", "utf-8")
    (problem,) = problems_of("include: [shared.yaml]\n" + GOOD, tmp_path)
    assert problem.code is codes.INCLUDED_KEY
    assert problem.place == Place(str(tmp_path / "shared.yaml"), 2, "project", 1)


@pytest.mark.parametrize("name", ["indicators.yaml", "../../etc/passwd", "no-such.yaml", "[a]"])
def test_what_cannot_be_included_is_refused(name: str, tmp_path: Path) -> None:
    problems = problems_of(f"include: [{name}]\n{GOOD}", tmp_path)
    assert {problem.place.line for problem in problems} == {1}


@pytest.mark.parametrize(
    "target", [".inf", ".nan", "0x4B0", "1_200", "1 200", "1,200", "1e999", "many", "9" * 31, "null", "true", "-0x1"]
)
def test_numbers_are_plain_decimals(target: str, tmp_path: Path) -> None:
    problems = problems_of(GOOD.replace("end: 500", f'end: "{target}"'), tmp_path)
    assert [problem.code for problem in problems] == [codes.BAD_NUMBER]


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "hello\n", "project:\n", "project: x\ngoals: {}\n", "project: {}\ngoals: [1, [2], {}]\n", "dimensions: []\n",
     "goals: [{indicators: [{}, {targets: 5}]}]\n", "reporters: {a b: }\nfunding: [{}, {kind: x}]\n", "project: {languages: [], small_cells: {below: 0}}",
     "dimensions: {sex: {categories: {a: [], b: {x: 1}, c: {title: {}}}}}"],
)  # fmt: skip
def test_whatever_a_file_holds_it_is_refused_in_good_order(text: str, tmp_path: Path) -> None:
    problems = problems_of(text, tmp_path)
    assert problems
    assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in problems)
    assert all("Entry" not in problem.message and "<" not in problem.message for problem in problems)
