"""Rows of the public tables and charts of small projects, with only what a test is about."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts.drawing import Drawing
from dashboard.charts.slots import period_slots
from dashboard.charts.story import Progress
from dashboard.evidence import Evidence
from dashboard.naming import naming_of
from framework import tables
from framework.model import Frequency, Project, Row, Statement
from framework.periods import calendar_of
from tests.framework.making import record

END_OF_YEAR = date(2023, 12, 31)


def evidence(
    project: Project, *statements: Statement, as_of: date = END_OF_YEAR, language: str = "en", code: str = "1"
) -> Evidence:
    """The rows of one indicator, from the tables themselves."""
    kept = record(project, *statements)

    def of(rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if row["indicator"] == code]

    return Evidence(
        project=project,
        indicator=project.indicators[code],
        row=of(tables.indicators(kept, as_of))[0],
        series=of(tables.series(kept, as_of)),
        targets=of(tables.targets(kept, as_of)),
        breakdown=of(tables.breakdown(kept, as_of)),
        language=language,
    )


def story(found: Evidence, **more: Any) -> Progress:
    """The chart of an indicator, by reporting period."""
    given: dict[str, Any] = {
        "summary": found.row,
        "slots": period_slots(found.series),
        "years": calendar_of(found.project).periods(Frequency.ANNUAL),
        "naming": naming_of(found.indicator, found.language),
        "pace": found.indicator.targets.pace,
    }
    return Progress(**(given | more))


def traces(drawing: Drawing, **wanted: Any) -> list[dict[str, Any]]:
    """The traces with those properties; the drawing must be plain JSON without NaN."""
    plain = json.loads(json.dumps(drawing, allow_nan=False))
    return [trace for trace in plain["data"] if wanted.items() <= trace.items()]


def layout(drawing: Drawing) -> dict[str, Any]:
    """How a drawing is laid out."""
    found = drawing["layout"]
    assert isinstance(found, dict)
    return found


def words(drawing: Drawing) -> list[str]:
    """What is written in a drawing."""
    return [note["text"] for note in layout(drawing)["annotations"]]
