"""Roles, states of accounts and events of the audit log in words."""

import re
from collections.abc import Sequence
from datetime import datetime

from dashboard.audit_trail import PUBLIC
from dashboard.words import in_language, marked, say
from framework.model import Project
from store.accounts import Account, Membership
from store.tokens import Token

ROLES = {
    "officer": marked("Officer"),
    "reviewer": marked("Reviewer"),
    "donor": marked("Donor"),
    "evaluator": marked("Evaluator"),
    "admin": marked("Administrator"),
}
"""In the order in which they are offered."""
TASKS = {
    "officer": marked("sends reports, explains deviations, adds evidence"),
    "reviewer": marked("approves and returns reports"),
    "donor": marked("sees approved figures; small cells are withheld"),
    "evaluator": marked("sees approved figures, small cells too; changes nothing"),
    "admin": marked("does all of that, and looks after accounts"),
}
STATES = {"active": marked("Active"), "invited": marked("Invited"), "disabled": marked("Disabled")}
TOKEN_STATES = {"holds": marked("Valid"), "expired": marked("Expired"), "revoked": marked("Revoked")}
ALL_PROJECTS = marked("all projects")
ROLE = re.compile(r"(?P<role>[a-z]+) in (?:all projects|(?P<project>[^ ]+))(?: for (?P<reporters>.+))?")
"""What `str` makes of a membership."""
VERSION = re.compile(r"version ([0-9]+)")

EVENTS = {
    "signed in": marked("Signed in"),
    "sign-in failed": marked("Sign-in failed"),
    "sign-in refused": marked("Sign-in refused"),
    "identity linked": marked("Linked with single sign-on"),
    "share link made": marked("Share link made"),
    "share link revoked": marked("Share link revoked"),
    "share link used": marked("Share link used, first time that day"),
    "signed out": marked("Signed out"),
    "sessions ended": marked("Sessions ended"),
    "account made": marked("Account made"),
    "link made": marked("Link to choose a password made"),
    "password set": marked("Password set"),
    "role given": marked("Role given"),
    "role taken": marked("Role taken away"),
    "disabled": marked("Account disabled"),
    "enabled": marked("Account enabled"),
    "token made": marked("API token made"),
    "token used": marked("API token used, first time that day"),
    "token revoked": marked("API token revoked"),
    "report accepted": marked("Report sent"),
    "report approved": marked("Report approved"),
    "report returned": marked("Report returned"),
    "flag put aside": marked("Flag dismissed"),
    "downloaded": marked("Downloaded"),
}
"""What the audit log tells of; what others write is shown as it stands."""


def state_of(account: Account) -> str:
    """active, invited (no password yet) or disabled."""
    if account.disabled_at:
        return "disabled"
    return "active" if account.password else "invited"


def token_state(token: Token, at: datetime) -> str:
    """holds, expired or revoked."""
    if token.holds(at):
        return "holds"
    return "revoked" if token.revoked_at else "expired"


def role_words(member: Membership, projects: Sequence[Project], language: str) -> str:
    """A role: `Officer – SMCT-TJ (IOM Dushanbe)`."""
    where = member.project or say(ALL_PROJECTS, language)
    known = next((project.reporters for project in projects if project.code == member.project), {})
    names = [in_language(known[code].title, language) if code in known else code for code in member.reporters]
    of = f" ({', '.join(names)})" if names else ""
    return f"{say(ROLES.get(member.role, member.role), language)} – {where}{of}"


def event_words(event: str, language: str) -> str:
    """What happened."""
    return say(EVENTS[event], language) if event in EVENTS else event


def actor_words(by: str, language: str) -> str:
    """Who did it, by their login."""
    return say("somebody without an account", language) if by == PUBLIC else by


def detail_words(detail: str | None, projects: Sequence[Project], language: str) -> str:
    """The details of an entry; roles and versions, which are kept in English, in the reader's language."""
    role, version = ROLE.fullmatch(detail or ""), VERSION.fullmatch(detail or "")
    if role and role["role"] in ROLES:
        reporters = tuple((role["reporters"] or "").split(", ")) if role["reporters"] else ()
        return role_words(Membership(role["role"], role["project"], reporters), projects, language)
    return say("version {number}", language, number=version[1]) if version else detail or ""
