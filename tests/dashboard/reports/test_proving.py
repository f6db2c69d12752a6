"""Evidence on the page of a report: links and files, added, shown, downloaded and withdrawn."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.reports import proving
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.evidence_files import MOST_BYTES
from loaders.intake import load
from loaders.outcome import Instructions
from store.evidence import listed
from tests.dashboard.readers import reader
from tests.dashboard.reports.remarks import PAGE, links, main_of
from tests.dashboard.wells import NOW, Clock, site_of_wells

REPORT = """indicator,period,reporter,value,evidence
1,2023-Q1,NORTH,100,https://example.org/photos
2,2023-Q1,NORTH,1,
1,2023-Q1,SOUTH,10,
"""
PDF = b"%PDF-1.7 names"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = site_of_wells(tmp_path, Clock())
    sent = [UploadedFile("q1.csv", REPORT.encode())]
    assert load(made.database, made.frameworks[0], sent, Instructions(by="officer", at=NOW)).kept
    return made


def prove(browser: FlaskClient, data: bytes | None = None, name: str = "list.pdf", **form: str) -> TestResponse:
    fields: dict[str, object] = {"indicator": "2", **form}
    if data is not None:
        fields["file"] = (io.BytesIO(data), name)
    return browser.post(f"{PAGE}/evidence", data=fields, content_type="multipart/form-data", by="Anna")


def after(browser: FlaskClient, answer: TestResponse) -> str:
    assert answer.status_code == 303
    return main_of(browser, answer.headers["Location"])


def kept(site: Site) -> list[str]:
    with site.database.reading() as connection:
        return [each.title for each in listed(connection, site.projects[0])]


def download(html: str) -> str:
    found = re.search(r'href="(/p/WELLS/evidence/\d+)"', html)
    assert found
    return found[1]


def test_a_file_is_kept_and_downloaded_as_it_was_sent(browser: FlaskClient) -> None:
    html = after(browser, prove(browser, PDF, "Список.pdf", title="Attendance list"))
    assert "The evidence is kept." in html
    assert "added by Anna, 10 May 2023" in html
    answer = browser.get(download(html))
    assert answer.data == PDF
    assert answer.content_type == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "%D0%A1%D0%BF%D0%B8%D1%81%D0%BE%D0%BA.pdf" in answer.headers["Content-Disposition"]


def test_a_link_opens_elsewhere_without_saying_from_where(browser: FlaskClient) -> None:
    html = after(browser, prove(browser, link="https://example.org/list?a=1"))
    outward = 'href="https://example.org/list?a=1" rel="noopener noreferrer" target="_blank"'
    assert links(html)[outward] == "example.org/list"


@pytest.mark.parametrize(
    ("data", "link", "said"),
    [
        (None, "", "Choose a file or write a link"),
        (None, "javascript:alert(1)", "A link starts with https://"),
        (b"<script>alert(1)</script>", "", "The file is no PDF"),
    ],
)
def test_other_things_are_refused_with_a_sentence(
    browser: FlaskClient, site: Site, data: bytes | None, link: str, said: str
) -> None:
    assert said in after(browser, prove(browser, data, link=link))
    assert kept(site) == []


def test_a_file_beyond_the_limit_is_refused(browser: FlaskClient, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES == 10_000_000
    monkeypatch.setattr(proving, "MOST_BYTES", len(PDF))
    assert "The evidence is kept." in after(browser, prove(browser, PDF))
    assert "The file is larger than 10 MB" in after(browser, prove(browser, PDF + b"."))
    assert len(kept(site)) == 1


def test_a_file_is_named_as_what_it_is(browser: FlaskClient, site: Site) -> None:
    prove(browser, PDF, "..\\folder/list.html")
    assert kept(site) == ["list.html.pdf"]


def test_the_share_of_figures_with_evidence_is_told(browser: FlaskClient) -> None:
    assert "1 of 2 figures have evidence (50 %)" in main_of(browser, PAGE)
    prove(browser, PDF)
    assert "2 of 2 figures have evidence (100 %)" in main_of(browser, PAGE)
    assert "2 of 3 figures have evidence (67 %)" in main_of(browser, "/p/WELLS/reports")


def test_what_the_file_of_the_report_names_is_shown(browser: FlaskClient) -> None:
    html = main_of(browser, PAGE)
    assert 'href="https://example.org/photos" rel="noopener noreferrer" target="_blank"' in links(html)
    assert "in the report’s file" in html


def test_withdrawn_evidence_is_neither_shown_nor_given_out(browser: FlaskClient, site: Site) -> None:
    address = download(after(browser, prove(browser, PDF)))
    number = address.rpartition("/")[2]
    answer = browser.post(f"{PAGE}/evidence/{number}/withdraw", by="Boris")
    assert "The evidence is withdrawn" in after(browser, answer)
    assert browser.get(address).status_code == 404
    assert browser.post(f"{PAGE}/evidence/{number}/withdraw").status_code == 404
    assert kept(site) == []


@pytest.mark.parametrize("number", ["0", "99", "9999999999999999999999"])
def test_evidence_that_is_not_there_is_not_found(browser: FlaskClient, number: str) -> None:
    assert browser.get(f"/p/WELLS/evidence/{number}").status_code == 404
    assert browser.get(f"/p/OTHER/evidence/{number}").status_code == 404
    assert browser.post(f"{PAGE}/evidence/{number}/withdraw").status_code == 404


def test_an_unknown_indicator_or_report_takes_no_evidence(browser: FlaskClient, site: Site) -> None:
    assert prove(browser, PDF, indicator="9").status_code == 400
    fields = {"indicator": "2", "link": "https://example.org"}
    assert browser.post("/p/WELLS/reports/SOUTH/2023-Q2/evidence", data=fields).status_code == 404
    assert browser.post("/p/OTHER/reports/NORTH/2023-Q1/evidence", data=fields).status_code == 404
    assert kept(site) == []


def test_a_title_of_a_stranger_stays_text(browser: FlaskClient) -> None:
    html = after(browser, prove(browser, PDF, title="<script>alert(1)</script>"))
    assert "<script>alert" not in html


def test_who_only_reads_sees_evidence_and_changes_none(browser: FlaskClient, site: Site) -> None:
    address = download(after(browser, prove(browser, PDF)))
    with create_app(replace(site, reader=reader("donor"))).test_client() as donor:
        assert prove(donor, PDF).status_code == 403
        assert donor.post(f"{PAGE}/evidence/1/withdraw").status_code == 403
        assert donor.get(address).data == PDF
        assert 'method="post"' not in main_of(donor, PAGE).partition("<main")[2]
