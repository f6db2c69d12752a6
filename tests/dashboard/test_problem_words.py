"""Problems in the reader's language."""

import re

import pytest

from dashboard.catalogues import read_catalogue
from dashboard.problem_words import detail, message
from dashboard.words import FOLDER
from framework.model import Project, Text
from framework.problems import Code, Place, Problem
from loaders import choice_codes, report_codes, revision_codes, workbook_codes
from loaders.report_codes import NOT_WHOLE, UNKNOWN_CATEGORY
from tests.loaders.report_examples import BROKEN, Broken, project, read


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


SHOWN = (*report_codes.CODES, *revision_codes.CODES, *workbook_codes.CODES, *choice_codes.CODES)
LATIN = re.compile(r"[A-Za-z_]{2,}")
SAME_EVERYWHERE = frozenset(
    {"CSV", "UTF", "Excel", "xlsx", "PDF", "NUL", "KOI", "yaml", "indicators", "decimals", "Report"}
)
COLUMN_NAMES = frozenset(
    {
        *(
            "indicator",
            "period",
            "date",
            "value",
            "numerator",
            "denominator",
            "reporter",
            "part",
            "note",
            "explanation",
        ),
        *(
            "evidence",
            "sex",
            "region",
            "district",
            "place",
            "service",
            "reason",
            "allow_negative",
            "from",
            "until",
            "FY",
        ),
    }
)


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.name)
def test_every_problem_that_pages_show_is_translated(code: Code) -> None:
    known = {message.id: message.string for message in read_catalogue(FOLDER / "ru" / "LC_MESSAGES" / "messages.po")}
    assert known.get(code.rule), "bring the catalogues up to date, and translate it"


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_problem_in_russian_has_no_english_in_it(broken: Broken) -> None:
    world = project(
        reporters=broken.reporters, fiscal_year_start=broken.fiscal_year_start, dimensions=broken.dimensions
    )
    _, problems = read(broken.text, world, **dict(broken.given))
    titles = [world.indicators[code].unit.said() for code in world.indicators]
    data = {*LATIN.findall(f"{broken.text!r} {broken.given}"), *LATIN.findall(" ".join(titles)), *_codes(world)}
    words = {word for problem in problems for word in LATIN.findall(message(problem, "ru"))}
    assert words - data - SAME_EVERYWHERE - COLUMN_NAMES == set()


def _codes(world: Project) -> set[str]:
    """The words of the codes of categories, stages, reporters, and of what was chosen for the reading."""
    codes = [category.code for each in world.dimensions.values() for category in each.categories]
    codes += [stage.code for each in world.indicators.values() for stage in each.stages]
    return {word for code in [*codes, *world.reporters, *world.dimensions] for word in LATIN.findall(code)}
