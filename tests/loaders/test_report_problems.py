from itertools import pairwise

from framework.model import UploadedFile
from framework.problems import Severity, refuses
from tests.loaders.report_examples import codes, project, read


def test_what_was_meant_is_suggested(csv_doc: UploadedFile) -> None:
    """
    indicator,period,gendr,sex,value
    1.22,2023-Q1,,,5
    1.1,2023-Q1,,femal,5
    """
    _, problems = read(csv_doc.data)
    assert [problem.message.partition("did you mean ")[2].partition("?")[0] for problem in problems] == [
        "",
        "1.2",
        "female",
    ]


def test_a_message_says_what_is_there_the_rule_and_the_way_out() -> None:
    _, (problem,) = read("indicator,period,value\n1.2,2023-Q1,12.5\n")
    assert str(problem) == (
        "report.csv:2: [NOT_WHOLE] column 'value': \"12.5\" — people are counted in whole numbers. "
        "Write 12 or 13, or set decimals on 1.2."
    )


def test_all_problems_come_at_once_in_the_order_of_the_file(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,value
    9.9,2022-Q4,nobody,x
    1.1,2023-Q1,nobody,x
    1.1,2023-Q1,female,5.5
    """
    _, problems = read(csv_doc.data)
    assert [(each.place.line, each.place.column) for each in problems] == [
        *((2, "indicator"), (2, "period"), (2, "sex")),
        *((3, "sex"), (3, "value")),
        (4, "value"),
    ]


def test_a_missing_reporter_is_told_once_and_not_for_every_row() -> None:
    _, problems = read("indicator,period,value\n1.2,2023-Q1,1\n1.2,2023-Q2,2\n", project(reporters=True))
    assert codes(problems) == ["REPORTER_MISSING"]


def test_warnings_do_not_refuse_a_file() -> None:
    reports, problems = read("indicator,period,numerator,denominator\n1.5,2023-Q1,7,6\n")
    assert [problem.code.severity for problem in problems] == [Severity.WARNING]
    assert not refuses(problems)
    assert len(reports) == 1


def test_ten_thousand_different_problems_are_all_told() -> None:
    rows = "".join(f"Z{row},2023-Q1,woman{row},{row}x\n" for row in range(10_000))
    _, problems = read(f"indicator,period,sex,value\n{rows}")
    assert len(problems) == 20_000
    assert all(first.place.line <= second.place.line for first, second in pairwise(problems))


def test_a_file_without_a_readable_header_tells_nothing_of_its_rows() -> None:
    assert codes(read("a,b\n1,2\n3,4\n")[1]) == ["UNKNOWN_COLUMN", "UNKNOWN_COLUMN", *["COLUMN_MISSING"] * 2]
