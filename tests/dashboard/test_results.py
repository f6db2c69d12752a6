"""The tree of results, and what is found in it."""

from pathlib import Path

import pytest

from dashboard.markup import markup
from dashboard.pages import results
from dashboard.selection import selected, selection_of
from dashboard.site import Site
from tests.dashboard.sites import EMPTY, site, view

FRAMEWORK = """
project: {code: P, title: Safe journeys, start: 2023-01-01, end: 2024-12-31, languages: [en, ru]}
reporters: {IOM: {title: The mission}, NGO: {title: A partner}}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
  region: {title: Region, geography: ISO-3166-2, categories: {TJ-DU: Dushanbe, TJ-KT: Khatlon}}
goals:
  - code: G1
    level: Goal
    title: Prevention
    indicators:
      - {code: "1", title: {en: People trained, ru: Обученные учёные}, unit: people, dimensions: [sex], tags: [SDG-8.7], targets: {end: 800}}
    results:
      - code: O1
        level: Outcome
        title: Help is there
        indicators:
          - {code: "2", title: Grants, unit: grants, dimensions: [region], reporters: [NGO], targets: {end: 4}}
  - code: G2
    level: Goal
    title: Knowledge
    indicators:
      - {code: "3", title: Lessons, kind: text}
"""
REPORTS = """indicator,period,reporter,sex,region,value
1,2023-Q1,IOM,female,,90
2,2023-Q1,NGO,,TJ-DU,4
"""


@pytest.fixture
def known(tmp_path: Path) -> Site:
    return site(tmp_path, FRAMEWORK, REPORTS)


def found(of: Site, query: str) -> set[str]:
    seen = view(of, "/p/P/results", query)
    return set(selected(seen, selection_of(seen.address)))


def shown(of: Site, query: str = "", language: str = "en", path: str = "/p/P/results") -> str:
    return markup(results.layout(view(of, path, query, language)))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", {"1", "2", "3"}),
        ("q=trained", {"1"}),
        ("q=PEOPLE+TRAINED", {"1"}),
        ("q=trained+grants", set()),
        ("q=sdg-8.7", {"1"}),
        ("q=O1", {"2"}),
        ("q=help", {"2"}),
        ("q=ученые", {"1"}),
        ("status=achieved", {"2"}),
        ("reporter=NGO", {"1", "2", "3"}),
        ("reporter=IOM", {"1", "3"}),
        ("category=region:TJ-DU", {"2"}),
        ("category=region:TJ-KT", set()),
        ("category=sex:", {"1"}),
        ("category=sex:male", set()),
        ("category=region:&status=achieved&q=grants", {"2"}),
    ],
)
def test_indicators_are_found_by_words_status_reporter_and_category(known: Site, query: str, codes: set[str]) -> None:
    assert found(known, query) == codes


def test_a_result_counts_the_indicators_of_everything_below_it(known: Site) -> None:
    page = shown(known)
    goal = page[page.index("Goal G1") : page.index("Outcome O1")]
    assert 'title="Achieved: 1"' in goal
    assert goal.count('class="pill badge') == 2


def test_the_tree_keeps_its_order_and_leaves_out_what_holds_nothing(known: Site) -> None:
    page = shown(known, "q=grants")
    assert page.index("Goal G1") < page.index("Outcome O1")
    assert "Goal G2" not in page
    assert page.count('class="indicator"') == 1


def test_the_form_keeps_the_rest_of_the_address(known: Site) -> None:
    page = shown(known, "as_of=2023-06-30&q=grants")
    assert '<input type="hidden" name="as_of" value="2023-06-30">' in page
    assert 'value="grants"' in page
    assert '<a href="/p/P/results?as_of=2023-06-30">Show all</a>' in page


def test_nothing_found_says_so(known: Site) -> None:
    assert "No indicator fits." in shown(known, "q=nowhere")


def test_a_framework_without_indicators_says_so(tmp_path: Path) -> None:
    assert "This framework has no indicators yet." in shown(site(tmp_path, EMPTY, ""), path="/p/E/results")
