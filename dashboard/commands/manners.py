"""How files were read, as `load` prints it."""

from collections.abc import Iterator, Sequence

from loaders.cells import LISTED
from loaders.choices import IGNORE, LAYOUTS
from loaders.manner import UNDECIDED, ColumnManner, Manner

MARKS = {",": "decimal comma", ".": "decimal point", UNDECIDED: "undecided decimals"}
ORDERS = {"day_first": "days before months", "month_first": "months before days", UNDECIDED: "undecided dates"}
LAYOUT_WORDS = {"long": "long"} | {layout: f"{layout} as columns" for layout in LAYOUTS[1:]}


def told(manners: Sequence[Manner]) -> Iterator[str]:
    """One line for each table that was read."""
    return (_told(manner) for manner in manners if manner.header_line is not None)


def _told(manner: Manner) -> str:
    """`FY2023-Q1.csv: windows-1251, cells between ';', decimal comma, header on line 3, long; indicator ← Индикатор`."""
    name = f"{manner.file}:{manner.sheet}" if manner.sheet is not None else manner.file
    columns = [_column_told(column) for column in manner.columns[:LISTED]]
    if len(manner.columns) > LISTED:
        columns.append(f"… ({len(manner.columns)} in all)")
    remembered = f"; remembered: {', '.join(sorted(manner.remembered))}" if manner.remembered else ""
    return f"{name}: {', '.join(_parts(manner))}; {', '.join(columns)}{remembered}"


def _parts(manner: Manner) -> Iterator[str]:
    if manner.delimiter is not None:
        yield manner.encoding or ""
        yield "cells between tabs" if manner.delimiter == "\t" else f"cells between '{manner.delimiter}'"
    else:
        yield "workbook"
    yield from (MARKS[mark] for mark in manner.decimals)
    if manner.dates:
        yield ORDERS[manner.dates]
    yield f"header on line {manner.header_line}" + (" with HXL tags below" if manner.tagged else "")
    if manner.layout:
        yield LAYOUT_WORDS[manner.layout]


def _column_told(column: ColumnManner) -> str:
    if column.meaning is None:
        return f"? ← {column.header.strip() or '(no name)'}"
    if column.meaning == IGNORE:
        return f"left out: {column.header}"
    meaning = " ".join([column.meaning.removeprefix("dimension:"), *([column.of] if column.of else [])])
    return meaning if column.header == meaning else f"{meaning} ← {column.header}"
