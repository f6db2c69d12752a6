"""The officer's upload: problems, preview, accept, discard, and all that may go wrong on the way."""

import io
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from dashboard.reports.previews import current_mark
from dashboard.site import Site
from dashboard.staging import LIFETIME
from store.beside import upload_part
from store.record import read_record
from tests.dashboard.wells import BAD, BETTER, GOOD, NOW, Clock


def send(browser: FlaskClient, text: str = GOOD, name: str = "north.csv", **form: str) -> TestResponse:
    fields = {"file": (io.BytesIO(text.encode()), name), **form}
    return browser.post("/p/WELLS/uploads", data=fields, content_type="multipart/form-data")


def page(browser: FlaskClient, answer: TestResponse) -> str:
    """The page that an answer leads to, without what stands below."""
    assert answer.status_code == 303
    return browser.get(answer.headers["Location"]).text.partition("</main>")[0]


def token(answer: TestResponse) -> str:
    return parse_qs(urlsplit(answer.headers["Location"]).query)["upload"][0]


def standing(html: str) -> str:
    found = re.search(r'name="standing" value="(\w+)"', html)
    assert found
    return found[1]


def accept(browser: FlaskClient, sent: TestResponse, shown: str, by: str = "officer") -> TestResponse:
    form = {"standing": shown, "unexplained": "yes"}
    return browser.post(f"/p/WELLS/uploads/{token(sent)}/accept", data=form, by=by)


def accepted(browser: FlaskClient, text: str = GOOD, by: str = "officer") -> TestResponse:
    sent = send(browser, text)
    return accept(browser, sent, standing(page(browser, sent)), by)


def kept(site: Site) -> list[tuple[str, str, int, str]]:
    record = read_record(site.database, site.projects[0])
    return [(each.reporter, each.period.label, each.number, each.uploaded_by) for each in record.versions]


def bytes_that_wait(site: Site) -> int:
    with site.database.reading() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(func.length(upload_part.c.data)), 0))).scalar_one())


def test_the_page_offers_a_file_field_the_template_and_the_reports_that_are_due(browser: FlaskClient) -> None:
    html = browser.get("/p/WELLS/reports/upload").text
    assert '<input type="file" name="file"' in html
    assert 'action="/p/WELLS/template.csv"' in html
    assert browser.get("/p/WELLS/reports").text.count("(late by 10 days)") == 2


def test_a_report_has_a_page_with_its_versions(browser: FlaskClient) -> None:
    accepted(browser, by="Officer")
    accepted(browser, BETTER, by="Another officer")
    html = browser.get("/p/WELLS/reports/NORTH/2023-Q1").text
    assert html.index("Another officer") < html.index(">Officer<")


@pytest.mark.parametrize("report", ["EAST/2023-Q1", "NORTH/2031-Q1"])
def test_a_report_that_cannot_be_has_no_page(browser: FlaskClient, report: str) -> None:
    assert browser.get(f"/p/WELLS/reports/{report}").status_code == 404


def test_a_good_file_is_previewed_and_not_kept(browser: FlaskClient, site: Site) -> None:
    html = page(browser, send(browser))
    assert "What north.csv changes" in html
    assert "3 new figures" in html
    assert "People with water" in html
    assert ">100 people<" in html
    assert "Read as UTF-8, cells between commas" in html
    assert kept(site) == []


