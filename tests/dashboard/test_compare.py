"""The page Compare: periods, years, and now against what was known; what did it; what donors are not told."""

import csv
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.addresses import Impossible
from dashboard.app import create_app
from dashboard.compare.comparison import comparison
from dashboard.compare.finding import finding, moved_most
from dashboard.markup import markup
from dashboard.pages import compare
from dashboard.site import Site
from framework.model import Row
from tests.dashboard.moments import FIRST, NORTH_Q1, site_with_a_past
from tests.dashboard.readers import reader
from tests.dashboard.sites import EMPTY, site, view

PATH = "/p/P/compare"
FRAMEWORK = """
project: {code: P, title: Safe journeys, start: 2022-01-01, end: 2024-12-31, languages: [en, ru]}
reporters: {IOM: {title: The mission}, NGO: {title: A partner}}
goals:
  - code: G1
    level: Goal
    title: Prevention
    indicators:
      - {code: "1", title: People trained, unit: people, reporters: [IOM], targets: {periods: {2022: 100, 2023: 200}}}
      - {code: "2", title: Wells dug, unit: wells, targets: {end: 40}}
  - code: G2
    level: Goal
    title: Knowledge
    indicators:
      - {code: "3", title: Who passed, kind: percentage, targets: {periods: {2023: 80}}}
      - {code: "4", title: Hotline, kind: milestone, stages: [planned, open]}
      - {code: "5", title: Lessons, kind: text}
      - {code: "6", title: The survey, unit: people, reporting: annual}
"""
REPORTS = """indicator,period,reporter,value,numerator,denominator
1,2022-Q4,IOM,80,,
1,2023-Q1,IOM,50,,
1,2023-Q2,IOM,60,,
2,2023-Q1,IOM,4,,
2,2023-Q2,IOM,1,,
3,2023-Q1,IOM,,10,40
3,2023-Q2,IOM,,15,50
4,2023-Q1,IOM,planned,,
4,2023-Q2,IOM,open,,
5,2023-Q2,IOM,=cmd,,
6,2022,IOM,500,,
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("two"), FRAMEWORK, REPORTS)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_with_a_past(tmp_path_factory.mktemp("past"))


def rows(of: Site, query: str = "") -> dict[str, Row]:
    found = comparison(view(of, PATH, query))
    assert not isinstance(found, Impossible)
    return {str(row["indicator"]): row for row in found.rows}


def shown(of: Site, query: str = "", language: str = "en") -> str:
    page = compare.layout(view(of, PATH, query, language))
    assert not isinstance(page, Impossible)
    return markup(page)


def said(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def row_of(html: str, code: str) -> str:
    """What the table says of an indicator."""
    (found,) = [row for row in re.findall(r"<tr class=\"(?:most)?\">(.*?)</tr>", html) if f">{code}</span>" in row]
    return re.sub(r"\s+", " ", said(found))


def refused(of: Site, query: str) -> Impossible:
    found = comparison(view(of, PATH, query))
    assert isinstance(found, Impossible)
    return found


def served(of: Site) -> FlaskClient:
    return create_app(of).test_client()


def test_the_latest_two_periods_with_figures_are_compared_at_first(known: Site) -> None:
    found = rows(known)
    assert (found["1"]["first_label"], found["1"]["second_label"]) == ("2023-Q1", "2023-Q2")
    assert (found["1"]["first_value"], found["1"]["second_value"], found["1"]["change_pct"]) == (50, 60, 20)
    assert (found["2"]["change"], found["2"]["change_pct"]) == (-3, -75)
    assert (found["3"]["change"], found["3"]["change_in"], found["3"]["change_pct"]) == (5, "percentage points", None)
    assert (found["4"]["change"], found["4"]["change_in"]) == (1, "stages")
    assert (found["5"]["move"], found["5"]["change"]) == ("came", None)


def test_an_indicator_of_other_intervals_is_not_compared_and_said(known: Site) -> None:
    assert "6" not in rows(known)
    assert "reported at other intervals: 6." in said(shown(known))


def test_the_finding_counts_and_names_what_moved_most(known: Site) -> None:
    seen = view(known, PATH)
    found = comparison(seen)
    assert not isinstance(found, Impossible)
    assert finding(seen, found) == "3 of 4 indicators grew, 1 fell, 0 stayed; the most: 2 Wells dug (−75\u00a0%)."
    assert moved_most(seen, found) == ["2", "1", "3"]


def test_years_have_figures_of_their_own(known: Site) -> None:
    found = rows(known, "compare=years")
    assert (found["1"]["first_label"], found["1"]["second_label"]) == ("2022", "2023")
    assert (found["1"]["first_value"], found["1"]["second_value"]) == (80, 110)
    assert (found["1"]["first_target"], found["1"]["second_target"]) == (100, 200)
    assert found["6"]["move"] == "went"


def test_a_year_that_is_not_over_is_said(known: Site) -> None:
    assert "2023 is not over: its figures are to 30 Jun 2023." in said(shown(known, "compare=years"))
    assert "is not over" not in said(shown(known))


def test_both_sides_are_chosen_by_the_address_and_other_state_stays(known: Site) -> None:
    page = shown(known, "first=2022-Q4&second=2023-Q1&as_of=2023-03-31")
    assert (
        row_of(page, "1")
        .strip()
        .startswith("1 People trained people moved most 80 target 25 50 target 50 ▼ −38 % −30 people")
    )
    assert '<input type="hidden" name="as_of" value="2023-03-31">' in page
    assert 'value="2023-Q2"' not in page


def test_the_statuses_are_those_of_the_ends(known: Site) -> None:
    found = rows(known, "first=2022-Q4&second=2023-Q1")
    assert (found["1"]["first_status"], found["1"]["second_status"]) == ("behind", "behind")
    assert rows(known, "first=2023-Q1&second=2023-Q2&as_of=2023-05-15")["1"]["second_status"] is None


def test_what_moved_most_may_stand_first(known: Site) -> None:
    page = said(shown(known, "sort=moved"))
    table = page[page.index("Difference") :]
    assert table.index("Wells dug") < table.index("People trained") < table.index("Who passed")
    assert "Goal G1" not in table


@pytest.mark.parametrize(
    ("query", "status"), [("first=2023-Q9", 404), ("second=FY2023", 404), ("compare=years&first=2023-Q1", 404)]
)
def test_a_period_that_is_not_there_is_refused(known: Site, query: str, status: int) -> None:
    assert refused(known, query).status == status
    assert served(known).get(f"{PATH}?{query}").status_code == status
    assert served(known).get(f"{PATH}.csv?{query}").status_code == status


@pytest.mark.parametrize("query", ["compare=everything", "then=someday", "compare=known&then=0001-01-01"])
def test_a_wrong_value_is_refused(known: Site, query: str) -> None:
    assert served(known).get(f"{PATH}?{query}").status_code == 400
    assert served(known).get(f"{PATH}.csv?{query}").status_code == 400


def test_a_project_without_reports_says_that_there_is_nothing_yet(tmp_path: Path) -> None:
    empty = site(tmp_path, EMPTY, "")
    for query in ("", "compare=years", "compare=known"):
        page = compare.layout(view(empty, "/p/E/compare", query))
        assert not isinstance(page, Impossible)
        assert "o indicator can be compared" in markup(page) or "nothing to compare yet" in markup(page)


def test_the_download_has_the_rows_of_the_page_with_formulas_defused(known: Site) -> None:
    answer = served(known).get(f"{PATH}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="P-compare.csv"'
    read = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [(each["indicator"], each["change_pct"]) for each in read][:2] == [("1", "20"), ("2", "-75")]
    assert read[4]["second_value"] == "'=cmd"
    assert served(known).get(f"{PATH}.exe").status_code == 404
    assert served(known).get(f"{PATH}.json?compare=known&then=2023-01-01").json is not None
    assert served(known).get("/p/NOPE/compare.csv").status_code == 404


def test_now_is_compared_with_what_was_known_and_every_report_named(past: Site) -> None:
    page = shown(past, "compare=known&then=2023-05-02")
    found = rows(past, "compare=known&then=2023-05-02")
    assert (found["1"]["first_value"], found["1"]["second_value"]) == (116, 136)
    assert (found["1"]["first_end_target"], found["1"]["second_end_target"]) == (800, 1200)
    assert found["1"]["because"] == ("P/SOUTH/2023-Q1 withdrawn; P/NORTH/2023-Q2 version 1; framework revision 2")
    row = row_of(page, "1")
    assert "Framework revision 2 , 1 Jun 2023 (“Amendment 1”)" in row
    assert "End target of 1: 800 → 1,200" in row
    assert "2023-Q2 · Northern office, version 1, received 5 Jul 2023: 30" in row
    assert "Southern office, does not count any more: 10 → nothing" in row


def test_a_corrected_report_leads_to_what_it_changed(past: Site) -> None:
    page = shown(past, "compare=known&then=2023-04-20&as_of=2023-03-31")
    assert "2023-Q1 · Northern office, version 2, received 2 May 2023, in place of version 1" in row_of(page, "1")
    assert "100 → 106 (“Counted again”)" in row_of(page, "1")
    assert 'href="/p/P/reports/NORTH/2023-Q1?as_of=2023-03-31&amp;to=2"' in page


def test_an_indicator_that_was_not_there_then_has_no_earlier_figure(past: Site) -> None:
    row = row_of(shown(past, "compare=known&then=2023-05-02"), "4")
    assert "New indicator 4" in row
    assert rows(past, "compare=known&then=2023-05-02")["4"]["first_status"] is None


def test_each_side_is_told_up_to_its_own_latest_data_unless_a_day_is_asked_for(past: Site) -> None:
    page = shown(past, "compare=known&then=2023-05-02")
    assert "then 31 Mar 2023, now 30 Jun 2023." in said(page)
    assert "as_of=2023-03-31" in page
    assert "Each side" not in shown(past, "compare=known&then=2023-05-02&as_of=2023-03-31")


def test_two_moments_of_the_past_are_compared_too(past: Site) -> None:
    found = rows(past, "compare=known&then=2023-04-11&known_at=2023-05-02")
    assert (found["1"]["first_value"], found["1"]["second_value"]) == (100, 116)
    assert found["1"]["because"] == "P/NORTH/2023-Q1 version 2; P/SOUTH/2023-Q1 version 1"
    assert found["1"]["second_end_target"] == 800


def test_without_a_day_the_last_change_is_shown(past: Site) -> None:
    seen = view(past, PATH, "compare=known")
    found = comparison(seen)
    assert not isinstance(found, Impossible)
    assert found.asked.then is not None
    assert str(found.asked.then.date()) == "2023-07-05"


def test_donors_are_told_of_what_counts_for_them_only(past: Site) -> None:
    donor = replace(past, reader=reader("donor"))
    found = rows(donor, "compare=known&then=2023-05-02")
    assert (found["1"]["first_value"], found["1"]["second_value"]) == (100, 106)
    assert found["1"]["because"] == "P/NORTH/2023-Q1 version 2; framework revision 2"
    page = shown(donor, "compare=known&then=2023-05-02")
    assert "Counted again" not in page
    assert "What it changed" not in page
    assert "2023-Q2" not in row_of(page, "1")


def test_which_report_moved_a_sensitive_total_is_not_told_to_donors(tmp_path: Path) -> None:
    framework = FIRST.replace("review: true", "small_cells: {below: 5}").replace(
        "dimensions: [sex], t", "sensitive: true, dimensions: [sex], t"
    )
    kept = site(tmp_path, framework, NORTH_Q1)
    query = "compare=known&then=2023-04-01"
    assert rows(kept, query)["1"]["because"] == "P/NORTH/2023-Q1 version 1"
    donor = replace(kept, reader=reader("donor"))
    assert rows(donor, query)["1"]["because"] is None
    assert rows(donor, query)["2"]["because"] == "P/NORTH/2023-Q1 version 1"
    assert "Which report did it is not told" in row_of(shown(donor, query), "1")
    assert "Northern office" not in row_of(shown(donor, query), "1")
