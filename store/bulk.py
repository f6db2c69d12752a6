"""Inserting: one row, and many at once by the fastest way that each driver has."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, insert


def insert_one(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    """Inserts a row and answers its number."""
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def insert_many(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Inserts rows that are read as they go, in the connection's transaction.

    SQLite takes them by one prepared `executemany`, PostgreSQL by COPY; a million rows are never a million objects.

    Args:
        connection: with a transaction for writing.
        table: where to.
        columns: names of its columns, in the order of the values.
        rows: values as the driver takes them: plain numbers, texts, truth values, None.
    """
    if connection.dialect.name == "postgresql":
        _copy(connection, table, columns, rows)
        return
    statement = str(table.insert().compile(dialect=connection.dialect, column_keys=list(columns)))
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # the driver takes any iterable
    finally:
        cursor.close()


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from psycopg import Cursor, sql  # noqa: PLC0415 — an optional driver

    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    cursor = connection.connection.cursor()
    assert isinstance(cursor, Cursor)  # noqa: S101 — for the type checker
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
