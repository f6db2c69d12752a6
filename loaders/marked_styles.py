"""Styles of cells with another background, made from those that a workbook has."""

import re

from framework.problems import Severity
from loaders.workbook_archive import UnusableWorkbook
from loaders.workbook_codes import BROKEN_WORKBOOK
from loaders.workbook_package import DECLARATION, before_end

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C"}
"""The red and the amber that spreadsheet programs use for bad and doubtful."""
NO_STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Of a workbook that has none."""
FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs\s*>", re.DOTALL)
FORMAT = re.compile(r"<((?:\w+:)?)xf\b[^>]*?(?:/>|>.*?</\1xf\s*>)", re.DOTALL)
FILLS = re.compile(r"<(?:\w+:)?fills\b[^>]*>(.*?)</(?:\w+:)?fills\s*>", re.DOTALL)
FILL = re.compile(r"<(?:\w+:)?fill\b")
FILLED = re.compile(r'\s(?:fillId|applyFill)="[^"]*"')


class Styles:
    """The styles of a workbook, to which marked ones are added as they are asked for."""

    def __init__(self, xml: str) -> None:
        formats, fills = FORMATS.search(xml), FILLS.search(xml)
        if formats is None or fills is None:
            raise UnusableWorkbook(BROKEN_WORKBOOK)
        self._xml = xml
        self._formats = [match[0] for match in FORMAT.finditer(formats[1])]
        self._known = len(self._formats)
        self._fills = len(FILL.findall(fills[1]))
        self._made: dict[tuple[int, Severity], int] = {}

    def of(self, style: int, severity: Severity) -> int:
        """The number of a style that is like another one, but for its background."""
        if (style, severity) not in self._made:
            if not 0 <= style < self._known:
                raise UnusableWorkbook(BROKEN_WORKBOOK)
            self._made[style, severity] = len(self._formats)
            self._formats.append(_filled(self._formats[style], self._fills + list(COLOURS).index(severity)))
        return self._made[style, severity]

    @property
    def xml(self) -> str:
        """The part with all that was added."""
        fills = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
            for colour in COLOURS.values()
        )
        added = "".join(self._formats[self._known :])
        xml = before_end(before_end(self._xml, "fills", fills), "cellXfs", added, copied=True)
        return _counted(_counted(xml, "fills", self._fills + len(COLOURS)), "cellXfs", len(self._formats))


def _filled(style: str, fill: int) -> str:
    """A format with another background."""
    end = style.index(">")
    start = style[:end].removesuffix("/")
    return f'{FILLED.sub("", start)} fillId="{fill}" applyFill="1"{style[len(start) :]}'


def _counted(xml: str, name: str, count: int) -> str:
    return re.sub(rf'(<(?:\w+:)?{name}\b[^>]*?\scount=")\d+(")', rf"\g<1>{count}\g<2>", xml, count=1)
