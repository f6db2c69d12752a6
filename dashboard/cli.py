"""The program `resultsboard` (interface 3): its options, its commands, its exit status.

Exit status: 0 done, 1 problems in the user's files, 2 wrong usage, 3 the system failed. What a command needs is imported
by the command: `check` starts without a database or a web server.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from traceback import format_exception
from types import TracebackType

import click

from dashboard.calls import FAILED, Call, Trouble, pass_call
from dashboard.commands import copies, export, framework, history, letters, reports, server, tables, users
from store.errors import StoreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-f",
    "--framework",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A framework file or a folder of them; may be given more than once.  [default: indicators.yaml]",
)
@click.option(
    "--database",
    default=lambda: os.environ.get("RESULTSBOARD_DATABASE") or "sqlite:///data/resultsboard.sqlite",
    help="Where the reports are kept: sqlite:///PATH or postgresql://…  [default: sqlite:///data/resultsboard.sqlite]",
)
@click.option(
    "--problems",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How problems are printed; may stand anywhere on the line. With json, stdout holds nothing else.",
)
@click.version_option(package_name="resultsboard")
@pass_call
def resultsboard(call: Call, paths: tuple[Path, ...], database: str, problems: str) -> None:
    """Results frameworks, their reports and their progress.

    Example: resultsboard -f indicators.yaml load data/reports/FY2023-Q1.csv
    """
    given = os.environ.get("RESULTSBOARD_FRAMEWORK", "indicators.yaml").split(os.pathsep)
    call.framework_paths = paths or tuple(map(Path, given))
    call.url = database
    call.problems_as_json = problems == "json"


for command in (
    *(framework.check, framework.apply, framework.schema, framework.template),
    *(reports.load, reports.due, reports.review, tables.table, export.export, history.history),
    *(server.serve, server.demo, server.verify, copies.backup, copies.restore, users.users),
    letters.letters,
):
    resultsboard.add_command(command)


def spread(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--problems FORM` put first, wherever it stood on the line."""
    rest, chosen = list(arguments), []
    for place, argument in enumerate(arguments):
        if argument == "--problems":
            chosen = rest[place : place + 2]
            del rest[place : place + 2]
            break
        if argument.startswith("--problems="):
            chosen = [rest.pop(place)]
            break
    return [*chosen, *rest]


def run(arguments: Sequence[str], call: Call) -> int:
    """Runs a command; its exit status. What the person or the machine has wrong is said in a sentence."""
    try:
        return resultsboard.main(arguments, "resultsboard", standalone_mode=False, obj=call) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return FAILED
    except Trouble as trouble:
        click.echo(f"resultsboard: {trouble}", err=True)
        return trouble.status
    except StoreError as error:
        click.echo(f"resultsboard: {error}", err=True)
        return FAILED
    except OSError as error:
        click.echo(f"resultsboard: {error.filename or 'the system'}: {error.strerror}.", err=True)
        return FAILED


def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: its traceback goes to a file, the person gets a sentence (never a traceback)."""
    with NamedTemporaryFile("w", prefix="resultsboard-", suffix=".log", delete=False) as log:
        log.writelines(format_exception(kind, error, trace))
    message = f"resultsboard: a fault of the program ({kind.__name__}); please report it with the file {log.name}."
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
    os._exit(FAILED)


def main() -> None:
    """Runs the program with the arguments of the command line."""
    sys.excepthook = fault
    call = Call()
    status = run(spread(sys.argv[1:]), call)
    call.print_problems()
    sys.exit(status)
