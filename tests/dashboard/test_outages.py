"""What readers and officers meet while the database cannot be used, and that nothing is half-written then."""

import io
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.calls import Call
from dashboard.cli import run
from dashboard.site import Site
from store import database as store_database
from store.beside import upload
from store.record import read_record
from store.verification import differences
from tests.dashboard.wells import FRAMEWORK, GOOD, Clock, site_of_wells
from tests.disks import full_disk

LARGE = GOOD + ",,,,\n" * 20_000
CANNOT = "The database cannot be used"
SAID_ONCE = "There is no room"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = site_of_wells(tmp_path, Clock())
    yield made
    made.database.close()


@pytest.fixture
def browser(site: Site) -> Iterator[FlaskClient]:
    with create_app(site).test_client() as client:
        yield client


def send(browser: FlaskClient, text: str = LARGE, **headers: str) -> TestResponse:
    return browser.post("/p/WELLS/uploads", data={"file": (io.BytesIO(text.encode()), "a.csv")}, headers=headers)


def waiting(site: Site) -> int:
    with site.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(upload)).scalar_one()


def nothing_is_kept(site: Site) -> bool:
    whole = differences(site.database, site.projects) == []
    return whole and read_record(site.database, site.projects[0]).versions == []


def accept(browser: FlaskClient, sent: TestResponse, standing: str) -> TestResponse:
    token = sent.headers["Location"].rpartition("upload=")[2]
    return browser.post(f"/p/WELLS/uploads/{token}/accept", data={"standing": standing})


def test_an_upload_for_which_there_is_no_room_leaves_nothing(browser: FlaskClient, site: Site) -> None:
    with full_disk():
        answer = send(browser)
    assert answer.status_code == 507
    assert "no room left on the server" in answer.text
    assert waiting(site) == 0
    assert send(browser).status_code == 303


def test_a_script_is_told_why_in_its_language(browser: FlaskClient) -> None:
    with full_disk():
        answer = send(browser, Accept="application/json")
    assert (answer.status_code, list(answer.json or {})) == (507, ["trouble"])


def test_a_report_for_which_there_is_no_room_waits_on_and_is_accepted_later(browser: FlaskClient, site: Site) -> None:
    sent = send(browser)
    with full_disk():
        assert accept(browser, sent, "0").status_code == 507
    assert nothing_is_kept(site)
    assert "a.csv is kept" in browser.get(accept(browser, sent, "0").headers["Location"]).text
    assert len(read_record(site.database, site.projects[0]).versions) == 1
    assert differences(site.database, site.projects) == []


def test_a_full_disk_is_one_sentence_in_the_log(browser: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with full_disk(), caplog.at_level(logging.ERROR):
        send(browser)
    assert [record.message.startswith(f"At /p/WELLS/uploads: {SAID_ONCE}") for record in caplog.records] == [True]
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("command", ["load", "apply"])
def test_a_command_for_which_there_is_no_room_says_so(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = site_of_wells(tmp_path, Clock())
    framework, report = tmp_path / "large.yaml", tmp_path / "report.csv"
    framework.write_text(FRAMEWORK + "# a long story\n" * 1000, "utf-8")
    report.write_text(LARGE, "utf-8")
    arguments = ["-f", str(framework), "--database", f"sqlite:///{site.database.place}", command]
    arguments += [str(report)] if command == "load" else []
    with full_disk():
        assert run(arguments, Call()) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert SAID_ONCE in line
    assert nothing_is_kept(site)
    assert run(arguments, Call()) == 0
    site.database.close()


def test_while_somebody_keeps_the_database_locked_pages_are_there_and_nothing_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(store_database, "WAIT_SECONDS", 0.2)
    site = site_of_wells(tmp_path, Clock())
    browser = create_app(site).test_client()
    with closing(sqlite3.connect(site.database.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = send(browser)
        assert browser.get("/p/WELLS").status_code == 200
    assert answer.status_code == 503
    assert CANNOT in answer.text
    assert "in use by another process" in caplog.text
    assert send(browser).status_code == 303
    site.database.close()


@pytest.mark.parametrize("path", ["/p/WELLS", "/p/WELLS/reports/upload", "/p/WELLS/tables/indicators.csv", "/readyz"])
def test_a_database_that_was_deleted_is_told(
    browser: FlaskClient, site: Site, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert browser.get("/p/WELLS").status_code == 200
    Path(site.database.place).unlink()
    answer = browser.get(path)
    assert answer.status_code == 503
    assert CANNOT in answer.text
    assert site.database.place not in answer.text
    assert "was moved or deleted" in caplog.text
    assert send(browser).status_code == 503
    assert not Path(site.database.place).exists()


def test_a_database_that_is_put_back_is_used_again(browser: FlaskClient, site: Site, tmp_path: Path) -> None:
    send(browser)
    path, aside = Path(site.database.place), tmp_path / "aside.sqlite"
    site.database.close()
    shutil.copy(path, aside)
    path.unlink()
    assert browser.get("/p/WELLS").status_code == 503
    aside.rename(path)
    assert browser.get("/p/WELLS").status_code == 200
    assert waiting(site) == 1


def test_a_callback_that_needs_the_database_says_that_it_cannot(browser: FlaskClient, site: Site) -> None:
    Path(site.database.place).unlink()
    ends = [{"id": "page", "property": "children"}, {"id": "head", "property": "data"}]
    asked = [{"id": "address", "property": name, "value": "/p/WELLS"} for name in ("pathname", "search")]
    body = {"output": "..page.children...head.data..", "outputs": ends, "inputs": asked, "changedPropIds": []}
    answer = browser.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert CANNOT in answer.text


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody who may only read")
def test_a_database_that_may_only_be_read_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with TemporaryDirectory() as folder:
        site = site_of_wells(Path(folder), Clock())
        browser = create_app(site).test_client()
        site.database.close()
        for path in (*Path(folder).iterdir(), Path(folder)):
            path.chmod(0o555)
        os.seteuid(65534)
        try:
            answer = send(browser)
        finally:
            os.seteuid(0)
        site.database.close()
    assert answer.status_code == 503
    assert CANNOT in answer.text
    assert "permission" in caplog.text or "cannot be opened" in caplog.text
