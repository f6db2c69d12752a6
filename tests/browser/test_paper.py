"""What pages are on paper: no controls, tables as tables, charts whole."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import WIDE, Reader

CONTROLS = (
    ".page-tabs, .languages, button:not(.term-word), .button, form, .chooser, .switches, .headings-switch, .menu, .skip"
)
SEEN = "which => [...document.querySelectorAll(which)].filter(each => each.getClientRects().length).map(each => each.outerHTML)"
COLUMNS = """() => [...document.querySelectorAll('#page :is(.indicator-pictures, .side-by-side)')]
  .map(each => getComputedStyle(each).gridTemplateColumns.split(' ').length)"""
CHARTS = "() => [...document.querySelectorAll('#page .chart')].map(each => getComputedStyle(each).overflow)"
PAPER = round((297 - 2 * 12) / 25.4 * 96)
"""The width of A4 between its margins, in pixels."""
PAGES = ("", "/summary", "/indicators/2.2", "/results", "/reports", "/tables", "/breakdown", "/compare")


def on_paper(reader: Reader, path: str) -> Reader:
    """Opens a page as it is printed from a wide window."""
    reader.page.emulate_media(media="screen")
    reader.page.set_viewport_size({"width": WIDE, "height": 900})
    reader.go(f"/p/SMCT-TJ{path}")
    reader.page.emulate_media(media="print")
    return reader


@pytest.mark.parametrize("path", PAGES)
def test_paper_has_no_controls(reader: Reading, example: Served, path: str) -> None:
    visitor = on_paper(reader(example), path)
    assert visitor.page.evaluate(SEEN, CONTROLS) == []


def test_charts_keep_their_width_and_stand_below_one_another(reader: Reading, example: Served) -> None:
    visitor = on_paper(reader(example), "/indicators/2.2")
    assert set(visitor.page.evaluate(COLUMNS)) == {1}
    assert set(visitor.page.evaluate(CHARTS)) == {"visible"}


@pytest.mark.parametrize("path", ["", "/results"])
def test_the_table_of_indicators_is_a_table_on_paper_too(reader: Reading, example: Served, path: str) -> None:
    visitor = on_paper(reader(example), path)
    pages = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= 3
    assert "Actual of end target" in pages[0].extract_text()


@pytest.mark.parametrize("path", ["", "/indicators/2.2", "/results", "/summary"])
def test_statuses_stand_on_paper(reader: Reading, example: Served, path: str) -> None:
    visitor = on_paper(reader(example), path)
    assert "On track" in PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True))).pages[0].extract_text()


@pytest.mark.parametrize("table", ["indicators", "observations"])
def test_the_last_column_of_a_table_is_on_the_paper(reader: Reading, example: Served, table: str) -> None:
    visitor = on_paper(reader(example, role="evaluator"), f"/tables?table={table}")
    visitor.page.set_viewport_size({"width": PAPER, "height": 700})
    last = visitor.main.locator("table.plain th").last.bounding_box()
    assert last
    assert last["x"] + last["width"] <= PAPER
