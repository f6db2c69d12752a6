"""Problems in the reader's language."""

import pytest

from dashboard.problem_words import detail, message
from framework.problems import Place, Problem
from loaders.report_codes import UNKNOWN_CATEGORY


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
        ("SMCT-TJ", "SMCT-TJ"),
    ],
)
def test_what_fills_in_a_message_is_translated_where_it_is_words(english: str, russian: str) -> None:
    assert detail(english, "en") == english
    assert detail(english, "ru") == russian
