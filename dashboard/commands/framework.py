"""The framework file: check, schema, template."""

import json
from typing import TYPE_CHECKING

import click

from dashboard.calls import Call, pass_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework.model import Project


@click.command("check")
@pass_call
def check(call: Call) -> None:
    """Read the framework and print its problems.

    Example: resultsboard check
    """
    projects = call.projects()
    for project in projects:
        call.say(f"{project.code}: {len(project.indicators)} indicators, no errors.")


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
@pass_call
def template(call: Call, period: str, reporter: str | None, code: str | None, language: str | None) -> None:
    """Print the empty report of a period as CSV: a row per figure due, with titles.

    Example: resultsboard template --period FY2023-Q1 --reporter IOM > FY2023-Q1.csv
    """
    from loaders.template import template as empty_report

    text, problems = empty_report(_one(call.projects(code)), period, reporter, language or "")
    call.report(problems)
    call.say(text, whole_line=False)


def _one(projects: "Sequence[Project]") -> "Project":
    """The only project, or the question which."""
    if len(projects) > 1:
        message = f"Say which project: --project {' or '.join(project.code for project in projects)}."
        raise click.UsageError(message)
    return projects[0]
