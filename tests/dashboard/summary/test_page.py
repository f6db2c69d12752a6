"""The donor's page as HTML: what was promised, what is reached, what is off track and why."""

import re
from html import unescape
from pathlib import Path

import pytest

from dashboard.addresses import Address, Page
from dashboard.app import create_app
from dashboard.markup import markup
from dashboard.pages import overview, projects, summary
from dashboard.site import Site
from dashboard.summary import pdf
from dashboard.summary.content import shortened
from tests.dashboard.sites import EMPTY, FRAMEWORK, site, view


@pytest.fixture
def known(tmp_path: Path) -> Site:
    return site(tmp_path)


def shown(of: Site, query: str = "", language: str = "en", path: str = "/p/P/summary") -> str:
    """The words of the page."""
    page = markup(summary.layout(view(of, path, query, language)))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_head_says_what_when_with_whose_money_and_what_came(known: Site) -> None:
    text = shown(known)
    assert "Safe journeys" in text
    assert "Funded by Donor Budget USD 1,500,000" in text
    assert "Period 1 Jan 2023 – 31 Dec 2024 Reports 2 of 2 due received, 0 on time" in text
    assert "25 % of the time is over by 30 Jun 2023; 18 months are left." in text


def test_a_goal_counts_its_indicators_and_tells_the_main_ones(known: Site) -> None:
    text = shown(known)
    assert "Goal G1 Prevention 1 on track, 1 off track, 1 no data, 2 no target" in text
    assert "1 People trained 800 people 200 people 25 % ● On track" in text
    assert "2 People reached 1,000 people 30 people 3 % ✕ Off track" in text


def test_what_is_off_track_says_its_deviation_and_that_it_is_not_explained(known: Site) -> None:
    text = shown(known)
    concern = "2 People reached ✕ Off track 30 people, 12 % of the target to date; deviation −88 % Not explained yet."
    assert concern in text


def test_an_explanation_stands_below_what_it_explains(tmp_path: Path) -> None:
    reports = "indicator,period,value,explanation\n2,2023-Q2,35,The floods closed the roads\n3,2023-Q2,7,Heavy rain\n"
    text = shown(site(tmp_path, reports=reports))
    assert "deviation −86 % The floods closed the roads" in text
    assert "Heavy rain" not in text


def test_without_trouble_the_page_says_so(known: Site) -> None:
    assert "No indicator is off track or behind." in shown(known, "as_of=2022-12-31")


def test_the_charts_say_their_findings_and_give_their_data(known: Site) -> None:
    page = markup(summary.layout(view(known, "/p/P/summary")))
    assert page.count('class="summary-picture"') == 2
    assert 'alt="200 people, 100\u00a0% of the target to date"' in page
    assert 'href="/p/P/tables/series.csv?indicator=1"' in page


def test_the_foot_says_of_when_the_figures_are(known: Site) -> None:
    assert "Figures as of 30 Jun 2023 · Latest report received on 15 Nov 2023" in shown(known)
    assert "As known on 1 Nov 2023 (UTC)" in shown(known, "known_at=2023-11-01")
    assert "No report has come yet" not in shown(known)


def test_a_framework_without_anything_has_a_page(tmp_path: Path) -> None:
    text = shown(site(tmp_path, EMPTY, ""), path="/p/E/summary")
    assert "This framework has no indicators yet." in text
    assert "No report has come yet" in text
    assert "Charts appear here" in text


def test_texts_of_a_framework_are_never_markup(tmp_path: Path) -> None:
    made = site(tmp_path, FRAMEWORK.replace("People reached", "<script>alert(1)</script>"))
    page = markup(summary.layout(view(made, "/p/P/summary")))
    assert "<script>" not in page


def test_the_page_is_linked_from_the_overview_and_the_projects(known: Site) -> None:
    for page in (overview.layout(view(known, "/p/P")), projects.layout(known, Address(Page.PROJECTS), "en")):
        assert re.search(r'<a [^>]*href="/p/P/summary"[^>]*>One-page summary</a>', markup(page))
    assert '<a class="page-tab" href="/p/P/summary">Summary</a>' in markup(
        overview.layout(view(known, "/p/P"))
    ).replace('href="/p/P/summary" class="page-tab"', 'class="page-tab" href="/p/P/summary"')


def test_the_pdf_is_offered_only_where_it_can_be_made(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    link = 'href="/p/P/summary.pdf?as_of=2023-03-31&amp;lang=ru"'
    assert link in markup(summary.layout(view(known, "/p/P/summary", "as_of=2023-03-31", "ru")))
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert "summary.pdf" not in markup(summary.layout(view(known, "/p/P/summary")))
    with create_app(known).test_client() as browser:
        assert browser.get("/p/P/summary.pdf").status_code == 404


def test_a_long_explanation_is_cut_between_words() -> None:
    assert shortened("Because of rain, wind", 17) == "Because of rain …"
    assert shortened("Because", 7) == "Because"
