"""Headers that say several things at once, in one cell or in several rows (interface 2, wide layouts)."""

import pytest

from framework.model import Amount, Report
from framework.problems import Problem
from loaders.figure_headers import stacked
from loaders.vocabulary import Vocabulary
from tests.loaders.report_examples import codes, number, project, read, said
from tests.loaders.workbook_examples import workbook

FEMALE, MALE = (("sex", "female"),), (("sex", "male"),)


def cells(reports: list[Report], period: str) -> dict[object, Amount]:
    figure = dict(said(reports, "1.1", period).figure)
    return {place: figure[place] for place in (FEMALE, MALE) if place in figure}


def check(read_from: tuple[list[Report], list[Problem]]) -> None:
    """Women 1 and men 2 in the first quarter, women 3 and men 4 in the second."""
    reports, problems = read_from
    assert not problems
    assert cells(reports, "2023-Q1") == {FEMALE: number(1), MALE: number(2)}
    assert cells(reports, "2023-Q2") == {FEMALE: number(3), MALE: number(4)}


@pytest.mark.parametrize(
    "header",
    [
        "indicator;female 2023-Q1;male 2023-Q1;female 2023-Q2;male 2023-Q2",
        "indicator;female+2023-Q1;2023-Q1+male;2023-Q2+female;male+2023-Q2",
        "indicator;Женщины (1 кв. 2023);Мужчины (1 кв. 2023);II квартал 2023, женщины;Q2 2023 - Мужчины",
        "indicator;Women / Jan-Mar 2023;Пол: мужчины, 2023-Q1;2023-Q2 Women;2023-Q2 Men",
    ],
)
def test_a_category_and_a_period_in_one_header(header: str) -> None:
    check(read(f"{header}\n1.1;1;2;3;4\n"))


@pytest.mark.parametrize(
    "header",
    [
        "indicator;2023-Q1;;2023-Q2;\n;female;male;female;male",
        ";2023-Q1;;2023-Q2;\nindicator;female;male;female;male",
        "Отчёт о работе;;;;\n;;;;\nИндикатор;1 кв. 2023;;2 кв. 2023;\n;Женщины;Мужчины;Женщины;Мужчины",
        "indicator;2023;;;\n;Q1;;Q2;\n;female;male;female;male",
        "indicator;2023-Q1;;2023-Q2;\n;female;male;female;male\n#indicator;#f;#m;#f;#m",
    ],
)
def test_a_header_of_several_rows(header: str) -> None:
    check(read(f"{header}\n1.1;1;2;3;4\n"))


def test_periods_below_categories() -> None:
    check(read("indicator;female;;male;\n;2023-Q1;2023-Q2;2023-Q1;2023-Q2\n1.1;1;3;2;4\n"))


def test_a_header_of_merged_cells_in_a_workbook() -> None:
    rows = [("indicator", "2023-Q1", None, "2023-Q2"), (None, "female", "male", "female", "male"), ("1.1", 1, 2, 3, 4)]
    check(
        read(
            workbook(
                {"Report": rows}, lambda book: book.get_worksheet_by_name("Report").merge_range("B1:C1", "2023-Q1")
            )
        )
    )


def test_a_dimension_above_its_categories_beside_a_total() -> None:
    reports, problems = read("indicator;period;Пол;;Всего\n;;женщины;мужчины;\n1.1;2023-Q1;1;2;5\n")
    assert not problems
    assert said(reports, "1.1").figure[()] == number(5)
    assert cells(reports, "2023-Q1") == {FEMALE: number(1), MALE: number(2)}


def test_indicators_above_categories() -> None:
    reports, problems = read("period;1.1;;1.2\n;female;male;\n2023-Q1;1;2;7\n")
    assert not problems
    assert cells(reports, "2023-Q1") == {FEMALE: number(1), MALE: number(2)}
    assert said(reports, "1.2").figure[()] == number(7)


def test_what_a_row_of_a_header_does_not_say_rightly_is_told_with_both_its_names() -> None:
    _, problems = read("indicator;2023-Q1;;2023-Q2;\n;female;план;female;план\n1.1;1;2;3;4\n")
    assert [(each.code.name, each.place.column) for each in problems] == [
        ("UNKNOWN_COLUMN", "2023-Q1+план"),
        ("UNKNOWN_COLUMN", "2023-Q2+план"),
    ]


def test_two_categories_of_one_dimension_are_no_header() -> None:
    _, problems = read("indicator,period,female male,value\n1.1,2023-Q1,1,2\n")
    assert codes(problems) == ["UNKNOWN_COLUMN"]


@pytest.mark.parametrize(
    "rows",
    [
        [["indicator", "period", "value"], ["1.1", "2023-Q1", "5"]],
        [["indicator", "2023-Q1", "2023-Q2"], ["1.1", "5", "6"]],
        [["indicator", "2023-Q1", "2023-Q2"], ["", "5", "6"]],
        [["Report", "2023-Q1", ""], ["indicator", "period", "value"]],
        [["Period", "2023-Q1", ""], ["indicator", "female", "male"]],
        [["value", "indicator"], ["5", "1.1"]],
    ],
)
def test_rows_below_a_header_and_titles_above_it_are_no_part_of_it(rows: list[list[str]]) -> None:
    assert stacked(rows, Vocabulary(project())) is None


def test_where_periods_are_columns_a_total_of_them_is_left_out() -> None:
    reports, problems = read("indicator,2023-Q1,2023-Q2,total\n1.2,3,4,7\n")
    assert codes(problems) == ["TOTAL_COLUMN"]
    assert said(reports, "1.2").figure == {(): number(3)}


def test_a_look_alike_header_is_told_as_such() -> None:
    _, problems = read("indicator,period,v\u0430lue\n1.2,2023-Q1,5\n")
    assert "LOOK_ALIKE_LETTERS" in codes(problems)
