"""What a workbook says besides its cells: its sheets, its calendar, its texts, and which formats are dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from loaders.limits import Limits
from loaders.report_codes import CELL_TOO_LONG
from loaders.workbook_archive import Archive, Attributes, Element, UnusableWorkbook
from loaders.workbook_codes import NO_SHEETS

BOOK = "/xl/workbook.xml"
LONGEST = 131_072
"""The most characters of a cell, as in CSV."""
YES = frozenset({"1", "true", "on"})
DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
"""The numbers of the built-in formats that show a day."""
PERCENTS = frozenset({9, 10})
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""The parts of a format that are no signs: quoted text, fillings, colours and conditions."""
DAY = re.compile(r"[dy]", re.IGNORECASE)
CODED = re.compile(r"_x(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""How a text writes a character that XML has not; NUL and halves of a character stay as they are written."""


class Format(Enum):
    """What a cell's number is shown as."""

    NUMBER = 1
    DATE = 2
    PERCENT = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, where its cells are, and whether it is hidden."""

    name: str
    part: str
    hidden: bool
    number: int = 0
    """Its number among all sheets, of charts too, in the order in which they were made."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its cells."""

    sheets: tuple[Sheet, ...]
    strings: tuple[str, ...]
    formats: tuple[Format, ...]
    since_1904: bool


def book_part(archive: Archive) -> str:
    """Where it stands which sheets there are."""
    return next((target for _, kind, target in archive.targets("") if kind == "officeDocument"), BOOK)


def sheets_of(archive: Archive, book: str) -> tuple[Sheet, ...]:
    """The sheets of cells, in their order."""
    targets = {key: target for key, kind, target in archive.targets(book) if kind == "worksheet"}
    return tuple(_sheets(archive.elements(book), targets))


def read_book(archive: Archive, limits: Limits) -> Book:
    """What a workbook holds besides its cells.

    Raises:
        UnusableWorkbook: there is no sheet, or a part is too large.
    """
    part = book_part(archive)
    elements = archive.elements(part)
    related = archive.targets(part)
    sheets = tuple(_sheets(elements, {key: target for key, kind, target in related if kind == "worksheet"}))
    if not any(sheet.part in archive for sheet in sheets):
        raise UnusableWorkbook(NO_SHEETS)
    parts = {kind: target for _, kind, target in related}
    calendar = next((each.attributes.get("date1904", "") for each in elements if each.name == "workbookPr"), "")
    return Book(
        sheets=sheets,
        strings=_strings(archive, parts.get("sharedStrings", ""), limits),
        formats=tuple(_formats(archive.elements(parts["styles"]) if "styles" in parts else [])),
        since_1904=calendar in YES,
    )


def _sheets(elements: list[Element], targets: dict[str, str]) -> Iterator[Sheet]:
    """The sheets of cells in their order; sheets of a chart alone are none."""
    for each in elements:
        target = targets.get(each.attributes.get("id", ""))
        if each.name == "sheet" and target:
            name, state = each.attributes.get("name", ""), each.attributes.get("state", "visible")
            number = each.attributes.get("sheetId", "0")
            yield Sheet(name, target, state != "visible", int(number) if number.isdecimal() else 0)


def _strings(archive: Archive, part: str, limits: Limits) -> tuple[str, ...]:
    if part not in archive:
        return ()
    texts = _Texts()
    archive.read(part, texts, limits.strings)
    return tuple(texts.texts)


class Writing:
    """The text of one cell as its parts come; readings for pronunciation (`rPh`) do not belong to it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spoken = 0
        self._on = False

    def clear(self) -> None:
        """Begins anew."""
        self._parts, self._length = [], 0

    def start(self, name: str) -> None:
        """An element inside the cell."""
        self._on = name in {"t", "v"} and not self._spoken
        self._spoken += name == "rPh"

    def end(self, name: str) -> None:
        """The end of one."""
        self._on = False
        self._spoken -= name == "rPh"

    def add(self, text: str) -> None:
        """Some characters."""
        if self._on:
            self._parts.append(text)
            self._length += len(text)
            if self._length > LONGEST:
                raise UnusableWorkbook(CELL_TOO_LONG)

    @property
    def whole(self) -> str:
        """The text."""
        text = "".join(self._parts)
        return CODED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Texts:
    """Collects the texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._writing = Writing()
        self.text = self._writing.add

    def start(self, name: str, _: Attributes) -> None:
        self._writing.start(name)

    def end(self, name: str) -> None:
        self._writing.end(name)
        if name == "si":
            self.texts.append(self._writing.whole)
            self._writing.clear()


def _formats(elements: list[Element]) -> Iterator[Format]:
    """The formats of cells, in the order in which cells name them."""
    own = {
        each.attributes.get("numFmtId"): each.attributes.get("formatCode", "")
        for each in elements
        if each.name == "numFmt"
    }
    for each in elements:
        if each.name == "xf" and each.parent == "cellXfs":
            number = each.attributes.get("numFmtId", "0")
            yield _own(own[number]) if number in own else _built_in(int(number))


def _built_in(number: int) -> Format:
    if number in DATES:
        return Format.DATE
    return Format.PERCENT if number in PERCENTS else Format.NUMBER


def _own(code: str) -> Format:
    signs = LITERAL.sub("", code.partition(";")[0])
    if DAY.search(signs) and "general" not in signs.lower():
        return Format.DATE
    return Format.PERCENT if "%" in signs else Format.NUMBER
