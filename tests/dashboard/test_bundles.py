"""Style sheets and scripts come as one file of each kind."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.bundles import ASSETS, bundle, bundle_address
from tests.dashboard.sites import site


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return create_app(site(tmp_path)).test_client()


@pytest.mark.parametrize("path", ["/p/P", "/nowhere"])
def test_a_page_asks_for_one_style_sheet(client: FlaskClient, path: str) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get(path).text)
    assert sheets == [bundle_address("css")]


def test_a_page_asks_for_one_script_of_ours(client: FlaskClient) -> None:
    scripts = re.findall(r'<script src="(/assets/[^"]+)"', client.get("/p/P").text)
    assert scripts == [bundle_address("js")]


@pytest.mark.parametrize("kind", ["css", "js"])
def test_a_bundle_holds_every_file_of_its_kind_in_the_order_of_their_names(client: FlaskClient, kind: str) -> None:
    files = [path.read_text("utf-8") for path in sorted(ASSETS.iterdir()) if path.suffix == f".{kind}"]
    text = client.get(bundle_address(kind)).text
    assert len(files) >= 3
    assert [text.index(file) for file in files] == sorted(text.index(file) for file in files)
    assert sum(map(len, files)) + len(files) - 1 == len(text)


@pytest.mark.parametrize(("kind", "mimetype"), [("css", "text/css"), ("js", "text/javascript")])
def test_a_bundle_is_kept_by_browsers_for_a_month(client: FlaskClient, kind: str, mimetype: str) -> None:
    response = client.get(bundle_address(kind))
    assert response.mimetype == mimetype
    assert response.cache_control.max_age == 30 * 24 * 3600


def test_the_address_of_a_bundle_changes_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bundle_address("css")
    (tmp_path / "1-page.css").write_text("a { color: red }", "utf-8")
    monkeypatch.setattr("dashboard.bundles.ASSETS", tmp_path)
    bundle.cache_clear()
    try:
        assert bundle_address("css") != before
    finally:
        monkeypatch.undo()
        bundle.cache_clear()
    assert bundle_address("css") == before


def test_a_script_that_ends_without_a_line_break_or_semicolon_does_not_run_into_the_next() -> None:
    for path in ASSETS.glob("*.js"):
        assert path.read_text("utf-8").rstrip().endswith(";"), path.name


def test_a_page_without_scripts_has_the_place_that_links_skip_to(client: FlaskClient) -> None:
    assert '<main id="main" ' in client.get("/nowhere").text
    assert '<main id="main" ' not in client.get("/p/P").text
