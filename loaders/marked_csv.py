"""A CSV file with one more column, `#problem`: everything else stays as it was, to the byte.

indicator;period;value          indicator;period;value;#problem
1.1;2023-Q1;x                   1.1;2023-Q1;x;"Error (value): ""x"" — This is not a number. …"
1.2;2023-Q1;5                   1.2;2023-Q1;5;

What has no row of its own, or stands in a row that is shorter than the header and so cannot bear a further cell, is told
in the header's cell.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from framework.problems import Problem
from loaders.csv_reader import Outline, outline_of
from loaders.encoding import MARKS
from loaders.headers import HeaderSearch
from loaders.limits import STANDARD, Limits
from loaders.wording import Wording, shortened

COLUMN = "#problem"
ENDS = ("\r\n", "\n", "\r")
CODECS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""The encodings behind byte order marks, which the codecs below neither take away nor put there."""
QUOTED = re.compile(r'"((?:[^"]|"")*+)"?(.*)', re.DOTALL)
PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "—": "-", "–": "-", "−": "-", "…": "...", "×": "x"}
    | {"→": "->", "≤": "<=", "≥": ">=", "\u00a0": " ", "\u202f": " "}
)
"""What one-byte encodings lack, or would no longer be recognised by."""


def marked_csv(
    data: bytes,
    problems: Sequence[Problem],
    wording: Wording,
    search: HeaderSearch | None = None,
    limits: Limits = STANDARD,
) -> bytes | None:
    """The same file with a column that tells the problems of every row; a former such column goes.

    Args:
        data: the file's bytes.
        problems: of this file.
        wording: how to tell them.
        search: tells the header among the first records, and how the file is read.
        limits: the most that is read of a file.

    Returns:
        The file in the same encoding, with the same delimiter, quotation marks and ends of lines; None where it cannot
        be read, or would be read differently afterwards.
    """
    search = search or HeaderSearch()
    outline = outline_of(data, search.is_header, search.way)
    if outline is None or len(outline.header) >= limits.columns:
        return None
    mark = next((mark for mark, _ in MARKS if data.startswith(mark)), b"")
    codec = CODECS.get(mark, outline.encoding)
    text = data[len(mark) :].decode(codec)
    written = _Marking(outline, problems, wording, plain_signs=codec not in UNICODE).whole(text)
    if data.isascii() and not written.isascii():
        mark = codecs.BOM_UTF8  # or a spreadsheet program would take the sentences for another encoding
    marked = mark + written.encode(codec)
    return marked if _reads_alike(outline, outline_of(marked, search.is_header, search.way)) else None


UNICODE = frozenset({"utf-8", "utf-8-sig", *CODECS.values()})


