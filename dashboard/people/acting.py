"""What is done to accounts, each with its entry in the audit log: who, when, from where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, request

from dashboard.people.asked import Invitee
from dashboard.site import Site
from store import accounts, audit, tokens
from store.accounts import Account, Membership
from store.database import Connection

LARGEST_NUMBER = 2**31 - 1
"""Of a row, on every database."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, when, and from which network address."""

    by: str
    at: datetime
    address: str

    def log(self, connection: Connection, event: str, subject: str, detail: str | None = None) -> None:
        """Enters what they do in the audit log."""
        entry = audit.Entry(at=self.at, by=self.by, event=event, subject=subject, detail=detail, address=self.address)
        audit.note(connection, entry)


def actor_of(site: Site) -> Actor:
    """Whoever sent the request at hand; 403 where nobody signed in."""
    account = site.reader()
    return Actor(account.login, site.now(), request.remote_addr or "") if account else abort(403)


def account_or_404(connection: Connection, number: int) -> Account:
    """The account with a number; 404 where there is none."""
    return (accounts.account_by_number(connection, number) if number <= LARGEST_NUMBER else None) or abort(404)


def invite(connection: Connection, actor: Actor, invitee: Invitee) -> tuple[Account, str]:
    """A new account and the token of the link by which its password is chosen.

    Raises:
        LoginTakenError: another account has that login.
    """
    made = accounts.add_account(connection, invitee.login, invitee.name, by=actor.by, at=actor.at, email=invitee.email)
    accounts.grant(connection, made, invitee.member)
    if invitee.language:
        accounts.choose_language(connection, made, invitee.language)
    actor.log(connection, "account made", made.login, str(invitee.member))
    return made, accounts.invite(connection, made, by=actor.by, at=actor.at)


def new_link(connection: Connection, actor: Actor, of: Account) -> str:
    """The token of a new link by which a password is chosen; earlier links end."""
    token = accounts.invite(connection, of, by=actor.by, at=actor.at)
    actor.log(connection, "link made", of.login)
    return token


def give_role(connection: Connection, actor: Actor, of: Account, member: Membership) -> None:
    """Gives an account a role."""
    accounts.grant(connection, of, member)
    actor.log(connection, "role given", of.login, str(member))


def take_role(connection: Connection, actor: Actor, of: Account, member: Membership) -> None:
    """Takes a role away that the account has.

    Raises:
        LastAdministratorError: nobody would be left who can sign in as administrator.
    """
    if accounts.withdraw(connection, of, member.role, member.project):
        actor.log(connection, "role taken", of.login, str(member))


def disable(connection: Connection, actor: Actor, of: Account) -> None:
    """Ends an account, its sessions and tokens.

    Raises:
        LastAdministratorError: nobody would be left who can sign in as administrator.
    """
    accounts.disable(connection, of, actor.at)
    actor.log(connection, "disabled", of.login)


def enable(connection: Connection, actor: Actor, of: Account) -> None:
    """Lets an account in again."""
    accounts.enable(connection, of)
    actor.log(connection, "enabled", of.login)


def end_sessions(connection: Connection, actor: Actor, of: Account) -> None:
    """Ends every session of an account."""
    accounts.end_sessions(connection, of)
    actor.log(connection, "sessions ended", of.login)


def make_token(connection: Connection, actor: Actor, of: Account, title: str, lasts: timedelta) -> str:
    """A new API token, told this once."""
    token = tokens.make_token(connection, of, title, at=actor.at, lasts=lasts)
    actor.log(connection, "token made", of.login, title)
    return token


def revoke(connection: Connection, actor: Actor, of: Account, token: tokens.Token) -> None:
    """Ends an API token of an account."""
    if tokens.revoke(connection, of, token.id, actor.at):
        actor.log(connection, "token revoked", of.login, token.title)
