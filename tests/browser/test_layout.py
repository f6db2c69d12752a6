"""Every page fits a phone, cuts no text and is wholly in the reader's language."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import expect

from dashboard.catalogues import read_catalogue
from dashboard.words import FOLDER
from framework.tables import COLUMNS
from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader

INDICATORS = ("1.1", "1.4", "1.5", "1.6", "2.2", "2.3", "2.4", "2.6", "3.2")
PAGES = (
    *(
        "/",
        "/p/SMCT-TJ",
        "/p/SMCT-TJ/summary",
        "/p/SMCT-TJ/tables",
        "/p/SMCT-TJ/tables?table=breakdown",
        "/p/SMCT-TJ/reports",
        "/p/SMCT-TJ/reports/upload",
        "/p/SMCT-TJ/reports/review",
        "/p/SMCT-TJ/reports/NGO/FY2023-Q3",
        "/p/SMCT-TJ/history",
        "/p/SMCT-TJ/history?indicator=2.2&what=reports",
        "/p/SMCT-TJ?known_at=2023-08-16T09:29:59.999999Z&as_of=FY2023-Q2",
        "/p/SMCT-TJ/reports/IOM/FY2023-Q3",
    ),
    *(f"/p/SMCT-TJ/indicators/{code}" for code in INDICATORS),
    *("/p/SMCT-TJ/indicators/2.2?measure=period&step=year", "/p/SMCT-TJ?status=off_track"),
)
EMPTY_PAGES = (
    "/p/WELLS",
    "/p/WELLS/indicators/1.2",
    "/p/WELLS/tables?table=observations",
    "/p/WELLS/reports",
    "/p/WELLS/reports/project/2024-Q1",
    "/p/WELLS/reports/upload",
    "/p/WELLS/history",
    "/p/WELLS?known_at=2024-02-01",
)

REVIEWED_PAGES = (
    "/p/SMCT-TJ/reports",
    "/p/SMCT-TJ/reports/review",
    "/p/SMCT-TJ/reports/NGO/FY2024-Q3",
    "/p/SMCT-TJ/reports/IOM/FY2025-Q1",
)

COLUMN_NAMES = {name for columns in COLUMNS.values() for name in columns}

WHOLE = ".badge, h1, h2, h3, .button, .page-tab, .page-tabs, .as-of summary, .chooser a, .switch a, .figures, dt, dd, .key li"
FAULTS = """whole => {
  const said = element => (element.textContent || '').trim().slice(0, 60);
  const seen = element => element.getClientRects().length > 0;
  const page = document.documentElement;
  const faults = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll(`#page :is(${whole})`)) {
    if (seen(element) && element.clientWidth && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`cut: ${said(element)}`);
    }
  }
  for (const chart of document.querySelectorAll('#page .chart')) {
    const box = chart.getBoundingClientRect();
    for (const text of chart.querySelectorAll('.main-svg text')) {
      const place = text.getBoundingClientRect();
      if (!place.width) { continue; }
      const out = Math.max(box.left - place.left, place.right - box.right, place.bottom - box.bottom, box.top - place.top);
      if (out > 1) { faults.push(`outside its chart: ${said(text)}`); }
    }
  }
  return faults;
}"""
TEXTS = """() => {
  const walk = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) { texts.push(walk.currentNode.textContent); }
  for (const element of document.querySelectorAll('#page *')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label']) {
      if (element.hasAttribute(name)) { texts.push(element.getAttribute(name)); }
    }
  }
  return texts.map(text => text.trim().replaceAll('\\u00a0', ' '));
}"""


def pages(reader: Reader, paths: Sequence[str]) -> Iterator[str]:
    """Opens the addresses, one after the other."""
    first, *others = paths
    reader.go(first)
    yield first
    for path in others:
        reader.turn_to(path)
        yield path


def texts(reader: Reader) -> list[str]:
    """What the page says, to the eye and to a screen reader; names of columns are for programs."""
    found: list[str] = reader.page.evaluate(TEXTS)
    return [text for text in found if text not in COLUMN_NAMES]


def faults(reader: Reader) -> list[str]:
    """What does not fit on the page that is open."""
    found: list[str] = reader.page.evaluate(FAULTS, WHOLE)
    return [f"{reader.path}: {fault}" for fault in found]


def english() -> re.Pattern[str]:
    """The messages that have a Russian translation, as they would look untranslated."""
    catalogue = read_catalogue(FOLDER / "ru" / "LC_MESSAGES" / "messages.po", "ru")
    translated = [message for message in catalogue if message.id and message.string]
    forms = [form for message in translated for form in _forms(message.id) if form not in _forms(message.string)]
    return re.compile("|".join(_pattern(form) for form in forms if len(re.findall(r"[a-z]", _bare(form))) > 3))


def _forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def _bare(message: str) -> str:
    return re.sub(r"\{\w+\}", "", message)


def _pattern(message: str) -> str:
    return ".{1,40}?".join(re.escape(part.replace("\u00a0", " ")) for part in re.split(r"\{\w+\}", message))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_fits_a_phone_and_cuts_no_text(reader: Reading, example: Served, language: str) -> None:
    visitor = reader(example, width=NARROW, language=language)
    assert [fault for _ in pages(visitor, PAGES) for fault in faults(visitor)] == []


def test_every_page_fits_a_wide_window_and_holds_no_untranslated_words(reader: Reading, example: Served) -> None:
    visitor, untranslated, found = reader(example, width=WIDE, language="ru"), english(), []
    assert untranslated.fullmatch("Off track")
    for path in pages(visitor, PAGES):
        found += faults(visitor)
        found += [f"{path}: untranslated: {text}" for text in texts(visitor) if untranslated.fullmatch(text)]
    assert found == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_of_an_empty_project_fit_a_phone(reader: Reading, empty: Served, language: str) -> None:
    visitor = reader(empty, width=NARROW, language=language)
    assert [fault for _ in pages(visitor, EMPTY_PAGES) for fault in faults(visitor)] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_pages_of_review_fit_a_phone_and_hold_no_untranslated_words(
    reader: Reading, under_review: Served, width: int
) -> None:
    visitor, untranslated, found = reader(under_review, width=width, language="ru"), english(), []
    for path in pages(visitor, REVIEWED_PAGES):
        found += faults(visitor)
        found += [f"{path}: untranslated: {text}" for text in texts(visitor) if untranslated.fullmatch(text)]
    assert found == []


def test_the_menu_of_moments_opens_inside_a_phone_and_closes_with_escape(reader: Reading, example: Served) -> None:
    visitor = reader(example, width=NARROW)
    visitor.go("/p/SMCT-TJ")
    menu = visitor.page.locator("#page details.as-of").first
    menu.locator("summary").click()
    assert faults(visitor) == []
    box = menu.locator(".menu").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    visitor.page.keyboard.press("Escape")
    expect(menu.locator(".menu")).to_be_hidden()
