"""What stands between the cells of a CSV file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

DELIMITERS = ";\t|,"
QUOTED = re.compile(r'(?<![^;\t|,\r\n])"(?:[^"]|"")*+"')
"""A cell in quotation marks, whichever the delimiter is."""


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter by which most of the first records fall into equally many cells; what is quoted counts for none."""
    bare = list(io.StringIO(QUOTED.sub('""', "".join(lines)), newline=""))
    return max(DELIMITERS, key=lambda delimiter: _evenness(bare, delimiter))


def _evenness(lines: Sequence[str], delimiter: str) -> int:
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a cell that is too long is told when the rows are read
        widths.update(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1)
    return max(((width - 1) * count for width, count in widths.items()), default=0)
