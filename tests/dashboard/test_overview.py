"""The overview, the tables and the list of projects, as HTML."""

import re
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote

import pytest
from dash import html

from dashboard.addresses import Address, Page
from dashboard.drawings import bullet, ladder, spark_bars, spark_line
from dashboard.markup import markup
from dashboard.pager import first_shown
from dashboard.pages import overview, projects, tables
from dashboard.pages.tables import in_order
from dashboard.site import Site
from dashboard.time_bar import time_finding
from framework.model import Cell, Row
from tests.dashboard.eyes import seen
from tests.dashboard.sites import EMPTY, FRAMEWORK, REPORTS, site, view


@pytest.fixture
def known(tmp_path: Path) -> Site:
    return site(tmp_path)


def shown(of: Site, query: str = "", language: str = "en") -> str:
    return seen(markup(overview.layout(view(of, "/p/P", query, language))))


def test_every_indicator_has_one_row_below_its_goal_and_result(known: Site) -> None:
    page = shown(known)
    assert page.count('class="indicator"') == 5
    assert "Goal G1" in page
    assert "Outcome O1" in page
    assert page.index("Outcome O1") < page.index("People trained") < page.index("Outcome O2") < page.index("A hotline")


def test_a_row_says_the_actual_of_the_end_target_and_the_deviation(known: Site) -> None:
    page = shown(known)
    assert "<strong>200</strong>" in page
    assert "of 800 people" in page
    assert "200 ÷ 200; linear target to 30 Jun 2023" in page


def test_the_facts_name_donor_budget_period_and_reports(known: Site) -> None:
    page = shown(known)
    assert "Donor" in page
    assert "USD\u00a01,500,000" in page
    assert "1 Jan 2023 – 31 Dec 2024" in page


def test_the_status_filter_leaves_its_indicators_and_marks_its_segment(known: Site) -> None:
    page = shown(known, "status=off_track")
    assert page.count('class="indicator"') == 1
    assert "People reached" in page
    assert re.search(r'<a class="all" href="/p/P"[^>]*>Show all</a>', page)
    assert 'aria-current="true"' in page
    assert "Show all" not in shown(known)


def test_a_filter_that_leaves_nothing_says_so(known: Site) -> None:
    assert "No indicator has this status now." in shown(known, "status=ahead")
    assert "No indicator has this status now." not in shown(known)


def test_what_a_filter_leaves_out_comes_along_hidden_so_that_another_needs_no_request(known: Site) -> None:
    page = markup(overview.layout(view(known, "/p/P", "status=off_track")))
    assert page.count('class="indicator"') == 5
    assert page.count('data-item="') == 5
    assert 'data-narrows="status"' in page
    assert 'data-path="/p/P"' in page


def test_the_links_of_a_view_keep_its_moment(known: Site) -> None:
    assert "/p/P/indicators/1?as_of=2023-03-31" in shown(known, "as_of=2023-03-31")


def test_a_period_in_the_address_stands_for_its_last_day(known: Site) -> None:
    assert str(view(known, "/p/P", "as_of=2023-Q1").as_of) == "2023-03-31"


def test_the_page_speaks_the_language_of_the_reader(known: Site) -> None:
    page = shown(known, language="ru")
    assert "Безопасный путь" in page
    assert "По плану" in page
    assert "Обученные люди" in page
    assert "On track" not in page


@pytest.mark.parametrize(
    ("query", "finding"),
    [
        ("as_of=2022-06-30", "The project had not started by 30 Jun 2022: it begins on 1 Jan 2023."),
        ("as_of=2023-12-31", "50\u00a0% of the time is over by 31 Dec 2023; 12 months are left."),
        ("as_of=2024-12-31", "The project is over: it ended on 31 Dec 2024."),
        ("as_of=2030-01-01", "The project is over: it ended on 31 Dec 2024."),
    ],
)
def test_the_time_bar_tells_before_during_and_after(known: Site, query: str, finding: str) -> None:
    assert time_finding(view(known, "/p/P", query)) == finding


@pytest.mark.parametrize("query", ["as_of=1900-01-01", "as_of=2022-12-31", "as_of=2999-12-31", "lang=ru"])
def test_every_moment_has_its_page(known: Site, query: str) -> None:
    assert shown(known, query).count('class="indicator"') == 5


