"""Accounts: users add, list, role, password, disable."""

import sys
from typing import TYPE_CHECKING

import click

from dashboard.calls import PROBLEMS, USAGE, Call, Trouble, now, pass_call, user
from dashboard.commands.tables import ROLES

if TYPE_CHECKING:
    from framework.model import Row
    from store.accounts import Account, Membership
    from store.database import Connection

COLUMNS = ("login", "name", "roles", "password", "disabled_at", "email")
ADDRESS = click.option(
    "--address",
    envvar="RESULTSBOARD_ADDRESS",
    default="http://127.0.0.1:8050",
    show_default=True,
    help="Where the dashboard is served, for the link.",
)
PROJECT = click.option("--project", "code", help="In which project.  [default: in all]")
REPORTERS = click.option(
    "--reporter", "reporters", multiple=True, help="Whose reports an officer sends.  [default: all]"
)


@click.group("users")
def users() -> None:
    """Make accounts, give them roles, and end them.

    Example: resultsboard users add officer@example.org --role officer --project SMCT-TJ --reporter IOM
    """


@users.command("add")
@click.argument("login")
@click.option("--name", help="How the account is called.  [default: the login]")
@click.option("--email", help="Where letters go.  [default: the login, where it is an address]")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What it may.")
@PROJECT
@REPORTERS
@ADDRESS
@pass_call
def add(call: Call, /, login: str, name: str | None, email: str | None, address: str, **given: object) -> None:
    """Make an account, and print the link by which its password is chosen, once.

    Example: resultsboard users add donor@example.org --role donor --project SMCT-TJ
    """
    from store import accounts

    member = _membership(call, **given)
    with call.opened().writing() as connection:
        mail = email or (login if "@" in login else None)
        made = accounts.add_account(connection, login, name or login, by=user(), at=now(), email=mail)
        accounts.grant(connection, made, member)
        token = accounts.invite(connection, made, by=user(), at=now())
        _log(connection, "account made", made, str(member))
    call.say(f"{made.login} is {member}.")
    call.say(_link(address, token))


@users.command("list")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@pass_call
def listed(call: Call, form: str) -> None:
    """Print the accounts with their roles.

    Example: resultsboard users list --format csv
    """
    from dashboard.downloads import as_csv, as_json
    from store.accounts import accounts

    with call.opened().reading() as connection:
        found = accounts(connection)
    if form == "text":
        for each in found:
            call.say(_line(each))
    else:
        call.say((as_json if form == "json" else as_csv)(COLUMNS, [_row(each) for each in found]), whole_line=False)


@users.command("role")
@click.argument("login")
@click.argument("role", type=click.Choice(ROLES))
@PROJECT
@REPORTERS
@click.option("--remove", is_flag=True, help="Take the role away.")
@pass_call
def role(call: Call, /, login: str, *, remove: bool, **given: object) -> None:
    """Give an account a role, or take it away.

    Example: resultsboard users role officer@example.org reviewer --project SMCT-TJ
    """
    from store import accounts

    member = _membership(call, **given)
    with call.opened().writing() as connection:
        found = _account(connection, login)
        if not remove:
            accounts.grant(connection, found, member)
        elif not accounts.withdraw(connection, found, member.role, member.project):
            message = f"{found.login} is not {member}; `resultsboard users list` shows the roles."
            raise Trouble(message, PROBLEMS)
        _log(connection, "role taken" if remove else "role given", found, str(member))
    call.say(f"{found.login} is {'no longer ' if remove else ''}{member}.")


@users.command("password")
@click.argument("login")
@click.option("--link", is_flag=True, help="Print a link by which it is chosen, once, instead of asking for it.")
@ADDRESS
@pass_call
def password(call: Call, login: str, *, link: bool, address: str) -> None:
    """Set an account's password, or print a link by which its owner does; its sessions end.

    Example: resultsboard users password officer@example.org --link
    """
    from store import accounts, passwords

    database = call.opened()
    with database.reading() as connection:
        found = _account(connection, login)
    chosen = None if link else _asked(found)
    with database.writing() as connection:
        if chosen is None:
            token = accounts.invite(connection, found, by=user(), at=now())
        else:
            accounts.set_password(connection, found, passwords.hash_password(chosen))
        _log(connection, "link made" if link else "password set", found)
    call.say(f"The password of {found.login} is set." if chosen else _link(address, token))


@users.command("disable")
@click.argument("login")
@click.option("--undo", is_flag=True, help="Let the account sign in again.")
@pass_call
def disable(call: Call, login: str, *, undo: bool) -> None:
    """End an account: nobody signs in with it; what it did stays.

    Example: resultsboard users disable officer@example.org
    """
    from store import accounts

    with call.opened().writing() as connection:
        found = _account(connection, login)
        if undo:
            accounts.enable(connection, found)
        else:
            accounts.disable(connection, found, now())
        _log(connection, "enabled" if undo else "disabled", found)
    call.say(f"{found.login} {'may sign in again' if undo else 'is disabled; its sessions are over'}.")


def _asked(of: "Account") -> str:
    """A password, asked for twice on the terminal, or the line that a pipe brings."""
    from store.passwords import fault_of

    asked = sys.stdin.isatty()
    chosen = click.prompt("New password", hide_input=True, confirmation_prompt=True) if asked else sys.stdin.readline()
    chosen = str(chosen).rstrip("\n")
    if fault := fault_of(chosen, of.login):
        raise Trouble(fault, USAGE)
    return chosen


def _account(connection: "Connection", login: str) -> "Account":
    from store.accounts import account_of

    found = account_of(connection, login)
    if found is None:
        message = f"There is no account {login}; `resultsboard users list` shows them."
        raise Trouble(message, PROBLEMS)
    return found


def _membership(call: Call, role: object, code: object, reporters: object) -> "Membership":
    """The role that the options ask for; its project and reporters must be there."""
    from store.accounts import Membership

    chosen = tuple(map(str, reporters)) if isinstance(reporters, tuple) else ()
    member = Membership(str(role), None if code is None else str(code), chosen)
    if member.role == "admin" and member.project:
        message = "An administrator is one of all projects: leave --project out."
        raise click.UsageError(message)
    if chosen and (member.project is None or member.role != "officer"):
        message = "Only an officer of one --project has reporters."
        raise click.UsageError(message)
    if member.project:
        (project,) = call.projects(member.project)
        if unknown := [each for each in chosen if each not in project.reporters]:
            message = f"{project.code} has no reporter {unknown[0]}; it has {', '.join(project.reporters)}."
            raise click.UsageError(message)
    return member


def _link(address: str, token: str) -> str:
    from store.accounts import INVITATION_LASTS

    days = INVITATION_LASTS.days
    return f"The password is chosen, once and within {days} days, at\n  {address.rstrip('/')}/login/{token}"


def _line(each: "Account") -> str:
    state = "disabled" if each.disabled_at else "" if each.password else "no password yet"
    roles = "; ".join(map(str, each.memberships)) or "no role"
    name = f" ({each.name})" if each.name != each.login else ""
    return f"{each.login}{name}: {roles}{f' [{state}]' if state else ''}"


def _row(each: "Account") -> "Row":
    return {
        "login": each.login,
        "name": each.name,
        "roles": "; ".join(map(str, each.memberships)) or None,
        "password": each.password is not None,
        "disabled_at": each.disabled_at,
        "email": each.email,
    }


def _log(connection: "Connection", event: str, of: "Account", detail: str | None = None) -> None:
    from store.audit import Entry, note

    note(connection, Entry(at=now(), by=user(), event=event, subject=of.login, detail=detail))
