"""Total rows: never added, and held against the rows that they sum (interface 2)."""

import pytest

from framework.model import UploadedFile
from tests.loaders.report_examples import codes, number, read, said

CELLS = "indicator,period,sex,region,value\n"


@pytest.mark.parametrize(
    "rows",
    [
        "1.1,2023-Q1,female,,5\n1.1,2023-Q1,male,,6\nИтого,,,,11\n",
        "1.1,2023-Q1,female,,5\n1.1,2023-Q1,male,,6\nВСЕГО:,2023-Q1,,,11\n",
        "1.1,2023-Q1,female,,5\n1.1,2023-Q2,female,,6\nTotal,2023-Q1,,,5\nTotal,2023-Q2,,,6\n",
        "1.1,2023-Q1,,,11\n1.1,2023-Q1,female,,5\n1.1,2023-Q1,male,,6\nTotal,,,,11\n",
        "1.1,2023-Q1,female,,5\nTotal,,,,5\n1.2,2023-Q1,,,6\nTotal,,,,6\nTotal,,,,11\n",
    ],
)
def test_a_right_total_says_nothing(rows: str) -> None:
    assert codes(read(CELLS + rows)[1]) == []


def test_a_wrong_total_names_what_it_should_be(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,value
    1.1,2023-Q1,female,5
    1.1,2023-Q2,female,6
    Total,2023-Q1,,7
    """
    reports, problems = read(csv_doc.data)
    assert [(each.code.name, each.place.line, each.details["summed"]) for each in problems] == [
        ("TOTAL_ROW_DIFFERS", 4, "5")
    ]
    assert said(reports, "1.1").figure[()] == number(5)


def test_numerators_and_denominators_are_checked_too() -> None:
    header, rows = "indicator,period,sex,numerator,denominator\n", "1.5,2023-Q1,,5,10\nTotal,,,5,11\n"
    _, problems = read(header + rows)
    assert [(each.code.name, each.place.column) for each in problems] == [("TOTAL_ROW_DIFFERS", "denominator")]


def test_shares_stated_as_values_have_no_sum() -> None:
    assert codes(read("indicator,period,value\n1.5,2023-Q1,40\n1.2,2023-Q1,5\nTotal,,50\n")[1]) == []


def test_a_total_row_decides_the_decimal_mark_of_its_column() -> None:
    _, problems = read("indicator;period;value\n1.2;2023-Q1;1,234\nTotal;;1234,0\n")
    assert "AMBIGUOUS_NUMBER" not in codes(problems)
