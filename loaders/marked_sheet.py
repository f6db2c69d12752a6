"""The XML of a sheet with some of its cells in other styles; all else stays as it is written."""

import re
from collections.abc import Callable, Iterator, Mapping

from framework.problems import Severity
from loaders.table import letters_of
from loaders.workbook_archive import UnusableWorkbook
from loaders.workbook_cells import REFERENCE, position_of
from loaders.workbook_codes import BROKEN_WORKBOOK
from loaders.workbook_package import OFFICE

ROW = re.compile(r"<((?:\w+:)?)row\b[^>]*?(?:/>|>.*?</\1row\s*>)", re.DOTALL)
CELL = re.compile(r"<((?:\w+:)?)c\b[^>]*?(?:/>|>.*?</\1c\s*>)", re.DOTALL)
START = re.compile(r"<[^>]*?(/?)>")
NUMBER = re.compile(r'\sr="(\d+)"')
PLACE = re.compile(r'\sr="([A-Z]{1,3}\d+)"')
STYLE = re.compile(r'\ss="(\d+)"')
SPANS = re.compile(r'\sspans="[^"]*"')
"""What a row says about the columns of its cells, which a further one may make untrue."""
AFTER_DRAWING = re.compile(
    r"<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
    r"|</(?:\w+:)?worksheet\s*>"
)
"""What may come behind the element that names the shapes of comments."""
DRAWING = re.compile(r'<(?:\w+:)?legacyDrawing\b[^>]*?\s(?:\w+:)?id="([^"]*)"')

Spot = tuple[int, int]
"""The number of a row, and the position of a column in it from 0."""
StyleOf = Callable[[int, Severity], int]


def spot_of(reference: str) -> Spot | None:
    """Where a cell is: `C14` is row 14, column 2."""
    place = REFERENCE.fullmatch(reference)
    return (int(place[2]), position_of(place[1])) if place else None


def coloured(xml: str, severities: Mapping[Spot, Severity], style_of: StyleOf) -> str:
    """The sheet with the marked cells in the styles that `style_of` gives for their own ones."""
    by_row: dict[int, dict[int, Severity]] = {}
    for (row, column), severity in severities.items():
        by_row.setdefault(row, {})[column] = severity
    number = 0

    def patched(match: re.Match[str]) -> str:
        nonlocal number
        stated = NUMBER.search(_start(match[0]))
        number = int(stated[1]) if stated else number + 1
        wanted = by_row.get(number)
        return _row(match[0], match[1], number, wanted, style_of) if wanted else match[0]

    return ROW.sub(patched, xml)


def _start(element: str) -> str:
    """The start tag of an element."""
    found = START.match(element)
    return found[0] if found else element


def _row(row: str, prefix: str, number: int, wanted: Mapping[int, Severity], style_of: StyleOf) -> str:
    """A row with its cells, the missing ones put in their places."""
    start = _start(row)
    opened = SPANS.sub("", f"{start[:-2]}>" if start.endswith("/>") else start)
    cells = dict(_cells(row[len(start) :]))
    for column, severity in wanted.items():
        blank = f'<{prefix}c r="{letters_of(column)}{number}"/>'
        cells[column] = _styled(cells.get(column, blank), severity, style_of)
    return opened + "".join(cells[column] for column in sorted(cells)) + f"</{prefix}row>"


def _cells(inside: str) -> Iterator[tuple[int, str]]:
    """The cells of a row by their columns."""
    column = -1
    for match in CELL.finditer(inside):
        place = PLACE.search(_start(match[0]))
        spot = spot_of(place[1]) if place else None
        column = spot[1] if spot else column + 1
        yield column, match[0]


def _styled(cell: str, severity: Severity, style_of: StyleOf) -> str:
    start = _start(cell)
    stated = STYLE.search(start)
    style = f' s="{style_of(int(stated[1]) if stated else 0, severity)}"'
    end = "/>" if start.endswith("/>") else ">"
    return STYLE.sub("", start).removesuffix(end) + style + end + cell[len(start) :]


def drawing_of(xml: str) -> str | None:
    """The relation to the shapes of a sheet's comments; None where it has none."""
    found = DRAWING.search(xml)
    return found[1] if found else None


def with_drawing(xml: str, relation: str) -> str:
    """The sheet with a relation to the shapes of its comments, in the place where the format wants it.

    Raises:
        UnusableWorkbook: it is no sheet.
    """
    end = xml.rfind("sheetData")
    place = AFTER_DRAWING.search(xml, max(end, 0))
    if place is None:
        raise UnusableWorkbook(BROKEN_WORKBOOK)
    prefixes = re.findall(r"</(\w+:)?worksheet\s*>", xml)
    prefix = prefixes[-1] if prefixes else ""
    element = f'<{prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>'
    return xml[: place.start()] + element + xml[place.start() :]
