"""What the forms about accounts ask for: checked as a whole, every fault as a sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dashboard.people.role_words import ROLES
from dashboard.words import marked
from framework.model import Project
from store.accounts import Membership, plain_login

LONGEST = 100
EVERY_PROJECT = "*"
"""Stands in forms for all projects, so that nobody gets them by leaving a field empty."""
LOGIN = re.compile(rf"\S{{1,{LONGEST}}}")
EMAIL = re.compile(rf"(?=.{{3,{2 * LONGEST}}}$)[^@\s<>,;]+@[^@\s<>,;]+")

NO_LOGIN = marked("State a login: up to 100 characters without spaces, such as an e-mail address.")
LONG_NAME = marked("A name has 100 characters at most.")
NO_EMAIL = marked("“{value}” is no e-mail address.")
NO_ROLE = marked("Choose a role.")
NO_PROJECT = marked("Choose a project, or all projects.")
EVERYWHERE = marked("An administrator is one of all projects: choose “all projects”.")
NO_REPORTERS = marked("Only an officer of one project has reporters of their own.")
STRANGE_REPORTER = marked("{project} has no reporter {value}.")
NO_LANGUAGE = marked("The pages are not there in the language {value}.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be: a message with its values."""

    message: str
    values: Mapping[str, str] = field(default_factory=dict)


Faults: TypeAlias = list[Fault]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a form, as it is shown again."""

    fields: Mapping[str, str] = field(default_factory=dict)
    reporters: tuple[str, ...] = ()
    """As `PROJECT:REPORTER`."""

    def get(self, name: str) -> str:
        """A field; empty where it was not there."""
        return self.fields.get(name, "")


EMPTY = Typed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Who is to get an account."""

    login: str
    name: str
    email: str | None
    language: str | None
    member: Membership


def read_invitee(typed: Typed, projects: Sequence[Project], languages: Sequence[str]) -> tuple[Invitee | None, Faults]:
    """Who the form asks to invite; None with the reasons where that cannot be."""
    login, name, email = plain_login(typed.get("login")), _line(typed.get("name")), typed.get("email").strip()
    member, faults = read_member(typed, projects)
    language = typed.get("language") or None
    wrong = [
        *([] if LOGIN.fullmatch(login) and login.isprintable() else [Fault(NO_LOGIN)]),
        *([Fault(LONG_NAME)] if len(name) > LONGEST else []),
        *([Fault(NO_EMAIL, {"value": email[:LONGEST]})] if email and not EMAIL.fullmatch(email) else []),
        *faults,
        *(language_faults(language, languages)),
    ]
    if wrong or member is None:
        return None, wrong
    mail = email or (login if EMAIL.fullmatch(login) else None)
    return Invitee(login=login, name=name or login, email=mail, language=language, member=member), []


def _line(text: str) -> str:
    """A line without doubled and outer spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def language_faults(language: str | None, offered: Sequence[str]) -> Faults:
    """Why a language cannot be chosen; None is the browser's."""
    return [] if language is None or language in offered else [Fault(NO_LANGUAGE, {"value": language[:LONGEST]})]


def read_member(typed: Typed, projects: Sequence[Project]) -> tuple[Membership | None, Faults]:
    """The role that the form asks for; None with the reasons where it names what is not there."""
    role, where = typed.get("role"), typed.get("project")
    project = next((each for each in projects if each.code == where), None)
    faults = [
        *([] if role in ROLES else [Fault(NO_ROLE)]),
        *([] if project or where == EVERY_PROJECT else [Fault(NO_PROJECT)]),
        *([Fault(EVERYWHERE)] if role == "admin" and project else []),
        *_reporter_faults(typed, role, project),
    ]
    if faults:
        return None, faults
    reporters = tuple(each.partition(":")[2] for each in typed.reporters)
    return Membership(role, project.code if project else None, reporters), []


def _reporter_faults(typed: Typed, role: str, project: Project | None) -> Faults:
    if not typed.reporters:
        return []
    if role != "officer" or project is None:
        return [Fault(NO_REPORTERS)]
    known = {f"{project.code}:{code}" for code in project.reporters}
    strange = [each for each in typed.reporters if each not in known]
    return [Fault(STRANGE_REPORTER, {"project": project.code, "value": each[:LONGEST]}) for each in strange]
