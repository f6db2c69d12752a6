from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.model import NOT_APPLICABLE, Amount, Remark, UploadedFile
from loaders.report_file import read_reports
from tests.loaders.report_examples import codes, number, project, read, said


def test_a_date_falls_in_its_period_on_the_first_and_on_the_last_day(csv_doc: UploadedFile) -> None:
    """
    indicator,date,value
    1.2,2023-01-01,1
    1.2,2023-03-31,2
    1.2,2023-04-01,4
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.2").figure == {(): number(3)}
    assert said(reports, "1.2").dated
    assert said(reports, "1.2", "2023-Q2").figure == {(): number(4)}


def test_a_report_keeps_its_rows_with_their_lines(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,value,note
    1.1,2023-Q1,female,10,first
    1.1,2023-Q2,,7,
    1.1,2023-Q1,male,20,
    """
    reports, _ = read(csv_doc.data)
    assert [report.period.label for report in reports] == ["2023-Q1", "2023-Q2"]
    rows = reports[0].rows
    stated = [(rows.places[place], rows.amounts[amount]) for place, amount in zip(rows.place, rows.amount, strict=True)]
    assert stated == [((("sex", "female"),), number(10)), ((("sex", "male"),), number(20))]
    assert list(rows.line) == [2, 4]
    assert list(rows.day) == [0, 0]
    assert rows.remarks == {0: Remark(note="first")}