def test_a_long_list_of_figures_is_folded_so_that_the_decision_is_in_sight(
    browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '<details class="folded" open' in page(browser, send(browser))
    monkeypatch.setattr("dashboard.pages.upload.UNFOLDED", 2)
    assert '<details class="folded"><summary>3 new figures' in page(browser, send(browser))


def test_a_report_that_has_not_come_leads_to_where_it_is_sent(browser: FlaskClient) -> None:
    html = browser.get("/p/WELLS/reports/NORTH/2023-Q1").text.partition("</main>")[0]
    assert "No report has come for this period." in html
    assert 'href="/p/WELLS/reports/upload"' in html


def test_the_preview_stays_at_its_address(browser: FlaskClient) -> None:
    sent = send(browser)
    assert page(browser, sent) == page(browser, sent)


def test_accepting_keeps_the_report_and_says_what_moved(browser: FlaskClient, site: Site) -> None:
    html = page(browser, accepted(browser, by="M&E officer, Dushanbe"))
    assert "north.csv is kept" in html
    assert 'href="/p/WELLS/indicators/1"' in html
    assert 'href="/p/WELLS/reports/NORTH/2023-Q1"' in html
    assert kept(site) == [("NORTH", "2023-Q1", 1, "M&E officer, Dushanbe")]


def test_accepting_twice_keeps_once(browser: FlaskClient, site: Site) -> None:
    sent = send(browser)
    shown = standing(page(browser, sent))
    accept(browser, sent, shown)
    assert "north.csv is kept" in page(browser, accept(browser, sent, shown))
    assert len(kept(site)) == 1


def test_discarding_keeps_nothing_and_forgets_the_bytes(browser: FlaskClient, site: Site) -> None:
    sent = send(browser)
    answer = browser.post(f"/p/WELLS/uploads/{token(sent)}/discard")
    assert "nothing was kept" in page(browser, answer)
    assert "north.csv was discarded" in page(browser, sent)
    assert kept(site) == []
    assert bytes_that_wait(site) == 0


def test_a_discarded_upload_cannot_be_accepted(browser: FlaskClient, site: Site) -> None:
    sent = send(browser)
    shown = standing(page(browser, sent))
    browser.post(f"/p/WELLS/uploads/{token(sent)}/discard")
    assert "north.csv was discarded" in page(browser, accept(browser, sent, shown))
    assert kept(site) == []


def test_all_problems_are_shown_with_their_lines(browser: FlaskClient) -> None:
    html = page(browser, send(browser, BAD))
    assert "north.csv has problems" in html
    assert "2 errors" in html
    assert "<code>females</code>" in html
    assert "NOT_WHOLE" in html
    assert "Accept" not in html


def test_the_problems_can_be_downloaded(browser: FlaskClient) -> None:
    sent = send(browser, BAD)
    answer = browser.get(f"/p/WELLS/uploads/{token(sent)}/problems.csv")
    rows = answer.data.decode("utf-8-sig").splitlines()
    assert rows[0] == "file,line,column,code,severity,value,message"
    assert [row.split(",")[1:4] for row in rows[1:]] == [
        ["2", "sex", "UNKNOWN_CATEGORY"],
        ["3", "value", "NOT_WHOLE"],
    ]


def test_after_two_hundred_problems_the_rest_is_counted(browser: FlaskClient) -> None:
    text = "indicator,period,reporter,sex,value\n" + "9,2023-Q1,NORTH,,1\n" * 250
    html = page(browser, send(browser, text))
    assert html.count('class="mark error"') == 200
    assert "And 50 more, by code:" in html
    assert "UNKNOWN_INDICATOR: 50" in html


def test_a_file_with_problems_is_not_accepted_whatever_is_posted(browser: FlaskClient, site: Site) -> None:
    sent = send(browser, BAD)
    page(browser, sent)
    shown = current_mark(site, "WELLS")
    assert "has problems" in page(browser, accept(browser, sent, shown))
    assert kept(site) == []


def test_the_same_bytes_again_change_nothing(browser: FlaskClient) -> None:
    accepted(browser)
    html = page(browser, send(browser))
    assert "accepting it would change nothing" in html
    assert 'name="standing"' not in html


def test_a_new_version_shows_what_is_new_changed_and_gone(browser: FlaskClient) -> None:
    accepted(browser)
    html = page(browser, send(browser, BETTER))
    assert "version 2, replaces version 1" in html
    assert "1 new figure, 2 changed, 1 gone" in html


def test_the_second_of_two_uploads_is_told_what_changed_meanwhile(browser: FlaskClient, site: Site) -> None:
    first, second = send(browser), send(browser, BETTER)
    shown = standing(page(browser, second))
    accept(browser, first, standing(page(browser, first)), by="Colleague")
    html = page(browser, accept(browser, second, shown))
    assert "Other reports changed while you looked at this one" in html
    assert "2023-Q1 · Northern office: version 1, sent by Colleague" in html
    assert 'href="/p/WELLS/reports/NORTH/2023-Q1?to=1">What it changed</a>' in html
    assert len(kept(site)) == 1
    accept(browser, second, standing(html))
    assert len(kept(site)) == 2


def test_the_reporter_and_the_period_can_be_said_beside_the_file(browser: FlaskClient) -> None:
    html = page(browser, send(browser, "indicator,value\n2,3\n", reporter="SOUTH", period="2023-Q1"))
    assert "<strong>2023-Q1</strong> · Southern office: a new report" in html


def test_several_files_make_one_upload(browser: FlaskClient) -> None:
    files = [
        (io.BytesIO(GOOD.encode()), "a.csv"),
        (io.BytesIO(b"indicator,period,reporter,value\n2,2023-Q1,SOUTH,1\n"), "b.csv"),
    ]
    sent = browser.post("/p/WELLS/uploads", data={"file": files}, content_type="multipart/form-data")
    html = page(browser, sent)
    assert "What a.csv, b.csv changes" in html
    assert "Southern office: a new report" in html


@pytest.mark.parametrize("name", ["", None])
def test_no_file_chosen_is_said(browser: FlaskClient, name: str | None) -> None:
    fields = {} if name is None else {"file": (io.BytesIO(b""), name)}
    answer = browser.post("/p/WELLS/uploads", data=fields, content_type="multipart/form-data")
    assert "No file was chosen" in page(browser, answer)


@pytest.mark.parametrize("text", ["", "\0\0\0", "%PDF-1.7", "nothing of the kind"])
def test_a_file_that_is_no_report_is_a_problem(browser: FlaskClient, text: str) -> None:
    assert "north.csv has problems" in page(browser, send(browser, text))


def test_an_unknown_upload_has_a_page_that_says_so(browser: FlaskClient) -> None:
    assert "This upload is not there" in browser.get("/p/WELLS/reports/upload?upload=nowhere").text
    for action in ("accept", "discard"):
        assert browser.post(f"/p/WELLS/uploads/nowhere/{action}").status_code == 303
    assert browser.get("/p/WELLS/uploads/nowhere/problems.csv").status_code == 404


def test_an_upload_ends_after_a_day(browser: FlaskClient, site: Site, clock: Clock) -> None:
    sent = send(browser)
    shown = standing(page(browser, sent))
    clock.moment += LIFETIME + timedelta(seconds=1)
    assert "This upload is not there" in page(browser, accept(browser, sent, shown))
    assert kept(site) == []
    send(browser, BETTER)
    assert bytes_that_wait(site) == len(BETTER)


def test_too_large_a_file_is_refused_with_a_sentence(browser: FlaskClient, site: Site) -> None:
    browser.application.config["MAX_CONTENT_LENGTH"] = 1000
    answer = send(browser, GOOD + "\n" * 2000)
    assert answer.status_code == 413
    assert "That is more than 50 MB" in answer.text
    assert site.uploads.find("WELLS", "any", NOW) is None


def test_a_page_of_another_site_cannot_send_or_accept(browser: FlaskClient, site: Site) -> None:
    sent = send(browser)
    shown = standing(page(browser, sent))
    elsewhere = {"Origin": "https://elsewhere.example"}
    for address in ("/p/WELLS/uploads", f"/p/WELLS/uploads/{token(sent)}/accept"):
        assert browser.post(address, data={"standing": shown}, headers=elsewhere).status_code == 403
    assert kept(site) == []


def test_an_unknown_project_takes_nothing(browser: FlaskClient) -> None:
    assert browser.post("/p/OTHER/uploads").status_code == 404
    assert browser.get("/p/OTHER/template.csv?period=2023-Q1").status_code == 404


def test_a_script_gets_the_address_as_json(browser: FlaskClient) -> None:
    fields = {"file": (io.BytesIO(GOOD.encode()), "north.csv")}
    answer = browser.post("/p/WELLS/uploads?lang=ru", data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["address"].startswith("/p/WELLS/reports/upload?lang=ru&upload=")


def test_the_page_speaks_russian(browser: FlaskClient) -> None:
    sent = send(browser)
    html = browser.get(f"{sent.headers['Location']}&lang=ru").text
    assert "Что меняет north.csv" in html
    assert "3 новых значения" in html


def test_a_filled_in_template_is_a_good_report(browser: FlaskClient) -> None:
    answer = browser.get("/p/WELLS/template.csv?period=2023-Q1&reporter=NORTH")
    filled = answer.text.replace("2,Wells dug,2023-Q1,,,", "2,Wells dug,2023-Q1,,,4")
    assert "1 new figure" in page(browser, send(browser, filled, reporter="NORTH"))
