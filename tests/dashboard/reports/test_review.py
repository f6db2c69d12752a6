"""The pages of reports and their review: states, versions, files, decisions."""

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.site import Site
from framework.model import UploadedFile
from framework.problems import refuses
from loaders.intake import load
from loaders.outcome import Instructions
from store.record import read_record
from tests.dashboard.readers import reader
from tests.dashboard.wells import BETTER, GOOD, Clock, site_of_wells

REPORT = "/p/WELLS/reports/NORTH/2023-Q1"
QUEUE = "/p/WELLS/reports/review"
HOSTILE = "indicator,period,reporter,value\n2,2023-Q1,SOUTH,1\n# <script>alert(1)</script>,,,\n"


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    return site_of_wells(tmp_path, clock, review=True)


@pytest.fixture
def unreviewed(tmp_path: Path, clock: Clock) -> Site:
    return site_of_wells(tmp_path, clock)


def sent(site: Site, text: str = GOOD, name: str = "north.csv", by: str = "Monitoring officer") -> None:
    how = Instructions(by=by, at=site.now())
    outcome = load(site.database, site.frameworks[0], [UploadedFile(name, text.encode())], how)
    assert not refuses(outcome.problems)


def decide(browser: FlaskClient, state: str, version: int = 1, seen: str = "submitted", **more: str) -> TestResponse:
    return browser.post(
        f"{REPORT}/decision", data={"version": str(version), "seen": seen, "state": state, **more}, by="M&E lead"
    )


def content(answer: TestResponse) -> str:
    """What the page says, without its frame."""
    return answer.text.partition("<main")[2].partition("</main>")[0]


