from datetime import date

from sqlalchemy import Executable, delete, insert, update

from store.database import Database
from store.schema import file, observation, statement, summary
from store.verification import differences
from tests.framework.making import place
from tests.store.making import PEOPLE, Said, kept, report

WOMEN = place(sex="female")


def changed(database: Database, *changes: Executable) -> list[str]:
    """What is found after somebody has changed the database by hand."""
    events = (Said("1", value, WOMEN, date(2023, 1, value)) for value in (1, 2, 3))
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", *events, Said("2", 7)))
    with database.writing() as connection:
        for change in changes:
            connection.execute(change)
    return [str(each) for each in differences(database, [PEOPLE])]


def test_what_was_kept_is_right(database: Database) -> None:
    assert changed(database) == []


def test_a_changed_observation_is_found(database: Database) -> None:
    found = changed(database, update(observation).where(observation.c.row == 3).values(value="8"))
    assert found == ["P/A/2023-Q1 version 1, indicator 2, total: 7 is kept, 8 is right."]


def test_a_changed_summary_is_found(database: Database) -> None:
    found = changed(database, update(summary).where(summary.c.value == "6").values(value="60"))
    assert found == [
        "P/A/2023-Q1 version 1, indicator 1, total: 60 is kept, 6 is right.",
        "P/A/2023-Q1 version 1, indicator 1, sex=female: 60 is kept, 6 is right.",
    ]


def test_a_missing_row_is_found(database: Database) -> None:
    found = changed(database, delete(observation).where(observation.c.row == 0))
    assert found[0] == "P/A/2023-Q1 version 1, rows: 4 is kept, 3 is right."
    assert len(found) == 3


def test_a_missing_summary_is_found(database: Database) -> None:
    found = changed(database, delete(summary), delete(statement))
    assert "P/A/2023-Q1 version 1, indicator 2, total: nothing is kept, 7 is right." in found


def test_an_invented_summary_is_found(database: Database) -> None:
    invented = {"version_id": 1, "indicator_id": 2, "place_id": 2, "value": "5"}
    assert any("5 is kept, nothing is right" in each for each in changed(database, insert(summary).values(invented)))


def test_a_changed_file_is_found(database: Database) -> None:
    found = changed(database, update(file).values(data=b"2"))
    assert len(found) == 1
    assert found[0].startswith("file 1 (file0.csv): 1 bytes with SHA-256 d4735e3a")
