"""Looking back shows nobody what was closed since: small cells protected today are so at every earlier moment."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.site import Site
from loaders.revisions import Grounds, record
from store.database import open_database
from tests.dashboard.moments import FIRST, NOW, at, framework_of, take, write
from tests.dashboard.readers import reader

OPEN = FIRST.replace("  review: true\n", "")
CLOSED = OPEN.replace("  languages:", "  small_cells: {below: 5}\n  languages:").replace(
    '{code: "1", title', '{code: "1a", renamed_from: ["1"], sensitive: true, title'
)
REPORT = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,female,3\n1,2023-Q1,NORTH,male,4012\n"
BEFORE = "known_at=2023-05-01"
PLACES = (
    "/p/P/tables/breakdown.csv?",
    "/p/P/tables/observations.csv?",
    "/p/P/tables/breakdown.json?",
    "/p/P/indicators/1/breakdown.csv?dimension=sex&",
    "/p/P/indicators/1?",
    "/p/P/breakdown?indicator=1&dimension=sex&",
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose small cells anybody could see until June."""
    folder: Path = tmp_path_factory.mktemp("closed")
    database = open_database(f"sqlite:///{folder / 'kept.sqlite'}")
    first = framework_of(folder, OPEN)
    write(database, lambda connection: record(connection, first, Grounds(by="lead", at=at(1, 5))))
    take(database, first, REPORT, at(4, 10), by="Anna")
    second = framework_of(folder, CLOSED)
    grounds = Grounds(by="lead", at=at(6, 1), reason="Women in small places can be recognised")
    write(database, lambda connection: record(connection, second, grounds))
    return Site(database=database, frameworks=(second,), now=lambda: NOW, reader=reader("donor"))


@pytest.mark.parametrize("place", PLACES)
def test_donors_who_look_back_are_not_shown_small_cells_that_are_closed_now(closed: Site, place: str) -> None:
    answer = create_app(closed).test_client().get(f"{place}{BEFORE}")
    assert answer.status_code in {200, 404}
    assert "4012" not in answer.text
    assert "4,012" not in answer.text


def test_officers_who_look_back_see_them(closed: Site) -> None:
    browser = create_app(replace(closed, reader=reader("officer"))).test_client()
    assert "4012" in browser.get(f"/p/P/tables/breakdown.csv?{BEFORE}").text


def test_a_framework_of_then_keeps_its_own_codes_and_titles(closed: Site) -> None:
    rows = create_app(closed).test_client().get(f"/p/P/tables/indicators.csv?{BEFORE}").text
    assert "\r\nP,G,G,1," in rows
    assert "1a" not in rows
