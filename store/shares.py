"""Share links: one project to read for people without an account, until a day, as long as nobody revokes it.

The link's token is shown once and kept as a hash. Whoever opens it is a `Guest`, who sees what the public would see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import Connection, Index, Row, Select, Table, UniqueConstraint, select, update

from store.accounts import Account, Membership, digest_of
from store.bulk import insert_one
from store.columns import identity, metadata, moment, text

LONGEST = timedelta(days=366)
BYTES = 32
NOBODY = 0
"""The number of no account."""
PUBLIC = "public"

share_link = Table(
    "share_link",
    metadata,
    identity(),
    text("project"),
    text("title"),
    text("opens", optional=True),
    text("digest"),
    moment("made_at"),
    text("made_by"),
    moment("expires_at"),
    moment("revoked_at", optional=True),
    text("revoked_by", optional=True),
    moment("used_at", optional=True),
    UniqueConstraint("digest"),
    Index("ix_share_link_project", "project"),
)
"""`project` is a code, `title` says for whom it is, `opens` is the address of the page that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """What is known of a share link after it was shown."""

    id: int
    project: str
    """Its code."""
    title: str
    """For whom it is."""
    opens: str | None = None
    """The page that it leads to; None for the overview."""
    made_at: datetime
    made_by: str
    expires_at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    used_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """True while it lets somebody in."""
        return self.revoked_at is None and at < self.expires_at

    @property
    def name(self) -> str:
        """How the log calls it, and whoever comes by it."""
        return f"share link {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest(Account):
    """Somebody without an account who came by a share link; `login` is the link's name, for the log."""

    until: datetime


def guest_of(link: ShareLink) -> Guest:
    """Whoever came by a link: of one project what the public sees, and of the site nothing."""
    held = (Membership(PUBLIC, link.project),)
    return Guest(id=NOBODY, login=link.name, name=link.title, memberships=held, until=link.expires_at)


def make_share(connection: Connection, link: ShareLink) -> tuple[ShareLink, str]:
    """Keeps a new link, whatever its number; gives it with its token, which is told this once.

    Args:
        connection: of `Database.writing()`.
        link: what is to be kept; it ends after a year at the latest.
    """
    token = token_urlsafe(BYTES)
    values = {
        "project": link.project,
        "title": link.title,
        "opens": link.opens,
        "digest": digest_of(token),
        "made_at": link.made_at,
        "made_by": link.made_by,
        "expires_at": min(link.expires_at, link.made_at + LONGEST),
    }
    (kept,) = _links(
        connection, select(share_link).where(share_link.c.id == insert_one(connection, share_link, values))
    )
    return kept, token


def shares_of(connection: Connection, project: str) -> list[ShareLink]:
    """All links of a project, the newest first; ended ones too."""
    query = select(share_link).where(share_link.c.project == project)
    return _links(connection, query.order_by(share_link.c.id.desc()))


def share_by_token(connection: Connection, token: str, at: datetime) -> ShareLink | None:
    """The link of a token; None where it is unknown, ended or revoked."""
    return _holding(connection, select(share_link).where(share_link.c.digest == digest_of(token)), at)


def share_by_number(connection: Connection, number: int, at: datetime) -> ShareLink | None:
    """The link with a number; None where it is unknown, ended or revoked."""
    return _holding(connection, select(share_link).where(share_link.c.id == number), at)


def note_use(connection: Connection, link: ShareLink, at: datetime) -> bool:
    """Keeps that a link was opened; True the first time on a day."""
    connection.execute(update(share_link).where(share_link.c.id == link.id).values(used_at=at))
    return link.used_at is None or link.used_at.date() != at.date()


def revoke_share(connection: Connection, project: str, number: int, *, by: str, at: datetime) -> ShareLink | None:
    """Ends a link of a project at once; None where it has none of that number that was not revoked yet."""
    this = share_link.c.id == number
    query = update(share_link).where(this, share_link.c.project == project, share_link.c.revoked_at.is_(None))
    if not connection.execute(query.values(revoked_at=at, revoked_by=by)).rowcount:
        return None
    return _links(connection, select(share_link).where(this))[0]


def _holding(connection: Connection, query: Select[*tuple[object, ...]], at: datetime) -> ShareLink | None:
    return next((link for link in _links(connection, query) if link.holds(at)), None)


def _links(connection: Connection, query: Select[*tuple[object, ...]]) -> list[ShareLink]:
    rows: Sequence[Row[*tuple[object, ...]]] = connection.execute(query).all()
    return [
        ShareLink(
            id=row.id,
            project=row.project,
            title=row.title,
            opens=row.opens,
            made_at=row.made_at,
            made_by=row.made_by,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            revoked_by=row.revoked_by,
            used_at=row.used_at,
        )
        for row in rows
    ]