def _reads_alike(before: Outline, after: Outline | None) -> bool:
    if after is None:
        return False
    places = [(each.delimiter, each.skipped, each.header_line, each.first_line) for each in (before, after)]
    return places[0] == places[1] and before.encoding.removesuffix("-sig") == after.encoding.removesuffix("-sig")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as it is written: the cells with their quotation marks, and the end of its last line.

    `cells` is None for the rest of a file that cannot be taken apart.
    """

    line: int
    text: str
    cells: list[str] | None = None
    end: str = ""


@dataclass
class _Marking:
    """One pass over one file."""

    outline: Outline
    problems: Sequence[Problem]
    wording: Wording
    plain_signs: bool
    by_line: dict[int, list[Problem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for problem in self.problems:
            self.by_line.setdefault(problem.place.line, []).append(problem)
        self.former = [at for at, name in enumerate(self.outline.header) if name.strip().lower().startswith(COLUMN)]
        self.width = len(self.outline.header) - len(self.former)

    def whole(self, text: str) -> str:
        """The file's text with its marks."""
        records = list(_records(text, self.outline))
        borne = {record.line for record in records if self._bears(record)}
        start = "".join(io.StringIO(text, newline="").readlines()[: self.outline.skipped])
        return start + "".join(self._written(record, borne) for record in records)

    def _bears(self, record: _Record) -> bool:
        """True of a row that can hold a mark and stay what it is."""
        if record.cells is None or not record.text.strip() or record.line < self.outline.first_line:
            return False
        kept = self._kept(record.cells)
        return len(kept) >= self.width or not any(map(_states, kept[1:]))

    def _written(self, record: _Record, borne: set[int]) -> str:
        if record.line == self.outline.header_line and record.cells is not None:
            return self._joined(record, self._quoted(self._heading(borne)))
        if record.line not in borne or record.cells is None:
            return record.text
        found = self.by_line.get(record.line, ())
        if len(self._kept(record.cells)) < self.width and not found:
            return record.text
        return self._joined(record, self._quoted(self._said(found)))

    def _joined(self, record: _Record, mark: str) -> str:
        kept = self._kept(record.cells or [])
        kept += [""] * (self.width - len(kept))
        cells = [*kept[: self.width], mark, *kept[self.width :]]
        return self.outline.delimiter.join(cells) + record.end

    def _kept(self, cells: Sequence[str]) -> list[str]:
        return [cell for at, cell in enumerate(cells) if at not in self.former]

    def _heading(self, borne: set[int]) -> str:
        """The column's name, and what can be told in no row."""
        here = self.outline.header_line
        above = [problem for line in sorted(self.by_line) if line not in borne for problem in self.by_line[line]]
        said = (self.wording.sentence(each, column=True, line=each.place.line != here) for each in above)
        return " ".join([COLUMN, *([shortened(said, " ")] if above else [])])

    def _said(self, found: Sequence[Problem]) -> str:
        return shortened((self.wording.sentence(each, column=True) for each in found), " ")

    def _quoted(self, text: str) -> str:
        if self.plain_signs:
            text = _sayable(text, self.outline.encoding)
        return text if text in {"", COLUMN} else '"' + text.replace('"', '""') + '"'


def _records(text: str, outline: Outline) -> Iterator[_Record]:
    """All records of a file, each with the line on which it starts."""
    lines = io.StringIO(text, newline="").readlines()[outline.skipped :]
    reader = csv.reader(lines, delimiter=outline.delimiter)
    done = 0
    while done < len(lines):
        try:
            next(reader)
        except csv.Error:
            yield _Record(done + 1 + outline.skipped, "".join(lines[done:]))
            return
        yield _record(done + 1 + outline.skipped, "".join(lines[done : reader.line_num]), outline.delimiter)
        done = reader.line_num


def _record(line: int, text: str, delimiter: str) -> _Record:
    end = next((end for end in ENDS if text.endswith(end)), "")
    return _Record(line, text, cells_as_written(text.removesuffix(end), delimiter), end)


def cells_as_written(record: str, delimiter: str) -> list[str] | None:
    """The cells of a record with their quotation marks; None where one is never closed."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*+("?))?[^{re.escape(delimiter)}]*')
    cells, start = [], 0
    while match := cell.match(record, start):
        if match[1] == "":
            return None
        cells.append(match[0])
        start = match.end() + 1
        if start > len(record):
            break
    return cells


def _states(cell: str) -> bool:
    """True of a cell, as it is written, that is not blank."""
    quoted = QUOTED.fullmatch(cell)
    return bool((quoted[1] + quoted[2]).strip() if quoted else cell.strip())


def _sayable(text: str, encoding: str) -> str:
    """The text in signs that an encoding has."""
    plain = text.translate(PLAIN_SIGNS)
    signs = (sign if _has(encoding, sign) else unicodedata.normalize("NFKD", sign) for sign in plain)
    return "".join(signs).encode(encoding, "replace").decode(encoding)


def _has(encoding: str, sign: str) -> bool:
    return bool(sign.encode(encoding, "ignore"))
