"""CSV bytes as a table of columns, with the line on which each record starts.

Recognised without being told: the encoding, the delimiter (`,` `;` tab `|`, or what `sep=;` on the first line says),
title rows above the header, a row of HXL tags under it, empty rows.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np

from framework.problems import Place, Problem
from loaders.choice_codes import NO_HEADER_LINE, NOT_THIS_ENCODING
from loaders.choices import HIGHEST_LINE, RECOGNISED, Way
from loaders.encoding import Unreadable, encoding_of
from loaders.headers import Frame, HeaderSearch, IsHeader
from loaders.limits import STANDARD, Limits
from loaders.plain_csv import Coded, is_plain, read_plain
from loaders.report_codes import (
    CELL_TOO_LONG,
    DAMAGED_TEXT,
    EMPTY_FILE,
    NOT_TEXT,
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    UNCLOSED_QUOTE,
    UNSUPPORTED_ENCODING,
    WRONG_FILE_TYPE,
)
from loaders.table import Codes, Column, Table

DELIMITERS = ";\t|,"
SAMPLE_LINES = 50
SAMPLE_RECORDS = 50
CHUNK = 2_000
"""Few enough rows to stay in the processor's cache while they are turned into columns."""
END = "\ue000end of file\ue000"
"""Stands after the last line: where a quotation mark is never closed, it ends up inside a cell."""
SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)
QUOTED = re.compile(r'(?<![^;\t|,\r\n])"(?:[^"]|"")*+"')
"""A cell in quotation marks, whichever the delimiter is."""

Chunk = tuple[list[int], list[list[str]]]
"""Some records: the 1-based lines on which they start, and their cells."""


def read_table(
    name: str, data: bytes, is_header: IsHeader = any, limits: Limits = STANDARD, way: Way = RECOGNISED
) -> tuple[Table | None, list[Problem]]:
    """The table in a CSV file.

    Args:
        name: the file's name, for problems.
        data: its bytes.
        is_header: tells the header among the first records; without it the first that is not empty.
        limits: the most that is read.
        way: what was chosen for the file, and what settles that which it leaves open.

    Returns:
        The table, None where the file is unreadable or has no header, and all problems.
    """
    encoding = encoding_of(data, way.chosen.encoding, way.remembered.encoding)
    if isinstance(encoding, Unreadable):
        return None, [_unreadable(name, data, encoding)]
    return _Reading(name, data, encoding, HeaderSearch(is_header, way)).table(limits)


@dataclass(frozen=True, slots=True)
class Outline:
    """How a CSV file is written, and where its table stands."""

    encoding: str
    delimiter: str
    skipped: int
    """Lines before the first record: 1 where `sep=` stands there."""
    header: tuple[str, ...]
    header_line: int
    first_line: int
    """On which the rows begin."""


def outline_of(data: bytes, is_header: IsHeader = any, way: Way = RECOGNISED) -> Outline | None:
    """How a file would be read; None where it is no text or has no header."""
    encoding = encoding_of(data, way.chosen.encoding, way.remembered.encoding)
    if isinstance(encoding, Unreadable):
        return None
    return _Reading("", data, encoding, HeaderSearch(is_header, way)).outline()


def _unreadable(name: str, data: bytes, why: Unreadable) -> Problem:
    codes = {
        "disguised": WRONG_FILE_TYPE,
        "binary": NOT_TEXT,
        "unsupported": UNSUPPORTED_ENCODING,
        "damaged": DAMAGED_TEXT,
        "otherwise": NOT_THIS_ENCODING,
    }
    before = data[: why.offset]
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    return Problem(Place(name, line), codes[why.reason], details={"what": why.what})


