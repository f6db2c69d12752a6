"""How many problems of one file are told one by one: more than anybody reads are only counted, by their codes.

A file of two million wrong rows is refused as soon, and in as little memory, as one with a few.
"""

from collections import Counter

import numpy as np

from framework.problems import Code, Place, Problem
from loaders.cells import listed
from loaders.report_codes import TOO_MANY_PROBLEMS
from loaders.table import Mask, Positions

MOST = 10_000
"""So many problems of one code are told of a file."""

Kind = tuple[str | None, int, str, str]
"""What problems have in common: the sheet, the position of the column, the code, and the text of a fixed column."""


class Tally:
    """What was told of one file, and how much more there is; every code has room of its own."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._told: Counter[str] = Counter()
        self._further: Counter[str] = Counter()
        self._seen: dict[Kind, Mask] = {}

    def unseen(self, rows: Positions, kind: Kind, size: int) -> Positions:
        """Those of some rows whose problem of a kind is new: a wide table is read once for each of its figures.

        Args:
            rows: the positions of the rows.
            kind: of the problem.
            size: how many rows the table has.
        """
        seen = self._seen.setdefault(kind, np.zeros(size, dtype=np.bool_))
        new: Positions = rows[~seen[rows]] if seen.any() else rows
        seen[rows] = True
        return new

    def room(self, code: Code, wanted: int) -> int:
        """How many of so many problems are to be told; the others are counted."""
        left = self._most - self._told[code.name]
        told = min(wanted, left) if left else 0
        if told:
            self._told[code.name] += told
        if wanted > told:
            self._further[code.name] += wanted - told
        return told

    def rest(self, place: Place) -> list[Problem]:
        """One problem that says how many more there are; none where all were told."""
        if not self._further:
            return []
        counts = listed(f"{count} [{name}]" for name, count in self._further.most_common())
        return [Problem(place, TOO_MANY_PROBLEMS, details={"counts": counts, "most": f"{self._most:,}"})]
