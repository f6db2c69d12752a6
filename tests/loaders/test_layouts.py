from fractions import Fraction

from framework.model import Amount, UploadedFile
from loaders.choices import Choices
from tests.loaders.report_examples import codes, number, read, said


def test_a_column_for_each_category_and_one_for_the_total(csv_doc: UploadedFile) -> None:
    """
    indicator,period,female,Мужчины,total,note
    1.1,2023-Q1,30,60,100,first
    1.2,2023-Q1,,,40,
    1.1,2023-Q3,7,8,,
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.1").figure[()] == number(100)
    assert said(reports, "1.1", "2023-Q3").figure[()] == number(15)
    assert said(reports, "1.2").figure == {(): number(40)}
    assert list(reports[0].rows.line) == [2, 2, 2, 3]
    assert {remark.note for remark in reports[0].rows.remarks.values()} == {"first"}


def test_crossed_categories_as_columns(csv_doc: UploadedFile) -> None:
    """
    indicator,period,female+DU,male+DU,female+KT
    1.1,2023-Q2,5,6,7
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    figure = said(reports, "1.1", "2023-Q2").figure
    assert figure[(("sex", "female"),)] == number(12)
    assert figure[(("region", "DU"),)] == number(11)


def test_a_column_for_each_period(csv_doc: UploadedFile) -> None:
    """
    indicator,sex,2023-Q1,Q2 2023
    1.1,female,1,2
    1.1,male,4,
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.1").figure[()] == number(5)
    assert said(reports, "1.1", "2023-Q2").figure[()] == number(2)


def test_a_column_for_each_indicator(csv_doc: UploadedFile) -> None:
    """
    period,1.2,People trained
    2023-Q1,3,40
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.1").figure[()] == number(40)
    assert said(reports, "1.2").figure[()] == number(3)


def test_a_percentage_takes_a_row_for_its_numerator_and_one_for_its_denominator(csv_doc: UploadedFile) -> None:
    """
    indicator,sex,part,2023-Q1,2023-Q2
    1.5,female,numerator,3,
    1.5,male,знаменатель,10,
    1.5,female,denominator,4,
    1.5,male,Числитель,5,
    1.2,,,7,8
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.5").figure[()] == Amount(numerator=Fraction(8), denominator=Fraction(14))
    assert said(reports, "1.2", "2023-Q2").figure == {(): number(8)}


def test_parts_may_stand_below_each_other_in_a_long_table_too(csv_doc: UploadedFile) -> None:
    """
    indicator,period,part,value
    1.5,2023-Q1,numerator,3
    1.5,2023-Q1,denominator,4
    1.2,2023-Q1,,9
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.5").figure[()] == Amount(numerator=Fraction(3), denominator=Fraction(4))


def test_a_missing_half_is_told_on_the_line_of_the_other(csv_doc: UploadedFile) -> None:
    """
    indicator,part,2023-Q1,2023-Q2
    1.5,numerator,3,9
    1.5,denominator,4,
    """
    _, (problem,) = read(csv_doc.data)
    assert (problem.code.name, problem.place.line, problem.place.column) == ("NO_DENOMINATOR", 2, "2023-Q2")


def test_what_is_wrong_with_a_row_or_a_header_is_told_once(csv_doc: UploadedFile) -> None:
    """
    indicator,2022-Q4,2023-Q1,2023-Q2,others
    9.9,1,1,2,3
    1.2,1,x,4,5
    """
    _, problems = read(csv_doc.data)
    assert [(each.code.name, each.place.line, each.place.column) for each in problems] == [
        ("UNKNOWN_COLUMN", 1, "others"),
        ("OUTSIDE_PROJECT", 1, "2022-Q4"),
        ("UNKNOWN_INDICATOR", 2, "indicator"),
        ("NOT_A_NUMBER", 3, "2023-Q1"),
    ]


def test_a_title_that_several_dimensions_have_is_ambiguous(csv_doc: UploadedFile) -> None:
    """
    indicator,period,Dushanbe,female
    1.1,2023-Q1,1,2
    """
    _, problems = read(csv_doc.data)
    assert codes(problems) == ["AMBIGUOUS_COLUMN"]


def test_blank_rows_of_a_wide_table_make_a_report(csv_doc: UploadedFile) -> None:
    """
    indicator,period,female,male
    1.1,2023-Q1,,
    """
    (report,), problems = read(csv_doc.data)
    assert not problems
    assert (report.period.label, report.statements) == ("2023-Q1", ())


def test_parts_of_one_indicator_need_no_column_besides() -> None:
    reports, problems = read("part,1.5\nnumerator,3\ndenominator,4\n", period="2023-Q1", choices=Choices(header_line=1))
    assert not problems
    assert said(reports, "1.5").figure[()] == Amount(numerator=Fraction(3), denominator=Fraction(4))
