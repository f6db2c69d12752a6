"""Doubts about reports on their pages: seen, put aside with a reason, open again when the report says something else."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.reports.flags import open_flags
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.intake import load
from loaders.outcome import Instructions
from tests.dashboard.readers import reader
from tests.dashboard.reports.test_upload import accept, page, send, standing
from tests.dashboard.sites import view
from tests.dashboard.wells import Clock, site_of_wells

FIRST = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,female,60\n1,2023-Q1,NORTH,male,40\n2,2023-Q1,NORTH,,3\n"
SECOND = "indicator,period,reporter,sex,value\n1,2023-Q2,NORTH,,90\n2,2023-Q2,NORTH,,4\n"
THIRD = SECOND.replace(",,90", ",,95")
REPORT = "/p/WELLS/reports/NORTH/2023-Q2"
IN_TIME = datetime(2023, 7, 5, 8, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two reports; the second one gives a total where there were women and men."""
    clock = Clock()
    clock.moment = IN_TIME
    made = site_of_wells(tmp_path, clock)
    take(made, FIRST, datetime(2023, 4, 5, tzinfo=UTC))
    take(made, SECOND, IN_TIME - timedelta(hours=1))
    return made


def take(site: Site, text: str, at: datetime = IN_TIME) -> None:
    files = [UploadedFile("north.csv", text.encode())]
    assert load(site.database, site.frameworks[0], files, Instructions(by="officer", at=at)).kept


def quality(browser: FlaskClient, query: str = "") -> str:
    """The section of the report's page, empty where there is none."""
    html = browser.get(REPORT + query).text.partition("</main>")[0]
    return unescape("".join(re.findall(r'<section class="part quality">.*?</section>', html, re.DOTALL)))


def key(browser: FlaskClient) -> str:
    found = re.search(r'name="flag" value="([^"]+)"', quality(browser))
    assert found
    return found[1]


def dismiss(browser: FlaskClient, flag: str, reason: str = "Counted by phone", **form: str) -> TestResponse:
    return browser.post(f"{REPORT}/flags", data={"flag": flag, "reason": reason, **form}, by="M&E officer")


def shown(site: Site) -> dict[tuple[str, str], int]:
    return dict(open_flags(view(site, "/p/WELLS/reports")))


def test_a_report_shows_what_calls_for_a_second_look(browser: FlaskClient) -> None:
    html = quality(browser)
    assert "1 point is worth a second look" in html
    assert "The disaggregation given in 2023-Q1 is missing: Sex." in html
    assert 'href="/p/WELLS/indicators/1"' in html


def test_putting_aside_needs_a_reason_and_keeps_it(browser: FlaskClient, site: Site) -> None:
    answer = dismiss(browser, key(browser))
    assert (answer.status_code, answer.headers["Location"]) == (303, REPORT)
    html = quality(browser)
    assert "Nothing in this report calls for a second look." in html
    assert "1 point was put aside" in html
    assert "Put aside for version 1 on 5 Jul 2023 by M&E officer:</span> <q>Counted by phone</q>" in html
    assert shown(site) == {}


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_put_aside(browser: FlaskClient, site: Site, reason: str) -> None:
    answer = dismiss(browser, key(browser), reason)
    assert answer.headers["Location"] == f"{REPORT}?doubt=no_reason"
    html = quality(browser, "?doubt=no_reason")
    assert "Say why: without a reason nothing is put aside." in html
    assert shown(site) == {("NORTH", "2023-Q2"): 1}


def test_a_new_version_that_says_the_same_leaves_it_aside(browser: FlaskClient, site: Site) -> None:
    dismiss(browser, key(browser))
    take(site, SECOND.replace(",,4", ",,5"))
    assert "Put aside for version 1" in quality(browser)
    assert shown(site) == {}


def test_a_new_version_with_another_number_opens_it_again(browser: FlaskClient, site: Site) -> None:
    dismiss(browser, key(browser))
    take(site, THIRD)
    assert "1 point is worth a second look" in quality(browser)
    assert shown(site) == {("NORTH", "2023-Q2"): 1}


def test_a_doubt_that_is_gone_meanwhile_is_not_put_aside(browser: FlaskClient, site: Site) -> None:
    former = key(browser)
    take(site, THIRD)
    assert dismiss(browser, former).headers["Location"] == f"{REPORT}?doubt=gone"
    assert "The report has changed meanwhile" in quality(browser, "?doubt=gone")


