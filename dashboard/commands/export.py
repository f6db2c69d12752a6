"""What is given away as a whole: `export FORMAT`, a command per format."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dashboard.calls import FAILED, USAGE, Call, Moment, Trouble, now, pass_call
from dashboard.commands.tables import ROLES

if TYPE_CHECKING:
    from framework.model import Project

BAD_REQUEST = 400


@click.group("export")
def export() -> None:
    """Write a project in another form, for those who do not use the dashboard.

    Example: resultsboard export pdf -o summary.pdf
    """


@export.command("pdf")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--project", "code", help="Which project, where there are several.")
@click.option("--as-of", help="A day or a period: what held by its end.  [default: the latest period with data]")
@click.option("--known-at", type=Moment(), help="As it was known at this moment.  [default: now]")
@click.option("--role", type=click.Choice(ROLES), default="donor", show_default=True, help="Whose view it is.")
@click.option("--lang", help="In which language.  [default: the project's first]")
@pass_call
def pdf(call: Call, /, output: Path | None, code: str | None, **asked: Any) -> None:
    """Print the one-page summary of a project as PDF, A4.

    The figures are those of `table indicators` for the role. It needs the extra `reports`.

    Example: resultsboard export pdf --as-of FY2024-Q2 --lang ru -o summary.pdf
    """
    data = _pdf(call, code, **asked)
    if output:
        output.write_bytes(data)
    elif sys.stdout.isatty():
        message = "A PDF is nothing to be shown here; give -o FILE."
        raise click.UsageError(message)
    else:
        call.say(data, whole_line=False)


def _pdf(call: Call, code: str | None, **asked: Any) -> bytes:
    """The page of one project, as the role sees it.

    Raises:
        Trouble: typst is not installed, or there is no such day or framework.
    """
    from dashboard.addresses import Address, Impossible, Page
    from dashboard.site import Site
    from dashboard.summary.pdf import pdf_of
    from dashboard.view import read_view
    from dashboard.words import languages, say
    from store.accounts import Account, Membership

    project = _one(call, code)
    language = asked["lang"] or project.languages[0]
    if language not in {*project.languages, *languages()}:
        message = f"--lang {language} is no language of {project.code}; there is {', '.join(project.languages)}."
        raise click.UsageError(message)
    role = asked["role"]
    account = Account(id=0, login=role, name=role, memberships=(Membership(role),))
    site = Site(database=call.database(), frameworks=call.frameworks(), now=now, reader=lambda: account)
    known_at = asked["known_at"].isoformat() if asked["known_at"] else None
    address = Address(Page.SUMMARY, project.code).having(as_of=asked["as_of"], known_at=known_at)
    view = read_view(site, address, language)
    if isinstance(view, Impossible):
        status = USAGE if view.status == BAD_REQUEST else FAILED
        raise Trouble(say(view.message, "en", **view.values), status)
    return pdf_of(view)


def _one(call: Call, code: str | None) -> "Project":
    """The project asked for, which must be named where there are several."""
    projects = call.projects(code)
    if len(projects) > 1:
        message = f"Which project? Give --project: {', '.join(project.code for project in projects)}."
        raise click.UsageError(message)
    return projects[0]
