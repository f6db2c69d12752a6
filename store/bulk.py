"""Inserting: one row, and many at once by the fastest way that each driver has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice

from sqlalchemy import Connection, Table, insert

AT_ONCE = 100
"""Rows in one statement."""


def insert_one(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    """Inserts a row and answers its number."""
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def insert_many(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Inserts rows that are read as they go, in the connection's transaction.

    SQLite takes them by a prepared statement, a hundred at once, PostgreSQL by COPY; a million rows are never a million
    objects.

    Args:
        connection: with a transaction for writing.
        table: where to.
        columns: names of its columns, in the order of the values.
        rows: values as the driver takes them: plain numbers, texts, truth values, None.
    """
    if connection.dialect.name == "postgresql":
        _copy(connection, table, columns, rows)
    else:
        _insert(connection, table, columns, iter(rows))


def _insert(connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    """By many rows in one statement: one by one they take three times as long."""
    one = f"({', '.join('?' * len(columns))})"
    quote = connection.dialect.identifier_preparer.quote
    start = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) VALUES "  # noqa: S608 — names of ours
    rest: list[tuple[object, ...]] = []

    def full() -> Iterator[tuple[object, ...]]:
        while values := tuple(chain.from_iterable(islice(rows, AT_ONCE))):
            if len(values) < AT_ONCE * len(columns):
                rest.append(values)
            else:
                yield values

    with closing(connection.connection.cursor()) as cursor:
        cursor.executemany(start + ", ".join([one] * AT_ONCE), full())  # type: ignore[arg-type]  # any iterable will do
        for values in rest:
            cursor.execute(start + ", ".join([one] * (len(values) // len(columns))), values)


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from psycopg import Cursor, sql  # noqa: PLC0415 — an optional driver

    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    cursor = connection.connection.cursor()
    assert isinstance(cursor, Cursor)  # noqa: S101 — for the type checker
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
