"""The server and the database under it: serve, demo, verify."""

import click

from dashboard.calls import PROBLEMS, Call, now, pass_call


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
    """Serve the dashboard.

    Example: resultsboard serve --port 8050
    """
    from dashboard.app import create_app
    from dashboard.serving import serve as listen
    from dashboard.site import Site

    frameworks = call.frameworks()
    site = Site(database=call.database(), frameworks=frameworks, now=now)
    listen(create_app(site), host=host, port=port, workers=workers, say=call.say)
