"""Guests: who came by a share link. The session names the link, which is asked for anew at every request."""

from datetime import datetime, timedelta

from flask import session
from flask_login import UserMixin, login_user

from dashboard.site import Site
from store.shares import Guest, ShareLink, guest_of, share_by_number

STARTS = "share:"
"""What the session of a guest keeps: `share:7:1752138000`, the link's number and when it was opened."""
LASTS = timedelta(hours=12)
"""Then the link has to be opened again."""
MOST_DIGITS = 12
KEPT = "_user_id"
"""Where flask-login keeps whose session it is."""


class Visiting(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """Somebody who came by a share link."""

    def __init__(self, account: Guest, kept: str) -> None:
        self.account = account
        self.kept = kept

    def get_id(self) -> str:
        """What the session keeps."""
        return self.kept


def by_share(site: Site, kept: str) -> Visiting | None:
    """Whoever's session keeps that; None where their half day is over, or the link ended or was revoked."""
    number, _, opened = kept.removeprefix(STARTS).partition(":")
    if not all(part.isdecimal() and len(part) <= MOST_DIGITS for part in (number, opened)):
        return None
    at = site.now()
    if at.timestamp() >= int(opened) + LASTS.total_seconds():
        return None
    with site.database.reading() as connection:
        link = share_by_number(connection, int(number), at)
    return Visiting(guest_of(link), kept) if link else None


def begin_visit(link: ShareLink, at: datetime) -> None:
    """Lets somebody in by a link; what was in the session before is gone."""
    session.clear()
    session.permanent = True
    login_user(Visiting(guest_of(link), f"{STARTS}{link.id}:{int(at.timestamp())}"))


def was_guest() -> bool:
    """True where the session at hand is that of a guest, one whose visit is over too."""
    return str(session.get(KEPT, "")).startswith(STARTS)
