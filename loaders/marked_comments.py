"""Comments of a sheet: the texts, and the shapes in which spreadsheet programs show them.

Comments that the sheet has stay. Ours begin with the program's name, so that those of a former time can be told and go.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from loaders.marked_sheet import Spot, spot_of
from loaders.marked_styles import MAIN
from loaders.table import letters_of
from loaders.workbook_package import DECLARATION, before_end

NAME = "resultsboard"
MOST = 1_000
"""The most comments of a sheet; the list of problems has the rest."""
WIDTH, HEIGHT = 4, 6
"""The size of a comment, in columns and rows."""
NO_COMMENTS = f'{DECLARATION}<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
NO_SHAPES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:240pt;height:90pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black"'
    ' obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div'
    ' style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
COMMENT = re.compile(r'<((?:\w+:)?)comment\b[^>]*?\sref="([A-Z]+\d+)"[^>]*>(.*?)</\1comment\s*>', re.DOTALL)
AUTHOR = re.compile(r"<(?:\w+:)?author\s*(?:/>|>)")
WRITTEN = re.compile(r"<(?:\w+:)?t\b[^>]*>([^<]*)")
ADDED = re.compile(
    rf"<((?:\w+:)?)r>(?:<\1rPr>(?:(?!</\1rPr>).)*</\1rPr>)?<\1t\b[^>]*>\n{NAME}\n[^<]*</\1t></\1r>", re.DOTALL
)
"""What was added to a person's own comment."""
NOTE = re.compile(r"<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
ROW, COLUMN = (re.compile(rf"<x:{name}>(\d+)</x:{name}>") for name in ("Row", "Column"))
ID = re.compile(r'"_x0000_s(\d+)"')
FIRST_ID = 1025


def commented(xml: str | None, texts: Mapping[Spot, str]) -> tuple[str, set[Spot], list[Spot]]:
    """The comments of a sheet with those at the marked cells.

    Args:
        xml: the part with the comments; None where there is none yet.
        texts: what to say, by cell.

    Returns:
        The part; the cells whose own comments are gone; and the cells that had none and have one now.
    """
    xml = xml or NO_COMMENTS
    gone: set[Spot] = set()
    standing: set[Spot] = set()

    def kept(match: re.Match[str]) -> str:
        spot = spot_of(match[2])
        if spot is None:
            return match[0]
        said = "".join(WRITTEN.findall(match[3]))
        if said.startswith(f"{NAME}\n"):
            gone.add(spot)
            return ""
        standing.add(spot)
        own = ADDED.sub("", match[0])
        return before_end(own, "text", _run(f"\n{NAME}\n{texts[spot]}")) if spot in texts else own

    xml = COMMENT.sub(kept, xml)
    author = len(AUTHOR.findall(xml))
    added = [spot for spot in sorted(texts) if spot not in standing][:MOST]
    comments = "".join(
        f'<comment ref="{letters_of(column)}{row}" authorId="{author}"><text>{_run(f"{NAME}{chr(10)}{texts[row, column]}")}'
        "</text></comment>"
        for row, column in added
    )
    xml = before_end(before_end(xml, "authors", f"<author>{NAME}</author>"), "commentList", comments)
    return xml, gone, added


def _run(text: str) -> str:
    return f'<r><t xml:space="preserve">{escape(text)}</t></r>'


def shaped(xml: str | None, gone: set[Spot], added: Iterable[Spot]) -> str:
    """The shapes of a sheet's comments, without those that are gone and with the added ones."""
    xml = NOTE.sub(lambda match: "" if _spot(match[0]) in gone else match[0], xml or NO_SHAPES)
    first = max([FIRST_ID - 1, *map(int, ID.findall(xml))]) + 1
    return before_end(xml, "xml", "".join(_shapes(first, added)))


def _spot(shape: str) -> Spot | None:
    row, column = ROW.search(shape), COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1])) if row and column else None


def _shapes(first: int, spots: Iterable[Spot]) -> Iterator[str]:
    for number, (row, column) in enumerate(spots, first):
        yield SHAPE.format(
            id=number,
            row=row - 1,
            column=column,
            left=column + 1,
            right=column + 1 + WIDTH,
            top=max(row - 2, 0),
            bottom=max(row - 2, 0) + HEIGHT,
        )


def linked_list(header: Iterable[str], rows: Iterable[tuple[str, str, str, str]]) -> str:
    """A sheet that lists problems.

    Args:
        header: the names of its columns.
        rows: severity; the cell to lead to as `Sheet!C14`, or nothing; column; message.
    """
    listed = list(rows)
    lines = [_line(1, header), *(_line(number, row) for number, row in enumerate(listed, 2))]
    links = "".join(
        f'<hyperlink ref="B{number}" location={quoteattr(_location(cell))} display={quoteattr(cell)}/>'
        for number, (_, cell, _, _) in enumerate(listed, 2)
        if cell
    )
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate((14, 24, 20, 110), 1)
    )
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><cols>{widths}</cols><sheetData>{"".join(lines)}</sheetData>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}</worksheet>"
    )


def _line(number: int, texts: Iterable[str]) -> str:
    cells = (
        f'<c r="{letters_of(column)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for column, text in enumerate(texts)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _location(cell: str) -> str:
    sheet, _, reference = cell.rpartition("!")
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{reference}"
