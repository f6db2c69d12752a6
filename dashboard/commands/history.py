"""What happened, when, by whom and why: history."""

from typing import TYPE_CHECKING, Any

import click

from dashboard.calls import Call, Day, Moment, pass_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from framework.model import Row

KINDS = ("reports", "reviews", "framework", "remarks")


@click.command("history")
@click.argument("indicator", required=False)
@click.option("--project", "code", help="Only this project.")
@click.option("--what", type=click.Choice(KINDS), help="Only events of this kind.")
@click.option("--reporter", help="Only reports of this reporter.")
@click.option("--period", help="Only reports of this period.")
@click.option("--by", help="Only what this person did.")
@click.option("--from", "first", type=Day(), help="Only from this day on.")
@click.option("--to", "last", type=Day(), help="Only up to this day.")
@click.option("--known-at", type=Moment(), help="Only what had happened by this moment.  [default: now]")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json", "xlsx"]), default="text", show_default=True)
@pass_call
def history(call: Call, /, indicator: str | None, code: str | None, form: str, **asked: Any) -> None:
    """Print the versions of reports and framework with who, when and why, the newest first; of one INDICATOR or all.

    Example: resultsboard history 2.2 --format csv
    """
    from dashboard.downloads import as_csv, as_json
    from dashboard.workbook import as_xlsx
    from loaders.history import COLUMNS
    from loaders.history_filter import Wanted, history_of
    from loaders.revisions import as_known

    wanted = Wanted(indicator=indicator, **asked)
    database = call.database()
    projects = as_known(database, call.projects(code), wanted.known_at)
    rows = [row for project in projects for row in history_of(database, project, wanted)]
    if indicator and not rows and not any(indicator in project.indicators for project in projects):
        message = f"There is no indicator {indicator}; `resultsboard table indicators` lists them."
        raise click.UsageError(message)
    if form == "text":
        for line in _lines(rows):
            call.say(line)
    else:
        data = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}[form](COLUMNS, rows)
        call.say(data, whole_line=False)


def _lines(rows: "Sequence[Row]") -> "Iterator[str]":
    """An event a line, what it changed below it."""
    for row in rows:
        name = f"{row['project']} framework" if row["subject"] == "framework" else row["subject"]
        what = f"{name} {'revision' if row['subject'] == 'framework' else 'version'} {row['version']}"
        why = f": {row['why']}" if row["why"] else ""
        yield f"{row['at']:%Y-%m-%d %H:%M:%S} UTC  {what} {row['event']} by {row['by']}{why}"
        yield from (f"    {change}" for change in str(row["changes"] or "").split("; ") if change)
