"""The tour: five steps for each role, at the first sign-in and when asked for."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.tours.steps import TOURS
from tests.browser.conftest import Reading
from tests.browser.program import Served, demo
from tests.browser.reader import NARROW, WIDE, Reader, reading

STEPS = 5
NOT_CUT = "box => { const b = box.getBoundingClientRect(); return b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight }"
APART = """box => {
  const own = box.getBoundingClientRect(), other = document.querySelector('.tour-mark').getBoundingClientRect();
  return own.bottom <= other.top || own.top >= other.bottom || other.height > innerHeight / 2;
}"""

POINTED = """() => {
  const mark = document.querySelector('.tour-mark').getBoundingClientRect();
  return [...document.querySelectorAll('#page *')].some(each => {
    const own = each.getBoundingClientRect();
    const fits = [mark.left - own.left + 4, mark.top - own.top + 4, mark.width - own.width - 8].every(far => Math.abs(far) < 1);
    return fits && each.checkVisibility();
  });
}"""


@pytest.fixture(scope="module")
def newcomers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demo whose accounts have not seen their tour."""
    with demo(tmp_path_factory.mktemp("demo"), toured=False) as running:
        yield running
        assert running.faults == ""


def box(reader: Reader) -> Locator:
    return reader.page.locator("dialog.tour-box")


def at_step(reader: Reader, number: int, *, language: str = "en") -> None:
    """The step is shown, at a part of the page that is there and not behind it."""
    count = f"Step {number} of {STEPS}" if language == "en" else f"Шаг {number} из {STEPS}"
    expect(box(reader).get_by_text(count)).to_be_visible()
    expect(reader.page.locator(".tour-mark")).to_be_visible()
    assert box(reader).evaluate(NOT_CUT)
    assert box(reader).evaluate(APART)
    assert reader.page.evaluate(POINTED)


def step_on(reader: Reader, name: str = "Next") -> None:
    box(reader).get_by_role("button", name=name, exact=True).click()


def show_again(reader: Reader) -> None:
    reader.page.locator("#page .show-tour").click()
    at_step(reader, 1)


@pytest.mark.parametrize("role", TOURS)
def test_the_tour_of_each_role_begins_at_the_first_sign_in_and_points_at_what_is_there(
    chromium: Browser, newcomers: Served, role: str
) -> None:
    with reading(chromium, newcomers, role=role) as person:
        person.go("/")
        for number in range(1, STEPS + 1):
            at_step(person, number)
            step_on(person, "Done" if number == STEPS else "Next")
        expect(box(person)).to_have_count(0)
        person.settled()
        assert person.path == "/"
        person.page.reload()
        person.settled()
        expect(box(person)).to_have_count(0)


@pytest.mark.parametrize(("role", "width"), [("donor", NARROW), ("officer", NARROW), ("evaluator", WIDE)])
def test_the_tour_can_be_seen_again_by_keyboard_at_both_widths(
    reader: Reading, example: Served, role: str, width: int
) -> None:
    person = reader(example, role=role, width=width)
    person.go("/p/SMCT-TJ/indicators/2.2")
    expect(box(person)).to_have_count(0)
    person.page.locator("#page .show-tour").focus()
    person.page.keyboard.press("Enter")
    for number in range(1, STEPS + 1):
        at_step(person, number)
        assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(box(person).locator(".tour-next")).to_be_focused()
        person.page.keyboard.press("Enter") if number < STEPS else person.page.keyboard.press("Escape")
    expect(box(person)).to_have_count(0)
    person.settled()
    assert person.path == "/p/SMCT-TJ/indicators/2.2"


def test_back_goes_to_the_page_of_the_step_before_and_escape_ends_where_it_began(
    reader: Reading, example: Served
) -> None:
    person = reader(example, role="officer")
    person.go("/p/SMCT-TJ/tables")
    show_again(person)
    expect(box(person).get_by_role("button", name="Back")).to_be_hidden()
    step_on(person)
    at_step(person, 2)
    assert person.path == "/p/SMCT-TJ/reports"
    step_on(person, "Back")
    at_step(person, 1)
    assert person.path == "/p/SMCT-TJ/tables"
    person.page.keyboard.press("Escape")
    expect(box(person)).to_have_count(0)
    expect(person.page.locator("#page .show-tour")).to_be_focused()


def test_a_tour_that_was_skipped_does_not_come_again_and_nothing_moves_meanwhile(
    chromium: Browser, newcomers: Served
) -> None:
    newcomers.said("users", "role", "donor", "officer", "--project", "SMCT-TJ")
    with reading(chromium, newcomers, role="donor") as person:
        person.go("/p/SMCT-TJ")
        at_step(person, 1)
        heading = person.main.get_by_role("heading", level=1)
        before = heading.bounding_box()
        step_on(person, "Skip the tour")
        expect(box(person)).to_have_count(0)
        assert heading.bounding_box() == before
        person.page.reload()
        person.settled()
        expect(box(person)).to_have_count(0)
    with reading(chromium, newcomers, role="donor") as person:
        person.go("/")
        expect(person.page.locator("#page .show-tour:not([data-begins])")).to_be_visible()


def test_the_tour_is_a_dialog_with_a_name_and_a_description(reader: Reading, example: Served) -> None:
    person = reader(example, role="reviewer")
    person.go("/p/SMCT-TJ")
    show_again(person)
    dialog = person.page.get_by_role("dialog", name="Welcome")
    expect(dialog).to_have_accessible_description(re.compile("You approve and return reports"))


def test_the_tour_in_russian_fits_a_phone(reader: Reading, example: Served) -> None:
    person = reader(example, role="admin", width=NARROW, language="ru")
    person.go("/p/SMCT-TJ")
    person.page.locator("#page .show-tour").click()
    for number in range(1, STEPS + 1):
        at_step(person, number, language="ru")
        if number < STEPS:
            step_on(person, "Далее")
    step_on(person, "Готово")
