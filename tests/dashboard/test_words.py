"""What the pages say, and how they write numbers."""

import re
from datetime import date
from fractions import Fraction

import pytest

from dashboard.catalogues import TEMPLATE, collected, read_catalogue, untranslated
from dashboard.parts import STATUS_WORDS, TABS
from dashboard.report_states import STATE_WORDS
from dashboard.words import (
    BEGUN,
    FOLDER,
    NBSP,
    Foreign,
    cell_text,
    day,
    languages,
    many,
    money,
    months,
    number,
    percent,
    say,
)

UPDATE = "bring the catalogues up to date: .venv/bin/python -m dashboard.catalogues"
NAMES = re.compile(r"{\w*}")


def test_every_message_of_the_code_is_in_the_template() -> None:
    assert {message.id for message in read_catalogue(TEMPLATE)} >= {message.id for message in collected()} - {""}, (
        UPDATE
    )


def test_the_template_has_no_message_that_the_code_lost() -> None:
    assert {message.id for message in read_catalogue(TEMPLATE)} <= {message.id for message in collected()}, UPDATE


@pytest.mark.parametrize("language", [each for each in languages()[1:] if each not in BEGUN])
def test_every_language_is_complete(language: str) -> None:
    catalogue = read_catalogue(FOLDER / language / "LC_MESSAGES" / "messages.po", language)
    known = {message.id for message in catalogue if message.id}
    assert known == {message.id for message in collected() if message.id}, UPDATE
    assert not untranslated(catalogue)


@pytest.mark.parametrize("language", BEGUN)
def test_a_catalogue_that_is_begun_has_the_navigation_and_the_statuses_and_says_what_it_is(language: str) -> None:
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    lacking = set(untranslated(read_catalogue(path, language)))
    named = [word for _, word in (*TABS, *STATUS_WORDS.values(), *STATE_WORDS.values())]
    assert [word for word in named if word in lacking] == []
    assert path.read_text("utf-8").startswith("# Begun, needs a native reader")


def test_what_a_begun_catalogue_lacks_is_said_in_the_language_its_readers_know() -> None:
    said = say("Percentages are computed from exact figures and rounded for display only.", "tg")
    assert said == say("Percentages are computed from exact figures and rounded for display only.", "ru")
    assert isinstance(said, Foreign)
    assert said.language == "ru"
    assert many("{count} indicator", "{count} indicators", 3, "tg") == "3 показателя"
    assert not isinstance(say("Overview", "tg"), Foreign)


def test_every_translation_fills_in_the_same_names() -> None:
    for path in FOLDER.glob("*/LC_MESSAGES/messages.po"):
        for message in read_catalogue(path):
            source = message.id if isinstance(message.id, str) else message.id[0]
            strings = (message.string,) if isinstance(message.string, str) else message.string or ()
            if source and all(strings):
                assert {tuple(sorted(NAMES.findall(text))) for text in strings} == {
                    tuple(sorted(NAMES.findall(source)))
                }


def test_russian_counts_in_three_forms() -> None:
    said = [many("{count} indicator", "{count} indicators", count, "ru") for count in (1, 3, 11, 21)]
    assert said == ["1 показатель", "3 показателя", "11 показателей", "21 показатель"]


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert say("Overview", "tk") == say("Overview", "en") == "Overview"


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1,234,567.8"), ("ru", f"1{NBSP}234{NBSP}567,8"), ("nonsense", "1,234,567.8")]
)
def test_numbers_bear_the_marks_of_the_language(language: str, written: str) -> None:
    assert number(Fraction("1234567.80"), language) == written


def test_numbers_round_half_up_and_never_by_floats() -> None:
    assert [number(Fraction(text), "en", 1) for text in ("0.25", "-0.25", "12345678901234567890.15")] == [
        "0.3",
        "−0.3",
        "12,345,678,901,234,567,890.2",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0 %"),
        ("0.4", "< 1 %"),
        ("0.5", "1 %"),
        ("99.4", "99 %"),
        ("99.6", "> 99 %"),
        ("100", "100 %"),
        ("100.4", "> 100 %"),
        ("100.5", "101 %"),
        ("-0.4", "> −1 %"),
        ("-99.6", "< −99 %"),
        ("-100.4", "< −100 %"),
        ("-33.3", "−33 %"),
    ],
)
def test_a_rounded_nothing_or_whole_is_shown_only_where_it_is_exact(value: str, shown: str) -> None:
    assert percent(Fraction(value), "en").replace(NBSP, " ") == shown


def test_a_finer_percentage_has_finer_bounds() -> None:
    assert percent(Fraction("99.96"), "ru", places=1) == f">{NBSP}99,9{NBSP}%"


def test_a_deviation_shows_its_sign() -> None:
    assert [percent(Fraction(value), "en", signed=True) for value in (12, 0, -12)] == [
        f"+12{NBSP}%",
        f"0{NBSP}%",
        f"−12{NBSP}%",
    ]


def test_what_is_no_number_is_shown_as_it_is() -> None:
    assert [percent("<5", "en"), number("*", "en"), number(None, "en"), cell_text(None, "en")] == ["<5", "*", "–", ""]


def test_days_months_and_money_follow_the_language() -> None:
    assert day(date(2024, 3, 31), "en") == "31 Mar 2024"
    assert months(date(2023, 10, 1), date(2023, 10, 31), "en") == "Oct 2023"
    assert "Oct" in months(date(2023, 10, 1), date(2023, 12, 31), "en")
    assert "31 мар" in day(date(2024, 3, 31), "ru")
    assert money(Fraction(3500000), "USD", "ru") == f"USD{NBSP}3{NBSP}500{NBSP}000"
    assert money(Fraction("0.5"), None, "en") == "0.5"


def test_truth_is_a_word() -> None:
    assert [cell_text(cell, language) for cell, language in ((True, "ru"), (False, "en"))] == ["да", "no"]
