"""The pages of docs/ that are made from the program are as the program is."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

import loaders
from dashboard.reference import DOCS, pages, rule_in_words
from framework.problems import Code
from loaders import framework_codes, report_codes, revision_codes

WAY_OUT = "write them anew: .venv/bin/python -m dashboard.reference"


@pytest.mark.parametrize("name", ["problems.md", "commands.md", "access.md", "glossary.md"])
def test_the_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], WAY_OUT


@pytest.mark.parametrize("codes", [framework_codes.CODES, revision_codes.CODES, report_codes.CODES])
def test_no_two_problems_of_one_sort_of_file_bear_one_code(codes: tuple[Code, ...]) -> None:
    assert len(codes) == len({code.name for code in codes})


def test_every_code_of_the_program_is_documented() -> None:
    modules = [import_module(f"loaders.{module.name}") for module in iter_modules(loaders.__path__)]
    used = {value.name for module in modules for value in vars(module).values() if isinstance(value, Code)}
    assert used <= {line.split()[1] for line in pages()["problems.md"].splitlines() if line.startswith("### ")}


def test_details_of_a_rule_are_shown_as_names() -> None:
    assert rule_in_words("Write {first_choice}, or {{en: …}}.") == "Write *first choice*, or {en: …}."
