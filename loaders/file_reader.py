"""One report file: its tables, their rows, its problems, and how it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from framework.model import UploadedFile
from framework.problems import Place, Problem, Severity, refuses
from loaders.cells import listed, plain
from loaders.choice_codes import NO_SUCH_HEADER
from loaders.choices import NOTHING, Choices, Way
from loaders.csv_reader import read_table
from loaders.layouts import Header
from loaders.limits import Limits
from loaders.manner import Manner, figure_columns, manner_of, unread
from loaders.meanings import read_header
from loaders.numbers_read import proved_marks
from loaders.report_codes import FILE_TOO_LARGE, NO_ROWS
from loaders.report_periods import Given
from loaders.report_rows import FileRows, Registers, read_rows
from loaders.table import Table
from loaders.vocabulary import Vocabulary
from loaders.workbook_archive import is_workbook

LOOKED_AT = 200
"""In so many distinct texts of a column a reporter's name is looked for."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file says: its good rows, all its problems, its tables and how each was read."""

    parts: list[FileRows]
    problems: list[Problem]
    tables: Sequence[Table]
    manners: list[Manner]

    @property
    def errors(self) -> int:
        """How many problems refuse the file."""
        return sum(problem.code.severity is Severity.ERROR for problem in self.problems)


class FileReader:
    """Reads the files of one load."""

    def __init__(
        self, vocabulary: Vocabulary, registers: Registers, limits: Limits, remembered: Mapping[str, Choices]
    ) -> None:
        self.vocabulary = vocabulary
        self.registers = registers
        self.limits = limits
        self.remembered = remembered

    def read(self, file: UploadedFile, given: Given) -> FileRead:
        """A file as it is by itself; where that has errors, with what is remembered of its reporter, if that settles any.

        The reporter is the one that is known, else the only one that the file names.
        """
        own = self._read(file, given, None)
        if not (self.remembered and refuses(own.problems)):
            return own
        who = self._known(given) or self._named(own.tables)
        again = self._read(file, given, who) if who in self.remembered else own
        return again if again.errors < own.errors else own

    def _known(self, given: Given) -> str | None:
        codes = self.vocabulary.reporter_names.codes
        if given.reporter is not None:
            return codes[given.reporter]
        return codes[0] if len(codes) == 1 else None

    def _named(self, tables: Sequence[Table]) -> str | None:
        """The reporter that the cells of a file name, if it is just one."""
        find = self.vocabulary.reporter_names.find
        found = (find(text) for table in tables for column in table.columns for text in column.texts[:LOOKED_AT])
        codes = {code for code in found if isinstance(code, str)}
        return codes.pop() if len(codes) == 1 else None

    def _read(self, file: UploadedFile, given: Given, reporter: str | None) -> FileRead:
        """The good rows of a file and all its problems; a sheet without rows is no fault beside others."""
        way = Way(given.way.chosen, self.remembered.get(reporter or "", NOTHING))
        tables, problems = self._tables(file, way)
        empty = not refuses(problems) and not any(map(len, tables))
        read = FileRead([], problems, tables, [])
        for table in tables if empty else [table for table in tables if len(table)]:
            self._read_table(table, replace(given, way=way), read)
        if tables and empty and not refuses(problems):
            problems.append(Problem(tables[0].header_place(), NO_ROWS))
        whose = reporter if way.remembered else None
        return replace(read, manners=[replace(each, reporter=whose) for each in read.manners or [unread(file)]])

    def _tables(self, file: UploadedFile, way: Way) -> tuple[Sequence[Table], list[Problem]]:
        """The tables of a file: of a workbook one for each of its sheets."""
        if len(file.data) > self.limits.size:
            return [], [Problem(Place(file.name, 1), FILE_TOO_LARGE, details={"limit": self.limits.megabytes})]
        is_header = self.vocabulary.is_header
        if is_workbook(file.data):
            from loaders.xlsx_reader import read_workbook  # noqa: PLC0415 — a CSV file shall not wait for it

            return read_workbook(file.name, file.data, is_header, self.limits, way)
        table, problems = read_table(file.name, file.data, is_header, self.limits, way)
        return [table] if table is not None else [], problems

    def _read_table(self, table: Table, given: Given, read: FileRead) -> None:
        """The good rows of a table, of a wide one column by column, and all its problems, each once."""
        header = read_header(table, self.vocabulary, given.way)
        given = replace(given, way=_consistent(given.way, header))
        parts, problems = [], list(header.problems)
        for layout in header.layouts:
            rows, found = read_rows(layout, self.vocabulary, self.registers, given)
            parts.append(rows)
            problems += found
        read.parts.extend(parts)
        read.problems.extend(_each_once(problems) if header.layouts[1:] else problems)
        read.manners.append(manner_of(table, header, parts))


def _each_once(problems: Sequence[Problem]) -> list[Problem]:
    """The columns that a wide table repeats for each of its figures are read for each of them."""
    return list({(problem.place, problem.code.name, problem.value): problem for problem in problems}.values())


def _consistent(way: Way, header: Header) -> Way:
    """Without a remembered decimal mark where another column of the table proves the other one."""
    remembered = way.remembered.decimals
    if remembered is None:
        return way
    texts = (text for column in figure_columns(header) for text in column.texts if text not in column.exact)
    return (
        way if proved_marks(texts) <= {remembered} else replace(way, remembered=replace(way.remembered, decimals=None))
    )


def absent_headers(tables: Sequence[Table], choices: Choices) -> list[Problem]:
    """The columns whose meaning was chosen and which no table has."""
    headers = {plain(column.header): column.header for table in tables for column in table.columns}
    return [
        Problem(tables[0].header_place(), NO_SUCH_HEADER, header, {"columns": listed(filter(None, headers.values()))})
        for header in choices.columns
        if tables and plain(header) not in headers
    ]
