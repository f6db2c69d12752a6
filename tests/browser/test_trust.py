"""What a page must never do: ask other hosts, show the inside of the program, or lead nowhere without saying so."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.conftest import EMPTY, Reading
from tests.browser.program import Served, served
from tests.browser.reader import reading


@pytest.fixture
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard whose database lost a table while it ran."""
    with served(tmp_path_factory.mktemp("broken"), EMPTY) as running:
        with closing(sqlite3.connect(running.database)) as database:
            database.execute("DROP TABLE version")
        yield running


@pytest.mark.parametrize("path", ["/p/NOPE", "/p/SMCT-TJ/indicators/9.9", "/nowhere/at/all"])
def test_an_address_that_leads_nowhere_says_so(reader: Reading, example: Served, path: str) -> None:
    visitor = reader(example)
    visitor.expects("status of 404")
    answer = visitor.page.goto(example.address + path)
    assert answer
    assert answer.status == 404
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Not found")
    visitor.page.get_by_role("link", name="All projects").click()
    visitor.sees("Safe Migration and Counter-Trafficking in Tajikistan")


def test_a_page_that_fails_shows_a_reference_and_no_traceback(chromium: Browser, broken: Served) -> None:
    with reading(chromium, broken) as visitor:
        visitor.expects("status of 500")
        answer = visitor.page.goto(f"{broken.address}/p/WELLS")
        assert answer
        assert answer.status == 500
        said, source = visitor.page.locator("main").inner_text(), answer.text()
    reference = re.search(r"\b[0-9A-F]{8}\b", said)
    assert reference
    assert "Traceback" not in source
    assert "sqlite" not in source.lower()
    assert f"Error {reference[0]} at /p/WELLS" in broken.faults


def test_every_answer_comes_from_this_server_and_allows_no_other(reader: Reading, example: Served) -> None:
    visitor, policies = reader(example), []

    def note(response: Response) -> None:
        policies.append((response.url, response.headers.get("content-security-policy", "")))

    visitor.page.on("response", note)
    visitor.go("/p/SMCT-TJ/indicators/2.2")
    assert len(policies) > 10
    assert [url for url, policy in policies if "default-src 'self'" not in policy] == []


def test_the_page_is_there_to_read_without_scripts(chromium: Browser, example: Served) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{example.address}/p/SMCT-TJ")
    page.get_by_label("Login").fill("officer")
    page.get_by_label("Password").fill(example.passwords["officer"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("row").filter(has_text="Days from identification")).to_contain_text("Off track")
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Send a report").click()
    expect(page.get_by_role("button", name="Check the file")).to_be_visible()
    context.close()


def test_a_link_to_the_page_that_is_open_loads_it_anew(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/p/SMCT-TJ/tables")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Tables").click()
    visitor.settled()
    visitor.sees("One row per indicator")
