"""Rows about reports, with the names by which people know a report: its project, its reporter and its period."""

from typing import TypeVar

from sqlalchemy import Select

from store.schema import period, project, report, reporter

Named = TypeVar("Named", bound=Select[*tuple[object, ...]])


def with_names(query: Named) -> Named:
    """A query that has `report` in it, joined with `project`, `reporter` and `period`."""
    return (
        query.join(project, project.c.id == report.c.project_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
    )
