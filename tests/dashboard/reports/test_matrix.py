"""The calendar of reports as a table: where its cells lie."""

import re
from pathlib import Path

import pytest

from dashboard.markup import markup
from dashboard.pages import reports
from dashboard.reports.matrix import matrix, shown_periods
from dashboard.site import Site
from framework.report_calendar import lanes
from tests.dashboard.sites import site, view

YEARLY = """
project: {code: P, title: Wells, start: 2022-10-01, end: 2025-09-30, fiscal_year_start: 10}
reporters:
  A: {title: Northern office}
  B: {title: "<b>South</b>", from: 2023-04-01}
goals:
  - code: G
    level: Goal
    title: Water
    indicators:
      - {code: "1", title: People}
      - {code: "2", title: Law, reporting: annual, reporters: [A]}
"""
REPORTS = """indicator,period,reporter,value
1,FY2023-Q1,A,90
2,FY2023,A,1
"""
CELL = re.compile(r'<td class="slot is-(\w+)[^"]*" role="cell" style="--p:(\d+);--s:(\d+);--r:(\d+)">')


@pytest.fixture
def wells(tmp_path: Path) -> Site:
    return site(tmp_path, YEARLY, REPORTS)


def cells(of: Site, doubts: dict[tuple[str, str], int] | None = None) -> str:
    seen = view(of, "/p/P/reports")
    return markup(matrix(seen, lanes(seen.record, seen.today), doubts))


def test_a_report_of_a_year_spans_the_quarters_of_its_year(wells: Site) -> None:
    found = [(state, int(first), int(span)) for state, first, span, row in CELL.findall(cells(wells)) if row == "3"]
    assert found == [("came_late", 1, 4), ("not_due", 5, 4)]


def test_the_columns_end_with_the_year_that_is_running(wells: Site) -> None:
    seen = view(wells, "/p/P/reports")
    periods = shown_periods(seen, lanes(seen.record, seen.today))
    assert [periods[0].label, periods[-1].label] == ["FY2023-Q1", "FY2024-Q4"]


def test_every_reporter_has_a_row_and_what_nobody_owes_leads_nowhere(wells: Site) -> None:
    html = cells(wells)
    rows = [[int(first) for _, first, _, row in CELL.findall(html) if row == str(number)] for number in (1, 2)]
    assert rows == [list(range(1, 9))] * 2
    assert 'href="/p/P/reports/B/FY2023-Q2"' not in html
    assert 'href="/p/P/reports/B/FY2023-Q3"' in html


def test_doubts_about_a_report_are_counted_in_its_cell(wells: Site) -> None:
    html = cells(wells, {("A", "FY2023-Q1"): 2})
    assert html.count("⚑2") == 1
    assert re.search(r'aria-label="Northern office · FY2023-Q1: [^"]*; 2 open flags"', html)


def test_titles_are_shown_as_they_are_written(wells: Site) -> None:
    html = markup(reports.layout(view(wells, "/p/P/reports")))
    assert "<b>South</b>" not in html
    assert "&lt;b&gt;South&lt;/b&gt;" in html