def page(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return content(answer)


def statuses(site: Site) -> list[tuple[int, str, str | None]]:
    record = read_record(site.database, site.projects[0])
    return [(each.number, each.status, each.comment) for each in record.versions]


def test_every_report_has_a_cell_that_says_its_state_and_leads_to_its_page(browser: FlaskClient, site: Site) -> None:
    sent(site)
    html = page(browser, "/p/WELLS/reports")
    cells = re.findall(r'<td class="slot is-(\w+)"[^>]*><a [^>]*href="([^"]+)"', html)
    assert cells[:2] == [("waiting", "/p/WELLS/reports/NORTH/2023-Q1"), ("not_due", "/p/WELLS/reports/NORTH/2023-Q2")]
    assert ("late", "/p/WELLS/reports/SOUTH/2023-Q1") in cells
    assert "Northern office · 2023-Q1: waits for review; received 10 days late" in html
    assert "Southern office · 2023-Q1: late by 10 days; it was due on 30 Apr 2023" in html


def test_the_page_says_first_what_needs_to_be_done(browser: FlaskClient, site: Site) -> None:
    sent(site)
    html = page(browser, "/p/WELLS/reports").partition("Calendar of reports")[0]
    assert "1 report is late" in html
    assert f'<a class="to-review" href="{QUEUE}">1 report waits for review</a>' in html
    assert ">Review (1)<" in html


def test_the_tab_says_how_many_wait(browser: FlaskClient, site: Site) -> None:
    assert "waiting-count" not in browser.get("/p/WELLS").text
    sent(site)
    assert 'class="waiting-count"' in browser.get("/p/WELLS").text


def test_years_that_have_not_begun_are_not_shown(browser: FlaskClient) -> None:
    html = page(browser, "/p/WELLS/reports")
    assert "2023-Q4" in html
    assert "2024-Q1" not in html


def test_a_file_comes_back_byte_for_byte_as_a_download(browser: FlaskClient, site: Site) -> None:
    sent(site, HOSTILE, "<script>.csv")
    answer = browser.get("/p/WELLS/reports/SOUTH/2023-Q1/files/1/1")
    assert answer.data == HOSTILE.encode()
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    html = page(browser, "/p/WELLS/reports/SOUTH/2023-Q1")
    assert sha256(HOSTILE.encode()).hexdigest() in html
    assert "<script>" not in html


@pytest.mark.parametrize("path", ["2/1", "1/2", "1/0", "0/1", "1/99999999999", "x/1"])
def test_a_file_that_did_not_come_is_not_there(browser: FlaskClient, site: Site, path: str) -> None:
    sent(site)
    assert browser.get(f"{REPORT}/files/{path}").status_code == 404


def test_the_newest_two_versions_are_compared_unless_the_address_says_others(browser: FlaskClient, site: Site) -> None:
    sent(site)
    assert "What changed" not in page(browser, REPORT)
    sent(site, BETTER)
    sent(site, GOOD.replace("60", "61"))
    assert "1 new figure, 2 changed, 1 gone" in page(browser, f"{REPORT}?from=1&to=2")
    newest = page(browser, REPORT)
    assert re.findall(r"<option selected[^>]*>version (\d)", newest) == ["2", "3"]
    assert "What version 3 says" in newest
    assert "101 people" in newest


@pytest.mark.parametrize(("query", "status"), [("to=9", 404), ("from=9&to=1", 404), ("to=x", 400), ("from=0", 400)])
def test_versions_that_cannot_be_are_refused(browser: FlaskClient, site: Site, query: str, status: int) -> None:
    sent(site)
    assert browser.get(f"{REPORT}?{query}").status_code == status


def test_the_queue_shows_what_approving_changes_for_donors(browser: FlaskClient, site: Site) -> None:
    sent(site)
    html = page(browser, QUEUE)
    assert "Version 1, sent on 10 May 2023 by Monitoring officer" in html
    assert "no version of it was approved before" in html
    assert re.search(r'class="before">nothing<.*?class="after">100 people<', html)


def test_the_queue_has_those_that_came_first_first(browser: FlaskClient, site: Site, clock: Clock) -> None:
    sent(site, HOSTILE, "south.csv")
    clock.moment += timedelta(days=1)
    sent(site)
    html = page(browser, QUEUE)
    assert html.index("Southern office") < html.index("Northern office")


def test_an_approved_report_leaves_the_queue_and_counts_for_donors(browser: FlaskClient, site: Site) -> None:
    sent(site)
    answer = decide(browser, "approved", back="review")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{QUEUE}?notice=approved"
    html = page(browser, answer.headers["Location"])
    assert "The report was approved" in html
    assert "No report waits for review." in html
    assert read_record(site.database, site.projects[0], role="donor").statements


def test_a_report_is_returned_with_a_comment_that_the_officer_sees(browser: FlaskClient, site: Site) -> None:
    sent(site)
    answer = decide(browser, "returned", comment="Where are\r\nthe men?")
    assert answer.headers["Location"] == f"{REPORT}?notice=returned"
    html = page(browser, REPORT)
    assert "Returned by M&amp;E lead." in html
    assert '<p class="return-reason">Where are\nthe men?</p>' in html
    assert "1 report was returned" in page(browser, "/p/WELLS/reports")
    assert statuses(site) == [(1, "returned", "Where are\nthe men?")]


@pytest.mark.parametrize("comment", ["", " \r\n ", "x" * 4001])
def test_a_return_without_a_comment_or_with_a_book_is_refused_and_keeps_what_was_typed(
    browser: FlaskClient, site: Site, comment: str
) -> None:
    sent(site)
    answer = decide(browser, "returned", comment=comment)
    assert answer.status_code == 400
    assert "othing was decided" in content(answer)
    assert f">{comment.strip()}</textarea>" in content(answer)
    assert statuses(site) == [(1, "submitted", None)]


def test_a_decision_on_a_version_that_was_replaced_meanwhile_is_not_applied_and_says_so(
    browser: FlaskClient, site: Site
) -> None:
    sent(site)
    sent(site, BETTER, by="Colleague")
    answer = decide(browser, "returned", comment="Check the men")
    assert answer.status_code == 409
    html = content(answer)
    assert "Your decision was not applied" in html
    assert ">Check the men</textarea>" in html
    assert 'name="version" value="2"' in html
    assert "Colleague" in html
    assert [status for _, status, _ in statuses(site)] == ["submitted", "submitted"]


def test_a_decision_on_what_a_colleague_decided_meanwhile_is_not_applied(browser: FlaskClient, site: Site) -> None:
    sent(site)
    decide(browser, "approved")
    assert decide(browser, "returned", comment="Check").status_code == 409
    assert statuses(site) == [(1, "approved", None)]


def test_an_approval_can_be_taken_back_with_a_comment_and_is_remembered(browser: FlaskClient, site: Site) -> None:
    sent(site)
    decide(browser, "approved")
    assert "Take the approval back, with a comment" in page(browser, REPORT)
    assert decide(browser, "returned", seen="approved", comment="Counted twice").status_code == 303
    assert not read_record(site.database, site.projects[0], role="donor").statements
    log = page(browser, REPORT).partition("What was decided")[2]
    assert log.index("Counted twice") < log.index("version 1 approved") < log.index("version 1 received")


@pytest.mark.parametrize(
    "form",
    [
        {"version": "x"},
        {"version": "0"},
        {"state": "accepted"},
        {"state": "submitted"},
        {"seen": "approved", "state": "approved"},
        {"seen": "lost"},
    ],
)
def test_a_form_that_no_page_has_is_refused(browser: FlaskClient, site: Site, form: dict[str, str]) -> None:
    sent(site)
    whole = {"version": "1", "seen": "submitted", "state": "approved", **form}
    assert browser.post(f"{REPORT}/decision", data=whole).status_code == 400
    assert statuses(site) == [(1, "submitted", None)]


@pytest.mark.parametrize("report", ["SOUTH/2023-Q1", "NORTH/2023-Q2", "EAST/2023-Q1", "NORTH/2031-Q1"])
def test_a_report_that_never_came_takes_no_decision(browser: FlaskClient, site: Site, report: str) -> None:
    sent(site)
    data = {"version": "1", "seen": "submitted", "state": "approved"}
    assert browser.post(f"/p/WELLS/reports/{report}/decision", data=data).status_code == 404
    assert browser.post(f"/p/OTHER/reports/{report}/decision", data=data).status_code == 404


def test_another_site_cannot_decide(browser: FlaskClient, site: Site) -> None:
    sent(site)
    data = {"version": "1", "seen": "submitted", "state": "approved"}
    answer = browser.post(f"{REPORT}/decision", data=data, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert statuses(site) == [(1, "submitted", None)]


def test_those_who_see_approved_figures_only_have_no_files_queue_or_decisions(site: Site) -> None:
    sent(site)
    donors = Site(database=site.database, frameworks=site.frameworks, now=site.now, reader=reader("donor"))
    with create_app(donors).test_client() as browser:
        assert browser.get(QUEUE).status_code == 403
        assert browser.get(f"{REPORT}/files/1/1").status_code == 403
        assert decide(browser, "approved").status_code == 403
        html = page(browser, REPORT)
    assert "100 people" not in html
    assert "<form" not in html
    assert statuses(site) == [(1, "submitted", None)]


def test_a_project_without_review_says_that_reports_count_at_once(unreviewed: Site) -> None:
    sent(unreviewed)
    with create_app(unreviewed).test_client() as browser:
        assert "Reports of this project are not reviewed." in page(browser, QUEUE)
        assert "Review (" not in page(browser, "/p/WELLS/reports")
        assert "What was decided" not in page(browser, REPORT)
        assert decide(browser, "approved", seen="submitted").status_code == 400
    assert statuses(unreviewed) == [(1, "accepted", None)]


def test_all_of_it_speaks_russian_where_it_is_asked_to(browser: FlaskClient, site: Site) -> None:
    sent(site)
    answer = browser.post(f"{REPORT}/decision?lang=ru", data={"version": "1", "seen": "submitted", "state": "approved"})
    assert answer.headers["Location"] == f"{REPORT}?lang=ru&notice=approved"
