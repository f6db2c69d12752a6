"""Who comes back from the provider: their account, and the roles that their groups give today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.site import Site
from dashboard.sso.claims import Person
from dashboard.sso.errors import DisabledError, NoRoleError, SignInError, TakenError
from dashboard.sso.roles import Roles, roles_of, told
from store import accounts, audit
from store.accounts import PROVIDER, Account, Membership
from store.database import Connection
from store.identities import account_behind, give_by_groups, is_linked, link_identity

BY = "single sign-on"
LONGEST_TOLD = 300


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody for whom the provider vouches, at a moment, from a network address."""

    person: Person
    given: tuple[Membership, ...]
    """What their groups give."""
    at: datetime
    address: str


def arrive(site: Site, roles: Roles, person: Person, address: str) -> Account:
    """The account of a person, its roles as their groups say now.

    Roles are taken away even from who is not let in: their groups do not give them any more.

    Raises:
        NoRoleError: they have no role.
        DisabledError: the account is disabled.
        TakenError: the account of their e-mail address is somebody else's at the same provider.
    """
    come = Arrival(person, roles_of(person.groups, roles), site.now(), address)
    with site.database.writing() as connection:
        found = _arrived(connection, come)
        if isinstance(found, SignInError):
            _note(connection, come, "sign-in refused", person.login, str(found))
        else:
            _note(connection, come, "signed in", found.login, BY, by=found.login)
    if isinstance(found, SignInError):
        raise found
    return found


def _arrived(connection: Connection, come: Arrival) -> Account | SignInError:
    """The account with its roles, or why nobody is signed in; what it changed stays either way."""
    found = account_behind(connection, come.person.issuer, come.person.subject) or _first_time(connection, come)
    if isinstance(found, SignInError):
        return found
    if found.disabled_at is not None:
        return DisabledError("the account is disabled")
    changed = _with_roles(connection, found, come)
    return changed if changed.memberships else NoRoleError(_why(come))


def _first_time(connection: Connection, come: Arrival) -> Account | SignInError:
    """The account of their e-mail address, which from now on is theirs; else a new one, where a group gives a role."""
    person = come.person
    found = accounts.account_of(connection, person.email) if person.email else None
    if found is not None and is_linked(connection, found, person.issuer):
        return TakenError(f"{found.login} is somebody else at the provider")
    if found is None and not come.given:
        return NoRoleError(_why(come))
    if found is None:
        found = _made(connection, come)
    elif found.disabled_at is not None:
        return DisabledError("the account is disabled")
    link_identity(connection, found, person.issuer, person.subject, come.at)
    _note(connection, come, "identity linked", found.login, f"{person.subject} at {person.issuer}")
    return found


def _why(come: Arrival) -> str:
    """Why somebody has no role: for the administrator, who looks for what the provider calls its groups."""
    return f"no role for the groups {', '.join(come.person.groups)[:LONGEST_TOLD] or '(none)'}"


def _made(connection: Connection, come: Arrival) -> Account:
    """A new account, without a password; a login that somebody has is told from theirs by a sign."""
    person = come.person
    taken = accounts.account_of(connection, person.login) is not None
    login = f"{person.login} ({person.sign})" if taken else person.login
    made = accounts.add_account(connection, login, person.name, by=BY, at=come.at, email=person.email)
    _note(connection, come, "account made", made.login, BY)
    return made


def _with_roles(connection: Connection, found: Account, come: Arrival) -> Account:
    before = [each for each in found.memberships if each.source == PROVIDER]
    if set(before) == set(come.given):
        return found
    changed = give_by_groups(connection, found, come.given)
    _note_roles(connection, come, found, "role taken", [each for each in before if each not in come.given])
    _note_roles(connection, come, found, "role given", [each for each in come.given if each not in before])
    return changed


def _note_roles(connection: Connection, come: Arrival, of: Account, event: str, changed: Sequence[Membership]) -> None:
    for each in changed:
        _note(connection, come, event, of.login, told(each))


def _note(connection: Connection, come: Arrival, event: str, login: str, detail: str, *, by: str = BY) -> None:
    entry = audit.Entry(at=come.at, by=by, event=event, subject=login, detail=detail, address=come.address)
    audit.note(connection, entry)