class _Codes(dict[str, int]):
    """The distinct texts of a column, numbered as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code


class _Reading:
    """One pass over one file."""

    def __init__(self, name: str, data: bytes, encoding: str, search: HeaderSearch) -> None:
        self.name = name
        self.data = data
        self.encoding = encoding
        self.search = search
        self.way = search.way
        self.problems: list[Problem] = []
        first = self._lines()
        separator = SEP.fullmatch(next(first, ""))
        self.skipped = 1 if separator else 0
        own = separator[1] if separator else delimiter_of(list(islice(self._lines(), SAMPLE_LINES)))
        self.own_delimiter = self.way.chosen.delimiter or own
        self.delimiter = self.own_delimiter

    def _lines(self) -> Iterator[str]:
        """The lines of the file with their ends, in whichever of the three ways they end."""
        lines: Iterator[str] = io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")
        first = next(lines, None)
        return chain(() if first is None else (first.lstrip("\ufeff"),), lines)

    def table(self, limits: Limits) -> tuple[Table | None, list[Problem]]:
        """The columns and all that is wrong with the file's form."""
        frame = self._settled()
        if frame is None:
            return None, self.problems or [Problem(Place(self.name, 1), EMPTY_FILE)]
        if len(frame.header) > limits.columns:
            return None, [Problem(Place(self.name, frame.line), TOO_MANY_COLUMNS, details={"limit": limits.columns})]
        if max(self.data.count(b"\n"), self.data.count(b"\r")) > limits.rows + SAMPLE_RECORDS:
            return None, [Problem(Place(self.name, 1), TOO_MANY_ROWS, details={"limit": limits.rows})]
        coded, lines = self._plain(frame) or self._read(frame)
        columns = tuple(
            Column(header, index, each.texts, each.codes)
            for index, (header, each) in enumerate(zip(frame.header, coded, strict=True))
        )
        table = Table(
            self.name,
            frame.line,
            columns,
            lines,
            self.encoding,
            self.delimiter,
            above=frame.above,
            tagged=frame.tagged,
            remembered=self._remembered(frame),
        )
        return _without_empty_rows(table), self.problems

    def _remembered(self, frame: Frame) -> frozenset[str]:
        """What remembered choices settled here."""
        encoding = self.way.remembered.encoding and encoding_of(self.data, self.way.chosen.encoding)
        delimiter = self.delimiter != self.own_delimiter
        used = {"header_line": frame.remembered, "delimiter": delimiter, "encoding": isinstance(encoding, Unreadable)}
        return frozenset(name for name, is_used in used.items() if is_used)

    def _settled(self) -> Frame | None:
        """Where the table stands; where its header is not known, with the remembered delimiter if it is then."""
        frame = self._frame()
        remembered = self.way.remembered.delimiter
        if frame is None or frame.known or remembered is None or self.way.chosen.delimiter:
            return frame
        self.delimiter = remembered
        other = self._frame()
        if other and other.known:
            return other
        self.delimiter = self.own_delimiter
        return self._frame()

    def outline(self) -> Outline | None:
        """How the file is written, and where its table stands."""
        frame = self._settled()
        if frame is None:
            return None
        return Outline(self.encoding, self.delimiter, self.skipped, frame.header, frame.line, frame.first_line)

    def _frame(self) -> Frame | None:
        """The first of the first records that is a header, else the first that has any text."""
        starts, rows = next(self._chunks(HIGHEST_LINE if self.way.chosen.header_line else SAMPLE_RECORDS), ([], []))
        records = list(zip(starts, rows, strict=True))
        stated = [index for index, (_, cells) in enumerate(records) if any(map(str.strip, cells))]
        if not stated:
            return None
        self.problems.clear()  # they come again with the rows
        frame = self.search.frame(records, stated)
        if frame is None:
            line = self.way.chosen.header_line or 1
            self.problems.append(Problem(Place(self.name, line), NO_HEADER_LINE, str(line)))
        return frame

    def _plain(self, frame: Frame) -> tuple[list[Coded], Codes] | None:
        """The columns by way of the short cut, where the file allows it."""
        start, width = _offset(self.data, frame.first_line), len(frame.header)
        if not is_plain(self.data, self.encoding, self.delimiter, start=start, width=width):
            return None
        coded = read_plain(self.data, self.encoding, self.delimiter, start=start, width=width)
        return coded, frame.first_line + np.arange(len(coded[0].codes), dtype=np.int32)

    def _read(self, frame: Frame) -> tuple[list[Coded], Codes]:
        """The columns record by record."""
        codes: list[_Codes] = [_Codes() for _ in frame.header]
        parts: list[list[Codes]] = [[] for _ in frame.header]
        lines: list[int] = []
        for starts, rows in self._below(frame):
            lines += starts
            for index, texts in enumerate(zip(*rows, strict=True)):
                parts[index].append(np.fromiter(map(codes[index].__getitem__, texts), np.int32, len(texts)))
        columns = [Coded(tuple(texts), _joined(part)) for texts, part in zip(codes, parts, strict=True)]
        return columns, np.array(lines, dtype=np.int32)

    def _below(self, frame: Frame) -> Iterator[Chunk]:
        """The records under the header, as wide as it is."""
        width = len(frame.header)
        for starts, rows in self._chunks(CHUNK):
            if set(map(len, rows)) == {width} and starts[0] >= frame.first_line:
                yield starts, rows
                continue
            below = [each for each in zip(starts, rows, strict=True) if each[0] >= frame.first_line]
            squared = [each for each in below if len(each[1]) == width or self._squared(*each, width)]
            yield [start for start, _ in squared], [cells for _, cells in squared]

    def _squared(self, line: int, cells: list[str], width: int) -> bool:
        """True once a ragged record is as wide as the header; otherwise it is a problem, unless it is empty.

        Further cells that are empty do no harm, and a remark in the first cell needs no other ones.
        """
        stated = [cell for cell in cells if cell.strip()]
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            del cells[width:]
        elif len(cells) < width and stated and stated == cells[:1]:
            cells.extend([""] * (width - len(cells)))
        elif stated:
            wide = len(cells) > width
            details = {"cells": len(cells), "width": width}
            code = TOO_MANY_CELLS if wide else TOO_FEW_CELLS
            self.problems.append(Problem(Place(self.name, line), code, stated[-1] if wide else None, details))
        return len(cells) == width

    def _chunks(self, size: int) -> Iterator[Chunk]:
        """All records of the file, each with the line on which it starts."""
        lines = islice(self._lines(), self.skipped, None)
        reader = csv.reader(chain(lines, (END,)), delimiter=self.delimiter)
        start, whole = 1 + self.skipped, True
        while whole:
            starts, rows = [], []
            try:
                for cells in islice(reader, size):
                    rows.append(cells)
                    starts.append(start)
                    start = reader.line_num + self.skipped + 1
            except csv.Error:
                self.problems.append(Problem(Place(self.name, start), CELL_TOO_LONG))
                whole = False
            if rows and rows[-1] and rows[-1][-1].endswith(END):
                whole = False
                if rows.pop() != [END]:
                    self.problems.append(Problem(Place(self.name, starts[-1]), UNCLOSED_QUOTE))
                starts.pop()
            yield starts, rows


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter by which most of the first records fall into equally many cells; what is quoted counts for none."""
    bare = list(io.StringIO(QUOTED.sub('""', "".join(lines)), newline=""))
    return max(DELIMITERS, key=lambda delimiter: _evenness(bare, delimiter))


def _evenness(lines: Sequence[str], delimiter: str) -> int:
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a cell that is too long is told when the rows are read
        widths.update(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1)
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _offset(data: bytes, line: int) -> int:
    """Where a line starts in a file whose lines end in LF or CRLF."""
    offset = 0
    for _ in range(line - 1):
        offset = data.find(b"\n", offset) + 1 or len(data)
    return offset


def _joined(parts: Sequence[Codes]) -> Codes:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _without_empty_rows(table: Table) -> Table:
    stated = np.zeros(len(table), dtype=np.bool_)
    for column in table.columns:
        if not column.left_out:
            stated |= column.stated
    if stated.all():
        return table
    columns = tuple(replace(each, codes=each.codes[stated]) for each in table.columns)
    return replace(table, columns=columns, lines=table.lines[stated])