def test_without_reports_the_page_says_that_nothing_has_been_reported(tmp_path: Path) -> None:
    page = shown(site(tmp_path, reports=""))
    assert "Nothing has been reported yet" in page
    assert "Not due yet" in page
    assert "NaN" not in page


def test_a_framework_without_indicators_says_what_to_do(tmp_path: Path) -> None:
    page = markup(overview.layout(view(site(tmp_path, EMPTY, ""), "/p/E")))
    assert "This framework has no indicators yet." in page


def test_the_list_of_projects_tells_each_ones_time_and_statuses(known: Site) -> None:
    page = markup(projects.layout(known, Address(Page.PROJECTS), "en"))
    assert 'href="/p/P"' in page
    assert "5 indicators: 1 on track, 1 off track" in page


def test_texts_of_a_framework_are_never_markup(tmp_path: Path) -> None:
    page = shown(site(tmp_path, FRAMEWORK.replace("People reached", "<script>alert(1)</script>"), ""))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_table_shows_the_columns_and_rows_that_it_downloads(known: Site) -> None:
    page = markup(tables.layout(view(known, "/p/P/tables", "table=observations")))
    assert "5 rows" in page
    assert "/p/P/tables/observations.csv?as_of=2023-06-30" in page
    assert "=cmd" in page


def test_a_long_table_is_shown_in_parts(tmp_path: Path) -> None:
    many = "".join(f'          - {{code: "{place}", title: X, kind: number}}\n' for place in range(10, 60))
    page = markup(
        tables.layout(view(site(tmp_path, FRAMEWORK + many, REPORTS), "/p/P/tables", "table=series&start=100"))
    )
    assert "Rows 101 to 200 of 440" in page
    assert "start=200" in page
    assert page.count("<tr>") == 101


@pytest.mark.parametrize(("asked", "first"), [(None, 0), ("0", 0), ("250", 200), ("99999", 400)])
def test_a_part_begins_where_one_of_200_rows_does(asked: str | None, first: int) -> None:
    assert first_shown(asked, 440, 200) == first


def column(*cells: Cell) -> list[Row]:
    return [{"value": cell} for cell in cells]


def test_sorting_puts_empty_cells_last_either_way() -> None:
    rows = column(Fraction(2), None, "n/a", Fraction(10), 1)
    assert [row["value"] for row in in_order(rows, "value", ["value"])] == [1, 2, 10, "n/a", None]
    assert [row["value"] for row in in_order(rows, "-value", ["value"])] == ["n/a", 10, 2, 1, None]
    assert in_order(rows, "other", ["value"]) == rows


def attribute(image: html.Img, name: str) -> str:
    return str(image.to_plotly_json()["props"][name])  # type: ignore[no-untyped-call]  # of Dash


def drawn(image: html.Img) -> str:
    return unquote(attribute(image, "src").partition(",")[2])


def test_a_bullet_bar_is_clipped_at_the_end_target_and_says_its_finding() -> None:
    image = bullet(Fraction(150), Fraction(50), Fraction(100), "#000000", "150 of 100")
    assert 'x="0.0%" y="5" width="100.0%"' in drawn(image)
    assert attribute(image, "alt") == "150 of 100"


def test_a_bullet_bar_without_an_actual_is_an_empty_track() -> None:
    assert 'fill="#123456"' not in drawn(bullet(None, Fraction(50), Fraction(100), "#123456", ""))


@pytest.mark.parametrize("end", [0, -10])
def test_odd_end_targets_draw_no_nonsense(end: int) -> None:
    assert "nan" not in drawn(bullet(Fraction(-5), None, Fraction(end), "#000000", "")).lower()


def test_a_ladder_is_filled_as_far_as_reached() -> None:
    assert drawn(ladder(4, 1, 2, "#123456", "")).count("#123456") == 2


def test_gaps_in_a_sparkline_stay_gaps() -> None:
    values = [Fraction(1), None, Fraction(3), Fraction(0)]
    assert drawn(spark_bars(values, "")).count("<rect") == 3
    assert drawn(spark_line(values, "")).count("<polyline") == 1
