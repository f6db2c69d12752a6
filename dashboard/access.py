"""Who may do what. Nothing is allowed that is not said here.

Roles are given per project, or for all of them (`store.accounts`). Whoever has several may do what any of them may, and
sees the figures by the one that sees most. What somebody may not even read is for them as if it were not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.addresses import Page
from framework.model import Project
from store.accounts import Account
from store.shares import Guest


class May(StrEnum):
    """What somebody may do; `MEANS` says what each is."""

    READ = "read"
    FOLLOW = "follow"
    SEND = "send"
    REVIEW = "review"
    SHARE = "share"
    ADMINISTER = "administer"
    BE_KNOWN = "be known"


MEANS: Mapping[May, str] = {
    May.READ: "See pages, charts and tables, and download them; before approval and below small cells only as the role may",
    May.FOLLOW: "See reports before they are approved: their versions, files, flags and the review",
    May.SEND: "Send reports, explain deviations, add evidence; officers for their reporters",
    May.REVIEW: "Approve and return reports, put flags aside",
    May.SHARE: "Make and revoke share links, by which people without an account read one project as the public",
    May.ADMINISTER: "Accounts, roles and the log of what people did; of the whole site",
    May.BE_KNOWN: "One's own account; whoever signed in",
}

PAGES: Mapping[Page, frozenset[May]] = {
    Page.OVERVIEW: frozenset({May.READ}),
    Page.RESULTS: frozenset({May.READ}),
    Page.BREAKDOWN: frozenset({May.READ}),
    Page.COMPARE: frozenset({May.READ}),
    Page.SUMMARY: frozenset({May.READ}),
    Page.INDICATOR: frozenset({May.READ}),
    Page.TABLES: frozenset({May.READ}),
    Page.REPORTS: frozenset({May.READ}),
    Page.REPORT: frozenset({May.READ}),
    Page.UPLOAD: frozenset({May.SEND}),
    Page.REVIEW: frozenset({May.FOLLOW}),
    Page.HISTORY: frozenset({May.READ}),
    Page.SHARE: frozenset({May.SHARE}),
}
"""What one needs for each page of a project: any of these."""

OF_SITE: Mapping[Page, frozenset[May]] = {
    Page.PROJECTS: frozenset(),
    Page.ACCOUNT: frozenset({May.BE_KNOWN}),
    Page.ADMIN: frozenset({May.ADMINISTER}),
}
"""What one needs for each page of no project: any of these; nothing where it is empty."""

GRANTS: Mapping[str, frozenset[May]] = {
    "admin": frozenset({May.READ, May.FOLLOW, May.SEND, May.REVIEW, May.SHARE, May.ADMINISTER}),
    "reviewer": frozenset({May.READ, May.FOLLOW, May.REVIEW, May.SHARE}),
    "officer": frozenset({May.READ, May.FOLLOW, May.SEND}),
    "evaluator": frozenset({May.READ}),
    "donor": frozenset({May.READ}),
    "public": frozenset({May.READ}),
}
"""What each role allows. The first in this order that somebody has is the one by which they see figures."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do in one project."""

    roles: frozenset[str]
    reporters: frozenset[str] | None = frozenset()
    """Whose reports they send; None for all."""

    @property
    def role(self) -> str:
        """The role by which they see figures (semantics 6.3 and 7)."""
        return next((role for role in GRANTS if role in self.roles), "public")

    def may(self, what: May, reporter: str | None = None) -> bool:
        """True where a role allows it; of a reporter's reports only to who sends them, reviews or administers."""
        allowed = any(what in GRANTS[role] for role in self.roles)
        own = reporter is None or what is not May.SEND or self.reporters is None or reporter in self.reporters
        return allowed and own


def may_in_site(account: Account | None, needed: frozenset[May]) -> bool:
    """True where somebody may do one of these things, which belong to no project; always where none is needed."""
    if not needed:
        return True
    if account is None or account.disabled_at is not None or isinstance(account, Guest):
        return False
    everywhere = {each.role for each in account.memberships if each.project is None}
    held = {May.BE_KNOWN, *(May.ADMINISTER for role in everywhere if May.ADMINISTER in GRANTS[role])}
    return bool(needed & held)


NOBODY = Rights(frozenset())


def rights(account: Account | None, project: Project) -> Rights:
    """What an account, or somebody without one, may do in a project."""
    public = frozenset({"public"} if project.public else ())
    if account is None or account.disabled_at is not None:
        return Rights(public)
    held = [each for each in account.memberships if each.project in {None, project.code}]
    sending = [each for each in held if May.SEND in GRANTS[each.role]]
    everyone = any(not each.reporters for each in sending)
    reporters = None if everyone else frozenset(code for each in sending for code in each.reporters)
    return Rights(public | {each.role for each in held}, reporters)
