"""Files with more problems than anybody reads: the first are told, the others counted, and nothing is let through."""

from collections import Counter

import pytest

from framework.problems import Problem, refuses
from loaders.report_codes import TOO_MANY_PROBLEMS
from loaders.tally import MOST
from tests.loaders.report_examples import CELLS, HEADER, read
from tests.loaders.workbook_examples import raw_workbook, xml_failed, xml_header, xml_row, xml_text


def counted(problems: list[Problem]) -> Counter[str]:
    return Counter(problem.code.name for problem in problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEADER + "1.2,2023-Q1,five\n" * 10_007, "NOT_A_NUMBER"),
        (HEADER + "".join(f"1.2,2023-Q1,x{number}\n" for number in range(10_007)), "NOT_A_NUMBER"),
        (HEADER + "9.9,2023-Q1,5\n" * 10_007, "UNKNOWN_INDICATOR"),
        (HEADER + "1.2,2023-Q1,5\n" * 10_008, "FIGURE_TWICE"),
        (HEADER + "1.2,5\n" * 10_007, "TOO_FEW_CELLS"),
        (CELLS + "1.2,2023-Q1,female,,5\n" * 10_007, "FOREIGN_DIMENSION"),
        ("indicator,part,2023-Q1\n" + "1.2,top,5\n" * 10_007, "UNKNOWN_PART"),
        ("indicator,2023-Q1,2023-Q2\n" + "9.9,5,6\n" * 10_007, "UNKNOWN_INDICATOR"),
    ],
)
def test_the_first_ten_thousand_are_told_and_the_others_counted(text: str, code: str) -> None:
    _, problems = read(text)
    assert counted(problems)[code] == MOST
    last = [problem for problem in problems if problem.code is TOO_MANY_PROBLEMS]
    assert [problem.details["counts"] for problem in last] == [f"7 [{code}]"]


def test_every_code_has_room_of_its_own() -> None:
    _, problems = read(HEADER + "1.2,2023-Q1,5\n" + "9.9,2023-Q1,5\n" + "a remark,,\n" * 12_000)
    assert counted(problems) == {"UNKNOWN_INDICATOR": 1, "NOTE_BELOW_TABLE": MOST, "TOO_MANY_PROBLEMS": 1}
    assert refuses(problems)


def test_ten_thousand_warnings_alone_do_not_refuse_a_file() -> None:
    reports, problems = read(HEADER + "1.2,2023-Q1,5\n" + "a remark,,\n" * 12_000)
    assert not refuses(problems)
    assert len(reports) == 1


def test_failed_formulas_of_a_workbook_are_counted_too() -> None:
    rows = "".join(
        xml_row(line, xml_text(f"A{line}", "1.2"), xml_text(f"B{line}", "2023-Q1"), xml_failed(f"C{line}"))
        for line in range(2, 10_009)
    )
    _, problems = read(raw_workbook(xml_header() + rows))
    assert counted(problems) == {"FAILED_FORMULA": MOST, "TOO_MANY_PROBLEMS": 1}
