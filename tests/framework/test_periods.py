from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.model import Frequency, Project, Span, Text
from framework.period_labels import Misread, read_period
from framework.periods import Calendar, calendar_of, month_span, months_between, months_text

OCTOBER = Calendar(Span(date(2022, 10, 1), date(2024, 10, 1)), fiscal_year_start=10)
JANUARY = Calendar(Span(date(2023, 1, 1), date(2025, 1, 1)))

days = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    start = draw(days)
    length = draw(st.integers(1, 4000))
    return Calendar(Span(start, start + timedelta(days=length)), draw(st.integers(1, 12)))


def span(text: str) -> Span:
    start, last_day = map(date.fromisoformat, text.split("/"))
    return Span(start, last_day + timedelta(days=1))


@given(calendars(), st.sampled_from(Frequency))
def test_periods_tile_the_project(calendar: Calendar, frequency: Frequency) -> None:
    periods = calendar.periods(frequency)
    assert periods[0].span.start == calendar.span.start
    assert periods[-1].span.end == calendar.span.end
    assert all(one.span.end == two.span.start for one, two in pairwise(periods))
    assert all(period.span.start < period.span.end for period in periods)


@given(calendars(), st.sampled_from(Frequency), st.data())
def test_every_day_of_the_project_is_in_one_period(
    calendar: Calendar, frequency: Frequency, data: st.DataObject
) -> None:
    day = data.draw(st.dates(calendar.span.start, calendar.span.last_day))
    found = [period for period in calendar.periods(frequency) if period.span.start <= day < period.span.end]
    assert found == [calendar.period_at(day, frequency)]


@given(calendars(), st.sampled_from(Frequency))
def test_labels_of_periods_are_read_back(calendar: Calendar, frequency: Frequency) -> None:
    for period in calendar.periods(frequency):
        whole = read_period(period.label, calendar)
        assert isinstance(whole, Span)
        assert calendar.label(whole) == period.label
        assert calendar.period_of(whole, frequency) == period


@given(days, days, days)
def test_months_elapsed_add_up(one: date, two: date, three: date) -> None:
    assert months_between(one, two) + months_between(two, three) == months_between(one, three)


@given(st.integers(1900 * 12, 2100 * 12), st.integers(1, 100))
def test_whole_months_elapsed_are_their_number(first: int, months: int) -> None:
    whole = month_span(first, months)
    assert months_between(whole.start, whole.end) == months


def test_a_part_of_a_month_counts_by_its_days() -> None:
    assert months_between(date(2022, 11, 15), date(2023, 1, 1)) == Fraction(16, 30) + 1
    assert months_between(date(2022, 11, 15), date(2023, 11, 15)) == 12


def test_the_first_and_the_last_period_are_clipped() -> None:
    calendar = Calendar(Span(date(2022, 11, 15), date(2024, 2, 11)), fiscal_year_start=10)
    shown = [
        f"{period.label} {period.span.start}/{period.span.last_day}" for period in calendar.periods(Frequency.QUARTERLY)
    ]
    assert shown[0] == "FY2023-Q1 2022-11-15/2022-12-31"
    assert shown[-1] == "FY2024-Q2 2024-01-01/2024-02-10"
    assert len(shown) == 6


@pytest.mark.parametrize(
    ("frequency", "labels"),
    [
        (Frequency.ANNUAL, ["2023", "2024"]),
        (Frequency.SEMIANNUAL, ["2023-H1", "2023-H2", "2024-H1", "2024-H2"]),
        (Frequency.TRIANNUAL, ["2023-T1", "2023-T2", "2023-T3", "2024-T1", "2024-T2", "2024-T3"]),
    ],
)
def test_labels_of_a_calendar_year_bear_no_prefix(frequency: Frequency, labels: list[str]) -> None:
    assert [period.label for period in JANUARY.periods(frequency)] == labels


def test_a_fiscal_year_bears_the_year_in_which_it_ends() -> None:
    assert [period.label for period in OCTOBER.periods(Frequency.ANNUAL)] == ["FY2023", "FY2024"]
    assert OCTOBER.periods(Frequency.QUARTERLY)[0].label == "FY2023-Q1"
    assert OCTOBER.periods(Frequency.MONTHLY)[0].label == "2022-10"
    assert OCTOBER.label(span("2023-01-01/2023-06-30")) == "2023-01-01/2023-06-30"


def test_outside_the_project_there_is_no_period() -> None:
    assert JANUARY.period_at(date(2022, 12, 31), Frequency.MONTHLY) is None
    assert JANUARY.period_at(date(2025, 1, 1), Frequency.MONTHLY) is None
    assert JANUARY.period_of(span("2026-01-01/2026-03-31"), Frequency.QUARTERLY) is None


def test_the_calendar_is_the_project_s() -> None:
    project = Project(code="P", title=Text({"": "P"}), span=OCTOBER.span, fiscal_year_start=10)
    assert calendar_of(project) == OCTOBER


