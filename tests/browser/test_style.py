"""The light and the dark style: as the system says or the reader chooses, readable in both, light on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import unreadable
from tests.browser.conftest import Reading, Surveyed
from tests.browser.program import Served
from tests.browser.reader import Reader
from tests.browser.survey import LANGUAGES, ROUNDS, Kind
from tests.dashboard.seeing import contrast, variables

GROUND = "getComputedStyle(document.body).backgroundColor"
DARK_GROUND, LIGHT_GROUND = "rgb(15, 23, 30)", "rgb(244, 246, 248)"
LINES = """() => Array.from(document.querySelectorAll('#page .chart .js-line, #page .chart .point path, #page .chart text'))
  .map(element => { const style = getComputedStyle(element); return element.matches('.js-line') ? style.stroke : style.fill; })
  .filter(colour => /^rgb\\(/.test(colour))"""


def ground(reader: Reader) -> str:
    found: str = reader.page.evaluate(GROUND)
    return found


def test_the_style_is_the_systems_until_the_reader_chooses(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/p/SMCT-TJ")
    assert ground(visitor) == LIGHT_GROUND
    visitor.page.emulate_media(color_scheme="dark")
    assert ground(visitor) == DARK_GROUND
    visitor.page.locator("#page .styles").get_by_role("button", name="Light").click()
    assert ground(visitor) == LIGHT_GROUND


def test_a_choice_stays_on_other_pages_and_after_a_reload(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/p/SMCT-TJ")
    dark = visitor.page.locator("#page .styles").get_by_role("button", name="Dark")
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    visitor.turn_to("/p/SMCT-TJ/tables")
    assert ground(visitor) == DARK_GROUND
    expect(visitor.page.locator("#page .styles button[aria-pressed=true]")).to_have_text("Dark")
    answer = visitor.page.goto(f"{visitor.address}/p/SMCT-TJ/reports")
    assert answer
    assert '<html lang="en" data-style="dark">' in answer.text()
    visitor.settled()
    visitor.page.locator("#page .styles").get_by_role("button", name="As the system").click()
    assert ground(visitor) == LIGHT_GROUND
    visitor.go("/p/SMCT-TJ")
    assert ground(visitor) == LIGHT_GROUND


def test_paper_is_light(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/p/SMCT-TJ/indicators/2.2")
    visitor.page.locator("#page .styles").get_by_role("button", name="Dark").click()
    visitor.page.emulate_media(color_scheme="dark", media="print")
    assert ground(visitor) == "rgb(255, 255, 255)"
    assert visitor.page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 45, 58)"
    expect(visitor.page.locator("#page .chart-tools").first).to_be_hidden()
    expect(visitor.page.locator("#page .styles")).to_be_hidden()


@pytest.mark.parametrize("style", ["light", "dark"])
def test_what_charts_draw_stands_out_from_the_page(reader: Reading, example: Served, style: str) -> None:
    visitor = reader(example)
    visitor.page.emulate_media(color_scheme="dark" if style == "dark" else "light")
    visitor.go("/p/SMCT-TJ/indicators/2.2")
    drawn = set(visitor.page.evaluate(LINES)) - {"rgb(255, 255, 255)", "rgb(13, 22, 32)"}
    paper = variables()["paper"][1 if style == "dark" else 0]
    assert len(drawn) > 6
    assert [colour for colour in drawn if contrast(_hex(colour), paper) < 3] == []


def _hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour[4:-1].split(","))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("walk", ROUNDS)
def test_every_page_is_readable_in_the_dark_style(surveyed: Surveyed, walk: str, language: str) -> None:
    assert surveyed(walk, language)[Kind.DARK] == []


def test_what_is_hard_to_read_would_be_found(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go("/")
    assert unreadable(visitor) == []
    visitor.page.evaluate("document.querySelector('#page h1').style.color = '#1f2d3a'")
    assert len(unreadable(visitor)) == 1
