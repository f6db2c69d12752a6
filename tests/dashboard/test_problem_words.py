"""Problems in the reader's language."""

import pytest

from dashboard.problem_words import detail, message
from framework.model import Text
from framework.problems import Place, Problem
from loaders.report_codes import NOT_WHOLE, UNKNOWN_CATEGORY


def test_a_problem_is_told_in_russian_with_its_codes_as_they_are() -> None:
    details = {"dimension": "sex", "suggestion": " (did you mean male or female?)", "known": "female, male"}
    problem = Problem(Place("q1.csv", 3, "sex"), UNKNOWN_CATEGORY, "males", details)
    assert message(problem, "ru") == "В sex нет такой категории (возможно, male или female?). Категории: female, male."


def test_in_english_it_is_what_the_commands_print() -> None:
    problem = Problem(
        Place("q1.csv", 3, "sex"), UNKNOWN_CATEGORY, None, {"dimension": "sex", "suggestion": "", "known": "{}"}
    )
    assert message(problem, "en") == problem.message


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("1.1 of 2023-Q1, sex female", "1.1 за 2023-Q1, sex female"),
        ("from 2023-01-01 to 2024-12-31", "с 2023-01-01 по 2024-12-31"),
        ("numerator or denominator", "числитель или знаменатель"),
        ("a PDF document", "документ PDF"),
        (
            "FY2023-Q1 is Oct–Dec 2022; Jan–Mar 2023 is FY2023-Q2",
            "FY2023-Q1 — это окт. – дек. 2022 г.; янв. – март 2023 г. — это FY2023-Q2",
        ),
        ("Oct 2022–Sep 2023", "окт. 2022 г. – сент. 2023 г."),
        ("Jan 2023", "янв. 2023"),
        ("SMCT-TJ", "SMCT-TJ"),
    ],
)
def test_what_fills_in_a_message_is_translated_where_it_is_words(english: str, russian: str) -> None:
    assert detail(english, "en") == english
    assert " ".join(str(detail(english, "ru")).split()) == russian, "spaces may be narrow ones"


def test_what_the_framework_calls_things_is_said_in_the_readers_language() -> None:
    problem = Problem(
        Place("q1.csv", 2, "value"),
        NOT_WHOLE,
        "12.5",
        {"unit": Text({"en": "people", "ru": "человек"}), "below": 12, "above": 13, "indicator": "1.1"},
    )
    assert "(человек)" in message(problem, "ru")
    assert "people are counted" in problem.message