def test_putting_aside_twice_keeps_the_first_reason(browser: FlaskClient) -> None:
    flag = key(browser)
    dismiss(browser, flag, "First")
    dismiss(browser, flag, "Second")
    assert "<q>First</q>" in quality(browser)


def test_whose_report_it_is_and_which_must_be_there(browser: FlaskClient) -> None:
    for path in ("/p/OTHER/reports/NORTH/2023-Q2", "/p/WELLS/reports/SOUTH/2023-Q2", "/p/WELLS/reports/NORTH/2031-Q1"):
        assert browser.post(f"{path}/flags", data={"flag": "x", "reason": "y"}).status_code == 404
    assert dismiss(browser, "falls:1:0000").headers["Location"] == f"{REPORT}?doubt=gone"


def test_a_page_of_another_site_cannot_put_anything_aside(browser: FlaskClient, site: Site) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}
    form = {"flag": key(browser), "reason": "x"}
    assert browser.post(f"{REPORT}/flags", data=form, headers=elsewhere).status_code == 403
    assert shown(site) == {("NORTH", "2023-Q2"): 1}


def test_the_language_stays(browser: FlaskClient) -> None:
    html = quality(browser, "?lang=ru")
    assert f'action="{REPORT}/flags?lang=ru"' in html
    answer = browser.post(f"{REPORT}/flags?lang=ru", data={"flag": key(browser), "reason": "Да"})
    assert answer.headers["Location"] == f"{REPORT}?lang=ru"


def test_what_is_typed_is_shown_as_text(browser: FlaskClient) -> None:
    dismiss(browser, key(browser), "<script>alert(1)</script>")
    assert "<q>&lt;script&gt;" in browser.get(REPORT).text


def test_while_looking_at_the_past_nothing_can_be_put_aside(browser: FlaskClient) -> None:
    dismiss(browser, key(browser))
    html = quality(browser, "?known_at=2023-07-05T07:30:00Z")
    assert "1 point is worth a second look" in html
    assert "<form" not in html


def test_donors_have_no_doubts_to_look_after(site: Site) -> None:
    donor = replace(site, reader=reader("donor"))
    with create_app(donor).test_client() as client:
        assert quality(client) == ""
        assert client.post(f"{REPORT}/flags", data={"flag": "x", "reason": "y"}).status_code == 403
    assert shown(donor) == {}


def test_a_report_that_has_not_come_has_no_doubts(browser: FlaskClient) -> None:
    assert 'class="part quality"' not in browser.get("/p/WELLS/reports/SOUTH/2023-Q2").text


def test_a_late_report_says_by_how_many_days(browser: FlaskClient, site: Site) -> None:
    take(site, SECOND.replace("NORTH", "SOUTH"), datetime(2023, 8, 31, tzinfo=UTC))
    html = browser.get(REPORT.replace("NORTH", "SOUTH")).text
    assert "The report came 32 days late; it was due by 30 Jul 2023." in html
    assert "The whole report" in html


def test_an_upload_shows_its_doubts_and_can_be_accepted_all_the_same(browser: FlaskClient, site: Site) -> None:
    sent = send(browser, THIRD)
    html = page(browser, sent)
    assert "Worth a second look" in html
    assert "given in 2023-Q1 is missing" in html
    kept = page(browser, accept(browser, sent, standing(html)))
    assert "is kept" in kept
    assert 'href="/p/WELLS/reports/NORTH/2023-Q2"' in kept
    assert shown(site) == {("NORTH", "2023-Q2"): 1}


def test_an_upload_without_doubts_says_nothing_of_them(browser: FlaskClient) -> None:
    assert "Worth a second look" not in page(browser, send(browser, FIRST.replace(",60", ",61")))


def test_what_was_put_aside_is_not_shown_to_the_next_upload(browser: FlaskClient) -> None:
    dismiss(browser, key(browser))
    assert "Worth a second look" not in page(browser, send(browser, SECOND.replace(",,4", ",,5")))


def test_an_upload_of_several_reports_names_the_report_of_each_doubt(browser: FlaskClient) -> None:
    html = page(browser, send(browser, FIRST.replace("2023-Q1", "2023-Q3") + THIRD.partition("\n")[2]))
    assert "Worth a second look" in html
    assert '<span class="quiet">2023-Q3 · Northern office</span>' not in html
    both = THIRD + THIRD.partition("\n")[2].replace("2023-Q2", "2023-Q3")
    html = page(browser, send(browser, both))
    assert '<span class="quiet">2023-Q2 · Northern office</span>' in html
    assert '<span class="quiet">2023-Q3 · Northern office</span>' in html
