"""The server and the database under it: serve, demo, verify."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import click

from dashboard.calls import PROBLEMS, Call, now, pass_call

DEMO_DAY = datetime(2025, 7, 10, 9, tzinfo=UTC)
"""When the demo takes place: the example's latest reports are in, the next ones are due."""

DEMO = """
It shows the example project with its reports, on 10 July 2025. There are no accounts yet: whoever uses this machine
sees what an officer sees, and nobody else can reach it. What you change is gone when you stop it."""


@click.command("verify")
@pass_call
def verify(call: Call) -> None:
    """Recompute every stored summary and file hash; a difference is exit 1.

    Example: resultsboard verify
    """
    from store.verification import differences

    found = differences(call.database(), call.projects())
    for difference in found:
        click.echo(difference, err=True)
    if found:
        raise click.exceptions.Exit(PROBLEMS)
    call.say("Every summary and every file is as it was recorded.")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8050, show_default=True, help="The port to listen on; 0 takes a free one.")
@click.option("--workers", default=8, show_default=True, help="How many requests are answered at once.")
@pass_call
def serve(call: Call, host: str, port: int, workers: int) -> None:
    """Serve the dashboard to this machine.

    Example: resultsboard serve --port 8050
    """
    _serve(call, host, port, workers, mail=os.environ)


@click.command("demo")
@click.option("--port", default=8050, show_default=True, help="The port to listen on; 0 takes a free one.")
@pass_call
def demo(call: Call, port: int) -> None:
    """Serve a throw-away copy of the example project, with its reports loaded.

    Example: resultsboard demo
    """
    from dashboard.example import example

    with TemporaryDirectory(prefix="resultsboard-demo-") as folder:
        call.framework_paths = (example(Path(folder)),)
        call.url = f"sqlite:///{folder}/resultsboard.sqlite"
        _load_example(call, Path(folder))
        begun = now()
        _serve(call, "127.0.0.1", port, 8, DEMO, clock=lambda: DEMO_DAY + (now() - begun))


def _load_example(call: Call, folder: Path) -> None:
    """Loads the example's reports as they came: in that order, at those times, from those people."""
    from dashboard.example import arrivals
    from framework.model import UploadedFile
    from loaders.intake import load
    from loaders.outcome import Instructions

    framework, database = call.frameworks()[0], call.database()
    for arrival in arrivals(folder):
        file = UploadedFile(arrival.path.name, arrival.path.read_bytes())
        outcome = load(database, framework, [file], Instructions(by=arrival.by, at=arrival.at))
        call.report(outcome.problems)
    database.close()


def _serve(
    call: Call,
    host: str,
    port: int,
    workers: int,
    note: str = "",
    *,
    clock: Callable[[], datetime] = now,
    mail: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Opens everything and listens; refuses a host that other machines reach before anything else."""
    from dashboard.serving import loopback

    loopback(host)
    from dashboard.app import create_app
    from dashboard.letters.sending import letters_sent
    from dashboard.serving import serve as listen
    from dashboard.site import Site
    from store.accounts import Account, Membership

    TEAM = Account(id=1, login="officer", name="officer", memberships=(Membership("officer"), Membership("reviewer")))

    site = Site(database=call.database(), frameworks=call.frameworks(), now=clock, reader=lambda: TEAM)
    site.uploads.sweep(clock())
    with letters_sent(site, mail):
        listen(create_app(site), host=host, port=port, workers=workers, say=lambda line: call.say(line + note))