def test_cells_make_a_total(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,region,value
    1.1,2023-Q1,female,DU,20
    1.1,2023-Q1,male,KT,30
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    figure = said(reports, "1.1").figure
    assert figure[()] == number(50)
    assert figure[(("sex", "female"),)] == number(20)
    assert figure[(("sex", "male"), ("region", "KT"))] == number(30)


def test_equal_events_add_up_and_exactly(csv_doc: UploadedFile) -> None:
    """
    indicator,date,value
    1.4,2023-01-10,0.1
    1.4,2023-01-10,0.2
    1.4,2023-01-11,0.1
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.4").figure == {(): number("0.4")}


def test_sums_too_large_for_64_bits_are_exact(csv_doc: UploadedFile) -> None:
    """
    indicator,date,value
    1.4,2023-01-10,999999999999999999
    1.4,2023-01-11,999999999999999999
    1.4,2023-01-12,0.01
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.4").figure == {(): number("1999999999999999998.01")}


def test_levels_take_the_latest_day_and_the_largest_of_visits_the_most(csv_doc: UploadedFile) -> None:
    """
    indicator,date,value
    1.3,2023-02-10,6
    1.3,2023-01-10,9
    2.6,2023-02-10,6
    2.6,2023-01-10,9
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.3").figure == {(): number(6)}
    assert said(reports, "2.6").figure == {(): number(9)}


def test_codes_and_titles_in_any_case_and_language_mean_the_same(csv_doc: UploadedFile) -> None:
    """
    ИНДИКАТОР;период;Пол;Значение
    people  TRAINED;I квартал 2023;женщины;7
    1.1;1 кв. 2023; MALE ;5
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.1").figure[()] == number(12)


def test_total_in_a_dimension_means_all_and_a_district_states_its_region(csv_doc: UploadedFile) -> None:
    """
    indicator,period,region,district,value
    2.3,2023-Q1,Итого,TOTAL,9
    2.3,2023-Q1,,SINO,4
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    figure = said(reports, "2.3").figure
    assert figure[()] == number(9)
    assert figure[(("region", "DU"),)] == number(4)


def test_percentages_are_numbers_or_numerators_with_denominators(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,reason,value,numerator,denominator
    1.5,2023-Q1,female,,,30,60
    1.5,2023-Q1,male,,,5,40
    1.5,2023-Q2,,,62.5,,
    2.5,2023-Q1,,,,40,200
    2.5,2023-Q1,,refused,,30,
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.5").figure[()] == Amount(numerator=Fraction(35), denominator=Fraction(100))
    assert said(reports, "1.5", "2023-Q2").figure == {(): number("62.5")}
    assert said(reports, "2.5").figure[(("reason", "refused"),)] == Amount(numerator=Fraction(30))


def test_stages_go_by_code_or_title_and_texts_stay_as_they_are(csv_doc: UploadedFile) -> None:
    """
    indicator,period,value
    1.6,2023-Q1,запланировано
    1.6,2023-Q2,opened
    1.7,2023-Q1," Start earlier, end later "
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert said(reports, "1.6").figure == {(): number(0)}
    assert said(reports, "1.6", "2023-Q2").figure == {(): number(1)}
    assert said(reports, "1.7").figure == {(): Amount(word="Start earlier, end later")}


def test_blank_rows_make_a_report_without_figures_and_n_a_is_kept(csv_doc: UploadedFile) -> None:
    """
    indicator,period,value
    1.2,2023-Q1,
    1.3,2023-Q1,-
    1.2,2023-Q2,n/a
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    blank, other = reports
    assert (list(blank.rows.line), blank.statements, blank.files) == ([], (), (0,))
    assert blank.rows.indicators == ("1.2", "1.3"), "an amendment withdraws their figures"
    assert said([other], "1.2", "2023-Q2").figure == {(): NOT_APPLICABLE}


def test_an_annual_indicator_is_reported_for_its_year(csv_doc: UploadedFile) -> None:
    """
    indicator,period,value
    1.2,2023-Q4,5
    1.8,2023,7
    """
    reports, problems = read(csv_doc.data)
    assert not problems
    assert [report.period.label for report in reports] == ["2023-Q4", "2023"]


def test_a_year_may_come_in_the_file_of_its_last_quarter() -> None:
    text = "indicator,period,value\n1.2,2023-Q4,5\n1.8,2023,7\n"
    assert not read(text, period="2023-Q4")[1]
    assert codes(read(text, period="2023-Q3")[1]) == ["PERIOD_DIFFERS", "PERIOD_DIFFERS"]


def test_reporter_and_period_come_from_the_command_where_the_file_is_silent() -> None:
    reports, problems = read(
        "indicator,value\n1.2,7\n", project(reporters=True), reporter="iom dushanbe", period="2023-Q2"
    )
    assert not problems
    assert [(report.reporter, report.period.label) for report in reports] == [("A", "2023-Q2")]


@pytest.mark.parametrize(
    ("given", "code"), [({"reporter": "X"}, "UNKNOWN_REPORTER"), ({"period": "Q"}, "UNKNOWN_PERIOD")]
)
def test_what_the_command_says_is_checked_too(given: dict[str, str], code: str) -> None:
    _, problems = read("indicator,period,value\n1.2,2023-Q1,7\n", project(), **given)
    assert codes(problems) == [code]


def test_explanations_of_one_indicator_are_joined_in_file_order(csv_doc: UploadedFile) -> None:
    """
    indicator,period,sex,value,explanation
    1.1,2023-Q1,female,1,Snow
    1.1,2023-Q1,male,2,Elections
    1.2,2023-Q1,,2,
    """
    reports, _ = read(csv_doc.data)
    assert said(reports, "1.1").explanation == "Snow; Elections"
    assert said(reports, "1.2").explanation is None


def test_files_of_one_load_make_one_report() -> None:
    files = [
        UploadedFile("people.csv", b"indicator,period,value\n1.1,2023-Q1,10\n"),
        UploadedFile("grants.csv", b"indicator,period,value\n1.2,2023-Q1,20\n"),
    ]
    (report,), problems = read_reports(project(), files)
    assert not problems
    assert (list(report.rows.file), report.files) == ([0, 1], (0, 1))
    assert [statement.indicator for statement in report.statements] == ["1.1", "1.2"]


def test_a_figure_in_two_files_is_told_on_the_later_one_naming_the_first() -> None:
    files = [
        UploadedFile("people.csv", b"indicator,period,value\n1.1,2023-Q1,10\n"),
        UploadedFile("again.csv", b"indicator,period,value\n1.2,2023-Q1,7\n1.1,2023-Q1,11\n"),
    ]
    _, (problem,) = read_reports(project(), files)
    assert (problem.place.file, problem.place.line) == ("again.csv", 3)
    assert "line 2 of people.csv" in problem.message


def test_the_same_file_twice_states_everything_twice() -> None:
    file = UploadedFile("a.csv", b"indicator,period,value\n1.1,2023-Q1,10\n")
    assert codes(read_reports(project(), [file, file])[1]) == ["FIGURE_TWICE"]


SEXES = ("female", "male", "")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["1.1", "1.3", "1.4", "2.6"]), st.integers(1, 200), st.sampled_from(SEXES), st.integers(0, 50)
    ),
    max_size=20,
    unique_by=lambda row: row[:3],
)


@settings(deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(events: list[tuple[str, int, str, int]], random: Random) -> None:
    known = [(code, day, sex if code in {"1.1", "1.3"} else "", value) for code, day, sex, value in events]
    distinct = list({row[:3]: row for row in known}.values())
    shuffled = random.sample(distinct, len(distinct))
    assert _figures(distinct) == _figures(shuffled)


def _figures(events: list[tuple[str, int, str, int]]) -> dict[tuple[str, str], object]:
    rows = "".join(
        f"{code},2023-{1 + day // 28:02}-{1 + day % 28:02},{sex},{value}\n" for code, day, sex, value in events
    )
    reports, _ = read(f"indicator,date,sex,value\n{rows}")
    return {
        (statement.indicator, statement.period.label): dict(statement.figure)
        for report in reports
        for statement in report.statements
    }
