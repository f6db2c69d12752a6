"""How files are read where somebody says so, and what remembered choices settle."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.model import Project, UploadedFile
from loaders.choices import (
    DATES,
    DECIMALS,
    ENCODINGS,
    LAYOUTS,
    ROLES,
    Choices,
    Impossible,
    read_choices,
)
from loaders.columns import BUILT_IN
from loaders.manner import Manner
from loaders.report_file import Reading, read_files
from tests.loaders.report_examples import codes, number, project, said
from tests.loaders.workbook_examples import workbook

HEADER = "indicator,period,value\n"
RUSSIAN = "Индикатор;Период;Значение;Примечание\n1.2;2023-Q1;5;обучение в Душанбе\n"


def only_a() -> Project:
    """A project with one reporter, A."""
    plain = project(reporters=True)
    return replace(plain, reporters={"A": plain.reporters["A"]})


def take(text: str | bytes, of: Project | None = None, **given: Any) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read_files(of or only_a(), [UploadedFile("report.csv", data)], **given)


def manner(read: Reading) -> Manner:
    assert len(read.manners) == 1
    return read.manners[0]


def value(read: Reading, code: str = "1.2") -> object:
    assert not read.problems, [str(problem) for problem in read.problems]
    return said(read.reports, code).figure[()]


# the choices themselves


def test_choices_go_into_the_database_and_come_back() -> None:
    choices = Choices("utf-8", ";", ",", "day_first", 3, "long", {"Кол-во": "value", "Пол": "dimension:sex"})
    assert read_choices(choices.as_json()) == choices
    assert Choices().as_json() == {}
    assert not Choices()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("encoding", "cp866"),
        ("encoding", ["utf-8"]),
        ("delimiter", ":"),
        ("decimals", "'"),
        ("dates", "year_first"),
        ("header_line", "0"),
        ("header_line", "-3"),
        ("header_line", "1e3"),
        ("header_line", "²"),
        ("header_line", 10**400),
        ("layout", "tall"),
        ("columns", "value"),
        ("columns", {"Кол-во": "worth"}),
        ("columns", {"Кол-во": ["value"]}),
        ("columns", {"": "value"}),
        ("columns", {"Пол": "dimension:"}),
    ],
)
def test_what_cannot_be_chosen_is_refused(name: str, wrong: object) -> None:
    found = read_choices({name: wrong})
    assert isinstance(found, Impossible)
    assert found.name == name


def test_new_choices_stand_over_former_ones() -> None:
    former = Choices(decimals=",", header_line=2, columns={"a": "note", "b": "ignore"})
    now = Choices(decimals=".", columns={"A ": "value"})
    assert now.over(former) == Choices(decimals=".", header_line=2, columns={"b": "ignore", "A ": "value"})


def test_a_column_can_mean_all_that_the_reader_knows() -> None:
    assert set(ROLES) == set(BUILT_IN)


def test_indicators_as_columns_are_found_below_a_title() -> None:
    read = take("Report of the office\n\nperiod,1.2\n2023-Q1,5\n")
    assert value(read) == number(5)
    assert (manner(read).header_line, manner(read).layout) == (3, "indicators")


# chosen: it holds


def test_a_chosen_encoding_holds() -> None:
    data = "indicator,period,value,note\n1.2,2023-Q1,5,Жен\n".encode()
    read = take(data, choices=Choices(encoding="windows-1251"))
    assert said(read.reports, "1.2").figure == {(): number(5)}
    assert read.reports[0].rows.remarks[0].note == "Р–РµРЅ"
    assert manner(read).encoding == "windows-1251"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_can_be_chosen_with_and_without_a_mark(encoding: str) -> None:
    assert value(take(RUSSIAN.encode(encoding), choices=Choices(encoding="utf-16"))) == number(5)


def test_a_chosen_delimiter_holds_even_against_the_file() -> None:
    text = "sep=,\nindicator;period;value\n1.2;2023-Q1;5\n"
    assert take(text).problems
    read = take(text, choices=Choices(delimiter=";"))
    assert value(read) == number(5)
    assert manner(read).delimiter == ";"


@pytest.mark.parametrize(("decimals", "is_read"), [(",", "1.5"), (".", "1500")])
def test_chosen_decimals_hold(decimals: str, is_read: str) -> None:
    read = take('indicator,period,value\n1.4,2023-Q1,"1,500"\n', choices=Choices(decimals=decimals))
    assert value(read, "1.4") == number(is_read)
    assert manner(read).decimals == (decimals,)


@pytest.mark.parametrize(("dates", "period"), [("day_first", "2023-Q2"), ("month_first", "2023-Q1")])
def test_the_chosen_order_of_dates_holds(dates: str, period: str) -> None:
    read = take("indicator,date,value\n1.2,03/04/2023,5\n", choices=Choices(dates=dates))
    assert [report.period.label for report in read.reports] == [period]
    assert manner(read).dates == dates


def test_a_date_against_the_chosen_order_is_a_problem() -> None:
    read = take("indicator,date,value\n1.2,13/04/2023,5\n", choices=Choices(dates="month_first"))
    assert codes(read.problems) == ["UNKNOWN_DATE"]


def test_a_chosen_header_line_holds() -> None:
    text = f"indicator,value,old\n{HEADER}1.2,2023-Q1,5\n"
    assert take(text).problems
    read = take(text, choices=Choices(header_line=2))
    assert value(read) == number(5)
    assert (manner(read).header_line, manner(read).above) == (2, 1)


def test_a_header_may_be_chosen_below_what_is_looked_at() -> None:
    text = "title,,\n" * 99 + f"{HEADER}1.2,2023-Q1,5\n"
    assert value(take(text, choices=Choices(header_line=100))) == number(5)


def test_a_header_row_of_a_workbook_can_be_chosen() -> None:
    rows: list[Sequence[object]] = [
        ["indicator", "value", "old"],
        ["indicator", "period", "value"],
        ["1.2", "2023-Q1", 5],
    ]
    data = workbook({"R": rows})
    assert take(data).problems
    read = take(data, choices=Choices(header_line=2))
    assert value(read) == number(5)
    assert manner(read).workbook
    assert codes(take(data, choices=Choices(header_line=9)).problems) == ["NO_HEADER_LINE"]


def test_a_chosen_meaning_holds_over_the_name() -> None:
    text = "indicator,period,value,result\n1.2,2023-Q1,plan,5\n"
    read = take(text, choices=Choices(columns={"VALUE ": "ignore"}))
    assert value(read) == number(5)
    assert [column.meaning for column in manner(read).columns] == ["indicator", "period", "ignore", "value"]


def test_a_column_may_be_said_to_be_a_dimension() -> None:
    read = take(
        "indicator,period,gender,value\n1.1,2023-Q1,female,5\n", choices=Choices(columns={"gender": "dimension:sex"})
    )
    assert said(read.reports, "1.1").figure[("sex", "female"),] == number(5)


def test_two_columns_with_one_meaning_are_a_problem() -> None:
    choices = Choices(columns={"note": "value"})
    assert codes(take(f"{HEADER[:-1]},note\n1.2,2023-Q1,5,6\n", choices=choices).problems) == ["COLUMN_TWICE"]


def test_categories_as_columns_can_be_chosen_beside_a_column_of_totals() -> None:
    text = "indicator,period,value,female,male\n1.1,2023-Q1,7,4,3\n"
    assert take(text).problems
    read = take(text, choices=Choices(layout="categories"))
    assert value(read, "1.1") == number(7)
    assert said(read.reports, "1.1").figure[("sex", "male"),] == number(3)
    assert [column.of for column in manner(read).columns] == [None, None, "total", "female", "male"]


@pytest.mark.parametrize("layout", ["periods", "indicators"])
def test_a_layout_that_does_not_fit_is_a_problem(layout: str) -> None:
    assert "LAYOUT_DIFFERS" in codes(take(f"{HEADER}1.2,2023-Q1,5\n", choices=Choices(layout=layout)).problems)


def test_a_choice_for_a_column_of_one_of_two_files_is_no_problem() -> None:
    files = [
        UploadedFile("1.csv", b"indicator,period,amount\n1.2,2023-Q1,5\n"),
        UploadedFile("2.csv", b"indicator,period,value\n1.4,2023-Q1,5\n"),
    ]
    assert not read_files(only_a(), files, choices=Choices(columns={"amount": "value"})).problems


# remembered: it settles what is open


@pytest.mark.parametrize(
    ("text", "remembered", "settled"),
    [
        ('indicator,period,value\n1.4,2023-Q1,"1,500"\n', Choices(decimals=","), {"decimals"}),
        ("indicator,date,value\n1.4,03/02/2023,1.5\n", Choices(dates="day_first"), {"dates"}),
        ("indicator,period,sum\n1.4,2023-Q1,1.5\n", Choices(columns={"Sum": "value"}), {"columns"}),
        (
            "what,when,sum\n1.4,2023-Q1,1.5\n",
            Choices(columns={"what": "indicator", "when": "period", "sum": "value"}),
            {"columns"},
        ),
        (
            "a,b\nc,indicators of,\nwhat,when,sum\n1.4,2023-Q1,1.5\n",
            Choices(header_line=3, columns={"what": "indicator", "when": "period", "sum": "value", "b": "note"}),
            {"columns"},
        ),
        (
            "indicator;period,value,x;value\n1.4;2023-Q1;1.5\n",
            Choices(delimiter=";", columns={"period,value,x": "period"}),
            {"columns"},
        ),
        ("indicator,period,value,result\n1.4,2023-Q1,1.5,9\n", Choices(columns={"result": "ignore"}), {"columns"}),
    ],
)
def test_a_remembered_choice_settles_what_is_open(text: str, remembered: Choices, settled: set[str]) -> None:
    assert take(text).problems
    read = take(text, remembered={"A": remembered})
    assert value(read, "1.4") == number("1.5")
    assert manner(read).remembered == settled
    assert manner(read).reporter == "A"


def test_a_remembered_encoding_settles_one_that_is_not_certain() -> None:
    data = "indicator,period,value,note\n1.2,2023-Q1,5,обучение в Душанбе\n".encode("koi8-r")
    assert codes(take(data).problems) == ["UNSUPPORTED_ENCODING"]
    read = take(data, remembered={"A": Choices(encoding="windows-1251")})
    assert value(read) == number(5)
    assert manner(read).remembered == {"encoding"}


def test_a_damaged_text_is_not_read_otherwise_because_of_a_remembered_encoding() -> None:
    data = RUSSIAN.encode().replace("Душ".encode(), b"\xd0\xc3\x28")
    assert codes(take(data, remembered={"A": Choices(encoding="windows-1251")}).problems) == ["DAMAGED_TEXT"]


def test_remembered_decimals_yield_to_another_column_of_the_table() -> None:
    text = "indicator;period;female;male\n1.1;2023-Q1;1,234;2,345,678\n"
    assert codes(take(text, remembered={"A": Choices(decimals=",")}).problems) == ["AMBIGUOUS_NUMBER"]


def test_remembered_choices_are_those_of_the_reporter_that_the_file_names() -> None:
    text = "who,indicator,period,value\nB,1.2,2023-Q1,5\n"
    remembered = {"A": Choices(columns={"who": "note"}), "B": Choices(columns={"who": "reporter"})}
    read = take(text, project(reporters=True), remembered=remembered)
    assert [report.reporter for report in read.reports] == ["B"]
    assert not read.problems


def test_a_file_of_two_reporters_has_nothing_remembered() -> None:
    text = "who,indicator,period,value\nB,1.2,2023-Q1,5\nA,1.2,2023-Q1,5\n"
    remembered = dict.fromkeys("AB", Choices(columns={"who": "reporter"}))
    assert "UNKNOWN_COLUMN" in codes(take(text, project(reporters=True), remembered=remembered).problems)


def test_a_remembered_dimension_that_is_no_more_settles_nothing() -> None:
    read = take(
        "indicator,period,x,value\n1.2,2023-Q1,,5\n", remembered={"A": Choices(columns={"x": "dimension:gone"})}
    )
    assert codes(read.problems) == ["UNKNOWN_COLUMN"]


CLEAR = (
    RUSSIAN.encode("cp1251"),
    RUSSIAN.encode("utf-16"),
    b'Title\n\nindicator,period,value\n1.4,2023-Q1,"1,250.5"\n1.2,2023-Q1,"1,234"\n1.4,2023-Q2,0.5\n'.replace(
        b'1.2,2023-Q1,"1,234"\n', b""
    ),
    b"indicator;date;value;note\n1.2;13/02/2023;5;7\n1.2;03/04/2023;6;\n",
    b"indicator,period,female,male,total\n1.1,2023-Q1,1,2,3\n",
    b"indicator,sex,2023-Q1,2023-Q2\n1.1,female,1,2\n",
    b"period,1.2,Grants of\n2023-Q1,3,\n".replace(b",Grants of", b"").replace(b"3,", b"3"),
    workbook({"R": [["indicator", "period", "value"], ["1.2", "2023-Q1", 5]]}),
)
HEADERS = (
    "indicator",
    "period",
    "value",
    "note",
    "date",
    "female",
    "total",
    "1.2",
    "2023-Q1",
    "Значение",
    "sex",
    "Title",
)
MEANINGS = (*ROLES, "ignore", "dimension:sex", "dimension:region")
ANYTHING = st.builds(
    Choices,
    encoding=st.sampled_from([None, *ENCODINGS]),
    delimiter=st.sampled_from([None, ",", ";", "\t", "|"]),
    decimals=st.sampled_from([None, *DECIMALS]),
    dates=st.sampled_from([None, *DATES]),
    header_line=st.sampled_from([None, 1, 2, 3, 9]),
    layout=st.sampled_from([None, *LAYOUTS]),
    columns=st.dictionaries(st.sampled_from(HEADERS), st.sampled_from(MEANINGS), max_size=4),
)


@pytest.mark.parametrize("data", CLEAR, ids=range(len(CLEAR)))
def test_the_clear_files_are_clear(data: bytes) -> None:
    assert not take(data).problems


@settings(max_examples=150)
@given(data=st.sampled_from(CLEAR), remembered=ANYTHING)
def test_no_remembered_choice_changes_the_reading_of_a_clear_file(data: bytes, remembered: Choices) -> None:
    plain, settled = take(data), take(data, remembered={"A": remembered})
    assert settled.reports == plain.reports
    assert not settled.problems
    assert not manner(settled).remembered


@settings(max_examples=150)
@given(data=st.sampled_from(CLEAR), choices=ANYTHING)
def test_wrong_choices_give_problems_and_nothing_else(data: bytes, choices: Choices) -> None:
    read = take(data, choices=choices)
    assert read.manners
    for problem in read.problems:
        assert "{" not in problem.message
