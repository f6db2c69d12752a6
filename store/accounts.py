"""Accounts: who may sign in, with which roles in which projects, and by which links and passwords."""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from unicodedata import normalize

from sqlalchemy import Connection, Row, delete, insert, select, update

from store.administrators import ADMINISTRATOR, keep_one
from store.bulk import insert_one
from store.errors import LoginTakenError
from store.people import account, invitation, membership

ALL_PROJECTS = None
INVITATION_LASTS = timedelta(days=7)
PROVIDER = "provider"
"""What gave a role, where the groups of single sign-on did."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A role in one project, or in all of them."""

    role: str
    """officer, reviewer, donor, evaluator or admin."""
    project: str | None = ALL_PROJECTS
    """Its code; None for all projects."""
    reporters: tuple[str, ...] = ()
    """Whose reports an officer sends; empty for all."""
    source: str | None = None
    """`PROVIDER` where the groups of single sign-on gave it; None where somebody did by hand."""

    def __str__(self) -> str:
        """`officer in P for IOM, NGO`, as commands and the audit log tell it."""
        where = f"in {self.project}" if self.project else "in all projects"
        of = f" for {', '.join(self.reporters)}" if self.reporters else ""
        return f"{self.role} {where}{of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in."""

    id: int
    login: str
    name: str
    """As it stands beside what they do; a role, or a person's name."""
    email: str | None = None
    language: str | None = None
    password: str | None = field(default=None, repr=False)
    """A hash; None until they chose one."""
    mark: str = field(default="", repr=False)
    """Stands in every session; a new one ends them all."""
    disabled_at: datetime | None = None
    memberships: tuple[Membership, ...] = ()

    @property
    def is_admin(self) -> bool:
        """True of those who look after accounts."""
        return any(each.role == ADMINISTRATOR for each in self.memberships)

    def roles(self, project: str) -> frozenset[str]:
        """The roles in a project, those in all projects included."""
        return frozenset(each.role for each in self.memberships if each.project in {ALL_PROJECTS, project})


def plain_login(text: str) -> str:
    """A login as it is compared: without outer spaces, in small letters, composed as Unicode recommends."""
    return normalize("NFKC", text).strip().casefold()


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so that a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


def add_account(
    connection: Connection, login: str, name: str, *, by: str, at: datetime, email: str | None = None
) -> Account:
    """Makes an account, without a role and without a password.

    Args:
        connection: of `Database.writing()`.
        login: what they sign in with; compared by `plain_login`.
        name: how they are called.
        by: who makes it.
        at: when.
        email: where their links and digests go.

    Raises:
        LoginTakenError: another account has that login.
    """
    if account_of(connection, login):
        raise LoginTakenError(login)
    values = {"login": plain_login(login), "name": name, "email": email, "mark": token_urlsafe(12)}
    insert_one(connection, account, {**values, "made_at": at, "made_by": by})
    found = account_of(connection, login)
    assert found  # noqa: S101 — it was inserted in this transaction
    return found


def account_of(connection: Connection, login: str) -> Account | None:
    """The account with a login."""
    query = select(account).where(account.c.login == plain_login(login))
    return next(iter(_accounts(connection, connection.execute(query).all())), None)


def account_by_number(connection: Connection, number: int) -> Account | None:
    """The account with a number."""
    query = select(account).where(account.c.id == number)
    return next(iter(_accounts(connection, connection.execute(query).all())), None)


def accounts(connection: Connection) -> list[Account]:
    """All accounts, by login; disabled ones too."""
    return _accounts(connection, connection.execute(select(account).order_by(account.c.login)).all())


def _accounts(connection: Connection, rows: Sequence[Row[*tuple[object, ...]]]) -> list[Account]:
    held = _memberships(connection, [row.id for row in rows])
    return [
        Account(
            id=row.id,
            login=row.login,
            name=row.name,
            email=row.email,
            language=row.language,
            password=row.password,
            mark=row.mark,
            disabled_at=row.disabled_at,
            memberships=tuple(held[row.id]),
        )
        for row in rows
    ]


def _memberships(connection: Connection, numbers: Iterable[int]) -> Mapping[int, list[Membership]]:
    query = select(membership).where(membership.c.account_id.in_(list(numbers))).order_by(membership.c.id)
    found: defaultdict[int, list[Membership]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.account_id].append(Membership(row.role, row.project, tuple(row.reporters), row.source))
    return found


