"""What the pages and downloads of donors must not give away (semantics 6.3, 7)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.dashboard.readers import reader, team
from tests.dashboard.wells import FRAMEWORK, NOW

SENSITIVE = FRAMEWORK.replace("languages:", "review: true\n  small_cells: {below: 5}\n  languages:").replace(
    "dimensions: [sex],", "dimensions: [sex], sensitive: true,"
)
HEAD = "indicator,period,reporter,sex,value,note,explanation,evidence\n"
APPROVED = (
    f"{HEAD}1,2023-Q1,NORTH,female,3,nota bene,two sisters,list of names\n1,2023-Q1,NORTH,male,6547,,,\n"
    "2,2023-Q1,NORTH,,4,,a storm,photo\n"
)
WAITING = f"{HEAD}1,2023-Q1,NORTH,female,8811,,,\n2,2023-Q1,NORTH,,8822,remarked,drafted reasons,draft proof\n"
SECRETS = ("6547", "6,547", "nota bene", "two sisters", "list of names")
DRAFTS = ("8811", "8,811", "8822", "8,822", "remarked", "drafted reasons", "draft proof", "Not 8822")
PATHS = (
    *("", "/results", "/compare", "/compare?compare=years", "/summary", "/indicators/1", "/indicators/2"),
    *("/reports", "/reports/NORTH/2023-Q1", "/history", "/tables"),
    *(f"/tables?table={name}" for name in ("breakdown", "observations", "reports", "series")),
    *(
        "/history?indicator=1",
        "/history?what=reviews",
        "/indicators/1?as_of=2023-02-10",
        "/compare?compare=known&then=2023-01-01",
        "/compare.csv?compare=known&then=2023-01-01",
        "/history.csv",
        "/history.json",
        "/indicators/1/progress.csv",
        "/indicators/1/breakdown.csv?dimension=sex",
        "/indicators/2/progress.csv?step=year",
    ),
    *(
        f"/tables/{name}.csv?as_of={day}"
        for name in ("indicators", "breakdown", "observations", "reports", "series", "targets")
        for day in ("2023-02-10", "2023-03-31", "2023-06-30")
    ),
)


def site_of(folder: Path, role: str) -> Site:
    """Version 1 is approved, version 2 was returned with a comment, version 3 waits."""
    file = folder / "indicators.yaml"
    file.write_text(SENSITIVE, "utf-8")
    frameworks, problems = read_framework([file])
    assert problems == []
    made = Site(
        database=open_database(f"sqlite:///{folder / 'kept.sqlite'}"),
        frameworks=frameworks,
        now=lambda: NOW,
        reader=reader(role),
    )
    with create_app(
        Site(database=made.database, frameworks=frameworks, now=lambda: NOW, reader=team)
    ).test_client() as lead:
        for number, text in enumerate((APPROVED, WAITING, WAITING + "\n"), start=1):
            how = Instructions(by="officer", at=NOW - timedelta(days=5 - number), approve=number == 1)
            assert load(made.database, frameworks[0], [UploadedFile("q1.csv", text.encode())], how).kept
            if number == 2:
                _returned(lead)
    return made


def _returned(lead: FlaskClient) -> None:
    form = {"version": "2", "seen": "submitted", "state": "returned", "by": "lead", "comment": "Not 8822"}
    assert lead.post("/p/WELLS/reports/NORTH/2023-Q1/decision", data=form).status_code == 303


def read(browser: FlaskClient, path: str) -> str:
    answer = browser.get(f"/p/WELLS{path}")
    assert answer.status_code == 200, path
    return re.sub(r'"[0-9a-f]{16,}"|[0-9a-f]{40,}', "", answer.text)


def told(browser: FlaskClient, words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Which of some words stand on which page or download."""
    texts = {path: read(browser, path) for path in PATHS}
    return {(path, word) for path, text in texts.items() for word in words if word in text}


def test_donors_read_neither_small_cells_and_their_neighbours_nor_what_is_not_approved(tmp_path: Path) -> None:
    with create_app(site_of(tmp_path, "donor")).test_client() as browser:
        assert told(browser, (*SECRETS, *DRAFTS)) == set()
        assert "&lt;5" in read(browser, "/indicators/1")
        assert "<5" in read(browser, "/tables/breakdown.csv")


def test_evaluators_read_the_cells_but_nothing_that_is_not_approved(tmp_path: Path) -> None:
    with create_app(site_of(tmp_path, "evaluator")).test_client() as browser:
        assert told(browser, DRAFTS) == set()
        assert "6547" in read(browser, "/tables/breakdown.csv")


@pytest.mark.parametrize("words", ["8822", "Not 8822", "drafted reasons", "draft proof"])
def test_officers_read_all_of_it(tmp_path: Path, words: str) -> None:
    with create_app(site_of(tmp_path, "officer")).test_client() as browser:
        assert told(browser, (words,))
