"""Words explain themselves to a mouse, a keyboard and a finger, in every language, and pages hold what they say."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader

PROJECT = "/p/SMCT-TJ"
PLACES = {
    PROJECT: "td.status .term",
    f"{PROJECT}/results": "td.status .term",
    f"{PROJECT}/indicators/2.2": ".finding .term",
    f"{PROJECT}/reports": ".legend .term",
    f"{PROJECT}/reports/IOM/FY2023-Q3": ".lead .term",
}


def meaning(term: Locator) -> Locator:
    """What a term says when it is asked."""
    return term.locator(".term-meaning")


def is_inside(reader: Reader, shown: Locator) -> bool:
    """True where all of it is in the window."""
    box, size = shown.bounding_box(), reader.page.viewport_size
    assert box
    assert size
    return box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size["width"]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(("width", "language"), [(WIDE, "en"), (NARROW, "ru"), (NARROW, "tg")])
def test_a_word_explains_itself_where_it_stands(
    reader: Reading, example: Served, path: str, width: int, language: str
) -> None:
    anyone = reader(example, width=width)
    anyone.go(f"{path}?lang={language}")
    term = anyone.main.locator(PLACES[path]).first
    before = anyone.page.evaluate("document.documentElement.scrollHeight")
    term.locator(".term-word").hover()
    expect(meaning(term)).to_be_visible()
    assert is_inside(anyone, meaning(term))
    assert anyone.page.evaluate("document.documentElement.scrollHeight") == before, "nothing moves"
    assert anyone.page.evaluate("document.documentElement.scrollWidth") <= width
    anyone.page.keyboard.press("Escape")
    expect(meaning(term)).to_be_hidden()


def test_the_keyboard_reaches_a_word_and_screen_readers_hear_its_meaning(reader: Reading, example: Served) -> None:
    anyone = reader(example)
    anyone.go(f"{PROJECT}/indicators/2.2")
    term = anyone.main.locator(".finding .term")
    word = term.locator(".term-word")
    anyone.main.focus()
    anyone.page.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(meaning(term)).to_be_visible()
    expect(word).to_have_accessible_name("On track")
    expect(word).to_have_accessible_description(meaning(term).inner_text())
    anyone.page.keyboard.press("Escape")
    expect(meaning(term)).to_be_hidden()


def test_a_press_shows_a_meaning_and_a_press_beside_hides_it(reader: Reading, example: Served) -> None:
    anyone = reader(example, width=NARROW)
    anyone.go(f"{PROJECT}/reports")
    one, other = anyone.main.locator(".legend .term").nth(0), anyone.main.locator(".legend .term").nth(1)
    one.locator(".term-word").click()
    expect(meaning(one)).to_be_visible()
    other.locator(".term-word").click()
    expect(meaning(one)).to_be_hidden()
    expect(meaning(other)).to_be_visible()
    anyone.main.locator("h1").click()
    expect(meaning(other)).to_be_hidden()


def test_without_scripts_a_word_explains_itself_too(reader: Reading, example: Served) -> None:
    anyone = reader(example)
    context = anyone.page.context.browser
    assert context
    page = context.new_page(java_script_enabled=False)
    page.context.add_cookies(
        [{"name": name, "value": value, "url": example.address} for name, value in example.cookies("donor").items()]
    )
    page.goto(f"{example.address}{PROJECT}/indicators/2.2")
    term = page.locator("#first-page .finding .term")
    term.locator(".term-word").hover()
    expect(meaning(term)).to_be_visible()
    page.close()


@pytest.mark.parametrize("path", ["", "/results", "/indicators/2.2", "/tables?headings=ru", "/reports", "/history"])
@pytest.mark.parametrize(("width", "language"), [(1024, "ru"), (NARROW, "tg")])
def test_long_words_do_not_widen_a_page(reader: Reading, example: Served, path: str, width: int, language: str) -> None:
    anyone = reader(example, width=width)
    anyone.go(f"{PROJECT}{path}{'&' if '?' in path else '?'}lang={language}")
    assert anyone.page.evaluate("document.documentElement.scrollWidth") <= width
