"""Table rows as bytes: CSV and JSON as interface 4 has them, whoever asks, a page or a command.

A row is a mapping from column to cell. Numbers come as fractions and leave as exact decimals; `None` is empty in CSV and
null in JSON; days and moments are ISO 8601.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction

from framework.model import Cell, Row
from framework.numbers import decimal_text, decimals_of, rounded

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

STARTS_A_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as CSV: UTF-8, RFC 4180, formulas in texts defused (interface 4)."""
    return "".join(csv_lines(columns, rows)).encode()


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The same record by record, the header first; a record may span lines."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    yield _taken_from(buffer)
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
        yield _taken_from(buffer)


def _taken_from(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    return "" if cell is None else plain(cell)


def defused(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula (interface 4)."""
    starts = text[:1] in STARTS_A_FORMULA or text.lstrip()[:1] in STARTS_A_FORMULA
    return f"'{text}" if text and starts else text


def plain(cell: Cell) -> str:
    """A cell as text for machines: `1200.5`, `true`, `2024-03-31`, `2024-03-31T09:30:00Z`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Fraction):
        return decimal_text(cell if decimals_of(cell) is not None else rounded(cell))
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _moment(moment: datetime) -> str:
    text = (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
    return text.replace("+00:00", "Z")


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as JSON: `{"columns": […], "rows": [{…}]}`, numbers exact (interface 4)."""
    names = [json.dumps(column, ensure_ascii=False) for column in columns]
    objects = (f"{{{', '.join(_pairs(names, columns, row))}}}" for row in rows)
    body = ",\n".join(objects)
    return f'{{"columns": [{", ".join(names)}],\n"rows": [{body}]}}\n'.encode()


def _pairs(names: Sequence[str], columns: Sequence[str], row: Row) -> Iterator[str]:
    return (f"{name}: {_json_cell(row[column])}" for name, column in zip(names, columns, strict=True))


def _json_cell(cell: Cell) -> str:
    if cell is None:
        return "null"
    if isinstance(cell, bool | Fraction | int):
        return plain(cell)
    return json.dumps(plain(cell) if isinstance(cell, date) else cell, ensure_ascii=False)
