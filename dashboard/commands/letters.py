"""Letters by e-mail: letters send, test."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from dashboard.calls import FAILED, USAGE, Call, Day, Trouble, now, pass_call

if TYPE_CHECKING:
    from dashboard.letters.sending import Draft
    from dashboard.letters.settings import Settings
    from dashboard.site import Site


@click.group("letters")
def letters() -> None:
    """Send the weekly digests and the reminders of reports, or try the mail server.

    The settings come from the environment: RESULTSBOARD_SMTP, RESULTSBOARD_MAIL_FROM, RESULTSBOARD_ADDRESS.

    Example: resultsboard letters send --dry-run
    """


@letters.command("send")
@click.option("--on", "day", type=Day(), help="As if it were that day.  [default: today]")
@click.option("--dry-run", is_flag=True, help="Print what would go to whom, and send nothing.")
@pass_call
def send(call: Call, /, day: date | None, *, dry_run: bool) -> None:
    """Send what is to be sent today, and what waits for another try; for cron, where `serve` does not send.

    Each letter is sent once, however often this is called and on however many servers.

    Example: resultsboard letters send
    """
    from dashboard.letters.settings import home_of, needed

    today = day or now().date()
    if dry_run:
        _print(call, home_of(os.environ), today)
    else:
        _send(call, needed(os.environ), today)


def _print(call: Call, home: str, today: date) -> None:
    from dashboard.letters.sending import drafts

    found = list(drafts(_site(call), home, today))
    for each in found:
        call.say(_written(each))
    counted = "1 letter" if len(found) == 1 else f"{len(found) or 'No'} letters"
    call.say(f"{counted} would be sent.")


def _written(each: "Draft") -> str:
    """A letter as it would be, the link that ends such letters left open."""
    from dashboard.letters.writing import as_text

    text = as_text(each.letter, "…").replace("\n", "\n    ").rstrip()
    return f"To: {each.account.login} <{each.account.email}>\nSubject: {each.letter.subject}\n\n    {text}\n"


def _send(call: Call, settings: "Settings", today: date) -> None:
    from dashboard.letters.sending import Fate, send_letters

    found = send_letters(_site(call), settings, today)
    for each in found:
        call.say(f"{each.login}: {each.subject} – {each.fate}: {each.answer}")
    missed = sum(each.fate is not Fate.SENT for each in found)
    if missed:
        message = (
            f"{missed} of {len(found)} letters were not sent; they are kept and tried again, twelve times in six days."
        )
        raise Trouble(message, FAILED)
    if not found:
        call.say("There is no letter to send.")


def _site(call: Call) -> "Site":
    from dashboard.site import Site

    return Site(database=call.database(), frameworks=call.frameworks(), now=now, reader=lambda: None)


@letters.command("test")
@click.argument("address")
@pass_call
def test(call: Call, address: str) -> None:
    """Send a test letter to an address, and print what the mail server answers.

    Example: resultsboard letters test administrator@example.org
    """
    from dashboard.letters.post import PostError
    from dashboard.letters.settings import address_of, needed
    from dashboard.letters.trying import try_server

    settings, to = needed(os.environ), address_of("", address)
    if to is None:
        message = f"{address} is no e-mail address."
        raise Trouble(message, USAGE)
    try:
        answer = try_server(settings, to, now())
    except PostError as error:
        message = f"{settings.host}:{settings.port} did not take the test letter: {error}"
        raise Trouble(message, FAILED) from error
    call.say(f"{settings.host}:{settings.port} took the test letter to {address}: {answer}")
