"""Every doubt is a sentence with the numbers that say why."""

from typing import Any

import pytest

from dashboard.commands.loading import LINES_SHOWN, doubted
from dashboard.reports.flag_words import MARKS, SENTENCES, name, sentence, subject
from dashboard.words import NBSP
from framework.doubts import Doubt, Flag
from framework.model import Kind, Rule
from framework.quality import flags
from tests.framework.making import QUARTERS, amount, indicator, place, project, record, statement

WOMEN, MEN = place(sex="female"), place(sex="male")
REGIONS = {place(region=code): number for code, number in (("DU", 1), ("KT", 2), ("SU", 3))}
SHARE: dict[str, Any] = {"kind": Kind.PERCENTAGE, "over_time": Rule.LAST}
PROJECT = project(
    indicator("1", "sex", "region"), indicator("2", over_time=Rule.LAST), indicator("3", "sex", **SHARE), indicator("4")
)


def last(code: str, *figures: Any) -> Flag:
    """The only flag of the last figure of an indicator."""
    said = [statement(PROJECT, code, label, each) for label, each in zip(QUARTERS, figures, strict=False)]
    [flag] = flags(record(PROJECT, *said), "A", QUARTERS[len(figures) - 1])
    return flag


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        (last("4", 1000, 1001, 1002, 3004), "3,004 is more than 3 times 1,001, the median of 3 earlier periods."),
        (last("2", 50, 49), "49 is less than 50 in 2023-Q1; a running total does not fall."),
        (last("4", 20, 20), "The figures are the same as in 2023-Q1."),
        (last("3", (11, 10)), "110 % is more than 100 %."),
        (last("3", {(): (9, 10), WOMEN: (5, 4), MEN: (4, 6)}), "female: 125 % is more than 100 %."),
        (last("1", {(): 75, WOMEN: 30, MEN: 40}), "sex: 30 + 40 = 70, but the total is 75."),
        (
            last("3", {(): (8, 20), WOMEN: (3, 10), MEN: (4, 10)}),
            "sex, numerators: 3 + 4 = 7, but that of the total is 8.",
        ),
        (
            last("3", {(): (7, 20), WOMEN: (3, 10), MEN: (4, 9)}),
            "sex, denominators: 10 + 9 = 19, but that of the total is 20.",
        ),
        (last("1", {WOMEN: 30, MEN: 40}, 75), "The disaggregation given in 2023-Q1 is missing: sex."),
    ],
    ids=["median", "falls", "same", "over 100", "cell over 100", "unequal", "numerators", "denominators", "undivided"],
)
def test_the_sentence_gives_the_numbers(flag: Flag, words: str) -> None:
    assert sentence(flag, PROJECT, "en").replace(NBSP, " ") == words


def test_of_many_cells_the_first_are_told() -> None:
    flag = last("1", {(): 9, **REGIONS})
    many = Flag(
        kind=flag.kind,
        reporter="A",
        period="2023-Q1",
        indicator="1",
        dimension="region",
        numbers=(flag.numbers[0],) * 9,
    )
    assert sentence(many, PROJECT, "en") == "region: 9 + 9 + 9 + 9 + 9 + 9 + … = 72, but the total is 9."


def test_every_kind_has_a_name_and_a_sentence() -> None:
    assert set(MARKS) == set(SENTENCES) == set(Doubt)
    assert len({name(kind, "en") for kind in Doubt}) == len({symbol for symbol, _ in MARKS.values()}) == len(Doubt)


def test_a_decimal_is_not_rounded_to_a_whole_number() -> None:
    flag = last("3", amount(10), amount(10), amount(10), amount("30.4"))
    assert sentence(flag, PROJECT, "ru").startswith(f"30,4{NBSP}%")


def test_the_command_tells_a_doubt_a_line() -> None:
    flag = last("2", 50, 49)
    assert list(doubted((), PROJECT)) == []
    assert list(doubted((flag,), PROJECT)) == [
        "Worth a second look:",
        "  2023-Q2 A 2 2: 49 is less than 50 in 2023-Q1; a running total does not fall.",
    ]
    assert list(doubted((flag,) * (LINES_SHOWN + 5), PROJECT))[-1] == "  … and 5 more"


def test_a_doubt_about_a_whole_report_says_so() -> None:
    flag = Flag(kind=Doubt.REPEATS, reporter="A", period="2023-Q2", since="2023-Q1")
    assert subject(flag, PROJECT, "en") == "The whole report"
    assert sentence(flag, PROJECT, "en") == "All figures of the report are the same as in 2023-Q1."
