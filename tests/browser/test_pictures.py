"""Charts are taken away as pictures and data, with the mouse and by keyboard."""

import csv
import io
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Download

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import Reader

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRAINED = "/p/SMCT-TJ/indicators/2.2"
CHARTS = ("progress", "breakdown-sex", "breakdown-region", "composition-sex", "composition-region")


def taken(reader: Reader, chart: str, form: str) -> tuple[str, bytes]:
    """The name and the bytes of a chart's file."""
    box = reader.main.locator(f".chart-box[data-name='{chart}']:visible")
    with reader.page.expect_download() as waiting:
        box.get_by_text(form, exact=True).click()
    return read(waiting.value)


def read(download: Download) -> tuple[str, bytes]:
    return download.suggested_filename, Path(download.path()).read_bytes()


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert picture.startswith(SIGNATURE)
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def words(svg: bytes) -> str:
    """The texts of a drawing, one after the other."""
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())  # noqa: S314 - made by this program


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_taken_away_as_a_picture_for_a_report(reader: Reading, example: Served, chart: str) -> None:
    visitor = reader(example)
    visitor.go(TRAINED)
    name, picture = taken(visitor, f"2.2-{chart}", "PNG")
    width, height = size(picture)
    assert name == f"SMCT-TJ-2.2-{chart}.png"
    assert width == 2400
    assert 500 < height < 2000
    assert len(picture) > 30_000


@pytest.mark.parametrize("chart", CHARTS)
def test_the_drawing_says_its_finding_and_its_source_and_fetches_nothing(
    reader: Reading, example: Served, chart: str
) -> None:
    visitor = reader(example)
    visitor.go(TRAINED)
    name, svg = taken(visitor, f"2.2-{chart}", "SVG")
    finding = (
        visitor.main.locator(f".chart-box[data-name='2.2-{chart}'] .chart:visible").get_attribute("aria-label") or ""
    )
    assert name == f"SMCT-TJ-2.2-{chart}.svg"
    assert words(svg).count(" ".join(finding.split())) == 2
    assert "2.2 People trained in prevention and assistance to victims" in words(svg)
    assert "SMCT-TJ Safe Migration and Counter-Trafficking in Tajikistan, as of 31 Mar 2025" in words(svg)
    assert re.findall(rb"(?:href|src)=\"(?!#)[^\"]*\"|url\((?!['\"&quot;]*#)[^)]*\)|<image|<script|@import", svg) == []
    assert set(re.findall(rb"https?://[^\"'\s<]*", svg)) <= {
        b"http://www.w3.org/2000/svg",
        b"http://www.w3.org/1999/xlink",
        b"http://www.w3.org/2000/xmlns/",
    }


def test_the_key_of_a_picture_names_what_is_drawn_in_the_readers_language(reader: Reading, example: Served) -> None:
    visitor = reader(example, language="ru")
    visitor.go(TRAINED)
    _, progress = taken(visitor, "2.2-progress", "SVG")
    _, parts = taken(visitor, "2.2-composition-sex", "SVG")
    assert "факт на дату" in words(progress)
    assert "Женщины" in words(parts)
    assert "Мужчины" in words(parts)


def test_a_picture_is_light_whatever_the_style_of_the_page(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(TRAINED)
    _, by_day = taken(visitor, "2.2-progress", "SVG")
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go(TRAINED)
    _, by_night = taken(visitor, "2.2-progress", "SVG")
    assert re.findall(rb"rgb\([^)]*\)", by_day) == re.findall(rb"rgb\([^)]*\)", by_night)
    assert b'fill="#ffffff"' in by_night


def test_the_downloads_are_reached_and_used_by_keyboard(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(TRAINED)
    visitor.main.get_by_role("link", name="Fiscal years").focus()
    reached = []
    for _ in range(3):
        visitor.page.keyboard.press("Tab")
        reached.append(visitor.page.evaluate("document.activeElement.textContent"))
        with visitor.page.expect_download() as waiting:
            visitor.page.keyboard.press("Enter")
        assert read(waiting.value)[0] == f"SMCT-TJ-2.2-progress.{reached[-1].lower()}"
    assert reached == ["PNG", "SVG", "CSV"]
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.main.locator("#progress .as-figures:visible").get_attribute("open") is not None


def test_the_data_are_those_of_the_table_beside_the_chart(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go(f"{TRAINED}?as_of=2024-03-31")
    name, data = taken(visitor, "2.2-breakdown-sex", "CSV")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    shown = visitor.main.locator("section:has(> .chart-box[data-name='2.2-breakdown-sex']) .as-figures tbody tr")
    assert name == "SMCT-TJ-2.2-breakdown-sex.csv"
    assert [row["value"] for row in rows] == shown.locator("td:nth-child(2)").all_text_contents()


@pytest.mark.parametrize("code", ["1.1", "1.6", "2.1", "2.3", "2.4", "2.6"])
def test_charts_of_every_kind_of_indicator_become_pictures(reader: Reading, example: Served, code: str) -> None:
    visitor = reader(example)
    visitor.go(f"/p/SMCT-TJ/indicators/{code}")
    [*charts] = visitor.main.locator(".chart-box:visible").all()
    assert charts
    for chart in charts:
        _, picture = taken(visitor, str(chart.get_attribute("data-name")), "PNG")
        assert size(picture)[0] == 2400


def test_charts_of_the_summary_are_taken_away_too(reader: Reading, example: Served) -> None:
    visitor = reader(example)
    visitor.go("/p/SMCT-TJ/summary")
    finding = visitor.main.locator(".chart-box[data-name='2.2-summary'] img").get_attribute("alt") or ""
    name, drawing = taken(visitor, "2.2-summary", "SVG")
    assert name == "SMCT-TJ-2.2-summary.svg"
    assert finding.replace("\u00a0", " ") in words(drawing)
    assert "as of 31 Mar 2025" in words(drawing)
    name, picture = taken(visitor, "2.2-summary", "PNG")
    assert (name, size(picture)[0]) == ("SMCT-TJ-2.2-summary.png", 2400)
    name, data = taken(visitor, "2.2-summary", "CSV")
    assert {row["indicator"] for row in csv.DictReader(io.StringIO(data.decode()))} == {"2.2"}
