"""The tree of results, and what is found in it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.markup import markup
from dashboard.narrowing import ONE, OTHER
from dashboard.pages import results
from dashboard.selection import selected, selection_of, traits
from dashboard.site import Site
from dashboard.words import forms
from tests.dashboard.eyes import seen
from tests.dashboard.readers import reader
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
    return set(selected(traits(seen), selection_of(seen.address)))


def shown(of: Site, query: str = "", language: str = "en", path: str = "/p/P/results") -> str:
    return seen(markup(results.layout(view(of, path, query, language))))


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
    assert re.search(r'<a href="/p/P/results\?as_of=2023-06-30"[^>]*>Show all</a>', page)


def test_nothing_found_says_how_to_find_more(known: Site) -> None:
    page = shown(known, "q=grants&status=ahead")
    assert "No indicator fits." in page
    assert (
        '<a href="/p/P/results?status=ahead" data-clear="q">Leave out the words</a> (<span data-without="q">0<' in page
    )
    assert '<a href="/p/P/results?q=grants" data-clear="status">Any status</a> (<span data-without="status">1<' in page
    assert "Any reporter" not in page
    assert "No indicator fits." not in shown(known, "q=grants")


def test_what_is_folded_is_in_the_address_and_open_while_something_is_looked_for(known: Site) -> None:
    def opened(query: str) -> list[str]:
        nodes = re.findall(r'<details class="node[^"]*"[^>]*>', shown(known, query))
        return [re.findall(r'data-fold="(\w+)"', node)[0] for node in nodes if " open" in node]

    assert opened("") == ["G1", "O1", "G2"]
    assert opened("folded=O1,G2") == ["G1"]
    assert opened("folded=O1,G1&q=grants") == ["G1", "O1"]
    assert 'href="/p/P/results?folded=G1%2CO1%2CG2"' in shown(known)


def test_every_row_carries_what_it_is_found_by(known: Site) -> None:
    page = markup(results.layout(view(known, "/p/P/results", "q=nowhere")))
    (row,) = re.findall(r'<tr[^>]* data-item="2"[^>]*>', page)
    assert 'data-reporter="NGO"' in row
    assert 'data-category="region: region:TJ-DU reporter: reporter:NGO"' in row
    assert 'data-status="achieved"' in row
    assert "hidden" in row


def test_the_count_of_what_is_found_is_announced(known: Site) -> None:
    page = shown(known, "q=grants")
    assert re.search(r'<p class="found" role="status" aria-live="polite"><span data-count="[^"]*">1 indicator<', page)
    assert forms(ONE, OTHER, "ru").keys() >= {"one", "few", "many"}


def test_a_donor_is_not_shown_by_a_filter_which_withheld_cells_are_empty(tmp_path: Path) -> None:
    framework = FRAMEWORK.replace("languages:", "small_cells: {below: 5}, languages:").replace(
        "dimensions: [sex],", "dimensions: [sex], sensitive: true,"
    )
    rows = "indicator,period,reporter,sex,region,value\n1,2023-Q1,IOM,female,,3\n1,2023-Q1,IOM,,,90\n"
    donor = replace(site(tmp_path, framework, rows), reader=reader("donor"))
    looked = view(donor, "/p/P/results")
    told = {str(row["category"]) for row in looked.rows("breakdown", "1") if row["dimension"] == "sex" and row["value"]}
    assert {name for name in traits(looked)["1"].categories if name.startswith("sex:")} == {
        "sex:",
        *(f"sex:{code}" for code in told if code != "*"),
    }


def test_a_framework_without_indicators_says_so(tmp_path: Path) -> None:
    assert "This framework has no indicators yet." in shown(site(tmp_path, EMPTY, ""), path="/p/E/results")
