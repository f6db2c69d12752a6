"""Rows that agree in several columns, as dense numbers: the loops of a reader run over these, not over rows."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np

from loaders.table import Positions

DENSE = 8
"""A key so many times as wide as there are rows is still looked up in a plain array."""
WIDEST = 2**62
T = TypeVar("T", bound=Hashable)


class Numbering(Generic[T]):
    """Values numbered in the order in which they first come."""

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._numbers: dict[T, int] = {}
        for value in values:
            self.of(value)

    def of(self, value: T) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> tuple[T, ...]:
        """All values by number."""
        return tuple(self._numbers)


def groups(*columns: Positions) -> tuple[Positions, Positions]:
    """Groups of rows that are equal in all columns.

    Args:
        columns: non-negative numbers (or −1 for "none"), one per row.

    Returns:
        The group of every row, numbered in the order in which groups first come; and the first row of each group.
    """
    key = columns[0] + 1
    for column in columns[1:]:
        width = int(column.max(initial=-1)) + 2
        if (int(key.max(initial=0)) + 1) * width >= WIDEST:
            key = _dense(key)[0]
        key = key * width + column + 1
    return _dense(key)


def _dense(key: Positions) -> tuple[Positions, Positions]:
    if not len(key):
        return key, key
    if int(key.max()) > DENSE * len(key) + 1_000_000:
        key = np.unique(key, return_inverse=True)[1]
    rows = np.arange(len(key), dtype=np.int64)
    first_of_key = np.zeros(int(key.max()) + 1, dtype=np.int64)
    first_of_key[key[::-1]] = rows[::-1]  # of several writes the last one holds: the first row
    first = first_of_key[key]
    firsts = np.flatnonzero(first == rows)
    numbers = np.zeros(len(key), dtype=np.int64)
    numbers[firsts] = np.arange(len(firsts))
    return numbers[first], firsts
