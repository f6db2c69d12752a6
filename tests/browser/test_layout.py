"""Every page fits a phone and a wide window, cuts no text and is wholly in the reader's language."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reading, Surveyed
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE
from tests.browser.sizes import does_not_fit
from tests.browser.survey import LANGUAGES, ROUNDS, Kind
from tests.browser.translation import english, untranslated

TWO_LINES = 60
"""So high is a line that wraps."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", ROUNDS)
def test_no_page_cuts_a_text(surveyed: Surveyed, walk: str, language: str) -> None:
    assert surveyed(walk, language)[Kind.FITS] == []


@pytest.mark.parametrize("walk", ROUNDS)
def test_no_page_holds_untranslated_words(surveyed: Surveyed, walk: str) -> None:
    assert surveyed(walk, "ru")[Kind.WORDS] == []


def test_what_is_cut_or_untranslated_would_be_found(reader: Reading, example: Served) -> None:
    visitor = reader(example, width=NARROW, language="ru")
    visitor.go("/p/SMCT-TJ")
    assert english().fullmatch("Off track")
    assert does_not_fit(visitor) + untranslated(visitor) == []
    long = (
        "const title = document.querySelector('#page h1'); title.textContent = 'Off track'; title.style.width = '20px'"
    )
    visitor.page.evaluate(long)
    assert [line.split()[1] for line in does_not_fit(visitor) + untranslated(visitor)] == ["cut:", "untranslated:"]


@pytest.mark.parametrize("role", ["admin", "donor"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_and_the_ways_about_a_project_take_a_line_each_of_a_wide_window(
    reader: Reading, under_review: Served, language: str, role: str
) -> None:
    visitor = reader(under_review, role=role, width=WIDE, language=language)
    visitor.go("/p/SMCT-TJ")
    for line in (".top", ".bar"):
        assert visitor.page.locator(f"#page {line}").evaluate("line => line.offsetHeight") < TWO_LINES


def test_the_menu_of_moments_opens_inside_a_phone_and_closes_with_escape(reader: Reading, example: Served) -> None:
    visitor = reader(example, width=NARROW)
    visitor.go("/p/SMCT-TJ")
    menu = visitor.page.locator("#page details.as-of").first
    menu.locator("summary").click()
    assert does_not_fit(visitor) == []
    box = menu.locator(".menu").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    visitor.page.keyboard.press("Escape")
    expect(menu.locator(".menu")).to_be_hidden()
