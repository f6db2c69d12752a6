import pytest
from sqlalchemy import select

from store.bulk import insert_many
from store.database import Database
from store.schema import remark, version
from tests.store.making import PEOPLE, kept, report

COLUMNS = ("row", "evidence", "version_id", "note")


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 250])
def test_every_row_is_inserted_with_its_values_in_their_columns(database: Database, size: int) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1"))
    with database.writing() as connection:
        number = connection.execute(select(version.c.id)).scalar_one()
        rows = [(row, None, number, f"tab\t, line\nand \\ {row}") for row in range(size)]
        insert_many(connection, remark, COLUMNS, iter(rows))
        found = connection.execute(select(*(remark.c[name] for name in COLUMNS)).order_by(remark.c.row)).all()
    assert [tuple(row) for row in found] == rows
