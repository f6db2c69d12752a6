"""Tables for people: headings in words and statuses as words, on request (`?headings=ru`, `table NAME --headings ru`).

Without it, and in JSON always, columns bear the stable codes of interface 4. Numbers, days and all other codes stay as
they are, so that the file can still be calculated with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.parts import STATUS_WORDS
from dashboard.words import in_language, marked, say
from framework.model import Cell, Project, Row, Status, Text

WORDED = frozenset({"csv", "xlsx"})
"""The forms of a table that may have headings in words."""

COLUMNS = {
    "project": marked("Project"),
    "title": marked("Title"),
    "start": marked("First day"),
    "end": marked("Last day"),
    "as_of": marked("As of"),
    "elapsed_pct": marked("Time elapsed, %"),
    "indicators": marked("Indicators"),
    "reports_due": marked("Reports due"),
    "reports_received": marked("Reports received"),
    "on_time": marked("Received on time"),
    "goal": marked("Goal"),
    "result": marked("Result"),
    "level": marked("Level"),
    "indicator": marked("Indicator"),
    "unit": marked("Unit"),
    "kind": marked("Kind"),
    "direction": marked("Direction"),
    "over_time": marked("Over time"),
    "baseline": marked("Baseline"),
    "actual": marked("Actual"),
    "actual_to_date": marked("Actual to date"),
    "numerator": marked("Numerator"),
    "denominator": marked("Denominator"),
    "target": marked("Target"),
    "target_period": marked("Target period"),
    "target_to_date": marked("Target to date"),
    "to_date_pct": marked("Of the target to date, %"),
    "deviation_pct": marked("Deviation, %"),
    "end_target": marked("End target"),
    "original_end_target": marked("Original end target"),
    "met_pct": marked("Of the target, %"),
    "progress_pct": marked("Progress from the baseline, %"),
    "projected_end": marked("Projected end value"),
    "projected_date": marked("End target projected to be met on"),
    "status": marked("Status"),
    "explanation_due": marked("Explanation due"),
    "explanation": marked("Explanation"),
    "last_period": marked("Last period"),
    "period": marked("Period"),
    "ended": marked("Period has ended"),
    "value": marked("Value"),
    "dimension": marked("Dimension"),
    "category": marked("Category"),
    "date": marked("Date"),
    "reporter": marked("Reporter"),
    "note": marked("Note"),
    "evidence": marked("Evidence"),
    "report": marked("Report"),
    "version": marked("Version"),
    "file": marked("File"),
    "line": marked("Line"),
    "due": marked("Due on"),
    "received_at": marked("Received at (UTC)"),
    "days_late": marked("Days late"),
    "sha256": marked("SHA-256 of the file"),
    "figures": marked("Figures"),
    "uploaded_by": marked("Sent by"),
    "reviewed_by": marked("Reviewed by"),
    "comment": marked("Comment"),
}
STATES = {
    "submitted": marked("Waits for review"),
    "approved": marked("Approved"),
    "returned": marked("Returned"),
    "accepted": marked("Accepted"),
    "missing": marked("Missing"),
}
"""The states of reports."""


@dataclass(frozen=True, slots=True)
class Headings:
    """How tables are worded in a language."""

    language: str
    projects: Sequence[Project]

    def heading(self, column: str) -> str:
        """The heading of a column: its meaning, a status, or the title of a dimension."""
        if column in COLUMNS:
            return say(COLUMNS[column], self.language)
        if column in set(Status):
            return say(STATUS_WORDS[Status(column)][1], self.language)
        found = (each.dimensions[column].title for each in self.projects if column in each.dimensions)
        title = next(found, None)
        return in_language(title, self.language) if title else column

    def cell(self, row: Row, column: str) -> Cell:
        """A cell of a row; statuses as words, and titles, units and levels in the language."""
        cell = row[column]
        if column == "status" and isinstance(cell, str):
            return self._status(cell)
        text = self._text(row, column) if column in {"title", "unit", "level"} else None
        return in_language(text, self.language) if text else cell

    def _status(self, code: str) -> str:
        word = STATES[code] if code in STATES else STATUS_WORDS[Status(code)][1]
        return say(word, self.language)

    def _text(self, row: Row, column: str) -> Text | None:
        """What the framework says in all its languages of what a row is about."""
        project = next((each for each in self.projects if each.code == row["project"]), None)
        if project is None:
            return None
        if "indicator" in row:
            indicator = project.indicators.get(str(row["indicator"]))
            return getattr(indicator, column, None)
        if "result" in row:
            node = next((node for node in project.results if node.code == row["result"]), None)
            return getattr(node, column, None)
        return project.title


def worded(columns: Sequence[str], rows: Sequence[Row], headings: Headings) -> tuple[Sequence[str], list[Row]]:
    """The table with its headings in words; where two columns would be called the same, their codes tell them apart."""
    names = _names(columns, headings)
    told = [{names[column]: headings.cell(row, column) for column in columns} for row in rows]
    return [names[column] for column in columns], told


def _names(columns: Sequence[str], headings: Headings) -> Mapping[str, str]:
    said = {column: headings.heading(column) for column in columns}
    twice = {name for name in said.values() if list(said.values()).count(name) > 1}
    return {column: f"{name} ({column})" if name in twice else name for column, name in said.items()}
