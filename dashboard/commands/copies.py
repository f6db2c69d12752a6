"""Copies of the database: backup, restore."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dashboard.calls import USAGE, Call, Trouble, now, pass_call

if TYPE_CHECKING:
    from collections.abc import Iterator


FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup")
@click.argument("path", metavar="FILE", type=FILE)
@pass_call
def backup(call: Call, path: Path) -> None:
    """Write a copy of the database as it is at this moment, also while the dashboard is served.

    Example: resultsboard backup copies/2025-04-30.sqlite
    """
    from store.copies import back_up

    with _servers_told():
        back_up(call.url, path)
    call.say(f"The database is copied to {path}.")


@click.command("restore")
@click.argument("path", metavar="FILE", type=FILE)
@pass_call
def restore(call: Call, path: Path) -> None:
    """Put a copy in the place of the database; the one that is there is kept beside it.

    Example: resultsboard restore copies/2025-04-30.sqlite
    """
    from store.copies import restore as put_back

    with _servers_told():
        kept = put_back(call.url, path, f".before-restore-{now():%Y%m%dT%H%M%S}")
    call.say(f"The database is that of {path} again.")
    if kept:
        call.say(f"The one that was there is kept as {kept}.")


@contextmanager
def _servers_told() -> "Iterator[None]":
    """The command is not for PostgreSQL: which one is, is a matter of usage."""
    from store.errors import NotForServersError

    try:
        yield
    except NotForServersError as error:
        raise Trouble(error, USAGE) from None
