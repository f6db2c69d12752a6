"""The first accounts of a site: its administrator, and those of a demo."""

from collections.abc import Sequence
from secrets import token_urlsafe

from dashboard.site import Site
from store import accounts, audit, passwords
from store.accounts import Account, Membership
from store.database import Connection
from store.identities import linked

ADMINISTRATOR = "admin"
ROLES = ("admin", "reviewer", "officer", "evaluator", "donor")
BYTES_OF_DEMO = 9


def first_link(site: Site, address: str, *, by: str) -> str | None:
    """A link by which the administrator's password is chosen; None where an administrator can sign in already.

    Those whom groups of single sign-on made administrators count while it is configured. No such account is given a
    password here: its owner did not ask for one.

    Args:
        site: of the accounts.
        address: where it is reached.
        by: who started the server.
    """
    with site.database.writing() as connection:
        known, outside = accounts.accounts(connection), linked(connection) if site.single_sign_on else frozenset()
        if any(each.is_admin and (each.password or each.id in outside) and not each.disabled_at for each in known):
            return None
        found = _administrator(connection, known, site, by)
        token = accounts.invite(connection, found, by=by, at=site.now())
    return f"{address.rstrip('/')}/login/{token}"


def _administrator(connection: Connection, known: Sequence[Account], site: Site, by: str) -> Account:
    """Who is to be administrator: whoever was invited as one, else a new account."""
    by_hand = Membership(ADMINISTRATOR)
    waiting = next((each for each in known if by_hand in each.memberships and each.disabled_at is None), None)
    return waiting or _make(connection, site, ADMINISTRATOR, "Administrator", by)


def _make(connection: Connection, site: Site, login: str, role_name: str, by: str) -> Account:
    made = accounts.add_account(connection, login, role_name, by=by, at=site.now())
    accounts.grant(connection, made, Membership(login))
    entry = audit.Entry(at=site.now(), by=by, event="account made", subject=login, detail=f"{login} in all projects")
    audit.note(connection, entry)
    return made


def demo_accounts(site: Site) -> Sequence[tuple[str, str]]:
    """Makes an account of each role and gives their logins and passwords, which are random."""
    made = []
    with site.database.writing() as connection:
        for role in ROLES:
            password = token_urlsafe(BYTES_OF_DEMO)
            account = _make(connection, site, role, DEMO_NAMES[role], "demo")
            accounts.set_password(connection, account, passwords.hash_password(password))
            made.append((role, password))
    return made


DEMO_NAMES = {
    "admin": "Administrator",
    "reviewer": "M&E lead",
    "officer": "Project officer",
    "evaluator": "Evaluator",
    "donor": "Donor",
}
