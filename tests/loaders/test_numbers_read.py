from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells import Fault
from loaders.dates import order_of
from loaders.numbers_read import Marks, marks_of, not_applicable, states_nothing


def read(text: str, *others: str) -> Fraction | str:
    """The number, or the code of what is wrong, in a column with some other numbers."""
    found = marks_of([text, *others]).read(text)
    return found.code.name if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1200),
        (" 1200 ", 1200),
        ("303.0", 303),
        ("007", 7),
        ("-3", -3),
        ("−3", -3),
        ("+5", 5),
        ("12,5", "12.5"),
        (".5", "0.5"),
        ("0,123", "0.123"),
        ("1 250 000,5", "1250000.5"),
        ("1\u00a0250\u00a0000,5", "1250000.5"),
        ("1\u202f250\u202f000.5", "1250000.5"),
        ("1'250'000.5", "1250000.5"),
        ("1’250", 1250),
        ("1,250,000.5", "1250000.5"),
        ("1.250.000,5", "1250000.5"),
        ("1,234,567", 1234567),
    ],
)
def test_numbers_are_read_as_officers_write_them(text: str, value: float | str) -> None:
    assert read(text) == Fraction(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "five",
        "1,2,3",
        "12,34,5",
        "1 2 3",
        "1 25",
        "--5",
        "+-4",
        "1..5",
        "1e3",
        "5 people",
        "5%",
        "0x1F",
        "1_000",
        "½",
        "１２",
        "٣",
        "=1+1",
        "5.",
        "∞",
        "TRUE",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert read(text) == "NOT_A_NUMBER"


@pytest.mark.parametrize("text", ["nan", "NaN", "NULL", "None", "#N/A", "#DIV/0!"])
def test_words_for_a_missing_value_are_told_apart(text: str) -> None:
    assert read(text) == "NO_VALUE_WORD"


def test_more_than_18_digits_are_refused() -> None:
    assert read("9" * 18) == 10**18 - 1
    assert read("9" * 19) == read("0." + "1" * 18) == "TOO_MANY_DIGITS"


@pytest.mark.parametrize("text", ["1,234", "1.234", "-1,234", "12,345"])
def test_one_mark_before_three_digits_alone_is_ambiguous(text: str) -> None:
    assert read(text, "7", "12") == "AMBIGUOUS_NUMBER"


@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("1,234,567", 1234),
        ("2.5", 1234),
        ("1,234.5", 1234),
        ("2,5", "1.234"),
        ("1.250,5", "1.234"),
        ("1 000,5", "1.234"),
    ],
)
def test_the_rest_of_the_column_decides(other: str, value: float | str) -> None:
    assert read("1,234", other) == Fraction(str(value))


def test_a_column_that_contradicts_itself_decides_nothing() -> None:
    assert read("1,234", "2,5", "2.5") == "AMBIGUOUS_NUMBER"
    assert read("2,5", "2.5") == Fraction("2.5")


@given(
    st.integers(-(10**12), 10**12),
    st.integers(0, 3),
    st.sampled_from([" ", "\u00a0", "\u202f", "'"]),
    st.sampled_from(".,"),
)
def test_grouping_by_spaces_never_changes_a_number(digits: int, places: int, mark: str, decimal: str) -> None:
    number = Fraction(digits, 10**places)
    text = f"{number.numerator / number.denominator:,.{places}f}" if abs(digits) < 10**9 else f"{digits:,}"
    number = number if abs(digits) < 10**9 else Fraction(digits)
    written = text.replace(",", mark).replace(".", decimal)
    assert Marks(decimal).read(written) == number


def test_dashes_and_dots_state_nothing_and_n_a_is_not_applicable() -> None:
    assert all(states_nothing(text) for text in ("", "  ", "-", "–", "—", "…", "..."))
    assert not states_nothing("0")
    assert not_applicable(" N/A ")
    assert not not_applicable("na")


def day(text: str, *others: str) -> date | str:
    found = order_of([text, *others]).read(text)
    return found.code.name if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-15",
        "2023-02-15T10:15:00",
        "2023-02-15 10:15",
        "2023-2-15",
        "15.02.2023",
        "15.2.2023",
        "15/02/2023",
        "02/15/2023",
    ],
)
def test_days_are_read_as_officers_write_them(text: str) -> None:
    assert day(text) == date(2023, 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "31.02.2023",
        "13/13/2023",
        "05.01",
        "05.01.23",
        "yesterday",
        "2023-01-05x",
        "0000-00-00",
        "99999-01-01",
        "45000",
    ],
)
def test_what_is_no_day_is_told(text: str) -> None:
    assert day(text) == "UNKNOWN_DATE"


def test_slashes_are_read_as_the_column_decides() -> None:
    assert day("05/06/2023") == "AMBIGUOUS_DATE"
    assert day("05/06/2023", "13/02/2023") == date(2023, 6, 5)
    assert day("05/06/2023", "07/14/2023") == date(2023, 5, 6)
    assert day("05/06/2023", "13/02/2023", "07/14/2023") == "AMBIGUOUS_DATE"
    assert day("05/05/2023") == date(2023, 5, 5)
