"""Remarks with the rows that they stand beside."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from store.schema import indicator, observation, project, remark


def remarked(code: str, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Columns of a project's remarks, their rows and indicators; the project is named by its code."""
    beside = (observation.c.version_id == remark.c.version_id) & (observation.c.row == remark.c.row)
    return (
        select(*columns)
        .join_from(remark, observation, beside)
        .join(indicator, indicator.c.id == observation.c.indicator_id)
        .join(project, project.c.id == indicator.c.project_id)
        .where(project.c.code == code)
    )
