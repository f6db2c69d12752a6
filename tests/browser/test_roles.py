"""The job of each role in both languages, and one story of three people with accounts of their own."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.words import say
from store.accounts import account_of
from store.database import open_database
from tests.browser.conftest import EMPTY, Reading
from tests.browser.program import Served, said, started
from tests.browser.reader import Reader, reading

LANGUAGES = ("en", "ru")
REVIEWED = EMPTY.replace("  languages: [en, ru]\n", "  languages: [en, ru]\n  review: true\n")
FIRST = "indicator,period,sex,value\n1.1,2024-Q1,female,34\n1.1,2024-Q1,male,21\n"
CORRECTED = "indicator,period,sex,value\n1.1,2024-Q1,female,40\n1.1,2024-Q1,male,21\n"
PASSWORD = "corn bridge seven lamps"  # noqa: S105  # of nobody
WHY = "The bridge was closed until March"
THEN = "2023-08-01"
RETURNED = "The report was returned with your comment. Its figures do not count until it is mended."


@dataclass(frozen=True)
class Fresh:
    """A dashboard that was started for the first time, and the link that it printed."""

    served: Served
    link: str
    options: tuple[str, ...]

    def invites(self, *arguments: str) -> str:
        """The one-time link that `users add` prints."""
        told = said(*self.options, "users", "add", *arguments, "--address", self.served.address).decode()
        return link_in(told)


def link_in(text: str) -> str:
    found = re.search(r"http://\S+/login/\S+", text)
    assert found, text
    return found[0]


@contextmanager
def first_start(folder: Path) -> Iterator[Fresh]:
    """`resultsboard serve` where nobody has an account yet."""
    file, database = folder / "indicators.yaml", folder / "kept.sqlite"
    file.write_text(REVIEWED, "utf-8")
    options = ("-f", str(file), "--database", f"sqlite:///{database}")
    with started([*options, "serve", "--port", "0"], folder) as (process, address):
        assert process.stdout
        link = link_in(process.stdout.readline() + process.stdout.readline())
        served = Served(address, file, database, folder / "log", {})
        yield Fresh(served, link, options)
        assert served.faults == ""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Fresh]:
    with first_start(tmp_path) as running:
        yield running


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def join(person: Reader, link: str, language: str) -> None:
    """Chooses a password by a link, and skips the tour, which begins then."""
    person.page.goto(link)
    expect(person.page.locator("main h1")).to_have_text(say("Choose a password", language))
    for name in ("password", "again"):
        person.page.locator(f"input[name={name}]").fill(PASSWORD)
    person.page.locator("form.sign-in button").click()
    tour = person.page.get_by_role("dialog", name=say("Welcome", language))
    tour.get_by_role("button", name=say("Skip the tour", language)).click()
    person.settled()


def press(person: Reader, button: Locator) -> None:
    button.click()
    person.settled()


def send(officer: Reader, folder: Path, name: str, text: str, language: str) -> None:
    """Sends a report, explains what deviates, and accepts."""
    file = folder / name
    file.write_text(text, "utf-8")
    officer.go("/p/WELLS/reports/upload")
    officer.page.set_input_files("#page form.upload input[type=file]", file)
    expect(officer.page.locator("form.accept")).to_be_visible()
    for field in officer.main.locator("form.accept textarea").all():
        field.fill(WHY)
    press(officer, officer.main.get_by_role("button", name=say("Accept", language), exact=True))
    expect(officer.main.locator("form.accept")).to_have_count(0)


def trained(person: Reader) -> Locator:
    """What the overview says of the people trained."""
    return (
        person.main.locator("tr.indicator").filter(has=person.page.locator('.code:text-is("1.1")')).locator(".figures")
    )


def test_three_people_with_accounts_of_their_own_bring_a_report_to_the_donor(
    chromium: Browser, fresh: Fresh, language: str, tmp_path: Path
) -> None:
    links = {
        "officer": fresh.invites("zarina@example.org", "--name", "Zarina", "--role", "officer", "--project", "WELLS"),
        "reviewer": fresh.invites("rustam@example.org", "--name", "Rustam", "--role", "reviewer", "--project", "WELLS"),
        "donor": fresh.invites("dana@example.org", "--name", "Dana", "--role", "donor", "--project", "WELLS"),
    }
    with ExitStack() as all_of_them:
        officer, reviewer, donor = (
            all_of_them.enter_context(reading(chromium, fresh.served, role=None, language=language)) for _ in links
        )
        for person, link in zip((officer, reviewer, donor), links.values(), strict=True):
            join(person, link, language)
        send(officer, tmp_path, "first.csv", FIRST, language)
        donor.go("/p/WELLS")
        expect(trained(donor)).not_to_contain_text("55")

        reviewer.go("/p/WELLS/reports/review")
        reviewer.sees("Zarina")
        reviewer.main.locator("details.returning summary").click()
        reviewer.main.locator("details.returning textarea").fill("Six women of Vose are missing.")
        press(reviewer, reviewer.main.locator("details.returning").get_by_role("button"))
        reviewer.sees(say(RETURNED, language))

        officer.go("/p/WELLS/reports")
        officer.follow(officer.main.locator(".attention .is-returned a"))
        officer.sees("Six women of Vose are missing.")
        officer.sees("Rustam")
        send(officer, tmp_path, "corrected.csv", CORRECTED, language)
        donor.go("/p/WELLS")
        expect(trained(donor)).not_to_contain_text("61")

        reviewer.go("/p/WELLS/reports/review")
        press(reviewer, reviewer.main.locator("form.deciding button.primary"))
        donor.go("/p/WELLS")
        expect(trained(donor)).to_contain_text("61")
        donor.follow(donor.main.locator("tr.indicator").first.get_by_role("link").first)
        donor.sees(WHY)


def test_the_administrator_sets_the_password_by_the_first_link_and_an_officer_joins_by_another(
    chromium: Browser, fresh: Fresh, language: str
) -> None:
    with reading(chromium, fresh.served, role=None, language=language) as admin:
        join(admin, fresh.link, language)
        expect(admin.page.locator("#page .who")).to_contain_text("Administrator")
        admin.page.goto(fresh.link)
        expect(admin.page.locator("main h1")).to_have_text(say("This link has ended", language))
        admin.expects("status of 410")
    link = fresh.invites("zarina@example.org", "--name", "Zarina", "--role", "officer", "--project", "WELLS")
    with reading(chromium, fresh.served, role=None, language=language) as officer:
        join(officer, link, language)
        expect(officer.page.locator("#page .who")).to_contain_text("Zarina")
        expect(officer.page.locator('#page .who a[href^="/admin"]')).to_have_count(0)
        officer.go("/p/WELLS/reports/upload")
        expect(officer.main.locator(".drop-zone")).to_be_visible()
    database = open_database(f"sqlite:///{fresh.served.database}")
    with database.reading() as connection:
        made = account_of(connection, "zarina@example.org")
    database.close()
    assert made
    assert made.password


def test_the_donor_finds_what_is_off_track_and_why_in_three_clicks(
    reader: Reading, example: Served, language: str
) -> None:
    donor = reader(example, role="donor", language=language)
    donor.go("/")
    donor.follow(donor.main.get_by_role("heading", level=2).get_by_role("link").first)
    donor.follow(donor.main.locator(".segment-off_track"))
    donor.follow(donor.main.locator("tr.indicator").get_by_role("link").first)
    expect(donor.main.locator(".finding .badge")).to_contain_text(say("Off track", language))
    donor.sees("Identification doubled after the trainings while the number of case managers stayed the same.")


def test_the_donor_sees_no_figure_that_nobody_approved(reader: Reading, under_review: Served, language: str) -> None:
    donor = reader(under_review, role="donor", language=language)
    lead = reader(under_review, role="reviewer", language=language)
    for person in (donor, lead):
        person.go("/p/SMCT-TJ/indicators/2.2?as_of=FY2025-Q2")
    approved, sent = (person.main.locator("#figure-actual .answer").inner_text() for person in (donor, lead))
    assert sent.startswith("513")
    assert approved != sent
    donor.expects("status of 403")
    answer = donor.page.goto(f"{under_review.address}/p/SMCT-TJ/reports/review")
    assert answer
    assert answer.status == 403
    expect(donor.page.locator("main h1")).to_have_text(say("Not for you", language))


def test_the_evaluator_takes_a_table_as_it_was_known_then_and_the_command_prints_the_same_bytes(
    reader: Reading, example: Served, language: str, tmp_path: Path
) -> None:
    evaluator = reader(example, role="evaluator", language=language)
    evaluator.go("/p/SMCT-TJ?as_of=FY2023-Q3")
    evaluator.page.locator("#page details.known summary").click()
    evaluator.page.locator("#page .known-form input[type=date]").fill(THEN)
    with evaluator.page.expect_navigation():
        evaluator.page.locator("#page .known-form button").click()
    evaluator.settled()
    evaluator.follow(
        evaluator.page.locator("#page .page-tabs").get_by_role("link", name=say("Tables", language), exact=True)
    )
    kept = {}
    for form in ("csv", "json", "xlsx"):
        with evaluator.page.expect_download() as download:
            evaluator.main.get_by_role("link", name=form.upper(), exact=True).click()
        download.value.save_as(tmp_path / form)
        kept[form] = (tmp_path / form).read_bytes()
    asked = ("table", "indicators", "--as-of", "FY2023-Q3", "--known-at", THEN, "--role", "evaluator")
    assert kept["csv"] == example.said(*asked)
    assert kept["json"] == example.said(*asked, "--format", "json")
    assert kept["csv"] != example.said("table", "indicators", "--as-of", "FY2023-Q3", "--role", "evaluator")
    assert kept["xlsx"].startswith(b"PK")
