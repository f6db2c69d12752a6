"""Who may do what."""

from datetime import UTC, date, datetime

import pytest

from dashboard.access import GRANTS, NOBODY, May, Rights, rights
from framework.model import Project, Span, Text
from store.accounts import Account, Membership

SPAN = Span(date(2023, 1, 1), date(2025, 1, 1))
PROJECT = Project(code="P", title=Text({"": "Project"}), span=SPAN)
PUBLIC = Project(code="P", title=Text({"": "Project"}), span=SPAN, public=True)


def account(*memberships: Membership, disabled: bool = False) -> Account:
    end = datetime(2025, 1, 1, tzinfo=UTC) if disabled else None
    return Account(id=1, login="a", name="A", memberships=memberships, disabled_at=end)


def allowed(of: Rights) -> set[May]:
    return {what for what in May if of.may(what)}


@pytest.mark.parametrize(
    ("role", "what"),
    [
        ("admin", set(May) - {May.BE_KNOWN}),
        ("reviewer", {May.READ, May.FOLLOW, May.REVIEW, May.SHARE}),
        ("officer", {May.READ, May.FOLLOW, May.SEND}),
        ("evaluator", {May.READ}),
        ("donor", {May.READ}),
    ],
)
def test_a_role_allows_what_it_is_for(role: str, what: set[May]) -> None:
    assert allowed(rights(account(Membership(role, "P")), PROJECT)) == what
    assert allowed(rights(account(Membership(role)), PROJECT)) == what


@pytest.mark.parametrize("role", GRANTS)
def test_a_role_in_another_project_allows_nothing(role: str) -> None:
    assert rights(account(Membership(role, "Q")), PROJECT) == NOBODY


def test_nobody_may_do_anything_without_an_account_but_read_what_is_public() -> None:
    assert allowed(rights(None, PROJECT)) == set()
    assert allowed(rights(None, PUBLIC)) == {May.READ}
    assert rights(None, PUBLIC).role == "public"


def test_a_disabled_account_may_nothing() -> None:
    assert rights(account(Membership("admin"), disabled=True), PROJECT) == NOBODY


def test_figures_are_seen_by_the_role_that_sees_most() -> None:
    assert rights(account(Membership("donor", "P"), Membership("evaluator")), PROJECT).role == "evaluator"
    assert rights(account(Membership("donor", "P"), Membership("officer", "P")), PROJECT).role == "officer"
    assert rights(account(Membership("donor", "P")), PUBLIC).role == "donor"


def test_an_officer_sends_for_their_own_reporters() -> None:
    own = rights(account(Membership("officer", "P", ("IOM",))), PROJECT)
    assert own.may(May.SEND, "IOM")
    assert not own.may(May.SEND, "NGO")
    assert own.may(May.FOLLOW, "NGO")
    assert rights(account(Membership("officer", "P")), PROJECT).may(May.SEND, "NGO")
    assert rights(account(Membership("officer", "P", ("IOM",)), Membership("admin")), PROJECT).may(May.SEND, "NGO")


def test_a_reviewer_of_reports_sends_none() -> None:
    assert not rights(account(Membership("reviewer", "P")), PROJECT).may(May.SEND, "IOM")
