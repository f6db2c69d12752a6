"""Every chart says its finding, has its figures beside it, and can be taken away."""

import re
from html import escape, unescape
from http import HTTPStatus
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.charting import graph
from dashboard.markup import markup
from dashboard.site import Site
from tests.dashboard.sites import site
from tests.dashboard.test_indicator_page import FRAMEWORK, REPORTS

CHARTED = ("1", "1?measure=period", "1?step=year&measure=period&as_of=2023-03-31", "2", "3", "6", "7")
ELSEWHERE = ("breakdown", "breakdown?indicator=1&dimension=sex&chart=time", "compare?as_of=2023-06-30")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("site"), FRAMEWORK, REPORTS)


@pytest.fixture(scope="module")
def browser(kept: Site) -> FlaskClient:
    return create_app(kept).test_client()


@pytest.fixture(autouse=True)
def forget_language(browser: FlaskClient) -> None:
    browser.delete_cookie("lang")


def boxes(text: str) -> list[tuple[str, str]]:
    """The label of each chart of a page, and what follows it up to the next chart."""
    found = re.split(r'<div [^>]*class="chart"[^>]*role="img"[^>]*aria-label="([^"]*)"', text)[1:]
    return list(zip(map(unescape, found[::2]), found[1::2], strict=True))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", CHARTED)
def test_every_chart_says_its_finding_and_has_a_table_and_three_downloads(
    browser: FlaskClient, path: str, language: str
) -> None:
    text = browser.get(f"/p/P/indicators/{path}{'&' if '?' in path else '?'}lang={language}").text
    text = re.sub(r"</?bdi[^>]*>", "", text)
    found = boxes(text)
    assert found
    seen = [unescape(said) for said in re.findall(r'<(?:p class="chart-finding"|span)>([^<]+)</', text)]
    for label, after in found:
        assert any(label.endswith(said) for said in seen), label
        assert '<details class="as-figures"><summary>' in after
        assert "<table" in after
        is_taken_away(browser, after)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_charts_of_other_pages_say_their_finding_and_have_three_downloads(browser: FlaskClient, path: str) -> None:
    text = browser.get(f"/p/P/{path}").text
    found = boxes(text)
    assert found
    for label, after in found:
        assert f">{escape(label, quote=False)}</h2>" in text
        assert re.search(r'data-about="[^"]*(People trained – Sex|2023-Q1 → 2023-Q2)"', text)
        is_taken_away(browser, after)


def is_taken_away(browser: FlaskClient, after: str) -> None:
    """There are two pictures and the rows below a chart."""
    tools = after.split('class="chart-tools"')[1].partition("</div>")[0]
    assert re.findall(r'data-picture="(\w+)"', tools) == ["png", "svg"]
    [rows] = re.findall(r'<a (?=[^>]*download="")[^>]*href="([^"]+)"', tools)
    answer = browser.get(unescape(rows))
    assert answer.status_code == HTTPStatus.OK
    assert answer.content_type == "text/csv; charset=utf-8"


def test_the_data_of_a_chart_are_those_of_its_view(browser: FlaskClient) -> None:
    text = browser.get("/p/P/indicators/1?step=year&as_of=2023-03-31").text
    assert 'href="/p/P/indicators/1/progress.csv?as_of=2023-03-31&amp;step=year"' in text
    assert 'href="/p/P/indicators/1/breakdown.csv?as_of=2023-03-31&amp;step=year&amp;dimension=sex"' in text


def test_a_page_says_where_its_charts_come_from(browser: FlaskClient) -> None:
    text = browser.get("/p/P/indicators/1?as_of=2023-03-31").text.replace("\u00a0", " ")
    assert re.findall(r'data-file="([^"]*)" data-source="([^"]*)"', text) == [
        ("P", "P Safe journeys, as of 31 Mar 2023")
    ]
    assert 'data-name="1-progress"' in text
    assert 'data-about="1 People trained"' in text
    assert 'data-about="1 People trained – Sex"' in text


def test_a_chart_without_rows_of_its_own_is_still_a_picture() -> None:
    box = markup(graph({"data": [], "layout": {}}, "Nothing moved", "en", height=200))
    assert "data-picture" in box
    assert "CSV" not in box


def test_no_chart_is_made_elsewhere() -> None:
    folder = Path(__file__).parents[2] / "dashboard"
    makers = {file.name for file in folder.rglob("*.py") if re.search(r"\bGraph\(", file.read_text("utf-8"))}
    assert makers == {"charting.py"}


@pytest.mark.parametrize(
    ("kept_style", "mark"),
    [("dark", ' data-style="dark"'), ("light", ' data-style="light"'), ("system", ""), ('"><script>', ""), ("", "")],
)
def test_the_style_that_is_kept_is_on_the_page_before_anything_is_drawn(kept: Site, kept_style: str, mark: str) -> None:
    visitor = create_app(kept).test_client()
    visitor.set_cookie("style", kept_style)
    for path in ("/p/P", "/p/NONE"):
        assert visitor.get(path).text.splitlines()[1] == f'<html lang="en"{mark}>'
