"""The framework file: check, apply, schema, template."""

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dashboard.calls import Call, Moment, now, pass_call, user

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from framework.model import Project
    from framework.problems import Problem
    from loaders.revisions import Recording


@click.command("check")
@pass_call
def check(call: Call) -> None:
    """Read the framework and print its problems.

    Example: resultsboard check
    """
    projects = call.projects()
    for project in projects:
        call.say(f"{project.code}: {len(project.indicators)} indicators, no errors.")


@click.command("apply")
@click.option(
    "--reason", help="Why it is changed; asked for where it changes a target, baseline or rule that has data."
)
@click.option("--by", help="Who changes it.  [default: the user of the system]")
@click.option("--at", type=Moment(), help="Since when it holds.  [default: now]")
@click.option("--dry-run", is_flag=True, help="Print what would be recorded, record nothing.")
@pass_call
def apply(call: Call, reason: str | None, by: str | None, at: datetime | None, *, dry_run: bool) -> None:
    """Record the framework file as a new revision.

    What changes a target, baseline or rule that has data needs a reason: on a terminal it is asked for.

    Example: resultsboard apply --reason "Amendment 1: target of 2.2 raised" --by "M&E lead"
    """
    from loaders.revisions import Grounds, record_all

    grounds = Grounds(by=by or user(), at=at or now(), reason=reason)
    found, database = call.frameworks(), call.opened()
    recordings = record_all(database, found, grounds, keep=not dry_run)
    if not dry_run and sys.stdin.isatty() and _wants_a_reason(recordings):
        given = _asked_for_reason(recordings)
        recordings = record_all(database, found, replace(grounds, reason=given)) if given else recordings
    call.report(problem for each in recordings for problem in each.problems)
    for each in recordings:
        for line in _recorded(each, kept=not dry_run):
            call.say(line)


def _wants_a_reason(recordings: "Sequence[Recording]") -> bool:
    """True where all would be recorded with a reason."""
    hindered = [each for each in recordings if each.problems]
    return bool(hindered) and all(each.wants_a_reason for each in hindered)


def _asked_for_reason(recordings: "Sequence[Recording]") -> str:
    """The reason that is typed in for what is shown; nothing where there is none."""
    for each in recordings:
        if each.asked:
            click.echo(f"{each.project} has data. These changes need a reason:", err=True)
            for change in each.asked:
                click.echo(f"  {change}", err=True)
    return str(click.prompt("Reason, for all of them", default="", show_default=False, err=True)).strip()


def _recorded(recording: "Recording", *, kept: bool) -> "Iterator[str]":
    """What became of a framework, then change by change what is different."""
    state = ("recorded" if kept else "would be recorded") if recording.is_new else "as it is recorded already"
    yield f"{recording.project}: revision {recording.number}, {state}."
    yield from (f"  {each}" for each in (*recording.renamed, *recording.changes))


@click.command("schema")
def schema() -> None:
    """Print the JSON Schema of indicators.yaml.

    Example: resultsboard schema > indicators.schema.json
    """
    from loaders.framework_reference import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@click.command("template")
@click.option("--period", required=True, help="Which period, such as FY2023-Q1.")
@click.option("--reporter", help="Whose report; needed where the framework has several reporters.")
@click.option("--project", "code", help="Which project, where there are several.")
@click.option("--language", help="The language of the titles.  [default: the project's first]")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@pass_call
def template(call: Call, /, code: str | None, form: str, output: Path | None, **asked: Any) -> None:
    """Print the empty report of a period: a row per figure due, with titles.

    A workbook has drop-down lists, and the last figures on a second sheet.

    Example: resultsboard template --period FY2023-Q1 --reporter IOM --format xlsx -o FY2023-Q1.xlsx
    """
    project = _one(call.projects(code))
    asked["language"] = asked["language"] or ""
    data, problems = _csv(project, **asked) if form == "csv" else _workbook(call, project, **asked)
    call.report(problems)
    if output:
        output.write_bytes(data)
    else:
        call.say(data, whole_line=False)


def _csv(project: "Project", **asked: Any) -> "tuple[bytes, list[Problem]]":
    from loaders.template import template as empty_report

    text, problems = empty_report(project, **asked)
    return text.encode(), problems


def _workbook(call: Call, project: "Project", **asked: Any) -> "tuple[bytes, list[Problem]]":
    from dashboard.templates import workbook_template
    from store.database import is_there

    return workbook_template(call.database() if is_there(call.url) else None, project, **asked)


def _one(projects: "Sequence[Project]") -> "Project":
    """The only project, or the question which."""
    if len(projects) > 1:
        message = f"Say which project: --project {' or '.join(project.code for project in projects)}."
        raise click.UsageError(message)
    return projects[0]
