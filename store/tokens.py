"""Tokens by which scripts get in: shown once, kept as hashes, with an end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import Connection, Select, select, update

from store.accounts import Account, account_by_number, digest_of
from store.bulk import insert_one
from store.people import api_token

PREFIX = "rb_"
"""So that a token that got into a file is recognised for what it is."""
LONGEST = timedelta(days=366)
USE_IS_NOTED = timedelta(hours=1)
"""How long a use that was noted stands for those after it, so that reading does not write each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token after it was shown."""

    id: int
    account_id: int
    title: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """True while it lets somebody in."""
        return self.revoked_at is None and at < self.expires_at


def make_token(connection: Connection, of: Account, title: str, *, at: datetime, lasts: timedelta) -> str:
    """A new token of an account; this is the only time that it is told."""
    token = PREFIX + token_urlsafe(32)
    values = {"account_id": of.id, "title": title, "digest": digest_of(token), "made_at": at}
    insert_one(connection, api_token, {**values, "expires_at": at + min(lasts, LONGEST)})
    return token


def tokens_of(connection: Connection, of: Account) -> list[Token]:
    """All tokens of an account, the newest first; ended ones too."""
    return _tokens(connection, select(api_token).where(api_token.c.account_id == of.id))


def all_tokens(connection: Connection) -> list[Token]:
    """The tokens of all accounts, the newest first; ended ones too."""
    return _tokens(connection, select(api_token))


def token_by_number(connection: Connection, number: int) -> Token | None:
    """The token with a number."""
    return next(iter(_tokens(connection, select(api_token).where(api_token.c.id == number))), None)


def _tokens(connection: Connection, query: Select[*tuple[object, ...]]) -> list[Token]:
    return [
        Token(
            id=row.id,
            account_id=row.account_id,
            title=row.title,
            made_at=row.made_at,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            used_at=row.used_at,
        )
        for row in connection.execute(query.order_by(api_token.c.id.desc()))
    ]


def bearer(connection: Connection, token: str, at: datetime) -> Account | None:
    """The account that a token lets in; None where it is unknown, ended, or its account disabled."""
    row = connection.execute(select(api_token).where(api_token.c.digest == digest_of(token))).one_or_none()
    if row is None or row.revoked_at is not None or at >= row.expires_at:
        return None
    found = account_by_number(connection, row.account_id)
    return found if found and found.disabled_at is None else None


def unnoted_use(connection: Connection, token: str, at: datetime) -> Token | None:
    """The token whose use now is to be noted; None where it was noted within the hour, or there is none."""
    query = select(api_token).where(api_token.c.digest == digest_of(token))
    found = next(iter(_tokens(connection, query)), None)
    if found is None or (found.used_at is not None and at - found.used_at < USE_IS_NOTED):
        return None
    return found


def note_use(connection: Connection, token: Token, at: datetime) -> bool:
    """Notes that a token was used; False where another request did so meanwhile."""
    before = api_token.c.used_at.is_(None) if token.used_at is None else api_token.c.used_at == token.used_at
    return bool(
        connection.execute(update(api_token).where(api_token.c.id == token.id, before).values(used_at=at)).rowcount
    )


def revoke(connection: Connection, of: Account, number: int, at: datetime) -> bool:
    """Ends a token of an account; False where it has none of that number that still holds."""
    query = update(api_token).where(
        api_token.c.id == number, api_token.c.account_id == of.id, api_token.c.revoked_at.is_(None)
    )
    return bool(connection.execute(query.values(revoked_at=at)).rowcount)
