"""A workbook whose cells bear their problems: a comment, a colour, and a list of all on a sheet `#problems`.

Nothing else is written anew, so formulas keep their values, and lists to choose from, charts and pictures stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from framework.problems import Problem, Severity, refuses, visible
from loaders.marked_comments import commented, linked_list, shaped
from loaders.marked_sheet import Spot, coloured, drawing_of, spot_of, with_drawing
from loaders.marked_styles import NO_STYLES, Styles
from loaders.wording import Wording, shortened
from loaders.workbook_archive import DAMAGE, Archive, UnusableWorkbook
from loaders.workbook_package import OFFICE, Package, before_end
from loaders.workbook_parts import Sheet, book_part, sheets_of

LIST = "#problems"
MOST_LISTED = 5_000
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def marked_workbook(data: bytes, problems: Sequence[Problem], wording: Wording) -> bytes | None:
    """The same workbook with its problems marked; former marks go, but for the colours of cells.

    Args:
        data: the workbook's bytes.
        problems: of this file.
        wording: how to tell them.

    Returns:
        The workbook; None where it cannot be read, or is made in a way that is not known here.
    """
    try:
        return _Marking(data, problems, wording).whole()
    except (UnusableWorkbook, *DAMAGE):
        return None


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is said at the cells of one sheet."""

    found: dict[Spot, list[Problem]]

    def texts(self, wording: Wording) -> dict[Spot, str]:
        """The comments."""
        return {spot: shortened(map(wording.sentence, found), "\n") for spot, found in self.found.items()}

    @property
    def severities(self) -> dict[Spot, Severity]:
        """How grave the gravest problem of each cell is."""
        return {spot: Severity.ERROR if refuses(found) else Severity.WARNING for spot, found in self.found.items()}


class _Marking:
    """One pass over one workbook."""

    def __init__(self, data: bytes, problems: Sequence[Problem], wording: Wording) -> None:
        archive = Archive(data)
        self.book = book_part(archive)
        self.related = archive.targets(self.book)
        self.sheets: Sequence[Sheet] = sheets_of(archive, self.book)
        self.archive = archive
        self.package = Package(data)
        self.problems = problems
        self.wording = wording

    def whole(self) -> bytes:
        """The marked workbook."""
        part = next((target for _, kind, target in self.related if kind == "styles"), None) or self._new_styles()
        styles = Styles(self.package.text(part))
        for sheet in self.sheets:
            marks = self._marks(sheet)
            if marks.found:
                self._mark(sheet, marks, styles)
        self.package.put(part, styles.xml)
        self._list()
        return self.package.whole()

    def _new_styles(self) -> str:
        part = "/xl/styles.xml"
        self.package.put(part, NO_STYLES, f"{SPREADSHEET}.styles+xml")
        self.package.relate(self.book, "styles", part)
        return part

    def _marks(self, sheet: Sheet) -> _Marks:
        """The problems of a sheet by cell; a sheet that is left out bears none."""
        marks = _Marks({})
        for problem in self.problems:
            cell = problem.place.cell or ""
            spot = spot_of(cell.rpartition("!")[2])
            if problem.place.sheet == sheet.name and spot:
                marks.found.setdefault(spot, []).append(problem)
        return marks

    def _mark(self, sheet: Sheet, marks: _Marks, styles: Styles) -> None:
        xml = coloured(self.package.text(sheet.part), marks.severities, styles.of)
        related = self.archive.targets(sheet.part)
        comments = next((target for _, kind, target in related if kind == "comments"), None)
        drawing = drawing_of(xml)
        shapes = next((target for key, _, target in related if drawing and key == drawing), None)
        texts, gone, added = commented(self.package.text(comments) if comments else None, marks.texts(self.wording))
        drawn = shaped(self.package.text(shapes) if shapes else None, gone, added)
        if comments is None:
            comments = self.package.free("/xl/comments{}.xml")
            self.package.relate(sheet.part, "comments", comments)
        if shapes is None:
            shapes = self.package.free("/xl/drawings/vmlDrawing{}.vml")
            xml = with_drawing(xml, self.package.relate(sheet.part, "vmlDrawing", shapes))
        self.package.put(comments, texts, f"{SPREADSHEET}.comments+xml")
        self.package.declare("vml", SHAPES_TYPE)
        self.package.put(shapes, drawn)
        self.package.put(sheet.part, xml)

    def _list(self) -> None:
        """The sheet that lists all problems, in the place of a former one."""
        rows = (
            (
                self.wording.severities[problem.code.severity],
                problem.place.cell or "",
                visible(problem.place.column or ""),
                visible(self.wording.told(problem)),
            )
            for problem in self.problems[:MOST_LISTED]
        )
        xml = linked_list(self.wording.headings, rows)
        former = next((sheet.part for sheet in self.sheets if sheet.name == LIST), None)
        if former is not None:
            self.package.put(former, xml)
            return
        part = self.package.free("/xl/worksheets/sheet{}.xml")
        self.package.put(part, xml, f"{SPREADSHEET}.worksheet+xml")
        key = self.package.relate(self.book, "worksheet", part)
        number = 1 + max(sheet.number for sheet in self.sheets)
        entry = f'<sheet name="{LIST}" sheetId="{number}" xmlns:r="{OFFICE}" r:id="{key}"/>'
        self.package.put(self.book, before_end(self.package.text(self.book), "sheets", entry))
