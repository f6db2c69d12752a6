"""The records of projects for one round of letters, each read once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from framework.model import Project, Record, Row
from framework.tables import default_as_of, indicators
from loaders.revisions import as_known
from store.database import Database
from store.errors import RevisionUnreadableError
from store.history import ReportEvent, report_events
from store.record import read_record

JUST_BEFORE = timedelta(microseconds=1)
"""What happened at a moment is not yet known before it."""
Key = tuple[str, str, datetime | None]


@dataclass(frozen=True, slots=True)
class Books:
    """What is kept of projects, as roles may know it."""

    database: Database
    _records: dict[Key, Record | None] = field(default_factory=dict)
    _rows: dict[Key, dict[str, Row]] = field(default_factory=dict)
    _events: dict[str, list[ReportEvent]] = field(default_factory=dict)

    def now(self, project: Project, role: str) -> Record:
        """The record as it is now."""
        found = self._record(project, role, None)
        assert found  # noqa: S101 — the framework of today is always readable
        return found

    def before(self, project: Project, role: str, moment: datetime) -> Record | None:
        """The record as it was known just before a moment; None where today's rules refuse the framework of then."""
        return self._record(project, role, moment)

    def _record(self, project: Project, role: str, moment: datetime | None) -> Record | None:
        key = (project.code, role, moment)
        if key not in self._records:
            self._records[key] = self._read(project, role, None if moment is None else moment - JUST_BEFORE)
        return self._records[key]

    def _read(self, project: Project, role: str, known_at: datetime | None) -> Record | None:
        try:
            (then,) = as_known(self.database, [project], known_at)
        except RevisionUnreadableError:
            return None
        return read_record(self.database, then, role=role, known_at=known_at)

    def standing(self, project: Project, role: str, moment: datetime) -> dict[str, Row]:
        """The rows of the table `indicators` by code, as they were known just before a moment."""
        key = (project.code, role, moment)
        if key not in self._rows:
            record = self.before(project, role, moment)
            rows = indicators(record, default_as_of(record)) if record else []
            self._rows[key] = {str(row["indicator"]): row for row in rows}
        return self._rows[key]

    def events(self, project: Project) -> list[ReportEvent]:
        """Everything that happened to a project's reports."""
        if project.code not in self._events:
            with self.database.reading() as connection:
                self._events[project.code] = report_events(connection, project)
        return self._events[project.code]
