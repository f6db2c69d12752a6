"""The evaluator's job: see, sort and take away the tables."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import Reader

TABLES = "/p/SMCT-TJ/tables"


def column(reader: Reader, name: str) -> list[str]:
    """The cells of a column of the table that is shown."""
    names = [text.rstrip(" ↑↓") for text in reader.main.locator("table.plain thead th").all_inner_texts()]
    return reader.main.locator(f"table.plain tbody td:nth-child({names.index(name) + 1})").all_inner_texts()


def numbers(cells: list[str]) -> list[float]:
    stated = (cell.replace(",", "").replace("−", "-") for cell in cells)
    return [float(cell) for cell in stated if cell.replace(".", "").replace("-", "").isdigit()]


def test_a_click_on_a_heading_sorts_and_another_one_turns_the_order(reader: Reading, example: Served) -> None:
    evaluator = reader(example)
    evaluator.go(TABLES)
    evaluator.follow(evaluator.main.get_by_role("link", name="deviation_pct"))
    ascending = numbers(column(evaluator, "deviation_pct"))
    assert len(ascending) == 14
    assert ascending == sorted(ascending)
    evaluator.follow(evaluator.main.get_by_role("link", name="deviation_pct"))
    expect(evaluator.main.locator("th[aria-sort=descending]")).to_have_count(1)
    assert numbers(column(evaluator, "deviation_pct")) == sorted(ascending, reverse=True)
    assert evaluator.path == f"{TABLES}?sort=-deviation_pct"


def test_long_tables_come_in_parts(reader: Reading, example: Served) -> None:
    evaluator = reader(example)
    evaluator.go(TABLES)
    evaluator.follow(evaluator.main.get_by_role("link", name="Over time"))
    evaluator.sees("Rows 1 to 100 of")
    rows = column(evaluator, "indicator")
    expected = json.loads(example.said("table", "series", "--format", "json"))["rows"]
    for first in range(101, len(expected), 100):
        evaluator.follow(evaluator.main.get_by_role("link", name="Next"))
        evaluator.sees(f"Rows {first} to")
        rows += column(evaluator, "indicator")
    assert rows == [row["indicator"] for row in expected]


@pytest.mark.parametrize(
    ("name", "query", "asked"),
    [
        ("indicators", "", ()),
        ("observations", "&indicator=2.2", ("--indicator", "2.2")),
        ("targets", "&as_of=FY2024-Q2", ("--as-of", "FY2024-Q2")),
    ],
)
def test_what_is_downloaded_is_what_the_command_prints(
    reader: Reading, example: Served, tmp_path: Path, name: str, query: str, asked: tuple[str, ...]
) -> None:
    evaluator = reader(example)
    evaluator.go(f"{TABLES}?table={name}{query}")
    for form in ("csv", "json"):
        with evaluator.page.expect_download() as download:
            evaluator.main.get_by_role("link", name=form.upper(), exact=True).click()
        download.value.save_as(tmp_path / form)
        assert download.value.suggested_filename.endswith(f".{form}")
        assert (tmp_path / form).read_bytes() == example.said("table", name, "--format", form, *asked)
