"""Looking for indicators: at once, without asking the server again, and the way back works."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import Reader

RESULTS, OVERVIEW = "/p/SMCT-TJ/results", "/p/SMCT-TJ"
QUICK_MILLISECONDS = 200


def indicators(reader: Reader) -> Locator:
    return reader.main.locator("tr.indicator:visible")


@pytest.mark.parametrize("width", [1440, 390])
def test_what_is_typed_is_found_at_once_and_back_leads_to_before(reader: Reading, example: Served, width: int) -> None:
    donor = reader(example, width=width)
    donor.go(RESULTS)
    requests = donor.asks()
    field = donor.main.get_by_role("searchbox")
    field.press_sequentially("train")
    expect(indicators(donor)).to_have_count(5)
    expect(donor.main.get_by_role("status")).to_contain_text("5 indicators")
    donor.main.get_by_label("Status").select_option("on_track")
    expect(indicators(donor)).to_have_count(2)
    assert donor.path == f"{RESULTS}?q=train&status=on_track"
    donor.page.go_back()
    expect(indicators(donor)).to_have_count(5)
    donor.page.go_back()
    expect(indicators(donor)).to_have_count(17)
    assert (donor.path, field.input_value()) == (RESULTS, "")
    donor.page.go_forward()
    expect(field).to_have_value("train")
    assert requests == []


def test_what_is_looked_for_and_folded_goes_along_to_another_moment_and_language(
    reader: Reading, example: Served
) -> None:
    donor = reader(example)
    donor.go(RESULTS)
    donor.main.locator("details[data-fold='O1.1'] > summary").click()
    expect(donor.page).to_have_url(f"{example.address}{RESULTS}?folded=O1.1")
    donor.main.get_by_label("Status").select_option("on_track")
    menu = donor.page.locator("#page details.as-of").first
    menu.locator("summary").click()
    donor.follow(menu.get_by_role("link", name="FY2024", exact=True))
    assert set(donor.path.split("?")[1].split("&")) == {"as_of=2024-09-30", "folded=O1.1", "status=on_track"}
    expect(donor.main.get_by_label("Status")).to_have_value("on_track")
    donor.page.reload()
    donor.settled()
    donor.main.get_by_label("Status").select_option("")
    expect(indicators(donor).first).to_be_visible()
    assert donor.main.locator("details[data-fold='O1.1']").get_attribute("open") is None
    assert donor.main.locator("details[data-fold='G2']").get_attribute("open") is not None


def test_where_nothing_fits_a_condition_can_be_left_out(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(f"{RESULTS}?status=on_track&q=nowhere")
    donor.sees("No indicator fits.")
    donor.main.get_by_role("link", name="Leave out the words").click()
    assert donor.path == f"{RESULTS}?status=on_track"
    expect(indicators(donor)).to_have_count(6)


def test_the_way_back_from_an_indicator_is_to_what_was_found(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(RESULTS)
    donor.main.get_by_role("searchbox").fill("grant")
    found = indicators(donor).count()
    donor.follow(indicators(donor).first.get_by_role("link").first)
    expect(donor.main.locator(".finding").first).to_be_visible()
    donor.page.go_back()
    expect(donor.main.get_by_role("searchbox")).to_have_value("grant")
    expect(indicators(donor)).to_have_count(found)


def test_a_status_of_the_overview_is_chosen_within_the_blink_of_an_eye(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(OVERVIEW)
    requests = donor.asks()
    took = donor.page.evaluate(
        """async () => {
            const started = performance.now();
            document.querySelector("#page .segment-on_track").click();
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - started;
        }"""
    )
    assert took < QUICK_MILLISECONDS
    expect(indicators(donor)).to_have_count(6)
    assert donor.path == f"{OVERVIEW}?status=on_track"
    donor.main.locator("a.segment-on_track").click()
    expect(indicators(donor)).to_have_count(17)
    assert (donor.path, requests) == (OVERVIEW, [])
