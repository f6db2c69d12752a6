"""What this process has worked out of the database before: records and the rows of their tables.

It saves reading and computing again what every page shows, and is never needed for being right. Each request asks the
database what state it is in; a book is of one state, one framework, one role, one day and one moment of knowledge, so
that no reader gets the rows of another role, and nobody those of a state that is over. Rows are not to be changed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock, RLock
from typing import TypeVar, cast

from dashboard.questions import NARROWED, ROWS
from framework.model import Project, Record, Row
from framework.tables import default_as_of
from store.database import Connection, Database
from store.marks import State, state_of_records
from store.record import read_record
from store.summaries import Places

Made = TypeVar("Made")

MOST_CELLS = 2_000_000
"""About 150 MB."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What is asked for: by which framework, for whom, up to which day, as known when."""

    project: Project
    role: str
    as_of: date | None = None
    """None for the default (semantics 1.6)."""
    known_at: datetime | None = None
    places: Places = "all"

    @property
    def key(self) -> Hashable:
        """What tells it from other readings; frameworks of one code are told apart by what they are."""
        return id(self.project), self.role, self.as_of, self.known_at, self.places


@dataclass(kw_only=True)
class Book:
    """A record with what was made of it, each worked out once."""

    record: Record
    as_of: date
    """The last day that counts."""
    cells: int = 0
    """How much is kept in it."""
    _made: dict[Hashable, object] = field(default_factory=dict, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)

    def __post_init__(self) -> None:
        """The amounts of its statements are its first cells."""
        self.cells += sum(len(each.figure) for each in self.record.statements)

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Something that follows from the record and the day alone; the next who asks gets the same."""
        if name not in self._made:
            with self._lock:
                if name not in self._made:
                    self._made[name] = make()
        return cast("Made", self._made[name])

    def rows(self, table: str, indicator: str | None = None) -> Sequence[Row]:
        """The rows of a public table, of one indicator if one is named; then those of the others are not worked out."""
        if indicator is None:
            return self.once((table,), lambda: self._counted(ROWS[table](self.record, self.as_of)))
        if table in NARROWED and (table,) not in self._made:
            narrow = NARROWED[table]
            return self.once((table, indicator), lambda: self._counted(narrow(self.record, self.as_of, only=indicator)))
        return self.once((table, "by indicator"), lambda: self._by_indicator(table)).get(indicator, ())

    def _counted(self, rows: Sequence[Row]) -> Sequence[Row]:
        self.cells += sum(map(len, rows))
        return rows

    def _by_indicator(self, table: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            found.setdefault(str(row["indicator"]), []).append(row)
        return found


class Remembered:
    """The books that were asked for last, as many as there is room for."""

    def __init__(self, most_cells: int = MOST_CELLS) -> None:
        self._books: OrderedDict[Hashable, tuple[State, Book]] = OrderedDict()
        self._lock = Lock()
        self._most = most_cells

    def book(self, database: Database, asked: Reading) -> Book:
        """The book of a reading in the state that the database is in now."""
        with database.reading() as connection:
            state = state_of_records(connection)
            found = self._find(asked, state)
            if found is None:
                found = _read(connection, asked)
                self._keep(asked, state, found)
            return found

    def _find(self, asked: Reading, state: State) -> Book | None:
        """A book that is known; one of another state, or of another framework in the same place of memory, is not."""
        with self._lock:
            kept = self._books.get(asked.key)
            if kept is None or kept[0] != state or kept[1].record.project is not asked.project:
                return None
            self._books.move_to_end(asked.key)
            return kept[1]

    def _keep(self, asked: Reading, state: State, book: Book) -> None:
        """Remembers a book in the place of those that were not asked for longest; at least the one at hand stays."""
        with self._lock:
            self._books[asked.key] = (state, book)
            self._books.move_to_end(asked.key)
            while len(self._books) > 1 and sum(each.cells for _, each in self._books.values()) > self._most:
                self._books.popitem(last=False)


def _read(connection: Connection, asked: Reading) -> Book:
    record = read_record(
        connection,
        asked.project,
        as_of=asked.as_of,
        role=asked.role,
        known_at=asked.known_at,
        places=asked.places,
    )
    return Book(record=record, as_of=asked.as_of or default_as_of(record))
