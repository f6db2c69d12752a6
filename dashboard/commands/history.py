"""What happened, when, by whom and why: history."""

from typing import TYPE_CHECKING

import click

from dashboard.calls import Call, pass_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from framework.model import Row


@click.command("history")
@click.argument("indicator", required=False)
@click.option("--project", "code", help="Only this project.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@pass_call
def history(call: Call, indicator: str | None, code: str | None, form: str) -> None:
    """Print the versions of reports and framework with who, when and why, the newest first; of one INDICATOR or all.

    Example: resultsboard history 2.2 --format csv
    """
    from dashboard.downloads import as_csv, as_json
    from loaders.history import COLUMNS
    from loaders.history import history as happened

    database, projects = call.database(), call.projects(code)
    rows = [row for project in projects for row in happened(database, project, indicator)]
    if indicator and not rows and not any(indicator in project.indicators for project in projects):
        message = f"There is no indicator {indicator}; `resultsboard table indicators` lists them."
        raise click.UsageError(message)
    if form == "text":
        for line in _lines(rows):
            call.say(line)
    else:
        call.say((as_json if form == "json" else as_csv)(COLUMNS, rows), whole_line=False)


def _lines(rows: "Sequence[Row]") -> "Iterator[str]":
    """An event a line, what it changed below it."""
    for row in rows:
        name = f"{row['project']} framework" if row["subject"] == "framework" else row["subject"]
        what = f"{name} {'revision' if row['subject'] == 'framework' else 'version'} {row['version']}"
        why = f": {row['why']}" if row["why"] else ""
        yield f"{row['at']:%Y-%m-%d %H:%M:%S} UTC  {what} {row['event']} by {row['by']}{why}"
        yield from (f"    {change}" for change in str(row["changes"] or "").split("; ") if change)
