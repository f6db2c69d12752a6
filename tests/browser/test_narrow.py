"""No page scrolls sideways on a phone, not even a small one: only tables do, in boxes of their own."""

import pytest

from tests.browser.conftest import Reading, Surveyed
from tests.browser.program import Served
from tests.browser.reader import NARROW
from tests.browser.sizes import SMALL, too_wide
from tests.browser.survey import LANGUAGES, ROUNDS, Kind


@pytest.mark.parametrize("width", [NARROW, SMALL])
def test_a_page_that_is_too_wide_would_be_found(reader: Reading, example: Served, width: int) -> None:
    visitor = reader(example, width=width)
    visitor.go("/")
    assert too_wide(visitor) == []
    visitor.page.evaluate("document.querySelector('#page main').style.width = '600px'")
    assert len(too_wide(visitor)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", ROUNDS)
def test_no_page_is_too_wide(surveyed: Surveyed, walk: str, language: str) -> None:
    assert surveyed(walk, language)[Kind.WIDE] == []
