"""Reports: load, due, review."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from dashboard.calls import USAGE, Call, Day, Moment, Trouble, now, pass_call
from dashboard.commands.reading import reading_options

if TYPE_CHECKING:
    from framework.model import Project, Row
    from store.versions import Version

NEXT = {
    "approved": "is approved already",
    "accepted": "counts already: it came before there was review",
    "returned": "was returned; mend the report and load it again",
}
"""Why a state does not allow a decision, and what there is to do."""


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
    from framework.report_calendar import waiting as undecided
    from store.notation import report_id
    from store.record import read_record

    database, columns = call.database(), ("report", "version", "received_at", "uploaded_by", "figures")
    rows: list[Row] = [
        {
            "report": report_id(project.code, each.reporter, each.period.label),
            "version": each.number,
            "received_at": each.received_at,
            "uploaded_by": each.uploaded_by,
            "figures": each.figures,
        }
        for project in call.projects()
        for each in undecided(read_record(database, project, places="totals").versions)
    ]
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
    from loaders.review import decide_on_newest

    code, reporter, period = (*report_id.split("/", 2), "", "")[:3]
    project = call.projects(code)[0]
    found = decide_on_newest(call.database(), project, (reporter, period), state, **decision)
    if found is None:
        message = f"There is no report {report_id}; `resultsboard table reports` lists them."
        raise Trouble(message, USAGE)
    if hindrance := _hindrance(project, found, state, decision["at"]):
        message = f"{report_id}: version {found.number} {hindrance}. Nothing was decided."
        raise Trouble(message, USAGE)
    call.say(f"{report_id}: version {found.number} {state}.")


def _hindrance(project: "Project", version: "Version", state: str, at: datetime) -> str | None:
    """Why a decision on a version, as it was before, was not applied; None where it was."""
    from loaders.review import may_follow

    if not project.review:
        return f"counts without review; `review: true` in the framework of {project.code} changes that"
    if not may_follow(project, version, state):
        return NEXT[version.state]
    if at < version.since:
        return f"was {version.state} at {version.since:%Y-%m-%dT%H:%M:%SZ}; give an --at that is not before that"
    return None


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
