"""Tables with headings in words, on request."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.app import create_app
from dashboard.headings import COLUMNS, Headings, worded
from dashboard.routing import Visitor, answer
from dashboard.words import languages
from framework import tables
from framework.model import Status
from tests.dashboard.crawling import texts
from tests.dashboard.sites import site


def records(data: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode())))


def test_headings_and_statuses_are_words_and_numbers_stay_as_they_are(tmp_path: Path) -> None:
    client = create_app(site(tmp_path)).test_client()
    plain = records(client.get("/p/P/tables/indicators.csv").data)
    said = records(client.get("/p/P/tables/indicators.csv?headings=ru").data)
    place = plain[0].index("status")
    assert said[0][place] == "Статус"
    assert (plain[2][place], said[2][place]) == ("off_track", "Сильно отстаёт")
    assert said[1][plain[0].index("title")] == "Обученные люди"
    same = [plain[0].index(column) for column in ("actual", "to_date_pct", "as_of", "kind", "indicator")]
    assert [[row[each] for each in same] for row in plain[1:]] == [[row[each] for each in same] for row in said[1:]]


def test_a_workbook_has_words_above_and_numbers_below(tmp_path: Path) -> None:
    client = create_app(site(tmp_path)).test_client()
    data = client.get("/p/P/tables/indicators.xlsx?headings=en").data
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert "Target to date" in rows[0]
    assert rows[1][rows[0].index("Actual")] == 200


def test_json_has_codes_whatever_is_asked(tmp_path: Path) -> None:
    client = create_app(site(tmp_path)).test_client()
    assert client.get("/p/P/tables/indicators.json?headings=ru").data == client.get("/p/P/tables/indicators.json").data


def test_a_language_that_there_is_not_is_refused(tmp_path: Path) -> None:
    client = create_app(site(tmp_path)).test_client()
    assert client.get("/p/P/tables/indicators.csv?headings=xx").status_code == 400
    assert client.get("/p/P/tables?headings=xx").status_code == 400


@pytest.mark.parametrize("language", languages())
def test_every_column_has_a_heading_of_its_own(language: str) -> None:
    for columns in tables.COLUMNS.values():
        names, _ = worded(columns, [], Headings(language, []))
        assert len(set(names)) == len(columns)
        assert {column for column in columns if column not in COLUMNS} <= {status.value for status in Status}


def test_the_page_names_columns_as_its_downloads_do(tmp_path: Path) -> None:
    page = answer(site(tmp_path), "/p/P/tables", "headings=ru", Visitor("ru"))
    said = list(texts(page.content))
    assert "План на дату" in said
    assert "target_to_date" not in said
