"""The server and the database under it: serve, demo, verify."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from dashboard.calls import PROBLEMS, Call, now, pass_call, user

if TYPE_CHECKING:
    from dashboard.hosting import Hosting
    from dashboard.serving import Listening
    from dashboard.site import Site
    from dashboard.sso.settings import Settings

DEMO_DAY = datetime(2025, 7, 10, 9, tzinfo=UTC)
"""When the demo takes place: the example's latest reports are in, the next ones are due."""

DEMO = """
It shows the example project with its reports, on 10 July 2025. What you change is gone when you stop it.
Sign in as one of these; the page to sign in shows them too:
"""


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
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is every one.")
@click.option("--port", default=8050, show_default=True, help="The port to listen on; 0 takes a free one.")
@click.option("--workers", default=8, show_default=True, help="How many requests are answered at once.")
@click.option("--proxy", "proxied", is_flag=True, help="Requests come through a proxy: believe its forwarded headers.")
@click.option(
    "--address",
    envvar="RESULTSBOARD_ADDRESS",
    help="Where browsers reach it, as https://results.example.org: for links, and no other name is answered.",
)
@pass_call
def serve(call: Call, host: str, port: int, workers: int, *, proxied: bool, address: str | None) -> None:
    """Serve the dashboard. Where nobody can sign in as an administrator yet, a link to set that password is printed.

    Example: resultsboard serve --host 0.0.0.0 --port 8050
    """
    from dashboard.hosting import Hosting
    from dashboard.letters.sending import letters_sent
    from dashboard.people.secret import secret_of
    from dashboard.serving import Listening, is_loopback
    from dashboard.sso.settings import settings_of

    site = _site(call)
    single = settings_of(call.environment, site.every_project)
    site = replace(site, single_sign_on=single.name if single else None)
    hosting = Hosting(
        secret=secret_of(call.environment, call.secret_file()),
        address=address,
        proxied=proxied,
        open_to_others=not is_loopback(host),
    )

    def open_for(served_at: str) -> None:
        call.say(f"Serving at {served_at}/ (Ctrl+C stops it).")
        _say_first_link(call, site, address or served_at)

    with letters_sent(site, call.environment):
        _listen(site, hosting, Listening(host=host, port=port, workers=workers, proxied=proxied), open_for, single)


@click.command("demo")
@click.option("--port", default=8050, show_default=True, help="The port to listen on; 0 takes a free one.")
@pass_call
def demo(call: Call, port: int) -> None:
    """Serve a throw-away copy of the example project, with its reports and an account of each role.

    Example: resultsboard demo
    """
    from dashboard.example import example
    from dashboard.hosting import Hosting
    from dashboard.people.first import demo_accounts
    from dashboard.serving import Listening

    with TemporaryDirectory(prefix="resultsboard-demo-") as folder:
        call.framework_paths = (example(Path(folder)),)
        call.url = f"sqlite:///{folder}/resultsboard.sqlite"
        _load_example(call, Path(folder))
        begun = now()
        site = _site(call, clock=lambda: DEMO_DAY + (now() - begun))
        accounts = demo_accounts(site)
        listed = "".join(f"  {login:<10} {password}\n" for login, password in accounts)

        def open_for(served_at: str) -> None:
            call.say(f"Serving at {served_at}/ (Ctrl+C stops it).{DEMO}{listed}", whole_line=False)

        _listen(replace(site, shown_accounts=accounts), Hosting(), Listening(port=port), open_for)


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


def _site(call: Call, *, clock: Callable[[], datetime] = now) -> "Site":
    """The site, whose readers are those who sign in."""
    from dashboard.people.sessions import current_account
    from dashboard.site import Site

    site = Site(database=call.database(), frameworks=call.frameworks(), now=clock, reader=current_account)
    site.uploads.sweep(clock())
    return site


def _say_first_link(call: Call, site: "Site", address: str) -> None:
    from dashboard.people.first import first_link

    link = first_link(site, address, by=user())
    if link:
        call.say(f"Nobody is administrator yet. Choose the administrator’s password, once, at\n  {link}")


def _listen(
    site: "Site",
    hosting: "Hosting",
    listening: "Listening",
    open_for: Callable[[str], None],
    single: "Settings | None" = None,
) -> None:
    from dashboard.app import create_app
    from dashboard.serving import serve as listen

    listen(create_app(site, hosting, single), listening, open_for)
