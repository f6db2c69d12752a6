"""A session that ends while somebody works: nothing that was typed, chosen or sent is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from store.accounts import account_of, end_sessions
from store.database import open_database
from tests.browser.program import Served
from tests.browser.reader import Reader, reading

NEXT = Path("data", "next-quarter")
UPLOADS = "/p/SMCT-TJ/reports/upload"
REPORT = "/p/SMCT-TJ/reports/IOM/FY2025-Q2"
SURVEY = "People reached by the street survey"
OVER = "Your session is over"
REFUSED = "status of 401"


@pytest.fixture
def officer(chromium: Browser, own_example: Served) -> Iterator[Reader]:
    with reading(chromium, own_example) as reader:
        yield reader


def end_by_cookie(reader: Reader) -> None:
    """The browser has no session any more, as after twelve hours."""
    reader.page.context.clear_cookies(name="resultsboard")


def end_by_server(of: Served, login: str) -> None:
    """Every session of an account ends, as when its password changes."""
    database = open_database(f"sqlite:///{of.database}")
    with database.writing() as connection:
        found = account_of(connection, login)
        assert found
        end_sessions(connection, found)
    database.close()


def sign_in(page: Page, of: Served, login: str = "officer") -> None:
    """Fills in the form to sign in that is shown."""
    form = page.locator("form.sign-in")
    form.get_by_label("Login").fill(login)
    form.get_by_label("Password").fill(of.passwords[login])
    form.get_by_role("button", name="Sign in").click()


def choose(reader: Reader, file: Path) -> None:
    reader.page.set_input_files("#page form.upload input[type=file]", file)


def survey(reader: Reader) -> Locator:
    """The field for an explanation that the next report owes."""
    return reader.main.get_by_label(SURVEY)


def previewed(reader: Reader, file: Path) -> str:
    """Sends a file and gives the address of its preview."""
    reader.go(UPLOADS)
    choose(reader, file)
    reader.sees("Nothing is kept before you accept it.")
    reader.settled()
    return reader.path


def accept(reader: Reader) -> None:
    reader.main.get_by_label("Submit without these explanations").check()
    reader.main.get_by_role("button", name="Accept", exact=True).click()


@pytest.mark.parametrize("ended_by", ["cookie", "server"])
def test_who_follows_a_link_after_the_session_signs_in_and_is_where_the_link_leads(
    officer: Reader, own_example: Served, ended_by: str
) -> None:
    officer.expects(REFUSED)
    officer.go("/p/SMCT-TJ")
    if ended_by == "cookie":
        end_by_cookie(officer)
    else:
        end_by_server(own_example, "officer")
    officer.page.locator("#page .page-tabs").get_by_role("link", name="Tables").click()
    box = officer.page.get_by_role("dialog", name=OVER)
    expect(box).to_contain_text("Sign in again to go on.")
    box.get_by_role("link", name="Sign in").click()
    sign_in(officer.page, own_example)
    officer.settled()
    assert officer.path == "/p/SMCT-TJ/tables"
    officer.page.go_back()
    officer.page.go_back()
    officer.settled()


def test_escape_leaves_the_page_as_it_was_when_the_session_is_over(officer: Reader) -> None:
    officer.expects(REFUSED)
    officer.go("/p/SMCT-TJ")
    end_by_cookie(officer)
    officer.page.locator("#page .page-tabs").get_by_role("link", name="Tables").click()
    expect(officer.page.get_by_role("dialog", name=OVER)).to_be_visible()
    officer.page.keyboard.press("Escape")
    expect(officer.page.get_by_role("dialog", name=OVER)).to_have_count(0)
    expect(officer.main.locator("tr.indicator").first).to_be_visible()


def test_a_page_that_is_not_there_any_more_is_loaded_with_its_status(officer: Reader) -> None:
    officer.expects("status of 404")
    officer.go("/p/SMCT-TJ")
    officer.turn_to("/p/SMCT-TJ/indicators/9.9")
    officer.sees("The project has no indicator with the code 9.9.")
    with officer.page.expect_response("**/p/NOBODYS") as loaded:
        officer.page.evaluate(
            "() => { history.pushState({}, '', '/p/NOBODYS'); dispatchEvent(new CustomEvent('_dashprivate_pushstate')) }"
        )
    assert loaded.value.status == 404
    expect(officer.page.locator("main h1")).to_have_text("Not found")


def test_a_file_that_was_sent_after_the_session_is_sent_again_without_choosing_it_anew(
    officer: Reader, own_example: Served, root: Path
) -> None:
    officer.expects(REFUSED)
    officer.go(UPLOADS)
    end_by_cookie(officer)
    choose(officer, root / NEXT / "FY2025-Q3.csv")
    trouble = officer.main.locator(".sending-trouble")
    expect(trouble).to_contain_text("Your session is over, so the file was not sent.")
    with officer.page.context.expect_page() as opened:
        trouble.get_by_role("link", name="Sign in").click()
    sign_in(opened.value, own_example)
    expect(opened.value.locator("#page main")).to_be_visible()
    trouble.get_by_role("button", name="Send again").click()
    officer.sees("What FY2025-Q3.csv changes")


def test_a_report_is_accepted_after_the_session_ended_over_its_preview_with_what_was_typed(
    officer: Reader, own_example: Served, root: Path
) -> None:
    officer.expects(REFUSED)
    preview = previewed(officer, root / NEXT / "FY2025-Q3.csv")
    survey(officer).fill("Two fairs were added")
    end_by_server(own_example, "officer")
    accept(officer)
    expect(officer.page.locator("main")).to_contain_text("Sign in again; what you sent is still there.")
    sign_in(officer.page, own_example)
    officer.settled()
    assert officer.path == preview
    officer.sees("Restored what you typed.")
    expect(survey(officer)).to_have_value("Two fairs were added")
    expect(officer.main.get_by_label("Submit without these explanations")).to_be_checked()
    assert b"Two fairs were added" not in own_example.said("table", "indicators")
    officer.main.get_by_role("button", name="Accept", exact=True).click()
    officer.sees("FY2025-Q3.csv is kept")
    assert b"Two fairs were added" in own_example.said("table", "indicators")
    assert drafts(officer) == []


def drafts(reader: Reader) -> list[str]:
    found: list[str] = reader.page.evaluate(
        "() => Object.keys(sessionStorage).filter(name => name.startsWith('draft:'))"
    )
    return found


def words_field(reader: Reader) -> Locator:
    """The field for the explanation of an indicator that owes none, on the page of a report."""
    return reader.main.locator("textarea[name=words]")


def explain(reader: Reader, words: str) -> None:
    """Types an explanation and sends nothing."""
    reader.go(REPORT)
    reader.main.get_by_text("Explain an indicator", exact=True).click()
    reader.main.locator("select[name=another]").select_option("2.2")
    words_field(reader).fill(words)


def test_what_was_typed_is_there_after_another_page_and_can_be_discarded(officer: Reader) -> None:
    explain(officer, "The bridge was closed")
    officer.turn_to("/p/SMCT-TJ")
    officer.page.go_back()
    officer.settled()
    officer.sees("Restored what you typed.")
    expect(words_field(officer)).to_have_value("The bridge was closed")
    expect(officer.main.locator("select[name=another]")).to_have_value("2.2")
    officer.main.get_by_role("button", name="Discard it").click()
    expect(words_field(officer)).to_have_value("")
    expect(officer.main.locator("select[name=another]")).to_have_value("")
    officer.page.reload()
    officer.settled()
    expect(officer.main.locator(".draft-note")).to_have_count(0)
    expect(words_field(officer)).to_have_value("")


def test_what_was_typed_before_the_scripts_came_stays_without_a_word(officer: Reader) -> None:
    held: list[Route] = []
    officer.page.route("**/_dash-layout", lambda route: held.append(route))  # noqa: PLW0108  # playwright asks it for its parameters
    officer.page.goto(officer.address + REPORT)
    early = officer.page.locator("#first-page")
    early.get_by_text("Explain an indicator", exact=True).click()
    early.locator("textarea[name=words]").fill("Typed early")
    held[0].continue_()
    officer.settled()
    expect(words_field(officer)).to_have_value("Typed early")
    expect(words_field(officer)).to_be_visible()
    expect(officer.main.locator(".draft-note")).to_have_count(0)


def test_who_signs_out_leaves_nothing_typed_behind(officer: Reader) -> None:
    explain(officer, "Of nobody else")
    assert drafts(officer)
    officer.page.locator("#page details.who > summary").click()
    officer.page.get_by_role("button", name="Sign out").click()
    expect(officer.page.locator("form.sign-in")).to_be_visible()
    assert drafts(officer) == []


def test_somebody_else_in_the_same_browser_does_not_see_what_was_typed(officer: Reader, own_example: Served) -> None:
    explain(officer, "For my eyes")
    end_by_cookie(officer)
    officer.page.goto(officer.address + REPORT)
    sign_in(officer.page, own_example, "admin")
    officer.settled()
    expect(officer.main.locator("textarea[name=words]")).to_have_value("")


def test_the_form_of_a_tab_that_is_older_than_the_session_is_taken(officer: Reader, own_example: Served) -> None:
    explain(officer, "Typed in the session before")
    tab = officer.page.context.new_page()
    end_by_cookie(officer)
    tab.goto(officer.address + "/login")
    sign_in(tab, own_example)
    expect(tab.locator("#page main")).to_be_visible()
    officer.main.get_by_role("button", name="Save the explanations").click()
    officer.sees("Typed in the session before")
    assert b"Typed in the session before" in own_example.said("table", "indicators", "--as-of", "FY2025-Q2")
    assert drafts(officer) == []
