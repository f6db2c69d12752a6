"""The light and the dark style: as the system says or the reader chooses, readable in both, light on paper."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader
from tests.browser.test_layout import pages
from tests.dashboard.seeing import contrast, variables

GROUND = "getComputedStyle(document.body).backgroundColor"
DARK_GROUND, LIGHT_GROUND = "rgb(15, 23, 30)", "rgb(244, 246, 248)"
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "nested-interactive"]}}
LOOKED_AT = (
    *("/p/SMCT-TJ", "/p/SMCT-TJ/results", "/p/SMCT-TJ/tables", "/p/SMCT-TJ/reports", "/p/SMCT-TJ/history"),
    *("/p/SMCT-TJ/reports/NGO/FY2023-Q3", "/p/SMCT-TJ/indicators/2.2", "/p/SMCT-TJ/indicators/2.3"),
    "/p/SMCT-TJ?known_at=2023-08-16T09:29:59.999999Z&as_of=FY2023-Q2&status=off_track",
)
LINES = """() => Array.from(document.querySelectorAll('#page .chart .js-line, #page .chart .point path, #page .chart text'))
  .map(element => { const style = getComputedStyle(element); return element.matches('.js-line') ? style.stroke : style.fill; })
  .filter(colour => /^rgb\\(/.test(colour))"""


def ground(reader: Reader) -> str:
    found: str = reader.page.evaluate(GROUND)
    return found


def unreadable(reader: Reader) -> list[str]:
    """What axe finds hard to read on the page that is open."""
    found = Axe().run(reader.page, context="#page", options=CONTRAST).response["violations"]
    return [
        f"{reader.path}: {node['html'][:90]} {node['failureSummary'][-120:]}"
        for each in found
        for node in each["nodes"]
    ]


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


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_is_readable_in_the_dark_style(reader: Reading, example: Served, width: int) -> None:
    visitor = reader(example, width=width)
    visitor.page.emulate_media(color_scheme="dark")
    assert [fault for _ in pages(visitor, LOOKED_AT) for fault in unreadable(visitor)] == []


@pytest.mark.parametrize("name", ["FY2025-Q3.csv", "FY2025-Q3-with-problems.csv"])
def test_what_a_sent_report_leads_to_is_readable_in_the_dark_style(
    reader: Reading, own_example: Served, root: Path, name: str
) -> None:
    visitor = reader(own_example)
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go("/p/SMCT-TJ/reports/upload")
    visitor.page.set_input_files("#page form.upload input[type=file]", root / "data" / "next-quarter" / name)
    expect(visitor.page.locator("#page .send")).to_have_count(0)
    visitor.settled()
    assert unreadable(visitor) == []


def test_the_pages_of_review_are_readable_in_the_dark_style(reader: Reading, under_review: Served) -> None:
    visitor = reader(under_review)
    visitor.page.emulate_media(color_scheme="dark")
    paths = ("/p/SMCT-TJ/reports/review", "/p/SMCT-TJ/reports", "/p/SMCT-TJ/reports/NGO/FY2024-Q3")
    assert [fault for _ in pages(visitor, paths) for fault in unreadable(visitor)] == []
