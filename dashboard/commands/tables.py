"""The tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dashboard.calls import Call, Moment, pass_call
from framework.model import Project, Row

HEADINGS_CANNOT = "--headings goes with --format csv or xlsx, and with one of these languages: {languages}."
ROLES = ("officer", "reviewer", "donor", "evaluator", "admin")
TABLES = ("projects", "indicators", "series", "targets", "breakdown", "observations", "results", "reports")


@click.command("table")
@click.argument("name", type=click.Choice(TABLES))
@click.option("--project", "code", help="Only this project.")
@click.option("--indicator", help="Only rows of this indicator.")
@click.option("--dimension", help="Only rows of this dimension (breakdown).")
@click.option("--as-of", help="A day or a period: what held by its end.  [default: the latest period with data]")
@click.option("--known-at", type=Moment(), help="As it was known at this moment.  [default: now]")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True, help="Whose view it is.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "xlsx"]), default="csv", show_default=True)
@click.option("--headings", metavar="LANGUAGE", help="Headings and statuses in words: en, ru.  [default: codes]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@pass_call
def table(
    call: Call, /, name: str, code: str | None, form: str, headings: str | None, output: Path | None, **asked: Any
) -> None:
    """Print one table.

    Example: resultsboard table indicators --as-of FY2024-Q2 --format json
    """
    from dashboard.downloads import as_csv, as_json
    from dashboard.questions import Question, table_rows
    from dashboard.workbook import as_xlsx
    from loaders.revisions import as_known

    projects = as_known(call.database(), call.projects(code), asked["known_at"])
    found = table_rows(call.database(), call.projects(code), name, Question(**asked))
    told = _worded(projects, headings, form, *found) if headings else found
    data = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}[form](*told)
    if output:
        output.write_bytes(data)
    else:
        call.say(data, whole_line=False)


def _worded(
    projects: Sequence[Project], language: str, form: str, columns: Sequence[str], rows: Sequence[Row]
) -> tuple[Sequence[str], Sequence[Row]]:
    """The table with its headings in a language, where the form has such."""
    from dashboard.headings import WORDED, Headings, worded
    from dashboard.words import languages

    if language not in languages() or form not in WORDED:
        raise click.UsageError(HEADINGS_CANNOT.format(languages=", ".join(languages())))
    return worded(columns, rows, Headings(language, projects))
