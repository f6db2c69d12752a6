"""The page of breakdowns in a real browser: every choice shows at once, by keyboard too, and stands in the address."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader

PAGE = "/p/SMCT-TJ/breakdown"


def field(reader: Reader, name: str) -> Locator:
    """A field of the form that chooses."""
    return reader.main.locator(f"form.choosing select[name={name}]")


def test_a_choice_changes_the_picture_and_the_address_and_keeps_the_focus(reader: Reading, example: Served) -> None:
    wide = reader(example)
    wide.go(PAGE)
    field(wide, "dimension").focus()
    field(wide, "dimension").select_option("sex+region")
    wide.settled()
    expect(wide.main.locator("table.heat")).to_have_count(0)
    expect(field(wide, "dimension")).to_be_focused()
    field(wide, "chart").focus()
    field(wide, "chart").select_option("heat")
    expect(wide.main.locator("table.heat")).to_be_visible()
    assert "dimension=sex%2Bregion" in wide.path
    assert "chart=heat" in wide.path
    expect(field(wide, "chart")).to_be_focused()
    wide.page.go_back()
    expect(wide.main.locator("table.heat")).to_have_count(0)


def test_the_button_sends_the_form_too(reader: Reading, example: Served) -> None:
    wide = reader(example)
    wide.go(f"{PAGE}?indicator=2.2&dimension=region&as_of=2024-09-30")
    wide.main.locator("form.choosing button").click()
    wide.settled()
    assert "as_of=2024-09-30" in wide.path
    expect(field(wide, "indicator")).to_have_value("2.2")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("chart", ["map", "bars", "heat", "multiples", "time"])
def test_no_picture_is_broader_than_the_window(reader: Reading, example: Served, width: int, chart: str) -> None:
    person = reader(example, width=width, language="ru")
    person.go(f"{PAGE}?indicator=2.2&dimension=region&chart={chart}")
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width
