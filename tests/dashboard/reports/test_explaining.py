"""Explanations that an upload owes, and those typed on the page of a report."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.site import Site
from store.record import read_record
from tests.dashboard.readers import reader
from tests.dashboard.reports.remarks import BEHIND, PAGE, SAYS_WHY, explain, links, main_of
from tests.dashboard.reports.test_upload import page, send, standing, token


def accept(browser: FlaskClient, sent: TestResponse, by: str = "officer", **form: str) -> TestResponse:
    fields = {"standing": standing(page(browser, sent)), **form}
    return browser.post(f"/p/WELLS/uploads/{token(sent)}/accept", data=fields, by=by)


def kept(browser: FlaskClient) -> None:
    """The report stands and owes its explanation."""
    assert accept(browser, send(browser, BEHIND), unexplained="yes").status_code == 303


def said(site: Site) -> list[tuple[str, str, str]]:
    found = read_record(site.database, site.projects[0]).explanations
    return [(each.indicator, each.words, each.by) for each in found]


def versions(site: Site) -> int:
    return len(read_record(site.database, site.projects[0]).versions)


def test_a_preview_asks_for_every_explanation_that_is_owed(browser: FlaskClient) -> None:
    html = main_of(browser, send(browser, BEHIND).headers["Location"])
    assert "Explanations owed" in html
    assert 'name="explanation:1"' in html
    assert 'name="explanation:2"' not in html
    assert "deviation −50 %" in html


def test_a_preview_of_a_file_that_says_why_asks_for_nothing(browser: FlaskClient) -> None:
    assert "Explanations owed" not in page(browser, send(browser, SAYS_WHY))


def test_what_is_typed_is_sent_with_the_report(browser: FlaskClient, site: Site) -> None:
    answer = accept(browser, send(browser, BEHIND), by="Anna", **{"explanation:1": " Floods\r\nin March "})
    assert "Explanations owed" not in page(browser, answer)
    assert said(site) == [("1", "Floods\nin March", "Anna")]


def test_nothing_is_kept_without_explanations_or_the_tick(browser: FlaskClient, site: Site) -> None:
    sent = send(browser, BEHIND)
    html = page(browser, accept(browser, sent, **{"explanation:1": "  "}))
    assert "Nothing was kept yet" in html
    assert versions(site) == 0


def test_what_was_typed_is_still_there_when_something_else_came_in_between(browser: FlaskClient, site: Site) -> None:
    first, second = send(browser, BEHIND), send(browser, BEHIND.replace("50", "40"))
    shown = standing(page(browser, second))
    accept(browser, first, unexplained="yes")
    form = {"standing": shown, "explanation:1": "Floods"}
    html = page(browser, browser.post(f"/p/WELLS/uploads/{token(second)}/accept", data=form))
    assert ">Floods</textarea>" in html
    assert versions(site) == 1


def test_a_report_may_be_sent_without_them_by_a_tick(browser: FlaskClient, site: Site) -> None:
    html = page(browser, accept(browser, send(browser, BEHIND), unexplained="yes"))
    assert f'href="{PAGE}"' in html
    assert versions(site) == 1
    assert said(site) == []


def test_a_corrected_report_brings_back_what_was_typed_before(browser: FlaskClient) -> None:
    kept(browser)
    explain(browser, _1="Floods")
    assert ">Floods</textarea>" in page(browser, send(browser, BEHIND.replace("50", "60")))


@pytest.mark.parametrize("form", [{"explanation:9": "x"}, {"explanation:1": "x" * 2001}])
def test_an_impossible_explanation_is_refused_with_the_upload(
    browser: FlaskClient, site: Site, form: dict[str, str]
) -> None:
    assert accept(browser, send(browser, BEHIND), **form).status_code == 400
    assert versions(site) == 0


def test_the_page_of_the_report_lists_what_is_owed_and_takes_it(browser: FlaskClient, site: Site) -> None:
    kept(browser)
    assert "1 explanation is owed" in main_of(browser, PAGE)
    answer = explain(browser, _1="Floods")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?notice=explained")
    html = main_of(browser, answer.headers["Location"])
    assert "The explanations are kept." in html
    assert "typed by Anna, 10 May 2023" in html
    assert ">Floods</textarea>" in html
    assert "is owed" not in html
    assert said(site) == [("1", "Floods", "Anna")]


def test_what_was_typed_can_be_changed_and_taken_back(browser: FlaskClient, site: Site) -> None:
    kept(browser)
    explain(browser, _1="Floods")
    explain(browser, by="Boris", _1="Floods in March")
    assert said(site) == [("1", "Floods in March", "Boris")]
    explain(browser, _1="")
    assert said(site) == []
    assert "1 explanation is owed" in main_of(browser, PAGE)


def test_a_text_that_stays_as_it_is_keeps_its_author(browser: FlaskClient, site: Site) -> None:
    kept(browser)
    explain(browser, _1="Floods")
    explain(browser, by="Boris", _1="Floods", another="2", words="A dry year")
    assert said(site) == [("1", "Floods", "Anna"), ("2", "A dry year", "Boris")]


def test_what_the_file_says_is_shown_with_its_sender(browser: FlaskClient) -> None:
    accept(browser, send(browser, SAYS_WHY), by="Anna")
    html = main_of(browser, PAGE)
    assert "in the file of Anna, 10 May 2023" in html
    assert "Floods" in html


def test_the_overview_and_the_indicator_lead_to_where_it_is_typed(browser: FlaskClient) -> None:
    kept(browser)
    assert links(main_of(browser, "/p/WELLS"))[f'class="owing" href="{PAGE}"'] == "explanation due"
    assert links(main_of(browser, "/p/WELLS/indicators/1"))[f'href="{PAGE}"'] == "Explain it"


def test_a_report_explains_nothing_that_it_does_not_report(browser: FlaskClient, site: Site) -> None:
    alone = BEHIND.partition("2,2023-Q1")[0]
    assert accept(browser, send(browser, alone), unexplained="yes").status_code == 303
    assert explain(browser, PAGE, another="2", words="Of others").status_code == 400
    assert explain(browser, PAGE, _2="Of others").status_code == 400
    assert said(site) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/p/OTHER/reports/NORTH/2023-Q1", 404),
        ("/p/WELLS/reports/SOUTH/2023-Q1", 404),
        ("/p/WELLS/reports/NORTH/2031-Q1", 404),
        ("/p/WELLS/reports/<b>/2023-Q1", 404),
    ],
)
def test_a_report_that_is_not_there_takes_no_explanation(browser: FlaskClient, address: str, status: int) -> None:
    kept(browser)
    assert explain(browser, address, _1="x").status_code == status


@pytest.mark.parametrize("form", [{"_9": "x"}, {"another": "9", "words": "x"}, {"_1": "x" * 2001}])
def test_an_impossible_explanation_is_refused(browser: FlaskClient, site: Site, form: dict[str, str]) -> None:
    kept(browser)
    assert explain(browser, **form).status_code == 400
    assert said(site) == []


def test_a_text_of_a_stranger_stays_text(browser: FlaskClient) -> None:
    kept(browser)
    explain(browser, _1="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in main_of(browser, PAGE)


def test_who_only_reads_cannot_explain(browser: FlaskClient, site: Site) -> None:
    kept(browser)
    with create_app(replace(site, reader=reader("donor"))).test_client() as donor:
        assert explain(donor, _1="x").status_code == 403
        assert "<textarea" not in main_of(donor, PAGE)
    assert said(site) == []
