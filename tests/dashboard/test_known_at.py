"""Pages as of what was known at a moment: the same as the tables, kept by every link, and told plainly."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.calls import read_moment
from dashboard.downloads import as_csv
from dashboard.indicator.rows import rows_shown
from dashboard.markup import markup
from dashboard.questions import ROWS, Question, table_rows
from dashboard.site import Site
from dashboard.words import moment
from framework.tables import COLUMNS
from loaders import revisions
from tests.dashboard.moments import MOMENTS, NOW, at, site_with_a_past
from tests.dashboard.readers import reader
from tests.dashboard.sites import view

PAGES = ("/p/P", "/p/P/indicators/1", "/p/P/tables", "/p/P/reports", "/p/P/reports/NORTH/2023-Q1", "/p/P/history")
THEN = "2023-05-02"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_with_a_past(tmp_path_factory.mktemp("past"))


@pytest.fixture(scope="module")
def served(known: Site) -> FlaskClient:
    return create_app(known).test_client()


@pytest.fixture(autouse=True)
def forget_language(served: FlaskClient) -> None:
    served.delete_cookie("lang")


def text_of(served: FlaskClient, path: str) -> str:
    answer = served.get(path)
    assert answer.status_code == 200
    return re.sub(r"<[^>]*>", "", unescape(answer.text.split('<div id="react-entry-point">')[0])).replace("\xa0", " ")


@pytest.mark.parametrize("role", ["officer", "donor"])
@pytest.mark.parametrize("known_at", MOMENTS)
def test_a_page_has_the_rows_of_the_tables_of_its_moment(known: Site, known_at: datetime, role: str) -> None:
    site = replace(known, reader=reader(role))
    seen = view(site, "/p/P", f"known_at={known_at:%Y-%m-%dT%H:%M:%SZ}")
    for name in ROWS:
        question = Question(known_at=known_at, as_of=seen.as_of.isoformat(), role=role)
        columns, rows = table_rows(site.database, site.projects, name, question)
        assert as_csv(columns, seen.rows(name)) == as_csv(columns, rows), name
        default = table_rows(site.database, site.projects, name, replace(question, as_of=None))
        assert as_csv(*default) == as_csv(columns, rows), name


@pytest.mark.parametrize("name", COLUMNS)
def test_the_table_shown_is_the_one_that_is_downloaded(known: Site, served: FlaskClient, name: str) -> None:
    seen = view(known, "/p/P/tables", f"table={name}&known_at={THEN}")
    page = served.get(f"/p/P/tables?table={name}&known_at={THEN}").text
    (link,) = re.findall(r'href="([^"]*\.csv[^"]*)"', page)
    assert served.get(unescape(link)).data == as_csv(*seen.table(name))


def test_the_moments_differ_so_that_this_can_fail(known: Site) -> None:
    question = Question()
    told = {
        as_csv(*table_rows(known.database, known.projects, "reports", replace(question, known_at=each)))
        for each in MOMENTS
    }
    assert len(told) == len(MOMENTS) - 2  # the revision adds no report; nothing happened between the last two


@pytest.mark.parametrize("path", PAGES)
def test_every_link_keeps_the_moment_but_the_ways_to_another_one(served: FlaskClient, path: str) -> None:
    page = served.get(f"{path}?known_at={THEN}").text.split('<div id="react-entry-point">')[0]
    links = [
        unescape(link) for link in re.findall(r'(?:href|action)="(/p/[^"]*|/\?[^"]*)"', page) if "/files/" not in link
    ]
    lost = [link for link in links if "known_at" not in dict(parse_qsl(urlsplit(link).query))]
    assert len(links) > 20
    assert set(lost) == {path}  # back to today (twice), and the form, whose own field it is


def test_the_form_keeps_the_rest_of_the_pages_state(served: FlaskClient) -> None:
    page = served.get(f"/p/P/tables?table=series&sort=-value&start=0&as_of=2023-Q1&lang=ru&known_at={THEN}").text
    (form,) = re.findall(r'<form[^>]*class="known-form"[^>]*>.*?</form>', page)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    assert hidden == {"table": "series", "sort": "-value", "as_of": "2023-Q1", "lang": "ru"}
    assert f'<input type="date" name="known_at" value="{THEN}" required>' in form


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_today_says_nothing_about_it(served: FlaskClient, path: str) -> None:
    said = text_of(served, path)
    assert "As known today" in said
    assert "You see what was known" not in said


@pytest.mark.parametrize("path", [*PAGES, "/p/P/reports/upload", "/"])
def test_a_page_of_the_past_says_what_it_leaves_out(served: FlaskClient, path: str) -> None:
    said = text_of(served, f"{path}?known_at={THEN}")
    assert "As known 2 May 2023" in said
    assert "You see what was known on 2 May 2023 (end of the day, UTC)." in said
    assert "came later: 1 report, 2 review decisions, 1 change of the framework." in said


def test_the_days_to_choose_are_those_of_changes_and_of_what_was_due(served: FlaskClient) -> None:
    said = text_of(served, "/p/P")
    assert "6 Jul 2023" + "1 review decision" in said
    assert "1 Jun 2023" + "1 change of the framework" in said
    assert "30 Jul 2023" + "2023-Q2" in said


def test_before_the_first_report_a_page_says_that_there_was_none(served: FlaskClient) -> None:
    said = text_of(served, "/p/P?known_at=2023-01-02")
    assert "No report had come by then." in said
    assert "Nothing has been reported yet" in said
    assert "People trained" in said


def test_what_is_yet_to_come_shows_what_is_known_now(served: FlaskClient) -> None:
    assert "1 Jan 2099 is yet to come: you see what is known now." in text_of(served, "/p/P?known_at=2099-01-01")
    assert "The day is not over: you see what is known now." in text_of(served, f"/p/P?known_at={NOW:%Y-%m-%d}")


def test_after_the_last_change_nothing_is_left_out(served: FlaskClient) -> None:
    assert "Nothing has changed since." in text_of(served, "/p/P?known_at=2023-08-01")


def test_titles_and_targets_are_those_of_the_moment(served: FlaskClient) -> None:
    before, after = (text_of(served, f"/p/P?known_at=2023-{day}") for day in ("05-31", "06-01"))
    assert "People trained" in before
    assert "of 800" in before
    assert "Women and men trained" in after
    assert "of 1,200" in after


def test_an_indicator_that_was_not_there_yet_has_a_page_that_says_so(served: FlaskClient) -> None:
    answer = served.get("/p/P/indicators/4?known_at=2023-05-31&lang=en")
    assert answer.status_code == 404
    assert "Indicator 4 was not in the framework as known on 31 May 2023." in answer.text
    assert '<a href="/p/P/indicators/4?lang=en">Show today’s knowledge</a>' in answer.text
    assert served.get("/p/P/indicators/4?known_at=2023-06-01").status_code == 200


def test_what_is_not_there_in_the_past_has_a_way_to_today(served: FlaskClient) -> None:
    answer = served.get(f"/p/P/reports/WEST/2023-Q1?known_at={THEN}")
    assert answer.status_code == 404
    assert '<a href="/p/P/reports/WEST/2023-Q1">Show today’s knowledge</a>' in answer.text
    assert "today’s knowledge" not in served.get("/p/P/reports/WEST/2023-Q1").text


def test_a_revision_that_this_program_cannot_read_is_a_sentence(
    served: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "read_revision", lambda *_: None)
    page, table, events = (
        served.get(f"/p/P{path}?known_at={THEN}") for path in ("", "/tables/series.csv", "/history.csv")
    )
    assert (page.status_code, table.status_code, events.status_code) == (404, 404, 404)
    assert "cannot be read by this version of the program" in page.text
    assert table.text.startswith("Revision 1 of the framework P cannot be read")
    assert events.text == table.text


def test_as_of_another_day_than_the_latest_is_said(served: FlaskClient) -> None:
    assert "As of 31 Mar 2023; the latest data are to 30 Jun 2023." in text_of(served, "/p/P?as_of=2023-Q1")
    assert "the latest data are to" not in text_of(served, "/p/P?as_of=2023-Q2")


def test_nothing_can_be_changed_in_the_past(served: FlaskClient) -> None:
    said = served.get(f"/p/P/reports/upload?known_at={THEN}").text
    assert "You are looking at the past." in said
    assert 'method="post"' not in said.partition("<main")[2]
    assert "Send a report" not in text_of(served, f"/p/P/reports?known_at={THEN}")
    assert "Send a report" in text_of(served, "/p/P/reports")


def test_what_was_late_is_told_as_of_the_moment(served: FlaskClient) -> None:
    assert "due by 30 Apr 2023" in text_of(served, "/p/P/reports?known_at=2023-04-11")
    assert "due by 30 Apr 2023" not in text_of(served, "/p/P/reports?known_at=2023-04-12")


def test_the_rows_behind_a_figure_are_those_of_the_moment(known: Site) -> None:
    shown = [
        markup(rows_shown(known, f"/p/P/indicators/1?known_at={day}", "2023-12-31", "en"))
        for day in ("2023-05-01", THEN)
    ]
    assert [(">60<" in html, ">66<" in html) for html in shown] == [(True, False), (False, True)]
    assert rows_shown(known, "/p/P/indicators/4?known_at=2023-05-01", "2023-12-31", "en") is None


@pytest.mark.parametrize("value", ["soon", "0001-01-01T00:00:00+14:00", "9999-12-31", "1066-10-14"])
def test_a_moment_that_cannot_be_is_refused(served: FlaskClient, value: str) -> None:
    assert served.get("/p/P", query_string={"known_at": value}).status_code == 400


def test_moments_are_read_in_utc() -> None:
    assert read_moment("2023-05-02T11:00:00+02:00") == at(5, 2)
    assert read_moment("2023-05-02") == datetime(2023, 5, 2, 23, 59, 59, 999_999, tzinfo=UTC)
    assert read_moment("0001-01-01T00:00:00+14:00") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-05-02", "2 May 2023"),
        ("2023-05-02T09:30:00Z", "2 May 2023, 09:30"),
        ("2023-05-02T09:30:05Z", "2 May 2023, 09:30:05"),
        ("2023-05-02T09:29:59.999999Z", "just before 2 May 2023, 09:30"),
    ],
)
def test_a_moment_is_said_as_short_as_it_is(text: str, said: str) -> None:
    read = read_moment(text)
    assert read
    assert moment(read, "en") == said
