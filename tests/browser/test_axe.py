"""axe-core finds nothing on any page, in both languages, in a wide window and on a phone."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Reading
from tests.browser.places import EMPTY, EXAMPLE, PROJECT, REVIEWED, SERVED, STATES, Views, covered, places, visited
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader

LANGUAGES, WIDTHS = ("en", "ru"), (WIDE, NARROW)
both = pytest.mark.parametrize(("language", "width"), [(language, width) for language in LANGUAGES for width in WIDTHS])


def found(reader: Reader, project: str, views: Views) -> str:
    """The violations of all pages of a project, one a line."""
    return "\n".join(fault for _ in visited(reader, places(project, views)) for fault in violations(reader))


def test_every_page_that_the_program_has_is_looked_at() -> None:
    assert covered(places(PROJECT, EXAMPLE)) == set(SERVED)
    assert covered(places(PROJECT, REVIEWED)) == set(SERVED)
    assert covered(places("WELLS", EMPTY)) == set(SERVED)


def test_a_fault_would_be_found(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('#page main').innerHTML += '<img src=\"/assets/icon.svg\"><input>'")
    assert {line.split()[1] for line in violations(visitor)} == {"[image-alt]", "[label]"}


@both
def test_no_page_of_the_example_has_a_fault(reader: Reading, example: Served, language: str, width: int) -> None:
    assert found(reader(example, width=width, language=language), PROJECT, EXAMPLE) == ""


@both
def test_no_page_of_a_project_under_review_has_a_fault(
    reader: Reading, under_review: Served, language: str, width: int
) -> None:
    assert found(reader(under_review, width=width, language=language), PROJECT, REVIEWED) == ""


@both
def test_no_page_of_an_empty_project_has_a_fault(reader: Reading, empty: Served, language: str, width: int) -> None:
    assert found(reader(empty, width=width, language=language), "WELLS", EMPTY) == ""


@both
def test_no_state_of_a_page_has_a_fault(reader: Reading, example: Served, language: str, width: int) -> None:
    faults = []
    for name, state in STATES.items():
        visitor = reader(example, width=width, language=language)
        state(visitor)
        faults += [f"{name}: {fault}" for fault in violations(visitor)]
    assert "\n".join(faults) == ""
