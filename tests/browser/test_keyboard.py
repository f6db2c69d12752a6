"""The officer's whole job without a mouse, and the ways about a page."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.keyboard import enter, faults_of_focus, has_focus, press, round_trip, step_to
from tests.browser.places import NEXT, PROJECT
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader

OVERVIEW = f"/p/{PROJECT}"
EXPLANATION = "Two fairs were added in Khorog"


@pytest.fixture
def officer(reader: Reading, own_example: Served) -> Reader:
    return reader(own_example)


def choose(reader: Reader, file: Path) -> None:
    """Opens the choice of a file with the keyboard, chooses, and waits for the answer."""
    before = reader.page.url
    step_to(reader, reader.main.locator("form.upload input[type=file]"))
    with reader.page.expect_file_chooser() as chooser:
        press(reader, "Space")
    chooser.value.set_files(file)
    expect(reader.page).not_to_have_url(before)
    reader.settled()


def tab(reader: Reader, path: str) -> Locator:
    """One of the pages of the project, in their row."""
    return reader.page.locator(f'#page .page-tab[href="{OVERVIEW}{path}"]')


def test_an_officer_sends_mends_explains_and_accepts_a_report_without_a_mouse(officer: Reader) -> None:
    officer.go(OVERVIEW)
    enter(officer, tab(officer, "/reports"))
    officer.settled()
    assert has_focus(officer.main)
    enter(officer, officer.main.get_by_role("link", name="Send a report"))
    officer.settled()
    choose(officer, NEXT / "FY2025-Q3-with-problems.csv")
    officer.sees("FY2025-Q3-with-problems.csv has problems")
    assert has_focus(officer.main)
    step_to(officer, officer.main.get_by_role("link", name="Download as CSV"))
    press(officer, "Shift+Tab")
    choose(officer, NEXT / "FY2025-Q3.csv")
    officer.sees("Nothing is kept before you accept it.")
    enter(officer, officer.main.get_by_role("link", name="Go to the decision"))
    step_to(officer, officer.main.locator(".owed-list textarea").first)
    officer.page.keyboard.type(EXPLANATION)
    step_to(officer, officer.main.get_by_label("Submit without these explanations"))
    press(officer, "Space")
    enter(officer, officer.main.get_by_role("button", name="Accept", exact=True))
    officer.sees("FY2025-Q3.csv is kept")
    officer.settled()
    enter(officer, tab(officer, ""))
    officer.settled()
    trained = officer.main.locator("tr.indicator").filter(has_text="People trained")
    expect(trained).to_contain_text("571 of 1,000 people")


def test_the_first_key_offers_to_skip_to_the_content(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(OVERVIEW)
    press(visitor, "Tab")
    skip = visitor.page.locator("#page .skip")
    assert has_focus(skip)
    expect(skip).to_be_in_viewport()
    press(visitor, "Enter")
    expect(visitor.main).to_be_focused()
    press(visitor, "Tab")
    inside = "document.querySelector('#page main').contains(document.activeElement)"
    assert visitor.page.evaluate(inside)


@pytest.mark.parametrize("menu", ["details.as-of:not(.known)", "details.known", "details.opens"])
def test_a_menu_opens_by_enter_and_closes_by_escape_where_it_was_opened(
    reader: Reading, example: Served, menu: str
) -> None:
    visitor = reader(example)
    visitor.go(OVERVIEW)
    details = visitor.page.locator(f"#page {menu}").first
    enter(visitor, details.locator("summary"))
    expect(details).to_have_attribute("open", "")
    press(visitor, "Tab")
    assert faults_of_focus(visitor) == []
    press(visitor, "Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(details.locator("summary")).to_be_focused()


def test_an_answer_on_the_same_page_leaves_the_focus_in_it(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(OVERVIEW)
    enter(visitor, visitor.main.locator("a.segment-off_track"))
    visitor.settled()
    expect(visitor.page).to_have_url(f"{example.address}{OVERVIEW}?status=off_track")
    assert visitor.page.evaluate("document.querySelector('#page main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "path",
    [
        *("/", OVERVIEW, f"{OVERVIEW}/results", f"{OVERVIEW}/indicators/2.2", f"{OVERVIEW}/tables?table=breakdown"),
        *(f"{OVERVIEW}/reports", f"{OVERVIEW}/reports/upload", f"{OVERVIEW}/reports/NGO/FY2023-Q3"),
        *(f"{OVERVIEW}/reports/review", f"{OVERVIEW}/history", f"{OVERVIEW}/summary", f"{OVERVIEW}/compare"),
        *(f"{OVERVIEW}/breakdown?indicator=2.2&dimension=region&chart=map", "/admin", "/admin?account=3", "/account"),
    ],
)
def test_the_tab_key_leads_through_a_whole_page_and_shows_where_it_is(
    reader: Reading, example: Served, path: str, width: int
) -> None:
    visitor = reader(example, role="admin", width=width)
    visitor.go(path)
    passed = round_trip(visitor)
    assert passed[0].startswith("a Skip")
    assert len(passed) > 3
