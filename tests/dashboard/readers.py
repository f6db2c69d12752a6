"""People who read a site, without a session: whoever a request comes from is one of them."""

from collections.abc import Callable
from contextvars import ContextVar

from store.accounts import Account, Membership

Reader = Callable[[], Account | None]


def reader(*memberships: Membership | str, name: str = "") -> Reader:
    """Somebody with those roles, in all projects where only a role is named."""
    held = tuple(each if isinstance(each, Membership) else Membership(each) for each in memberships)
    called = name or "-".join(each.role for each in held) or "newcomer"
    account = Account(id=1, login=called, name=called, memberships=held)
    return lambda: account


ACTING: ContextVar[str] = ContextVar("acting", default="officer")
"""The name of who acts, where a test says `by="Anna"`."""


def team() -> Account:
    """Whoever may do everything with reports, under the name of who acts."""
    found = reader("officer", "reviewer", name=ACTING.get())()
    assert found
    return found


def nobody() -> None:
    """Somebody who did not sign in."""
