"""What is remembered of how a reporter's files are to be read."""

from datetime import timedelta

from sqlalchemy import func, select

from store.beside import reading_choice
from store.choices import forget, remember, remembered
from store.database import Database
from tests.store.making import AT

LATER = AT + timedelta(days=1)


def kept(database: Database, code: str = "P") -> dict[str, object]:
    with database.reading() as connection:
        return dict(remembered(connection, code))


def test_nothing_is_remembered_of_a_new_project(database: Database) -> None:
    assert kept(database) == {}


def test_the_newest_choice_of_a_reporter_holds(database: Database) -> None:
    with database.writing() as connection:
        remember(connection, "P", {"A": {"decimals": ","}, "B": {"header_line": 3}}, by="Anna", at=AT)
        remember(connection, "P", {"A": {"columns": {"Кол-во": "value"}}}, by="Bek", at=LATER)
        remember(connection, "Q", {"A": {"decimals": "."}}, by="Bek", at=LATER)
    assert kept(database) == {"A": {"columns": {"Кол-во": "value"}}, "B": {"header_line": 3}}
    assert kept(database, "Q") == {"A": {"decimals": "."}}


def test_what_is_forgotten_stays_in_the_log(database: Database) -> None:
    with database.writing() as connection:
        remember(connection, "P", {"A": {"decimals": ","}}, by="Anna", at=AT)
        assert forget(connection, "P", ["A", "B"], by="Bek", at=LATER) == ["A"]
        assert forget(connection, "P", ["A"], by="Bek", at=LATER) == []
    assert kept(database) == {}
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(reading_choice)).scalar_one() == 2
