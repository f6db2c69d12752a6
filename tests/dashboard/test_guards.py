"""What every answer bears, whatever it is: pages, files, refusals, redirects."""

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from tests.dashboard.moments import site_with_a_past

HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
DATA = ("indicators.csv", "indicators.json", "indicators.xlsx")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return create_app(site_with_a_past(tmp_path_factory.mktemp("past"))).test_client()


@pytest.mark.parametrize("path", [*(f"/p/P/tables/{name}" for name in DATA), "/p/P/template.xlsx?period=2023-Q3"])
def test_no_cache_on_the_way_keeps_figures(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("way", ["GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/nope", "/login", "/healthz", "/s/x", "/p/P", "/assets/all.css", "/admin"])
def test_every_answer_bears_the_headers_that_protect_it(browser: FlaskClient, path: str, way: str) -> None:
    answer = browser.open(path, method=way)
    assert {*HEADERS} <= {*answer.headers.keys()}, answer.status_code
    assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["nobody/at/home.js", "dash/dcc/nothing.js", "plotly/package_data/../../../secret"])
def test_a_library_that_is_not_there_is_not_found(browser: FlaskClient, path: str) -> None:
    assert browser.get(f"/_dash-component-suites/{path}").status_code == 404
