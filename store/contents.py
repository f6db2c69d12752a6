"""What a version says: its observations, remarks, statements and summaries are written, or copied from another version."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Protocol, cast

from sqlalchemy import Column, ColumnElement, Connection, Table, func, insert, literal, select

from framework.model import Indicator, Report, Rows, Statement
from store.bulk import insert_many
from store.notation import amount_texts, place_text, rules_text
from store.numbering import numbers
from store.schema import indicator, observation, place, remark, statement, summary, version_file

AMOUNT = ("value", "numerator", "denominator", "word")
CHUNK = 50_000
"""Rows that are in memory at once as plain numbers."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the codes and cells that some reports mention."""

    indicators: dict[str, int]
    cells: dict[str, int]


def numbered(connection: Connection, project_id: int, reports: Sequence[Report]) -> Numbers:
    """Numbers everything that the reports mention."""
    codes = {
        code
        for report in reports
        for code in (*report.rows.indicators, *report.explanations, *(each.indicator for each in report.statements))
    }
    places = {each for report in reports for each in report.rows.places}
    places |= {each for report in reports for said in report.statements for each in said.figure}
    return Numbers(
        numbers(connection, indicator, project_id, codes),
        numbers(connection, place, project_id, map(place_text, places)),
    )


def write(
    connection: Connection, version_id: int, report: Report, known: Numbers, rules: Mapping[str, Indicator]
) -> None:
    """Writes what a report says as that of a version."""
    _write_observations(connection, version_id, report.rows, known)
    remarks = (
        (version_id, row, each.note, each.explanation, each.evidence) for row, each in report.rows.remarks.items()
    )
    insert_many(connection, remark, ("version_id", "row", "note", "explanation", "evidence"), remarks)
    write_summaries(connection, version_id, report.statements, known, rules)


def _write_observations(connection: Connection, version_id: int, rows: Rows, known: Numbers) -> None:
    """Writes the rows column by column: distinct values are looked at once, columns without any left out."""
    parts = dict(zip(AMOUNT, zip(*map(amount_texts, rows.amounts), strict=True), strict=False))
    stated = {name: texts for name, texts in parts.items() if any(text is not None for text in texts)}
    columns = ("version_id", "row", "indicator_id", "day", "place_id", "file", "line", *stated)
    insert_many(connection, observation, columns, _observations(version_id, rows, known, list(stated.values())))


def _observations(
    version_id: int, rows: Rows, known: Numbers, amounts: Sequence[Sequence[str | None]]
) -> Iterator[tuple[object, ...]]:
    """The rows as tuples; of `amounts` each is a column of the distinct amounts."""
    indicators = [known.indicators[each] for each in rows.indicators]
    places = [known.cells[place_text(each)] for each in rows.places]
    size = len(rows.indicator)

    def chunk(start: int) -> Iterator[tuple[object, ...]]:
        cut = slice(start, min(start + CHUNK, size))
        amount = plain(rows.amount[cut])
        return zip(
            repeat(version_id),
            range(cut.start, cut.stop),
            map(indicators.__getitem__, plain(rows.indicator[cut])),
            plain(rows.day[cut]),
            map(places.__getitem__, plain(rows.place[cut])),
            plain(rows.file[cut]),
            plain(rows.line[cut]),
            *(map(texts.__getitem__, amount) for texts in amounts),
            strict=False,
        )

    return chain.from_iterable(map(chunk, range(0, size, CHUNK)))


class _Array(Protocol):
    """An array of machine numbers."""

    def tolist(self) -> list[int]:
        """The same as plain numbers, which the drivers take."""


def plain(numbers: Sequence[int]) -> Sequence[int]:
    """A column of a report as plain numbers."""
    return cast("_Array", numbers).tolist() if hasattr(numbers, "tolist") else numbers


def write_summaries(
    connection: Connection,
    version_id: int,
    statements: Sequence[Statement],
    known: Numbers,
    rules: Mapping[str, Indicator],
) -> None:
    """Writes what the rows come to, an amount per indicator and place."""
    rows = (
        (version_id, known.indicators[each.indicator], each.dated, each.explanation, rules_text(rules[each.indicator]))
        for each in statements
    )
    insert_many(connection, statement, ("version_id", "indicator_id", "dated", "explanation", "rules"), rows)
    cells = (
        (version_id, known.indicators[each.indicator], known.cells[place_text(place)], *amount_texts(amount))
        for each in statements
        for place, amount in each.figure.items()
    )
    insert_many(connection, summary, ("version_id", "indicator_id", "place_id", *AMOUNT), cells)


def carry_over(connection: Connection, old_id: int, new_id: int, stated: Collection[int]) -> int:
    """Copies what a version says of other indicators behind what the new version says (semantics 6.1 `--amend`).

    Args:
        connection: of the transaction that writes the new version.
        old_id: the version that is amended.
        new_id: the version that amends it, its own rows and files already written.
        stated: the indicators that the new version states itself.

    Returns:
        How many observations the new version has.
    """
    others = observation.c.indicator_id.not_in(stated)
    files = _after(connection, version_file.c.position, new_id)
    rows = _after(connection, observation.c.row, new_id)
    _copy(connection, version_file, old_id, new_id, {"position": files, "sent": literal(value=False)})
    _copy(connection, observation, old_id, new_id, {"row": rows, "file": files}, others)
    kept_rows = select(observation.c.row).where(observation.c.version_id == old_id, others)
    _copy(connection, remark, old_id, new_id, {"row": rows}, remark.c.row.in_(kept_rows))
    for table in (statement, summary):
        _copy(connection, table, old_id, new_id, {}, table.c.indicator_id.not_in(stated))
    count = select(func.count()).select_from(observation).where(observation.c.version_id == new_id)
    return int(connection.execute(count).scalar_one())


def _after(connection: Connection, column: Column[int], version_id: int) -> int:
    """The first position that a version has not used."""
    query = select(func.max(column)).where(column.table.c.version_id == version_id)
    last = connection.execute(query).scalar_one()
    return 0 if last is None else last + 1


def _copy(
    connection: Connection,
    table: Table,
    old_id: int,
    new_id: int,
    changed: Mapping[str, int | ColumnElement[Any]],
    only: ColumnElement[bool] | None = None,
) -> None:
    """Copies the rows of a version to another; `changed` columns are raised by a number, or set to a value."""

    def source(column: Column[Any]) -> ColumnElement[Any]:
        if column.name == "version_id":
            return literal(new_id)
        change = changed.get(column.name)
        if isinstance(change, int):
            return column + change
        return column if change is None else change

    rows = select(*map(source, table.c)).where(table.c.version_id == old_id)
    rows = rows if only is None else rows.where(only)
    connection.execute(insert(table).from_select(list(table.c.keys()), rows))
