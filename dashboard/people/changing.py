"""Changing one's own password: the current one is asked for, with the growing wait of signing in."""

from dataclasses import dataclass
from datetime import timedelta

from dashboard.people.acting import Actor
from dashboard.people.asked import Fault
from dashboard.people.pages import DIFFERENT
from dashboard.people.signing_in import Refused, Try
from dashboard.site import Site
from dashboard.words import marked
from store import accounts, attempts, passwords
from store.accounts import Account

WRONG = marked("The current password is another one.")
SAME = marked("The new password is the current one.")


@dataclass(frozen=True, slots=True)
class Passwords:
    """What was typed."""

    current: str
    new: str
    again: str


def change_password(site: Site, account: Account, typed: Passwords, actor: Actor) -> Account | Refused | list[Fault]:
    """The account with its new password, which ends its sessions; or why it keeps its own.

    Args:
        site: where accounts are kept.
        account: whose password; it has one.
        typed: what stood in the form.
        actor: the same person, for the audit log.
    """
    tried = Try(account.login, typed.current, actor.address, actor.at)
    with site.database.reading() as connection:
        until = attempts.waits_until(connection, tried.keys, actor.at)
    if until:
        return Refused("wait", until - actor.at)
    faults = _faults(account, typed)
    if not passwords.is_password(account.password, typed.current):
        with site.database.writing() as connection:
            attempts.note_failure(connection, tried.keys, actor.at)
            actor.log(connection, "sign-in failed", account.login)
        return [Fault(WRONG), *faults]
    return faults or _changed(site, account, typed, actor, tried)


def _faults(account: Account, typed: Passwords) -> list[Fault]:
    """What is wrong with the new password."""
    fault = passwords.fault_of(typed.new, account.login)
    return [
        *([Fault(DIFFERENT)] if typed.new != typed.again else []),
        *([Fault(fault)] if fault else []),
        *([Fault(SAME)] if typed.new == typed.current else []),
    ]


def _changed(site: Site, account: Account, typed: Passwords, actor: Actor, tried: Try) -> Account | list[Fault]:
    hashed = passwords.hash_password(typed.new)
    with site.database.writing() as connection:
        accounts.set_password(connection, account, hashed)
        attempts.forget_failures(connection, *tried.keys)
        actor.log(connection, "password set", account.login)
        return accounts.account_by_number(connection, account.id) or []


def seconds_of(wait: timedelta) -> int:
    """A wait in whole seconds, at least one."""
    return max(1, -(-wait // timedelta(seconds=1)))
