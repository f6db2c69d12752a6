"""How an upload was read: shown, corrected, remembered for the reporter, forgotten."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.site import Site
from store.accounts import Membership
from store.choices import remembered
from tests.dashboard.readers import reader
from tests.dashboard.wells import GOOD
from tests.loaders.workbook_examples import workbook

UNCLEAR = "Отчёт;;;\n\nИндикатор;Период;Партнер;Кол-во\n1;2023-Q1;NORTH;1,250\n".encode("cp1251")
NEXT = UNCLEAR.replace(b"Q1", b"Q2")
HEADERS = ("Индикатор", "Период", "Партнер", "Кол-во")


def send(browser: FlaskClient, data: bytes, name: str = "north.csv") -> str:
    """The token of an upload."""
    fields = {"file": (io.BytesIO(data), name)}
    answer = browser.post("/p/WELLS/uploads", data=fields, content_type="multipart/form-data")
    return parse_qs(urlsplit(answer.headers["Location"]).query)["upload"][0]


def page(browser: FlaskClient, token: str) -> str:
    return browser.get(f"/p/WELLS/reports/upload?upload={token}").text.partition("</main>")[0]


def correct(browser: FlaskClient, token: str, meanings: dict[str, str] | None = None, **fields: str) -> TestResponse:
    """Sends the form as a browser does: every field, every column."""
    form: MultiDict[str, str] = MultiDict(dict.fromkeys(("encoding", "delimiter", "dates", "layout"), "") | fields)
    for header in HEADERS:
        form.add("header", header)
        form.add("meaning", (meanings or {}).get(header, ""))
    return browser.post(f"/p/WELLS/uploads/{token}/read", data=form)


def accept(browser: FlaskClient, token: str) -> TestResponse:
    standing = re.search(r'name="standing" value="(\w+)"', page(browser, token))
    assert standing
    return browser.post(f"/p/WELLS/uploads/{token}/accept", data={"standing": standing[1]}, by="Officer")


def kept_choices(site: Site) -> dict[str, object]:
    with site.database.reading() as connection:
        return dict(remembered(connection, site.projects[0]))


def test_a_clear_file_says_how_it_was_read_beside_a_closed_form(browser: FlaskClient) -> None:
    html = page(browser, send(browser, GOOD.encode()))
    assert "Read as UTF-8, cells between commas, 0.1 kB. The header is row 1, one figure per row." in html
    assert '<details class="reading">' in html


def test_the_form_is_open_beside_problems_and_names_every_column(browser: FlaskClient) -> None:
    html = page(browser, send(browser, UNCLEAR))
    assert "north.csv has problems" in html
    assert "Read as windows-1251, cells between semicolons" in html
    assert "The header is row 3, 1 row above it is left out" in html
    assert '<details class="reading" open' in html
    assert html.index("problem-table") < html.index("Drop the mended file here") < html.index("How the file was read")
    assert html.count('name="meaning"') == len(HEADERS)
    assert ">1,250<" in html, "the first cell tells the officer what the column holds"
    assert "Not known" in html


def test_a_wrongly_read_file_is_mended_by_reading_it_again(browser: FlaskClient, site: Site) -> None:
    token = send(browser, UNCLEAR)
    answer = correct(browser, token, {"Кол-во": "value"}, decimals=".")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/p/WELLS/reports/upload?upload={token}")
    html = page(browser, token)
    assert "What north.csv changes" in html
    assert ">1,250 people<" in html
    assert re.search("<option[^>]* selected[^>]*>Value<", html)
    assert kept_choices(site) == {}, "nothing is remembered before it is accepted"


def test_what_was_corrected_is_remembered_once_the_upload_is_accepted(browser: FlaskClient, site: Site) -> None:
    token = send(browser, UNCLEAR)
    correct(browser, token, {"Кол-во": "value"}, decimals=".")
    accept(browser, token)
    assert kept_choices(site) == {"NORTH": {"decimals": ".", "columns": {"Кол-во": "value"}}}
    html = page(browser, send(browser, NEXT))
    assert "What north.csv changes" in html
    assert "As for earlier files of Northern office: the decimal mark, the meaning of columns." in html


def test_what_is_remembered_can_be_forgotten(browser: FlaskClient, site: Site) -> None:
    first = send(browser, UNCLEAR)
    correct(browser, first, {"Кол-во": "value"}, decimals=".")
    accept(browser, first)
    token = send(browser, NEXT)
    assert "Forget this" in page(browser, token)
    browser.post(f"/p/WELLS/uploads/{token}/read", data={"forget": "yes"})
    assert kept_choices(site) == {}
    html = page(browser, token)
    assert "north.csv has problems" in html
    assert "Forget this" not in html


def test_nobody_forgets_for_a_reporter_whose_reports_others_send(browser: FlaskClient, site: Site) -> None:
    token = send(browser, UNCLEAR)
    correct(browser, token, {"Кол-во": "value"}, decimals=".")
    accept(browser, token)
    remembered = kept_choices(site)
    south = create_app(replace(site, reader=reader(Membership("officer", "WELLS", ("SOUTH",))))).test_client()
    other = send(south, NEXT)
    assert south.post(f"/p/WELLS/uploads/{other}/read", data={"forget": "yes"}).status_code == 303
    assert kept_choices(site) == remembered


def test_an_empty_form_takes_the_corrections_back(browser: FlaskClient) -> None:
    token = send(browser, UNCLEAR)
    correct(browser, token, {"Кол-во": "value"}, decimals=".")
    correct(browser, token)
    assert "north.csv has problems" in page(browser, token)


def test_a_wrong_correction_is_told_as_a_problem(browser: FlaskClient) -> None:
    token = send(browser, GOOD.encode())
    correct(browser, token, header_line="40")
    html = page(browser, token)
    assert "no row with text starts here" in html
    assert 'name="header_line" value="40"' in html
    assert '<details class="reading" open' in html


def test_a_workbook_has_no_encoding_and_no_delimiter_to_choose(browser: FlaskClient) -> None:
    rows: list[Sequence[object]] = [["indicator", "period", "reporter", "value"], ["1", "2023-Q1", "NORTH", 5]]
    html = page(browser, send(browser, workbook({"Q1": rows}), "north.xlsx"))
    assert "Read as a workbook" in html
    assert 'name="encoding"' not in html
    assert 'name="delimiter"' not in html
    assert 'name="header_line"' in html


@pytest.mark.parametrize(
    "fields",
    [{"encoding": "cp866"}, {"decimals": "'"}, {"header_line": "x"}, {"layout": "tall"}, {"dates": "never"}],
)
def test_values_that_cannot_be_are_refused(browser: FlaskClient, fields: dict[str, str]) -> None:
    assert correct(browser, send(browser, GOOD.encode()), {}, **fields).status_code == 400


@pytest.mark.parametrize("meaning", ["worth", "dimension:gender", "dimension:"])
def test_meanings_that_cannot_be_are_refused(browser: FlaskClient, meaning: str) -> None:
    assert correct(browser, send(browser, UNCLEAR), {"Кол-во": meaning}).status_code == 400


def test_a_column_without_its_meaning_is_refused(browser: FlaskClient) -> None:
    token = send(browser, UNCLEAR)
    assert browser.post(f"/p/WELLS/uploads/{token}/read", data={"header": "Кол-во"}).status_code == 400


def test_an_upload_that_is_not_there_leads_to_the_page_that_says_so(browser: FlaskClient) -> None:
    answer = correct(browser, "nothing")
    assert "This upload is not there" in page(
        browser, parse_qs(urlsplit(answer.headers["Location"]).query)["upload"][0]
    )


def test_an_accepted_upload_is_not_read_again(browser: FlaskClient, site: Site) -> None:
    token = send(browser, GOOD.encode())
    accept(browser, token)
    correct(browser, token, decimals=",")
    assert "north.csv is kept" in page(browser, token)
    assert kept_choices(site) == {}


def test_headers_of_a_file_are_shown_as_text(browser: FlaskClient) -> None:
    html = page(browser, send(browser, b"indicator,period,reporter,value,<b>x</b>\n1,2023-Q1,NORTH,5,<i>y</i>\n"))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_a_computed_total_is_shown_as_such(browser: FlaskClient) -> None:
    html = page(browser, send(browser, GOOD.encode()))
    assert html.count("(sum of the categories)") == 1
    stated = GOOD + "2,2023-Q1,NORTH,,3\n"
    assert page(browser, send(browser, stated.encode())).count("(sum of the categories)") == 1
