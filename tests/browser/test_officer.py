"""The officer's job: send the next report, mend it, see what it changes, accept it or not."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from tests.browser.program import Served
from tests.browser.reader import Reader, reading

NEXT = Path("data", "next-quarter")
UPLOADS = "/p/SMCT-TJ/reports/upload"


@pytest.fixture
def officer(chromium: Browser, own_example: Served) -> Iterator[Reader]:
    with reading(chromium, own_example) as reader:
        yield reader


@pytest.fixture
def newcomer(chromium: Browser, empty: Served) -> Iterator[Reader]:
    with reading(chromium, empty) as reader:
        yield reader


def send(reader: Reader, *files: Path) -> None:
    """Chooses files in the drop zone and waits for the answer."""
    before = reader.page.url
    reader.page.set_input_files("#page form.upload input[type=file]", files)
    expect(reader.page).not_to_have_url(before)
    reader.settled()


def press(reader: Reader, name: str) -> None:
    reader.main.get_by_role("button", name=name, exact=True).click()
    reader.settled()


def without_explanations(reader: Reader) -> None:
    """Ticks that a report is sent without the explanations that it owes."""
    reader.main.get_by_label("Submit without these explanations").check()


def chart_points(reader: Reader) -> list[float]:
    """The heights of the line of the actual in the chart of progress."""
    drawn = "chart => chart.data.find(trace => trace.marker && Array.isArray(trace.marker.symbol)).y"
    points: list[float | None] = reader.main.locator("#progress .js-plotly-plot:visible").evaluate(drawn)
    return [point for point in points if point is not None]


def test_all_problems_of_a_file_are_shown_with_line_column_and_way_out(
    officer: Reader, own_example: Served, root: Path, tmp_path: Path
) -> None:
    officer.go(UPLOADS)
    send(officer, root / NEXT / "FY2025-Q3-with-problems.csv")
    officer.sees("FY2025-Q3-with-problems.csv has problems")
    rows = officer.main.locator(".problem-table tbody tr")
    found = [row.locator("td").all_inner_texts() for row in rows.all()]
    assert [(line, column) for _, line, column, *_ in found] == [
        ("3", "sex"), ("5", "value"), ("6", "period"), ("8", "indicator"), ("9", "value"), ("27", "value"),
    ]  # fmt: skip
    with officer.page.expect_download() as download:
        officer.main.get_by_role("link", name="Download as CSV").click()
    download.value.save_as(tmp_path / "problems.csv")
    listed = list(csv.DictReader(io.StringIO((tmp_path / "problems.csv").read_text("utf-8-sig"))))
    assert [problem["line"] for problem in listed] == [line for _, line, *_ in found]
    assert b"FY2025-Q3" not in own_example.said("table", "observations")


def test_an_upload_that_is_discarded_changes_nothing(officer: Reader, own_example: Served, root: Path) -> None:
    officer.go(UPLOADS)
    send(officer, root / NEXT / "FY2025-Q3.csv")
    officer.sees("What FY2025-Q3.csv changes")
    press(officer, "Discard")
    officer.sees("The upload was discarded; nothing was kept.")
    assert b"FY2025-Q3" not in own_example.said("table", "observations")


def test_an_accepted_report_moves_the_figures_and_the_chart(officer: Reader, own_example: Served, root: Path) -> None:
    officer.go("/p/SMCT-TJ/indicators/2.2")
    officer.sees("513 people")
    before = chart_points(officer)
    officer.follow(officer.page.locator("#page .page-tabs").get_by_role("link", name="Reports"))
    officer.follow(officer.main.get_by_role("link", name="Send a report"))
    send(officer, root / NEXT / "FY2025-Q3.csv")
    officer.sees("Nothing is kept before you accept it.")
    moved = officer.main.locator("table.effects tr").filter(has_text="People trained")
    expect(moved).to_contain_text("513")
    expect(moved).to_contain_text("571 people")
    assert b"FY2025-Q3" not in own_example.said("table", "observations")
    officer.main.get_by_label("People reached by the street survey").fill("Two fairs were added")
    press(officer, "Accept")
    officer.sees("Nothing was kept yet")
    expect(officer.main.get_by_label("People reached by the street survey")).to_have_value("Two fairs were added")
    without_explanations(officer)
    press(officer, "Accept")
    officer.sees("FY2025-Q3.csv is kept")
    assert b"Two fairs were added" in own_example.said("table", "indicators")
    officer.follow(officer.main.locator("table.effects").get_by_role("link", name="People trained"))
    officer.sees("571 people")
    after = chart_points(officer)
    assert before[-1] == 513
    assert after == [*before, 571]
    assert b"Project officer" in own_example.said("table", "reports")


def test_the_same_file_again_says_that_it_changes_nothing(officer: Reader, own_example: Served, root: Path) -> None:
    reports = own_example.said("table", "reports")
    officer.go(UPLOADS)
    send(officer, root / NEXT / "FY2025-Q3.csv")
    officer.sees("The same file stands already: accepting it would change nothing.")
    expect(officer.main.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    assert own_example.said("table", "reports") == reports


def test_a_file_that_is_dropped_is_sent(officer: Reader, root: Path) -> None:
    officer.go(UPLOADS)
    text = (root / NEXT / "FY2025-Q3-with-problems.csv").read_text("utf-8")
    transfer = officer.page.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'dropped.csv')); return held; }",
        text,
    )
    officer.page.dispatch_event("#page .drop-zone", "drop", {"dataTransfer": transfer})
    officer.sees("dropped.csv has problems")


def test_an_empty_project_shows_what_is_missing_and_what_is_planned(newcomer: Reader) -> None:
    newcomer.go("/p/WELLS")
    newcomer.sees("Nothing has been reported yet; the project runs from 1 Jan 2024 to 31 Dec 2025.")
    assert newcomer.main.locator("tr.indicator").count() == 3
    assert newcomer.main.locator("tr.indicator .badge").all_inner_texts() == ["○\nNot due yet"] * 3
    newcomer.follow(newcomer.main.get_by_role("link", name="People trained"))
    expect(newcomer.main.locator("#progress .js-plotly-plot:visible")).to_have_count(1)
    newcomer.go("/p/WELLS/tables?table=observations")
    newcomer.sees("This table has no rows yet.")


def test_the_first_report_is_made_from_the_template_and_draws_the_first_chart(newcomer: Reader, tmp_path: Path) -> None:
    newcomer.go("/p/WELLS/reports/upload")
    with newcomer.page.expect_download() as download:
        press(newcomer, "Download the template")
    file = tmp_path / download.value.suggested_filename
    assert file.name == "WELLS-2024-Q1.xlsx"
    download.value.save_as(file)
    fill_in(file)
    send(newcomer, file)
    newcomer.sees("What WELLS-2024-Q1.xlsx changes")
    without_explanations(newcomer)
    press(newcomer, "Accept")
    newcomer.follow(newcomer.main.get_by_role("link", name="People trained"))
    newcomer.sees("55 people")
    assert chart_points(newcomer) == [55]
    newcomer.follow(newcomer.page.get_by_role("link", name="Overview"))
    newcomer.sees("12 % of the time is over by 31 Mar 2024")


def fill_in(file: Path) -> None:
    """States 34 women, 21 men, 3 wells, and that the law is drafted."""
    figures = {("1.1", "female"): 34, ("1.1", "male"): 21, ("1.2", None): 3, ("1.3", None): "drafted"}
    book = load_workbook(file)
    sheet = book.worksheets[0]
    header, *rows = sheet.iter_rows()
    place = {cell.value: number for number, cell in enumerate(header)}
    for row in rows:
        key = (str(row[place["indicator"]].value), row[place["sex"]].value)
        row[place["value"]].value = figures.pop(key, None)
    assert figures == {}
    book.save(file)
    book.close()
