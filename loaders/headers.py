"""Where the header of a table is: on the line that somebody chose, where names are known, or as remembered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loaders.cells import plain
from loaders.choices import RECOGNISED, Way

IsHeader = Callable[[Sequence[str]], bool]
HXL = "#"
ENOUGH = 2
"""How many of the headers whose meaning was said make a row the header."""


@dataclass(frozen=True, slots=True)
class Found:
    """The position of a header among some rows; None where the chosen line is not there."""

    index: int | None
    known: bool = True
    """False where nothing tells and the first row is taken."""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table stands: the line of its header, the header, the line on which its rows begin, the rows above it."""

    line: int
    header: tuple[str, ...]
    first_line: int
    above: int
    tagged: bool
    """Whether a row of HXL tags stands under the header."""
    known: bool
    remembered: bool


class HeaderSearch:
    """Finds the header among the first rows of a table."""

    def __init__(self, is_header: IsHeader = any, way: Way = RECOGNISED) -> None:
        self.is_header = is_header
        self.way = way

    def recognised(self, rows: Iterable[Sequence[str]]) -> int | None:
        """The first row that names columns; else the first with the headers whose meaning was said."""
        said: int | None = None
        for index, cells in enumerate(rows):
            if self.is_header(cells):
                return index
            said = index if said is None and self._names_said(cells) else said
        return said

    def _names_said(self, cells: Sequence[str]) -> bool:
        meanings = self.way.chosen.meanings.keys() | self.way.remembered.meanings.keys()
        named = sum(plain(cell) in meanings for cell in cells) if meanings else 0
        return named >= min(ENOUGH, len(meanings)) > 0

    def placed(self, lines: Sequence[int], recognised: int | None) -> Found:
        """The header among rows that hold something, by the lines on which they start."""
        chosen, remembered = self.way.chosen.header_line, self.way.remembered.header_line
        if chosen is not None:
            return Found(lines.index(chosen) if chosen in lines else None)
        if recognised is not None:
            return Found(recognised)
        if remembered is not None and remembered in lines:
            return Found(list(lines).index(remembered), known=False, remembered=True)
        return Found(0, known=False)

    def frame(self, records: Sequence[tuple[int, list[str]]], stated: Sequence[int]) -> Frame | None:
        """Where the table stands among its first records; None where the chosen line is not among them.

        Args:
            records: the lines on which they start, and their cells.
            stated: the positions of those that hold something.
        """
        recognised = self.recognised(records[index][1] for index in stated)
        found = self.placed([records[index][0] for index in stated], recognised)
        if found.index is None:
            return None
        index = stated[found.index]
        line, header = records[index]
        below = [*records[index + 1 : index + 3], (line + 1, [])]
        tagged = is_tags(below[0][1]) and bool(below[1:])
        return Frame(
            *(line, tuple(header), below[tagged][0], found.index),
            tagged=tagged,
            known=found.known,
            remembered=found.remembered,
        )


def is_tags(cells: Sequence[str]) -> bool:
    """A row of HXL tags: most of its cells start with `#`."""
    stated = [cell for cell in cells if cell.strip()]
    tags = [cell for cell in stated if cell.strip().startswith(HXL)]
    return bool(tags) and len(tags) * 2 > len(stated)
