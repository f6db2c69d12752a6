"""Templates as files: CSV, or a workbook with the figures of the period before on a second sheet."""

from fractions import Fraction

from dashboard.downloads import plain
from dashboard.questions import Question, table_rows
from framework.model import Cell, Project, Row
from framework.problems import Problem
from loaders.template import Template, plan_template
from loaders.template_workbook import template_workbook
from store.database import Database

SHOWN = ("indicator", "period", "dimension", "category", "value", "numerator", "denominator")


def workbook_template(
    database: Database | None, project: Project, period: str, reporter: str | None = None, language: str = ""
) -> tuple[bytes, list[Problem]]:
    """The empty report as a workbook.

    Args:
        database: where earlier figures are; None where nothing was ever kept.
        project: the framework.
        period: the label of the period.
        reporter: whose report, by code or title.
        language: of the titles.

    Returns:
        The workbook, empty where the period or the reporter is not known, and what is wrong with them.
    """
    plan, problems = plan_template(project, period, reporter, language)
    if plan is None:
        return b"", problems
    return template_workbook(plan, _previous(database, project, plan) if database else ()), problems


def _previous(database: Database, project: Project, plan: Template) -> list[dict[str, object]]:
    """What was last stated before the period of every indicator due: its total, then its categories."""
    codes = [indicator.code for _, indicator, _ in plan.due]
    series = _rows(database, project, "series")
    last = {
        str(row["indicator"]): row["period"]
        for row in series
        if row["value"] is not None and str(row["end"]) < plan.span.start.isoformat()
    }
    stated = [*series, *_rows(database, project, "breakdown")]
    shown = [row for row in stated if row["indicator"] in codes and last.get(str(row["indicator"])) == row["period"]]
    shown.sort(key=lambda row: codes.index(str(row["indicator"])))
    return [{column: _number(row.get(column)) for column in SHOWN} for row in shown if row["value"] is not None]


def _rows(database: Database, project: Project, table: str) -> list[Row]:
    return list(table_rows(database, [project], table, Question())[1])


def _number(cell: Cell) -> object:
    return float(cell) if isinstance(cell, Fraction) else plain(cell)
