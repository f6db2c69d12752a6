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
    expect(wide.main.locator("table.heat:visible")).to_be_visible()
    assert "dimension=sex%2Bregion" in wide.path
    assert "chart=heat" in wide.path
    expect(field(wide, "chart")).to_be_focused()
    wide.page.go_back()
    expect(wide.main.locator("table.heat")).to_have_count(0)


def test_shares_are_there_without_asking_the_server_and_back_leads_to_numbers(reader: Reading, example: Served) -> None:
    wide = reader(example)
    wide.go(PAGE)
    pages = wide.asks()
    finding = wide.main.locator("h2:visible")
    field(wide, "show").focus()
    field(wide, "show").select_option("share")
    expect(finding).to_contain_text("%")
    expect(field(wide, "show")).to_be_focused()
    assert wide.path == f"{PAGE}?show=share"
    expect(wide.main.locator(".chart:visible .main-svg:visible").first).to_be_visible()
    wide.page.go_back()
    expect(finding).not_to_contain_text("%")
    expect(field(wide, "show")).to_have_value("number")
    assert wide.path == PAGE
    wide.page.go_forward()
    expect(field(wide, "show")).to_have_value("share")
    field(wide, "show").select_option("number")
    assert wide.path == PAGE
    assert pages == []


def test_shares_stay_when_something_else_is_chosen(reader: Reading, example: Served) -> None:
    wide = reader(example)
    wide.go(PAGE)
    field(wide, "show").select_option("share")
    field(wide, "chart").select_option("heat")
    wide.settled()
    expect(wide.main.locator("table.heat:visible")).to_contain_text("%")
    expect(field(wide, "show")).to_have_value("share")


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
