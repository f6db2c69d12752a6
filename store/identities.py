"""Identities: the accounts of people for whom a provider of single sign-on vouches, and the roles that its groups give.

Somebody is known by issuer and subject, which the provider never gives to anybody else; names and e-mail addresses change hands.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from store.accounts import PROVIDER, Account, Membership, account_by_number
from store.bulk import insert_one
from store.people import membership, provider_identity


def account_behind(connection: Connection, issuer: str, subject: str) -> Account | None:
    """The account of an identity; a disabled one too."""
    query = select(provider_identity.c.account_id).where(
        provider_identity.c.issuer == issuer, provider_identity.c.subject == subject
    )
    number = connection.execute(query).scalar_one_or_none()
    return None if number is None else account_by_number(connection, number)


def is_linked(connection: Connection, of: Account, issuer: str) -> bool:
    """True where an account is that of an identity of this issuer."""
    query = select(provider_identity.c.id).where(
        provider_identity.c.account_id == of.id, provider_identity.c.issuer == issuer
    )
    return connection.execute(query).first() is not None


def linked(connection: Connection) -> frozenset[int]:
    """The numbers of all accounts that are those of an identity."""
    return frozenset(connection.execute(select(provider_identity.c.account_id)).scalars())


def link_identity(connection: Connection, of: Account, issuer: str, subject: str, at: datetime) -> None:
    """From now on who the provider knows by this subject signs in with the account."""
    values = {"account_id": of.id, "issuer": issuer, "subject": subject, "linked_at": at}
    insert_one(connection, provider_identity, values)


def give_by_groups(connection: Connection, of: Account, given: Sequence[Membership]) -> Account:
    """The account with these roles in place of all that groups gave it before; those given by hand stay as they are."""
    groups = (membership.c.account_id == of.id, membership.c.source == PROVIDER)
    connection.execute(delete(membership).where(*groups))
    for each in given:
        values = {"project": each.project, "role": each.role, "reporters": list(each.reporters), "source": PROVIDER}
        connection.execute(insert(membership).values(account_id=of.id, **values))
    found = account_by_number(connection, of.id)
    assert found  # noqa: S101 — accounts are never deleted
    return found
