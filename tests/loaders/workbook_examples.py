"""Workbooks for tests: made by xlsxwriter where it can, else part by part as other programs write them."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

Cell = object
Rows = Sequence[Sequence[Cell]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = ("indicator", "period", "value")


def workbook(sheets: Mapping[str, Rows], more: Callable[[Any], None] = lambda _: None, **options: object) -> bytes:
    """A workbook with these sheets; `more` does to it what rows cannot say."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        more(book)
    return out.getvalue()


def hidden(name: str) -> Callable[[Any], None]:
    """Hides a sheet."""
    return lambda book: book.get_worksheet_by_name(name).hide()


def raw_workbook(
    cells: str = "", *, before: str = "", sheet: str = "", strings: str | None = None, state: str = "visible"
) -> bytes:
    """A workbook of one sheet, `Report`, with this XML for its rows."""
    related = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    if strings is not None:
        related += f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    return archive(
        {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Report" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
            "xl/worksheets/sheet1.xml": sheet
            or f'{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
            **({"xl/sharedStrings.xml": strings} if strings is not None else {}),
        }
    )


def archive(parts: Mapping[str, str]) -> bytes:
    """A zip archive of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return out.getvalue()


def xml_row(number: int, *cells: str) -> str:
    """A row of cells as `xml_cell` gives them."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def xml_text(place: str, text: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def xml_header(number: int = 1) -> str:
    """The row of the three columns that every report has."""
    return xml_row(number, *(xml_text(f"{letter}{number}", name) for letter, name in zip("ABC", HEADER, strict=True)))


def xml_failed(place: str) -> str:
    """A cell whose formula fails."""
    return f'<c r="{place}" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
