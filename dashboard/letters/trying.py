"""Trying the mail server: a test letter."""

from datetime import datetime
from email.headerregistry import Address

from dashboard.letters.message import plain_message
from dashboard.letters.post import hand_over, post
from dashboard.letters.settings import Settings


def try_server(settings: Settings, to: Address, at: datetime) -> str:
    """Sends a test letter; what the mail server answered.

    Raises:
        PostError: the letter was not taken.
    """
    made = plain_message(to, settings, "resultsboard: a test letter", at)
    made.set_content(f"Letters of the dashboard at {settings.address} reach this address.\n")
    with post(settings) as server:
        return hand_over(server, made, settings.sender.addr_spec, to.addr_spec)
