"""A report on its way between three people: the officer sends it, the M&E lead reviews it, the donor sees it approved."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import EMPTY
from tests.browser.program import Served, served
from tests.browser.reader import NARROW, Reader, reading

REVIEWED = EMPTY.replace("  languages: [en, ru]\n", "  languages: [en, ru]\n  review: true\n")
MISTYPED = "indicator,period,sex,value\n1.1,2024-Q1,womens,34\n1.1,2024-Q1,male,21.5\n"
MENDED = "indicator,period,sex,value\n1.1,2024-Q1,female,34\n1.1,2024-Q1,male,21\n"
CORRECTED = "indicator,period,sex,value\n1.1,2024-Q1,female,40\n1.1,2024-Q1,male,21\n"
UPLOADS = "/p/WELLS/reports/upload"
REPORT = "/p/WELLS/reports/project/2024-Q1"
QUEUE = "/p/WELLS/reports/review"


@pytest.fixture(scope="module")
def wells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A project with review, without reports."""
    with served(tmp_path_factory.mktemp("wells"), REVIEWED) as running:
        yield running
        assert running.faults == ""


@pytest.fixture
def officer(chromium: Browser, wells: Served) -> Iterator[Reader]:
    with reading(chromium, wells) as reader:
        yield reader


@pytest.fixture
def lead(chromium: Browser, wells: Served) -> Iterator[Reader]:
    with reading(chromium, wells, role="reviewer") as reader:
        yield reader


def choose(reader: Reader, folder: Path, name: str, text: str) -> None:
    """Chooses a file in the drop zone and waits for the answer."""
    file = folder / name
    file.write_text(text, "utf-8")
    before = reader.page.url
    reader.page.set_input_files("#page form.upload input[type=file]", file)
    expect(reader.page).not_to_have_url(before)
    reader.settled()


def press(reader: Reader, name: str) -> None:
    reader.main.get_by_role("button", name=name, exact=True).click()
    reader.settled()


def submit(reader: Reader) -> None:
    """Accepts a preview."""
    if reader.main.get_by_label("Submit without these explanations").count():
        reader.main.get_by_label("Submit without these explanations").check()
    press(reader, "Accept")
    reader.sees("is kept")


def send_back(reader: Reader, comment: str) -> None:
    """Returns the report at hand to whoever sent it."""
    reader.main.get_by_text("Return with a comment").click()
    form = reader.main.locator("details.returning form")
    form.get_by_label("What is to be mended").fill(comment)
    form.get_by_role("button", name="Return").click()


def donors_figure(wells: Served) -> str:
    """What a donor sees of the people trained."""
    table = wells.said("table", "indicators", "--role", "donor").decode()
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(table))}
    return rows["1.1"]["actual"]


def test_a_report_goes_from_the_officer_to_the_reviewer_and_back_until_the_donor_sees_it(
    officer: Reader, lead: Reader, wells: Served, tmp_path: Path
) -> None:
    officer.go(UPLOADS)
    choose(officer, tmp_path, "first.csv", MISTYPED)
    officer.sees("first.csv has problems")
    choose(officer, tmp_path, "mended.csv", MENDED)
    officer.sees("Nothing is kept before you accept it; donors see the figures once they are approved.")
    submit(officer)
    assert donors_figure(wells) == ""

    lead.go("/p/WELLS/reports")
    lead.follow(lead.main.get_by_role("link", name="1 report waits for review"))
    lead.sees("Version 1, sent on")
    lead.sees("by Project officer")
    expect(lead.main.locator("table.effects .after")).to_have_text("55 people")
    send_back(lead, "Six women of Vose are missing.")
    lead.settled()
    lead.sees("The report was returned with your comment.")
    lead.sees("No report waits for review.")
    assert donors_figure(wells) == ""

    officer.go("/p/WELLS/reports")
    officer.follow(officer.main.locator(".attention .is-returned a"))
    officer.sees("Returned by M&E lead.")
    officer.sees("Six women of Vose are missing.")
    officer.follow(officer.main.get_by_role("link", name="Send a corrected version"))
    choose(officer, tmp_path, "corrected.csv", CORRECTED)
    submit(officer)
    assert donors_figure(wells) == ""

    lead.go(QUEUE)
    lead.follow(lead.main.get_by_role("heading", level=2).get_by_role("link"))
    changes = lead.main.locator("table.changes")
    expect(changes.get_by_role("row").filter(has_text="Women")).to_contain_text(re.compile("34.*40", re.DOTALL))
    expect(changes.get_by_text("Men", exact=True)).to_have_count(0)
    press(lead, "Approve version 2")
    lead.sees("The report was approved. Donors see its figures now.")
    assert donors_figure(wells) == "61"


def test_a_reviewer_who_looked_before_a_new_version_came_is_told_and_keeps_what_they_typed(
    officer: Reader, lead: Reader, wells: Served, tmp_path: Path
) -> None:
    officer.go(UPLOADS)
    choose(officer, tmp_path, "a.csv", MENDED.replace("Q1", "Q2"))
    submit(officer)
    lead.go(QUEUE)
    officer.go(UPLOADS)
    choose(officer, tmp_path, "b.csv", CORRECTED.replace("Q1", "Q2"))
    submit(officer)
    lead.expects("status of 409")
    send_back(lead, "Where is Vose?")
    page = lead.page.locator("main")
    expect(page).to_contain_text("Your decision was not applied")
    expect(page.get_by_label("What is to be mended")).to_have_value("Where is Vose?")
    page.get_by_role("button", name="Return").click()
    lead.sees("The report was returned with your comment.")
    assert b"Where is Vose?" in wells.said("table", "reports")


def test_the_file_that_came_is_downloaded_as_it_came(lead: Reader, tmp_path: Path) -> None:
    lead.go(REPORT)
    with lead.page.expect_download() as download:
        lead.main.get_by_role("link", name="corrected.csv").click()
    download.value.save_as(tmp_path / "fetched.csv")
    assert (tmp_path / "fetched.csv").read_text("utf-8") == CORRECTED


def test_any_two_versions_are_compared_and_the_address_says_which(lead: Reader) -> None:
    lead.go(REPORT)
    lead.main.get_by_label("From version").select_option("2")
    lead.main.get_by_label("To version").select_option("1")
    press(lead, "Compare")
    assert lead.path == f"{REPORT}?from=2&to=1"
    expect(lead.main.locator("table.changes").get_by_role("row").filter(has_text="Women")).to_contain_text("34")
    lead.sees("What version 1 says")


def test_on_a_phone_the_calendar_has_periods_down_and_the_newest_on_top(chromium: Browser, wells: Served) -> None:
    with reading(chromium, wells, width=NARROW) as phone:
        phone.go("/p/WELLS/reports")
        first, last = (
            phone.main.locator(f'.matrix a[href*="/{label}"]').bounding_box() for label in ("2024-Q1", "2025-Q4")
        )
        assert first
        assert last
        assert last["y"] < first["y"]
        assert last["x"] == first["x"]
