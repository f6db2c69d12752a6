"""Who gets which letters: what they chose, else the rule for their role, and never what they may not read."""

from collections.abc import Mapping
from datetime import datetime

from dashboard.access import May, Rights
from store.subscriptions import Choice, Kind, Subscription

NEEDED = {Kind.DIGEST: May.READ, Kind.REMINDERS: May.SEND}
"""What one must be allowed in a project to get such letters about it."""

Choices = Mapping[Subscription, Choice]


def offered(rights: Rights) -> list[Kind]:
    """The kinds of letters that somebody may choose."""
    return [kind for kind, needed in NEEDED.items() if rights.may(May.READ) and rights.may(needed)]


def wanted(chosen: Choices, rights: Rights, what: Subscription) -> bool:
    """Whether such letters are sent: officers get reminders and nobody a digest, unless they chose otherwise."""
    if what.kind not in offered(rights):
        return False
    choice = chosen.get(what)
    return choice.wanted if choice else what.kind is Kind.REMINDERS and "officer" in rights.roles


def since(chosen: Choices, what: Subscription) -> datetime | None:
    """When such letters were chosen; None where the rule for the role holds."""
    choice = chosen.get(what)
    return choice.at if choice else None
