"""axe-core finds nothing on any page, in both languages, in a wide window and on a phone."""

import pytest

from dashboard.routing import LAYOUTS, OF_SITE
from tests.browser.axe import violations
from tests.browser.conftest import Reading, Surveyed
from tests.browser.places import EMPTY, EXAMPLE, PROJECT, REVIEWED, SITE, covered, places
from tests.browser.program import Served
from tests.browser.survey import LANGUAGES, ROUNDS, Kind


def test_every_page_that_the_program_has_is_looked_at() -> None:
    assert covered(places(PROJECT, EXAMPLE)) == set(LAYOUTS)
    assert covered(places(PROJECT, REVIEWED)) == set(LAYOUTS)
    assert covered(places("WELLS", EMPTY)) == set(LAYOUTS)
    assert covered(SITE) == set(OF_SITE)


def test_a_fault_would_be_found(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('#page main').innerHTML += '<img src=\"/assets/icon.svg\"><input>'")
    assert {line.split()[3] for line in violations(visitor)} == {"[image-alt]", "[label]"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", ROUNDS)
def test_no_page_has_a_fault(surveyed: Surveyed, walk: str, language: str) -> None:
    assert surveyed(walk, language)[Kind.AXE] == []
