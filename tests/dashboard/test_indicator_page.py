import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from dash import dcc
from dash.development.base_component import Component

from dashboard.indicator.rows import rows_shown
from dashboard.markup import markup
from dashboard.pages.indicator import layout
from dashboard.site import Site
from tests.dashboard.sites import site, view

FRAMEWORK = """
project: {code: P, title: Safe journeys, start: 2023-01-01, end: 2024-12-31, languages: [en, ru]}
reporters: {A: {title: Office A}, B: {title: Office B}}
dimensions:
  sex: {title: {en: Sex, ru: Пол}, categories: {female: {en: Women, ru: Женщины}, male: {en: Men, ru: Мужчины}}}
goals:
  - code: G1
    level: Goal
    title: Prevention
    indicators:
      - code: "1"
        title: {en: People trained, ru: Обученные люди}
        definition: Whoever stayed to the end.
        unit: people
        kind: number
        dimensions: [sex]
        targets: {periods: {2023: 400, 2024: 400}, by: {sex: {female: {end: 300}}}}
        references: [{vocabulary: "3", code: PS.5}]
      - {code: "2", title: Knows, kind: percentage, targets: {end: 60}, baseline: {numerator: 3, denominator: 10}}
      - {code: "3", title: A hotline, kind: milestone, stages: [planned, open]}
      - {code: "4", title: Lessons, kind: text}
      - {code: "5", title: Nothing at all, unit: people, kind: number}
      - {code: "6", title: Calls, unit: calls, kind: number}
      - {code: "7", title: Of the calls, kind: percentage, from: {numerator: "1", denominator: "6"}}
"""
REPORTS = """indicator,period,reporter,sex,value,numerator,denominator,explanation,note
1,2023-Q1,A,female,30,,,,the first training
1,2023-Q1,A,male,60,,,,
1,2023-Q2,A,,50,,,Two trainings were moved,
1,2023-Q2,B,male,5,,,,
2,2023-Q2,A,,,20,50,,
3,2023-Q2,A,,planned,,,,
4,2023-Q1,A,,Begin <b>early</b>,,,,
6,2023-Q2,A,,900,,,,
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("site"), FRAMEWORK, REPORTS)


def page(of: Site, code: str, query: str = "", language: str = "en") -> Component:
    return layout(view(of, f"/p/P/indicators/{code}", query, language))


def parts(content: object) -> Iterator[Component]:
    """Every component of a page."""
    if isinstance(content, list | tuple):
        for part in content:
            yield from parts(part)
    elif isinstance(content, Component):
        yield content
        yield from parts(getattr(content, "children", None))


def charts(content: Component) -> list[Any]:
    return [vars(part)["figure"] for part in parts(content) if isinstance(part, dcc.Graph)]


def test_the_page_says_its_finding_with_the_status(kept: Site) -> None:
    html = markup(page(kept, "1"))
    assert "145 people, 73\u00a0% of the target to date" in html
    assert "badge-behind" in html


def test_every_chart_has_a_label_and_a_table(kept: Site) -> None:
    content = page(kept, "1")
    html = markup(content)
    progress, others = 4, 4
    assert len(charts(content)) == progress + others
    assert html.count('role="img"') == progress + others
    assert html.count("The chart in figures</summary>") == progress + others


def test_one_look_at_the_progress_is_seen_and_the_others_are_ready(kept: Site) -> None:
    for query in ("", "measure=period", "step=year", "measure=period&step=year", "measure=cumulative&step=period"):
        variants = re.findall(r'class="variant([^"]*)" data-variant="([^"]*)"', markup(page(kept, "1", query)))
        asked = {"measure": "cumulative", "step": "period", **dict(parse_qsl(query))}
        assert [dict(parse_qsl(unescape(state))) for away, state in variants if not away] == [asked]
        assert [away for away, _ in variants] == ["", " away", " away", " away"]


def test_the_address_chooses_what_the_chart_shows(kept: Site) -> None:
    running = charts(page(kept, "1"))[0]
    own = charts(page(kept, "1", "measure=period&step=year"))[0]
    assert running["data"][0]["y"][:3] == [90, 55, None]
    assert own["data"][0]["y"] == [145, None]


def test_an_annual_indicator_is_looked_at_by_years_alone(tmp_path: Path) -> None:
    annual = FRAMEWORK.replace('- {code: "6", title: Calls,', '- {code: "6", reporting: annual, title: Calls,')
    known = site(tmp_path, annual, "indicator,period,reporter,value\n6,2023,A,900\n")
    for query in ("", "step=year&measure=period"):
        html = markup(page(known, "6", query))
        assert re.findall(r'data-variant="([^"]*)"', html) in (
            ["measure=cumulative", "measure=period"],
            ["measure=period", "measure=cumulative"],
        )
        assert "Fiscal years" not in html


def test_the_switches_are_links_that_keep_the_rest_of_the_address(kept: Site) -> None:
    html = markup(page(kept, "1", "as_of=2023-03-31&step=year"))
    assert 'href="/p/P/indicators/1?as_of=2023-03-31&amp;step=year&amp;measure=period"' in html


def test_what_is_not_disaggregated_is_named(kept: Site) -> None:
    assert "Highest: Men, 65 people; not disaggregated: 50" in markup(page(kept, "1"))


def test_the_formula_opens_with_its_inputs(kept: Site) -> None:
    html = markup(page(kept, "1"))
    assert "90 + 55 = 145" in html
    assert "145 ÷ 200; linear target to 30 Jun 2023" in html


def test_the_reference_sheet_says_the_rules_in_words(kept: Site) -> None:
    html = markup(page(kept, "1"))
    assert "Whoever stayed to the end." in html
    assert "Each period is new; to date is their sum" in html
    assert "3:\u00a0PS.5" in html
    assert "End targets by category: Women: 300" in html


def test_explanations_stand_by_period(kept: Site) -> None:
    assert "<strong>2023-Q2, Office A</strong><p>Two trainings were moved</p>" in markup(page(kept, "1"))


def test_an_owed_explanation_is_asked_for_and_a_given_one_is_not(kept: Site) -> None:
    html = markup(page(kept, "2", "as_of=2024-12-31"))
    assert "Off track, and the report for 2023-Q2 does not explain it." in html
    assert "does not explain it" not in markup(page(kept, "1", "as_of=2024-12-31"))


def test_a_percentage_shows_its_baseline_with_both_numbers(kept: Site) -> None:
    assert "30\u00a0% (3 ÷ 10)" in markup(page(kept, "2"))


def test_a_milestone_is_a_ladder_without_switches(kept: Site) -> None:
    content = page(kept, "3")
    assert "stage reached" in markup(content)
    assert "switches" not in markup(content)


def test_a_text_is_a_timeline_and_stays_text(kept: Site) -> None:
    html = markup(page(kept, "4"))
    assert "<strong>2023-Q1</strong><p>Begin &lt;b&gt;early&lt;/b&gt;</p>" in html
    assert not charts(page(kept, "4"))


def test_an_indicator_without_target_and_data_has_no_empty_chart(kept: Site) -> None:
    content = page(kept, "5")
    assert not charts(content)
    assert "There is nothing to draw yet." in markup(content)


def test_an_indicator_without_target_still_shows_its_figures(kept: Site) -> None:
    content = page(kept, "6")
    assert "900 calls so far; no target is set" in markup(content)
    assert charts(content)[0]["data"][0]["y"][:2] == [None, 900]


def test_a_computed_percentage_says_from_what(kept: Site) -> None:
    assert "1 People trained ÷ 6 Calls" in markup(page(kept, "7"))


def test_the_page_speaks_russian(kept: Site) -> None:
    html = markup(page(kept, "1", language="ru"))
    assert "Обученные люди" in html
    assert "Паспорт показателя" in html
    assert "Женщины" in html


def test_the_rows_behind_the_figures_have_file_and_line(kept: Site) -> None:
    html = markup(rows_shown(kept, "/p/P/indicators/1", "2023-12-31", "en"))
    assert "report.csv:2" in html
    assert "the first training" in html
    assert "<td>Women</td>" in html


def test_rows_of_later_periods_are_not_behind_earlier_figures(kept: Site) -> None:
    html = markup(rows_shown(kept, "/p/P/indicators/1", "2023-03-31", "en"))
    assert "2023-Q1" in html
    assert "2023-Q2" not in html


def test_the_rows_behind_a_computed_percentage_are_those_of_its_two_indicators(kept: Site) -> None:
    html = markup(rows_shown(kept, "/p/P/indicators/7", "2023-12-31", "en"))
    assert "<td>900</td>" in html
    assert "<td>60</td>" in html


def test_no_rows_are_said_to_be_none(kept: Site) -> None:
    assert "No report states anything" in markup(rows_shown(kept, "/p/P/indicators/5", "2023-12-31", "en"))


@pytest.mark.parametrize(
    ("path", "day", "language"),
    [
        ("/p/P/indicators/99", "2023-12-31", "en"),
        ("/p/X/indicators/1", "2023-12-31", "en"),
        ("/nowhere", "2023-12-31", "en"),
        ("/p/P/indicators/1", "today", "en"),
        ("/p/P/indicators/1", "2023-12-31", "../en"),
    ],
)
def test_a_forged_question_for_rows_has_no_answer(kept: Site, path: str, day: str, language: str) -> None:
    assert rows_shown(kept, path, day, language) is None


def test_an_empty_project_over_or_not_begun_still_has_its_page(tmp_path: Path) -> None:
    empty = site(tmp_path, FRAMEWORK, "")
    for day in ("2022-12-31", "2023-01-01", "2024-12-31", "2026-01-01"):
        for code in "1234567":
            assert "Reference sheet" in markup(page(empty, code, f"as_of={day}"))
