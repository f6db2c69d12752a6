"""Whether a login and a password fit, with a growing wait after failures; and passwords chosen by a link."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from dashboard.site import Site
from store import accounts, attempts, audit, passwords
from store.accounts import Account
from store.database import Connection

LONGEST_LOGIN = 100
"""More of a login that nobody has is not worth keeping."""

Refusal = Literal["wrong", "wait"]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody is signed in, and why; of an unknown login, a disabled account and a wrong password the same."""

    reason: Refusal
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt to sign in."""

    login: str
    password: str
    address: str
    """The network address that it comes from."""
    at: datetime

    @property
    def keys(self) -> tuple[str, str]:
        """What failures are counted by."""
        return f"login:{accounts.plain_login(self.login)[:LONGEST_LOGIN]}", f"address:{self.address}"


def sign_in(site: Site, tried: Try) -> Account | Refused:
    """The account, where login and password fit and nobody has to wait."""
    with site.database.reading() as connection:
        until = attempts.waits_until(connection, tried.keys, tried.at)
        found = accounts.account_of(connection, tried.login)
    if until:
        return Refused("wait", until - tried.at)
    fits = passwords.is_password(found.password if found else None, tried.password)
    with site.database.writing() as connection:
        if found and fits and found.disabled_at is None:
            return _signed_in(connection, found, tried)
        attempts.note_failure(connection, tried.keys, tried.at)
        _log(connection, "sign-in failed", accounts.plain_login(tried.login)[:LONGEST_LOGIN], tried)
    return Refused("wrong")


def _signed_in(connection: Connection, found: Account, tried: Try) -> Account:
    attempts.forget_failures(connection, *tried.keys)
    if found.password and passwords.is_outdated(found.password):
        accounts.renew_hash(connection, found, passwords.hash_password(tried.password))
    _log(connection, audit.SIGNED_IN, found.login, tried)
    return found


def _log(connection: Connection, event: str, login: str, tried: Try) -> None:
    audit.note(connection, audit.Entry(at=tried.at, by=login, event=event, subject=login, address=tried.address))


def invited(site: Site, token: str) -> Account | None:
    """The account that a link lets choose a password."""
    with site.database.reading() as connection:
        return accounts.invited(connection, token, site.now())


def choose_password(site: Site, token: str, password: str, address: str) -> Account | str | None:
    """The account with its new password; a sentence where the password cannot be; None where the link does not hold."""
    found = invited(site, token)
    if found is None:
        return None
    if fault := passwords.fault_of(password, found.login):
        return fault
    hashed, at = passwords.hash_password(password), site.now()
    with site.database.writing() as connection:
        changed = accounts.use_invitation(connection, token, hashed, at)
        if changed:
            entry = audit.Entry(at=at, by=found.login, event="password set", subject=found.login, address=address)
            audit.note(connection, entry)
            audit.note(connection, replace(entry, event=audit.SIGNED_IN))
    return changed
