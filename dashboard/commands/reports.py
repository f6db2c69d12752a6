"""Reports: load, due, review."""

from datetime import date, datetime
from typing import Any

import click

from dashboard.calls import USAGE, Call, Day, Moment, Trouble, now, pass_call
from dashboard.commands.reading import reading_options


@click.command("due")
@click.option("--on", type=Day(), help="The day to look from.  [default: today]")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@pass_call
def due(call: Call, on: date | None, form: str) -> None:
    """Print the reports that are due or late.

    Example: resultsboard due --on 2024-04-15
    """
    from dashboard.downloads import as_csv, as_json
    from framework.obligations import DUE_COLUMNS, due_rows
    from store.record import read_record

    database, day = call.database(), on or now().date()
    rows = [row for project in call.projects() for row in due_rows(read_record(database, project), day)]
    call.say((as_json if form == "json" else as_csv)(DUE_COLUMNS, rows), whole_line=False)


@click.group("review")
def review() -> None:
    """List, approve and return reports that wait for review.

    Example: resultsboard review approve SMCT-TJ/IOM/FY2023-Q1 --by "M&E lead"
    """


@review.command("list")
@pass_call
def waiting(call: Call) -> None:
    """Print the reports that wait for a decision.

    Example: resultsboard review list
    """
    from dashboard.downloads import as_csv
    from framework.tables import default_as_of, reports
    from store.record import read_record

    database, columns = call.database(), ("report", "version", "received_at", "uploaded_by", "figures")
    records = [read_record(database, project) for project in call.projects()]
    rows = [row for record in records for row in reports(record, default_as_of(record)) if row["status"] == "submitted"]
    call.say(as_csv(columns, rows), whole_line=False)


@review.command("approve")
@click.argument("report_id", metavar="ID")
@click.option("--comment", help="A remark for the reporter.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--at", type=Moment(), help="When.  [default: now]")
@pass_call
def approve(call: Call, report_id: str, comment: str | None, by: str, at: datetime | None) -> None:
    """Approve the newest version of a report: PROJECT/REPORTER/PERIOD.

    Example: resultsboard review approve SMCT-TJ/IOM/FY2023-Q1 --by "M&E lead"
    """
    _decide(call, report_id, "approved", by=by, at=at or now(), comment=comment)


@review.command("return")
@click.argument("report_id", metavar="ID")
@click.option("--comment", required=True, help="What is to be mended.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--at", type=Moment(), help="When.  [default: now]")
@pass_call
def give_back(call: Call, report_id: str, comment: str, by: str, at: datetime | None) -> None:
    """Return the newest version of a report, with a comment.

    Example: resultsboard review return SMCT-TJ/IOM/FY2023-Q1 --comment "Check the hotline" --by "M&E lead"
    """
    _decide(call, report_id, "returned", by=by, at=at or now(), comment=comment)


def _decide(call: Call, report_id: str, state: str, **decision: Any) -> None:
    """Records a decision on a report, and says so."""
    from store.reports import decide

    project = call.projects(report_id.split("/", maxsplit=1)[0])[0]
    with call.database().writing() as connection:
        version = decide(connection, project, report_id, state, **decision)
    if version is None:
        message = f"There is no report {report_id}; `resultsboard table reports` lists them."
        raise Trouble(message, USAGE)
    call.say(f"{report_id}: version {version} {state}.")


@click.command("load")
@click.argument("names", metavar="FILE...", nargs=-1, required=True)
@click.option("--reporter", help="Whose report it is, where the files do not say.")
@click.option("--period", help="Which period it is, where the files do not say.")
@click.option("--project", "code", help="Which project, where there are several.")
@click.option("--amend", is_flag=True, help="Replace only the indicators that are in the files.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and keep nothing.")
@click.option("--approve", is_flag=True, help="Approve at once, in a project with review.")
@click.option("--by", help="Who loads.  [default: the user of the system]")
@click.option("--at", type=Moment(), help="When it was received.  [default: now]")
@click.option("--reason", help="Why, for the history.")
@click.option("--explain", multiple=True, metavar="CODE=TEXT", help="Why an indicator deviates; may be repeated.")
@click.option("--marked", metavar="FOLDER|FILE", help="Write the files there with the cells marked that have problems.")
@reading_options
@pass_call
def load(call: Call, /, names: tuple[str, ...], code: str | None, **asked: Any) -> None:
    """Load reports, all or nothing; `-` reads standard input. It prints how each file was read.

    Options such as --decimals correct that; they are remembered for the reporter, for what a later file leaves open.

    Example: resultsboard load data/reports/FY2023-Q1.csv --by "Monitoring officer"
    """
    from dashboard.commands.loading import load_files

    load_files(call, names, code, **asked)
