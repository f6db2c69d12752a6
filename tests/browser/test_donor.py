"""The donor's job: where does the project stand, what is off track, why, and where do the figures come from."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import Reader

OVERVIEW = "/p/SMCT-TJ"
SOURCE = re.compile(r"(FY\d{4}-Q\d)\.csv:(\d+)")


def row(reader: Reader, code: str) -> Locator:
    """The row of an indicator on the overview."""
    return reader.main.locator("tr.indicator").filter(has=reader.page.locator(f'.code:text-is("{code}")'))


def as_of(reader: Reader, label: str) -> None:
    """Chooses a fiscal year in the menu of moments."""
    menu = reader.page.locator("#page details.as-of").first
    menu.locator("summary").click()
    reader.follow(menu.get_by_role("link", name=label, exact=True))


def figure(reader: Reader, name: str) -> Locator:
    """A key figure, opened to show how it was computed."""
    found = reader.main.locator(".key-figure").filter(has_text=name).first
    found.locator("summary").click()
    return found


def test_the_donor_goes_from_the_projects_to_the_explanation_of_what_is_off_track(
    reader: Reading, example: Served
) -> None:
    donor = reader(example)
    donor.go("/")
    donor.sees("50 % of the time is over by 31 Mar 2025")
    donor.follow(donor.main.get_by_role("link", name="Safe Migration and Counter-Trafficking in Tajikistan"))
    donor.sees("50 % of the time is over by 31 Mar 2025; 30 months are left.")
    assert donor.main.locator("tr.indicator").count() == 17
    donor.follow(donor.main.get_by_role("link", name="Off track"))
    assert donor.path == f"{OVERVIEW}?status=off_track"
    expect(donor.main.locator("tr.indicator:visible")).to_have_count(1)
    donor.follow(row(donor, "2.4").get_by_role("link").first)
    donor.sees("22.4 days against 14 due by now")
    expect(donor.main.locator(".finding .badge")).to_have_text("✕Off track")
    donor.sees("Identification doubled after the trainings while the number of case managers stayed the same.")


def test_every_figure_says_how_it_was_computed_from_which_file_and_line(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(f"{OVERVIEW}/indicators/2.2")
    actual = figure(donor, "Actual to date")
    expect(actual).to_contain_text("All that was stated for the periods up to the as-of day, added up.")
    expect(actual).to_contain_text("37 + 55 + 63 + 54 + 45 + 76 + 68 + 51 + 64 = 513")
    deviation = figure(donor, "Deviation")
    expect(deviation).to_contain_text("Percentage of the target to date − 100.")
    expect(deviation).to_contain_text("97.7 % − 100")
    actual.get_by_role("link", name="The rows behind it").click()
    donor.main.get_by_role("button", name="Show the rows").click()
    donor.sees(SOURCE)
    for label, line in SOURCE.findall(donor.main.locator("#rows-shown").inner_text()):
        text = (example.framework.parent / "data" / "reports" / f"{label}.csv").read_bytes()
        assert text.decode("utf-8-sig").splitlines()[int(line) - 1].startswith("2.2")


def test_an_earlier_day_shows_earlier_figures_and_back_and_forward_restore_both(
    reader: Reading, example: Served
) -> None:
    donor = reader(example)
    donor.go(OVERVIEW)
    trained = row(donor, "2.2").locator(".figures strong")
    expect(trained).to_have_text("513")
    as_of(donor, "FY2024")
    assert donor.path == f"{OVERVIEW}?as_of=2024-09-30"
    expect(trained).to_have_text("398")
    donor.sees("40 % of the time is over by 30 Sept 2024")
    donor.follow(donor.main.get_by_role("link", name="Behind"))
    found = donor.main.inner_text()
    donor.page.go_back()
    expect(donor.main.locator("tr.indicator")).to_have_count(17)
    donor.page.go_back()
    expect(trained).to_have_text("513")
    donor.page.go_forward()
    expect(trained).to_have_text("398")
    donor.page.go_forward()
    expect(donor.main.get_by_role("link", name="Show all")).to_be_visible()
    assert donor.main.inner_text() == found


def test_the_address_alone_shows_the_same_view_to_another_reader(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(f"{OVERVIEW}/indicators/2.2")
    as_of(donor, "FY2024")
    donor.follow(donor.main.get_by_role("link", name="Fiscal years"))
    donor.follow(donor.main.get_by_role("link", name="Per period"))
    donor.sees("target of the period")
    other = reader(example)
    other.go(donor.path)
    assert other.main.inner_text() == donor.main.inner_text()
    assert other.page.title() == donor.page.title() != "resultsboard"


def test_the_view_stays_when_the_reader_changes_the_language(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(f"{OVERVIEW}?as_of=2024-09-30")
    donor.page.get_by_role("link", name="Русский").click()
    expect(row(donor, "2.2").locator(".figures strong")).to_have_text("398")
    donor.sees("Безопасная миграция и борьба с торговлей людьми в Таджикистане")
    assert donor.page.locator("html").get_attribute("lang") == "ru"
