"""The largest request follows the largest file (RESULTSBOARD_MOST_MEGABYTES), and the page says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.site import Site
from loaders.limits import FORM, Limits
from tests.dashboard.sites import site

START = b'--B\r\nContent-Disposition: form-data; name="file"; filename="q1.csv"\r\n\r\n'
END = b"\r\n--B--\r\n"
HOST = {"base_url": "http://localhost"}


@pytest.fixture
def small(tmp_path: Path) -> Site:
    return replace(site(tmp_path, reports=""), limits=Limits(megabytes=3))


def test_the_page_names_the_limit_that_is_set(small: Site) -> None:
    page = create_app(small).test_client().get("/p/P/reports/upload", **HOST).text
    assert "up to 3 MB" in page
    assert 'data-largest="3000000"' in page
    assert "That is more than 3 MB" in page


def test_a_file_as_large_as_is_read_is_taken_with_its_form(small: Site) -> None:
    client = create_app(small).test_client()
    for size, status in ((3_000_000, 303), (3_000_000 + FORM, 413)):
        body = START + b"\n" * size + END
        answer = client.post("/p/P/uploads", data=body, content_type="multipart/form-data; boundary=B", **HOST)
        assert answer.status_code == status
    assert "That is more than 3 MB" in answer.text


def test_the_limit_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESULTSBOARD_MOST_MEGABYTES", "7")
    assert site(tmp_path, reports="").limits.megabytes == 7
