"""The data of the charts as they are downloaded: the rows that each chart draws."""

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.site import Site
from tests.dashboard.readers import nobody
from tests.dashboard.sites import site
from tests.dashboard.test_indicator_page import FRAMEWORK, REPORTS, charts, page


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("site"), FRAMEWORK, REPORTS)


@pytest.fixture(scope="module")
def browser(kept: Site) -> FlaskClient:
    return create_app(kept).test_client()


def rows(browser: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = browser.get(f"/p/P/indicators/{path}")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


def stated(text: str) -> float | None:
    return float(text) if text else None


def test_the_progress_chart_gives_a_row_for_each_of_its_bars(kept: Site, browser: FlaskClient) -> None:
    found = rows(browser, "1/progress.csv")
    [drawn, *_] = charts(page(kept, "1"))
    assert [stated(row["value"]) for row in found] == drawn["data"][0]["y"]
    assert list(found[0].values()) == [
        *("1", "2023-Q1", "2023-01-01", "2023-03-31", "true", "90", "", "", "100", "90", "100", "90"),
    ]


def test_by_fiscal_year_it_gives_a_row_for_each_year(kept: Site, browser: FlaskClient) -> None:
    found = rows(browser, "1/progress.csv?step=year&measure=period")
    [drawn, *_] = charts(page(kept, "1", "measure=period&step=year"))
    assert [stated(row["value"]) for row in found] == drawn["data"][0]["y"]
    assert [row["period"] for row in found] == ["2023", "2024"]


def test_the_day_of_the_page_is_the_day_of_its_data(browser: FlaskClient) -> None:
    values = [row["value"] for row in rows(browser, "1/progress.csv?as_of=2023-03-31")]
    assert values[:3] == ["90", "", ""]


def test_the_ladder_gives_its_stages(browser: FlaskClient) -> None:
    assert [row["actual_to_date"] for row in rows(browser, "3/stages.csv")][:2] == ["", "planned"]


def test_a_breakdown_gives_its_parts_and_the_composition_its_periods(browser: FlaskClient) -> None:
    parts = rows(browser, "1/breakdown.csv?dimension=sex")
    assert {row["period"] for row in parts} == {"to_date"}
    assert [(row["category"], row["value"]) for row in parts] == [("female", "30"), ("male", "65"), ("*", "50")]
    periods = rows(browser, "1/composition.csv?dimension=sex")
    assert ("2023-Q1", "female", "30") in {(row["period"], row["category"], row["value"]) for row in periods}
    assert "to_date" not in {row["period"] for row in periods}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("1/progress.csv", "P-1-progress.csv"),
        ("3/stages.csv?lang=ru", "P-3-stages.csv"),
        ("1/breakdown.csv?dimension=sex", "P-1-breakdown-sex.csv"),
        ("1/composition.csv?dimension=reporter", "P-1-composition-reporter.csv"),
    ],
)
def test_the_data_come_as_a_file_with_a_name(browser: FlaskClient, path: str, name: str) -> None:
    answer = browser.get(f"/p/P/indicators/{path}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("99/progress.csv", 404),
        ("1/stages.csv", 404),
        ("3/progress.csv", 404),
        ("4/progress.csv", 404),
        ("5/progress.csv", 404),
        ("1/other.csv", 404),
        ("1/breakdown.csv", 404),
        ("1/breakdown.csv?dimension=age", 404),
        ("3/breakdown.csv?dimension=sex", 404),
        ("1/progress.csv?step=week", 400),
        ("1/progress.csv?as_of=yesterday", 400),
        ("1/progress.csv?known_at=never", 400),
    ],
)
def test_what_no_page_draws_is_not_there(browser: FlaskClient, path: str, status: int) -> None:
    assert browser.get(f"/p/P/indicators/{path}").status_code == status


def test_who_may_not_read_the_project_gets_none_of_its_data(tmp_path: Path) -> None:
    made = site(tmp_path, FRAMEWORK, REPORTS)
    closed = Site(database=made.database, frameworks=made.frameworks, now=made.now, reader=nobody)
    assert create_app(closed).test_client().get("/p/P/indicators/1/progress.csv").status_code == 401
