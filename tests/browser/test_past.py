"""The evaluator's other job: reproduce what was reported when, after it was corrected."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import Reader

PROJECT = "/p/SMCT-TJ"
INDICATOR = f"{PROJECT}/indicators/2.2"
THEN = "2023-08-01"


def actual(reader: Reader) -> str:
    """The actual to date as the page of the indicator shows it."""
    return reader.main.locator("#figure-actual .answer").inner_text()


def look_back(reader: Reader, day: str) -> None:
    """Asks for what was known at the end of a day, as a person does."""
    reader.page.locator("#page details.known summary").click()
    reader.page.locator("#page .known-form input[type=date]").fill(day)
    with reader.page.expect_navigation():
        reader.page.locator("#page .known-form button").click()
    reader.settled()


def test_what_was_reported_before_a_correction_can_be_seen_again(reader: Reading, example: Served) -> None:
    evaluator = reader(example)
    evaluator.go(f"{INDICATOR}?as_of=FY2023-Q3")
    assert actual(evaluator) == "92 people"
    look_back(evaluator, THEN)
    assert evaluator.path == f"{INDICATOR}?as_of=FY2023-Q3&known_at={THEN}"
    assert actual(evaluator) == "89 people"
    notes = evaluator.page.locator("#page .moment-notes")
    expect(notes).to_contain_text("You see what was known on 1 Aug 2023 (end of the day, UTC).")
    evaluator.main.get_by_role("button", name="Show the rows").click()
    expect(evaluator.main.locator("#rows-shown")).to_contain_text("FY2023-Q3.csv")
    before = evaluator.main.locator("#rows-shown tbody tr").all_inner_texts()
    evaluator.follow(notes.get_by_role("link", name="Show today’s knowledge"))
    expect(evaluator.main.locator("#figure-actual .answer")).to_have_text("92 people")
    evaluator.main.get_by_role("button", name="Show the rows").click()
    expect(evaluator.main.locator("#rows-shown tbody tr").first).to_be_visible()
    assert evaluator.main.locator("#rows-shown tbody tr").all_inner_texts() != before


def test_the_day_goes_along_and_downloads_are_what_the_command_prints(
    reader: Reading, example: Served, tmp_path: Path
) -> None:
    evaluator = reader(example)
    evaluator.go(f"{INDICATOR}?as_of=FY2023-Q3")
    look_back(evaluator, THEN)
    evaluator.follow(evaluator.page.locator("#page .page-tabs").get_by_role("link", name="Tables"))
    evaluator.sees("One row per indicator")
    with evaluator.page.expect_download() as download:
        evaluator.main.get_by_role("link", name="CSV", exact=True).click()
    download.value.save_as(tmp_path / "then.csv")
    asked = ("table", "indicators", "--as-of", "FY2023-Q3", "--known-at", THEN)
    assert (tmp_path / "then.csv").read_bytes() == example.said(*asked)
    evaluator.follow(evaluator.page.locator("#page .page-tabs").get_by_role("link", name="Reports"))
    assert f"known_at={THEN}" in evaluator.path
    expect(evaluator.page.get_by_role("link", name="Send a report")).to_have_count(0)


def test_the_history_leads_to_the_state_before_and_after_a_correction(
    reader: Reading, example: Served, tmp_path: Path
) -> None:
    evaluator = reader(example)
    evaluator.go(f"{PROJECT}/history?as_of=FY2023-Q3")
    evaluator.main.locator("select[name=indicator]").select_option("2.2")
    evaluator.main.locator("input[name=to_day]").fill("2023-08-31")
    with evaluator.page.expect_navigation():
        evaluator.main.get_by_role("button", name="Show").click()
    evaluator.settled()
    with evaluator.page.expect_download() as download:
        evaluator.main.get_by_role("link", name="CSV", exact=True).click()
    download.value.save_as(tmp_path / "history.csv")
    asked = ("history", "2.2", "--to", "2023-08-31", "--format", "csv")
    assert (tmp_path / "history.csv").read_bytes() == example.said(*asked)
    correction = evaluator.main.locator("table.events tbody tr").first
    expect(correction).to_contain_text("version 2")
    evaluator.follow(correction.get_by_role("link", name="before"))
    expect(evaluator.main.locator("#figure-actual .answer")).to_have_text("89 people")
    evaluator.page.go_back()
    evaluator.settled()
    evaluator.follow(evaluator.main.locator("table.events tbody tr").first.get_by_role("link", name="after"))
    expect(evaluator.main.locator("#figure-actual .answer")).to_have_text("92 people")
    expect(evaluator.page.locator("#page .moment-notes")).to_contain_text("16 Aug 2023, 09:30 (UTC)")


def test_the_moment_can_be_chosen_on_a_phone_and_is_printed(reader: Reading, example: Served) -> None:
    evaluator = reader(example, width=390, language="ru")
    evaluator.go(f"{PROJECT}?known_at={THEN}")
    evaluator.page.locator("#page details.known summary").click()
    box = evaluator.page.locator("#page details.known .menu").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert evaluator.page.evaluate("document.documentElement.scrollWidth") <= 390
    evaluator.page.emulate_media(media="print")
    expect(evaluator.page.locator("#page .moment-notes")).to_be_visible()
    expect(evaluator.page.locator("#page .moment-notes a").first).to_be_hidden()
