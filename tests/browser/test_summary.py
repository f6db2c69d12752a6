"""The donor's page: one screen, one sheet of paper, and the same as a PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE

PATH = "/p/SMCT-TJ/summary"
SCREEN = 900
LANGUAGES = ("en", "ru")
END = "document.querySelector('#page main').getBoundingClientRect().bottom"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_on_one_screen_and_on_one_sheet(reader: Reading, example: Served, language: str) -> None:
    donor = reader(example, width=WIDE, language=language)
    donor.go(PATH)
    assert donor.page.evaluate(END) <= SCREEN
    (sheet,) = PdfReader(BytesIO(donor.page.pdf(prefer_css_page_size=True))).pages
    assert sorted((round(sheet.mediabox.width), round(sheet.mediabox.height))) == [595, 842]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_all_of_it_without_scrolling_sideways(reader: Reading, example: Served, language: str) -> None:
    donor = reader(example, width=NARROW, language=language)
    donor.go(PATH)
    assert donor.page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_the_pdf_that_is_downloaded_has_the_figures_of_the_page(reader: Reading, example: Served) -> None:
    donor = reader(example)
    donor.go(PATH)
    donor.sees("70,000 people")
    with donor.page.expect_download() as loading:
        donor.main.get_by_role("link", name="Download as PDF").click()
    assert loading.value.suggested_filename == "SMCT-TJ-summary-2025-03-31.pdf"
    (sheet,) = PdfReader(loading.value.path()).pages
    assert "70,000 people" in " ".join(sheet.extract_text().split())
