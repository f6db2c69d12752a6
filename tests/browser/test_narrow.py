"""No page scrolls sideways on a phone, not even a small one: only tables do, in boxes of their own."""

from collections.abc import Sequence

import pytest

from tests.browser.conftest import Reading
from tests.browser.places import EMPTY, EXAMPLE, PROJECT, REVIEWED, STATES, places, visited
from tests.browser.program import Served
from tests.browser.reader import NARROW, Reader

SMALL = 320
HEIGHT = 900
languages = pytest.mark.parametrize("language", ["en", "ru"])

TOO_WIDE = """() => {
  const limit = window.innerWidth;
  if (document.documentElement.scrollWidth <= limit) { return []; }
  const culprits = [...document.querySelectorAll('#page *, #first-page *')]
    .filter(element => element.getBoundingClientRect().right > limit + 1 && !element.closest('.scroll, .page-tabs'))
    .map(element => element.tagName + '.' + element.className + ' ' + Math.round(element.getBoundingClientRect().right));
  return [`${document.documentElement.scrollWidth} wide: ${culprits.slice(0, 3).join(', ')}`];
}"""


def too_wide(reader: Reader) -> list[str]:
    """What is wider than the window, as wide as most phones and as the small ones."""
    found = []
    for width in (SMALL, NARROW):
        reader.page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{reader.path} in {width}: {fault}" for fault in reader.page.evaluate(TOO_WIDE)]
    return found


def of_places(reader: Reader, paths: Sequence[str]) -> list[str]:
    """The same of pages, one after the other."""
    return [fault for _ in visited(reader, paths) for fault in too_wide(reader)]


def test_a_page_that_is_too_wide_would_be_found(reader: Reading, example: Served) -> None:
    visitor = reader(example, width=NARROW)
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('#page main').style.width = '600px'")
    assert len(too_wide(visitor)) == 2


@languages
def test_no_page_of_the_example_is_too_wide(reader: Reading, example: Served, language: str) -> None:
    assert of_places(reader(example, width=NARROW, language=language), places(PROJECT, EXAMPLE)) == []


@languages
def test_no_page_of_a_project_under_review_is_too_wide(reader: Reading, under_review: Served, language: str) -> None:
    assert of_places(reader(under_review, width=NARROW, language=language), places(PROJECT, REVIEWED)) == []


@languages
def test_no_page_of_an_empty_project_is_too_wide(reader: Reading, empty: Served, language: str) -> None:
    assert of_places(reader(empty, width=NARROW, language=language), places("WELLS", EMPTY)) == []


@languages
def test_no_state_of_a_page_is_too_wide(reader: Reading, example: Served, language: str) -> None:
    found = []
    for name, state in STATES.items():
        visitor = reader(example, width=NARROW, language=language)
        state(visitor)
        found += [f"{name}: {fault}" for fault in too_wide(visitor)]
    assert found == []
