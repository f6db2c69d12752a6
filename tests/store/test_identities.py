"""Identities: who an account is for a provider, and the roles that its groups gave it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from store import accounts, identities
from store.accounts import PROVIDER, Account, Membership
from store.database import Database
from store.errors import StoreError

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
ISSUER = "https://id.example.org"


def add(connection: Connection, login: str = "anna@example.org") -> Account:
    return accounts.add_account(connection, login, "Anna", by="single sign-on", at=NOW)


def test_an_account_is_found_by_issuer_and_subject_together(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        identities.link_identity(connection, made, ISSUER, "a1", NOW)
        assert identities.account_behind(connection, ISSUER, "a1") == made
        assert identities.account_behind(connection, ISSUER, "A1") is None
        assert identities.account_behind(connection, "https://other.example.org", "a1") is None
        assert identities.is_linked(connection, made, ISSUER)
        assert not identities.is_linked(connection, made, "https://other.example.org")
        assert identities.linked(connection) == {made.id}


def test_an_identity_has_one_account(database: Database) -> None:
    with database.writing() as connection:
        identities.link_identity(connection, add(connection), ISSUER, "a1", NOW)
    with pytest.raises(StoreError), database.writing() as connection:
        identities.link_identity(connection, add(connection, "bek"), ISSUER, "a1", NOW)


def test_groups_replace_what_groups_gave_and_nothing_else(database: Database) -> None:
    by_hand, officer = Membership("evaluator"), Membership("officer", "P", ("IOM",), PROVIDER)
    donor = Membership("donor", "Q", source=PROVIDER)
    with database.writing() as connection:
        made, other = add(connection), add(connection, "bek")
        accounts.grant(connection, made, by_hand)
        identities.give_by_groups(connection, other, [donor])
        assert identities.give_by_groups(connection, made, [officer]).memberships == (by_hand, officer)
        assert identities.give_by_groups(connection, made, [donor]).memberships == (by_hand, donor)
        assert identities.give_by_groups(connection, made, []).memberships == (by_hand,)
        again = accounts.account_by_number(connection, other.id)
        assert again
        assert again.memberships == (donor,)


def test_a_role_given_by_hand_stays_where_a_group_gave_it_too(database: Database) -> None:
    with database.writing() as connection:
        made = add(connection)
        identities.give_by_groups(connection, made, [Membership("donor", "P", source=PROVIDER)])
        accounts.grant(connection, made, Membership("donor", "P"))
        assert identities.give_by_groups(connection, made, []).memberships == (Membership("donor", "P"),)