@pytest.mark.parametrize(
    ("text", "days_meant"),
    [
        ("FY23 Q1", "2022-10-01/2022-12-31"),
        ("Q2 FY2023", "2023-01-01/2023-03-31"),
        ("Q3FY23", "2023-04-01/2023-06-30"),
        ("FY19Q1", "2018-10-01/2018-12-31"),
        ("FY2023-Q4", "2023-07-01/2023-09-30"),
        ("fy2023–h1", "2022-10-01/2023-03-31"),
        ("FY2023-T2", "2023-02-01/2023-05-31"),
        ("2022/23", "2022-10-01/2023-09-30"),
        ("2004/05", "2004-10-01/2005-09-30"),
        ("FY2022/23", "2022-10-01/2023-09-30"),
        ("2022–2023", "2022-10-01/2023-09-30"),
        ("FY24", "2023-10-01/2024-09-30"),
        ("1 кв. ФГ2023", "2022-10-01/2022-12-31"),
        ("2023-10-01/2023-12-31", "2023-10-01/2023-12-31"),
        ("01.10.2023 – 31.12.2023", "2023-10-01/2023-12-31"),
        ("2022-10", "2022-10-01/2022-10-31"),
        ("10.2022", "2022-10-01/2022-10-31"),
        ("2022-10/2023-01", "2022-10-01/2023-01-31"),
        ("октябрь 2022", "2022-10-01/2022-10-31"),
        ("окт. 2022 г.", "2022-10-01/2022-10-31"),
        ("October, 2022", "2022-10-01/2022-10-31"),
        ("2022 Oct", "2022-10-01/2022-10-31"),
        ("2022 год, окт–дек", "2022-10-01/2022-12-31"),
        ("Oct 2022 – Jan 2023", "2022-10-01/2023-01-31"),
        ("с октября по декабрь 2022 года", "2022-10-01/2022-12-31"),
    ],
)
def test_labels_that_say_which_year_are_read_in_any_project(text: str, days_meant: str) -> None:
    assert read_period(text, OCTOBER) == span(days_meant)


@pytest.mark.parametrize(
    ("text", "days_meant"),
    [
        ("2023", "2023-01-01/2023-12-31"),
        ("2023 год", "2023-01-01/2023-12-31"),
        ("2023Q1", "2023-01-01/2023-03-31"),
        ("Q1 2023", "2023-01-01/2023-03-31"),
        ("2nd quarter of 2023", "2023-04-01/2023-06-30"),
        ("2023-T1", "2023-01-01/2023-04-30"),
        ("2023-H2", "2023-07-01/2023-12-31"),
        ("FY2023-Q4", "2023-10-01/2023-12-31"),
        ("FY24 Q1", "2024-01-01/2024-03-31"),
        ("1 кв. 2023", "2023-01-01/2023-03-31"),
        ("1\u00a0кв.\u00a02023\u00a0г.", "2023-01-01/2023-03-31"),
        ("I квартал 2023", "2023-01-01/2023-03-31"),
        ("Ⅳ квартал 2023 года", "2023-10-01/2023-12-31"),
        ("3-й квартал 2023", "2023-07-01/2023-09-30"),
        ("1 полугодие 2023", "2023-01-01/2023-06-30"),
        ("2023, II полугодие", "2023-07-01/2023-12-31"),
        ("Jan-Mar 2023", "2023-01-01/2023-03-31"),
        ("янв–март 2023", "2023-01-01/2023-03-31"),
        ("апр–июнь 2023", "2023-04-01/2023-06-30"),
        ("July–September 2023", "2023-07-01/2023-09-30"),
        ("Feb-Apr 2024", "2024-02-01/2024-04-30"),
    ],
)
def test_labels_of_a_calendar_year_are_read(text: str, days_meant: str) -> None:
    assert read_period(text, JANUARY) == span(days_meant)


@pytest.mark.parametrize("text", ["Feb-Apr 2024", "Jan-Feb 2024"])
def test_a_range_of_months_that_is_no_quarter_fits_no_period(text: str) -> None:
    months = read_period(text, JANUARY)
    assert isinstance(months, Span)
    assert JANUARY.period_of(months, Frequency.QUARTERLY) is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2023-Q1", ("FY2023-Q1 is Oct–Dec 2022", "Jan–Mar 2023 is FY2023-Q2")),
        ("2023-Q4", ("FY2023-Q4 is Jul–Sep 2023", "Oct–Dec 2023 is FY2024-Q1")),
        ("Q1 2023", ("FY2023-Q1 is Oct–Dec 2022", "Jan–Mar 2023 is FY2023-Q2")),
        ("I квартал 2023", ("FY2023-Q1 is Oct–Dec 2022", "Jan–Mar 2023 is FY2023-Q2")),
        ("2023", ("FY2023 is Oct 2022–Sep 2023", "Jan–Dec 2023 is 2023-01-01/2023-12-31")),
        ("2023-H1", ("FY2023-H1 is Oct 2022–Mar 2023", "Jan–Jun 2023 is 2023-01-01/2023-06-30")),
    ],
)
def test_a_bare_period_is_ambiguous_in_a_fiscal_year_that_starts_later(text: str, readings: tuple[str, ...]) -> None:
    assert read_period(text, OCTOBER) == Misread("ambiguous", readings)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2023-Q5", "2023-T4", "2023-H3", "2023-13", "2022-23", "2022/23", "2022/24", "Dec-Feb 2023", "Jan-Mar", "13.2023",
     "2023-02-01/2023-02-30", "2023-12-31/2023-01-01", "2023-01-01", "q 2023", "0000-Q1", "FY0", "9999", "Smarch 2023"],
)  # fmt: skip
def test_what_is_no_period_is_unknown(text: str) -> None:
    assert read_period(text, JANUARY) == Misread("unknown")


@given(st.text(max_size=20), st.sampled_from([JANUARY, OCTOBER]))
def test_any_text_is_a_span_or_misread(text: str, calendar: Calendar) -> None:
    assert isinstance(read_period(text, calendar), Span | Misread)


def test_months_are_told_in_words() -> None:
    assert months_text(span("2022-10-01/2022-10-31")) == "Oct 2022"
    assert months_text(span("2022-10-01/2022-12-31")) == "Oct–Dec 2022"
    assert months_text(span("2022-10-01/2023-09-30")) == "Oct 2022–Sep 2023"
