"""Every code of problems in report files: told once, at its place, in a sentence that fills in."""

import re

import pytest

from loaders.report_codes import CODES, NOT_YOUR_REPORTER, TOO_MANY_PROBLEMS, UNREADABLE_FILE
from tests.loaders.report_examples import BROKEN, Broken, project, read


@pytest.mark.parametrize(("code", "broken"), BROKEN.items(), ids=BROKEN)
def test_a_broken_file_has_its_problem_and_no_other(code: str, broken: Broken) -> None:
    world = project(
        reporters=broken.reporters, fiscal_year_start=broken.fiscal_year_start, dimensions=broken.dimensions
    )
    _, problems = read(broken.text, world, **dict(broken.given))
    told = [(problem.code.name, problem.place.line, problem.place.column) for problem in problems]
    assert told == [(code, broken.line, broken.column)]
    assert "{" not in problems[0].message


def test_no_code_is_without_a_broken_file() -> None:
    elsewhere = {UNREADABLE_FILE.name, TOO_MANY_PROBLEMS.name, NOT_YOUR_REPORTER.name}
    assert {code.name for code in CODES} - elsewhere == set(BROKEN), (
        "one is the command's, one of many others, one of who sends"
    )


def test_codes_are_upper_snake_and_each_is_there_once() -> None:
    names = [code.name for code in CODES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", name) for name in names)