def grant(connection: Connection, of: Account, given: Membership) -> None:
    """Gives an account a role; one that it has in that project already gets the new reporters."""
    _withdraw(connection, of, given.role, given.project)
    values = {"project": given.project, "role": given.role, "reporters": list(given.reporters), "source": given.source}
    connection.execute(insert(membership).values(account_id=of.id, **values))


def withdraw(connection: Connection, of: Account, role: str, project: str | None) -> bool:
    """Takes a role in a project, or in all projects, from an account; False where it had none.

    Raises:
        LastAdministratorError: nobody would be left who can sign in as administrator.
    """
    if role == ADMINISTRATOR and project is None:
        keep_one(connection, of.id, of.login)
    return _withdraw(connection, of, role, project)


def _withdraw(connection: Connection, of: Account, role: str, project: str | None) -> bool:
    query = delete(membership).where(membership.c.account_id == of.id, membership.c.role == role)
    query = query.where(membership.c.project.is_(None) if project is None else membership.c.project == project)
    return bool(connection.execute(query).rowcount)


def set_password(connection: Connection, of: Account, hashed: str) -> None:
    """Gives an account a password, as its hash; every session of it ends, and every link to choose one."""
    _end_links(connection, of)
    _change(connection, of, password=hashed, mark=token_urlsafe(12))


def renew_hash(connection: Connection, of: Account, hashed: str) -> None:
    """Keeps the same password under a stronger hash; sessions stay."""
    _change(connection, of, password=hashed)


def end_sessions(connection: Connection, of: Account) -> None:
    """Ends every session of an account."""
    _change(connection, of, mark=token_urlsafe(12))


def disable(connection: Connection, of: Account, at: datetime) -> None:
    """Nobody signs in with the account any more; its sessions end, what it did stays.

    Raises:
        LastAdministratorError: nobody would be left who can sign in as administrator.
    """
    keep_one(connection, of.id, of.login)
    _end_links(connection, of)
    _change(connection, of, disabled_at=at, mark=token_urlsafe(12))


def enable(connection: Connection, of: Account) -> None:
    """The account may sign in again."""
    _change(connection, of, disabled_at=None)


def choose_language(connection: Connection, of: Account, language: str | None) -> None:
    """The language in which the account reads pages and letters."""
    _change(connection, of, language=language)


def _change(connection: Connection, of: Account, **values: object) -> None:
    connection.execute(update(account).where(account.c.id == of.id).values(**values))


def invite(connection: Connection, of: Account, *, by: str, at: datetime, lasts: timedelta = INVITATION_LASTS) -> str:
    """A token by which the account's password may be chosen, once; earlier ones end."""
    token = token_urlsafe(24)
    _end_links(connection, of)
    values = {"account_id": of.id, "digest": digest_of(token), "made_at": at, "made_by": by, "expires_at": at + lasts}
    insert_one(connection, invitation, values)
    return token


def _end_links(connection: Connection, of: Account) -> None:
    connection.execute(delete(invitation).where(invitation.c.account_id == of.id, invitation.c.used_at.is_(None)))


def invited(connection: Connection, token: str, at: datetime) -> Account | None:
    """The account that a token lets choose a password; None where it is unknown, used, or too old."""
    query = select(invitation).where(invitation.c.digest == digest_of(token))
    row = connection.execute(query).one_or_none()
    if row is None or row.used_at is not None or at >= row.expires_at:
        return None
    found = account_by_number(connection, row.account_id)
    return found if found and found.disabled_at is None else None


def use_invitation(connection: Connection, token: str, hashed: str, at: datetime) -> Account | None:
    """Gives the invited account its password and ends the invitation; None where it does not hold."""
    found = invited(connection, token, at)
    if found is None:
        return None
    mark = update(invitation).where(invitation.c.digest == digest_of(token), invitation.c.used_at.is_(None))
    if not connection.execute(mark.values(used_at=at)).rowcount:
        return None
    set_password(connection, found, hashed)
    return account_by_number(connection, found.id)


def same_mark(of: Account, mark: str) -> bool:
    """True where a session bears the account's mark of today."""
    return hmac.compare_digest(of.mark, mark)
