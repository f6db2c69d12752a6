"""Which reports came and which are due; the empty report to fill in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reports.received import lines, next_due
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.intake import load
from loaders.outcome import Instructions
from store.record import read_record
from tests.dashboard.wells import GOOD, NOW, Clock, site_of_wells


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of_wells(tmp_path, Clock())


@pytest.fixture
def browser(site: Site) -> FlaskClient:
    return create_app(site).test_client()


def test_the_template_is_the_empty_report_for_a_spreadsheet(browser: FlaskClient) -> None:
    answer = browser.get("/p/WELLS/template.csv?period=2023-Q1&reporter=NORTH&lang=en")
    assert answer.data.startswith(b"\xef\xbb\xbfindicator,#title,period")
    assert answer.headers["Content-Disposition"] == "attachment; filename=WELLS-NORTH-2023-Q1.csv"
    assert "People with water" in answer.text


@pytest.mark.parametrize("query", ["", "period=2031-Q1", "period=2023-Q1&reporter=WEST"])
def test_a_template_of_nothing_says_why(browser: FlaskClient, query: str) -> None:
    answer = browser.get(f"/p/WELLS/template.csv?{query}")
    assert answer.status_code == 400
    assert answer.content_type.startswith("text/plain")


def test_the_next_report_due_is_the_first_missing_one_after_the_latest_that_came(site: Site) -> None:
    today = datetime(2023, 8, 10, tzinfo=UTC).date()
    assert next_due(read_record(site.database, site.projects[0]), today) == "2023-Q1"
    how = Instructions(by="officer", at=NOW)
    load(site.database, site.frameworks[0], [UploadedFile("north.csv", GOOD.encode())], how)
    record = read_record(site.database, site.projects[0])
    assert next_due(record, today) == "2023-Q2"
    assert [(line.period, line.reporter, line.version is not None) for line in lines(record, today)] == [
        ("2023-Q2", "NORTH", False),
        ("2023-Q2", "SOUTH", False),
        ("2023-Q1", "NORTH", True),
        ("2023-Q1", "SOUTH", False),
    ]
