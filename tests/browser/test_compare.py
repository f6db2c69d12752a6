"""Comparing, in a browser: two periods, another order, and what corrected a figure."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.program import Served

COMPARE = "/p/SMCT-TJ/compare"


@pytest.mark.parametrize("width", [1440, 390])
def test_two_periods_are_chosen_compared_and_taken_away(reader: Reading, example: Served, width: int) -> None:
    donor = reader(example, width=width)
    donor.go(COMPARE)
    donor.sees("4 of 11 indicators grew, 6 fell, 1 stayed")
    donor.main.get_by_label("From").select_option("FY2024-Q1")
    donor.main.get_by_role("button", name="Compare").click()
    donor.settled()
    assert donor.path == f"{COMPARE}?compare=periods&first=FY2024-Q1&second=FY2025-Q2"
    donor.follow(donor.main.get_by_role("link", name="What moved most first"))
    expect(donor.main.locator("table.compared tbody tr").first).to_contain_text("moved most")
    with donor.page.expect_download() as download:
        donor.main.get_by_role("link", name="CSV", exact=True).click()
    assert download.value.suggested_filename == "SMCT-TJ-compare.csv"
    assert donor.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_report_that_corrected_a_figure_is_one_click_away(reader: Reading, example: Served) -> None:
    evaluator = reader(example)
    evaluator.go(f"{COMPARE}?compare=known&then=2023-08-01&as_of=FY2023-Q3")
    row = evaluator.main.locator("table.compared tr").filter(has_text="People trained in prevention")
    expect(row).to_contain_text("version 2, received 16 Aug 2023, in place of version 1: 52\u00a0→\u00a055")
    evaluator.follow(row.get_by_role("link", name="What it changed").first)
    evaluator.sees("What changed")
    assert evaluator.path.startswith("/p/SMCT-TJ/reports/IOM/FY2023-Q3?")
