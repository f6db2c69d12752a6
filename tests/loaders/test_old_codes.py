"""Reports that still use a code which something had before (semantics 6.7)."""

from dataclasses import replace

import pytest

from framework.model import Project
from tests.loaders.report_examples import codes, number, project, read, said

KNOWN = project()
SEX = KNOWN.dimensions["sex"]
FEMALE = replace(SEX.categories[0], renamed_from=("f", "fem"))


def renamed() -> Project:
    """The project, where sex was gender, female was f, and opened was running."""
    sex = replace(SEX, categories=(FEMALE, *SEX.categories[1:]), renamed_from=("gender",))
    (goal,) = KNOWN.goals
    hotline = KNOWN.indicators["1.6"]
    opened = replace(hotline.stages[1], renamed_from=("running",))
    changed = replace(hotline, stages=(hotline.stages[0], opened))
    indicators = tuple(changed if each.code == "1.6" else each for each in goal.indicators)
    return replace(KNOWN, dimensions={**KNOWN.dimensions, "sex": sex}, goals=(replace(goal, indicators=indicators),))


@pytest.mark.parametrize(
    ("text", "column", "line"),
    [
        ("indicator,period,sex,value\n1.3,2023-Q1,f,5\n", "sex", 2),
        ("indicator,period,gender,value\n1.3,2023-Q1,female,5\n", "gender", 1),
        ("indicator,period,FEM\n1.3,2023-Q1,5\n", "FEM", 1),
    ],
)
def test_an_old_code_is_read_and_told_once_in_its_place(text: str, column: str, line: int) -> None:
    reports, problems = read(text, renamed())
    assert codes(problems) == ["RENAMED_CODE"]
    assert (problems[0].place.column, problems[0].place.line) == (column, line)
    assert said(reports, "1.3").figure[("sex", "female"),] == number(5)


def test_an_old_stage_is_read_as_the_present_one() -> None:
    reports, problems = read("indicator,period,value\n1.6,2023-Q1,Running\n", renamed())
    assert codes(problems) == ["RENAMED_CODE"]
    assert said(reports, "1.6").figure[()] == number(1)


def test_an_old_code_of_an_indicator_as_a_column() -> None:
    reports, problems = read("period,1.2-OLD\n2023-Q1,5\n")
    assert codes(problems) == ["RENAMED_CODE"]
    assert said(reports, "1.2").figure[()] == number(5)


def test_present_codes_and_titles_go_before_old_codes() -> None:
    sex = replace(SEX, categories=(SEX.categories[0], replace(SEX.categories[1], renamed_from=("women",))))
    of = replace(KNOWN, dimensions={**KNOWN.dimensions, "sex": sex})
    reports, problems = read("indicator,period,sex,value\n1.3,2023-Q1,Women,5\n", of)
    assert problems == []
    assert said(reports, "1.3").figure[("sex", "female"),] == number(5)
