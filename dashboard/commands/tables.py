"""The tables."""

from pathlib import Path
from typing import Any

import click

from dashboard.calls import Call, Moment, pass_call

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
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@pass_call
def table(call: Call, /, name: str, code: str | None, form: str, output: Path | None, **asked: Any) -> None:
    """Print one table.

    Example: resultsboard table indicators --as-of FY2024-Q2 --format json
    """
    from dashboard.downloads import as_csv, as_json
    from dashboard.questions import Question, table_rows
    from dashboard.workbook import as_xlsx

    columns, rows = table_rows(call.database(), call.projects(code), name, Question(**asked))
    data = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}[form](columns, rows)
    if output:
        output.write_bytes(data)
    else:
        call.say(data, whole_line=False)
