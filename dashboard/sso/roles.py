"""Which groups of the provider give which roles, as one setting says it.

Entries are divided by semicolons or lines; a group may stand in several:

    me-leads=reviewer@SMCT-TJ; iom-field=officer@SMCT-TJ/IOM+NGO; donors=donor@*; it=admin

A group is written as the provider names it, up to the last `=`. Roles are those of a project, or with `@*` of all of them;
administrators are always those of all. An officer of one project can be held to reporters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from dashboard.access import GRANTS
from framework.model import Project
from store.accounts import PROVIDER, Membership

Roles = Mapping[str, tuple[Membership, ...]]
"""By group: the roles that it gives."""

ENTRY = re.compile(r"[;\n]")
ALL, ADMIN, OFFICER = "*", "admin", "officer"
NAMES = tuple(role for role in GRANTS if role != "public")
EXAMPLE = "GROUP=ROLE@PROJECT, such as donors=donor@*"


class EntryError(Exception):
    """An entry of the setting cannot be used; the message says why."""


def read_roles(text: str, projects: Sequence[Project]) -> tuple[Roles, list[str]]:
    """The roles by group, and what is wrong with the setting: a sentence for each entry that cannot be used."""
    found: dict[str, tuple[Membership, ...]] = {}
    faults = []
    for entry in filter(None, map(str.strip, ENTRY.split(text))):
        try:
            group, given = _entry(entry, projects)
        except EntryError as error:
            faults.append(f"{entry}: {error}")
        else:
            found[group] = (*found.get(group, ()), given)
    return found, faults


def _entry(entry: str, projects: Sequence[Project]) -> tuple[str, Membership]:
    group, sign, given = (part.strip() for part in entry.rpartition("="))
    if not (group and sign and given):
        message = f"write {EXAMPLE}."
        raise EntryError(message)
    role, where, place = (part.strip() for part in given.partition("@"))
    if role not in NAMES:
        message = f"there is no role {role or '(nothing)'}; there is {', '.join(NAMES)}."
        raise EntryError(message)
    if role == ADMIN:
        return group, _administrator(where, place)
    if not place:
        message = f"where? Write {role}@PROJECT, or {role}@{ALL} for all projects."
        raise EntryError(message)
    return group, _in_project(role, place, projects)


def _administrator(where: str, place: str) -> Membership:
    if where and place != ALL:
        message = f"an administrator is one of all projects: write {ADMIN} alone."
        raise EntryError(message)
    return Membership(ADMIN, source=PROVIDER)


def _in_project(role: str, place: str, projects: Sequence[Project]) -> Membership:
    code, sign, listed = (part.strip() for part in place.partition("/"))
    if sign and (role != OFFICER or code == ALL):
        message = f"only an {OFFICER} of one project has reporters: leave /{listed} out."
        raise EntryError(message)
    if code == ALL:
        return Membership(role, source=PROVIDER)
    project = next((each for each in projects if each.code == code), None)
    if project is None:
        message = f"there is no project {code}; there is {', '.join(each.code for each in projects)}."
        raise EntryError(message)
    return Membership(role, code, _reporters(project, listed) if sign else (), PROVIDER)


def _reporters(project: Project, listed: str) -> tuple[str, ...]:
    """The reporters of a list; an empty list would mean all of them, which nobody meant who wrote the stroke."""
    codes = tuple(code.strip() for code in listed.split("+"))
    unknown = [code for code in codes if code not in project.reporters]
    if unknown:
        known = ", ".join(project.reporters) or "none"
        message = f"{project.code} has no reporter {unknown[0] or '(nothing)'}; it has {known}."
        raise EntryError(message)
    return codes


def roles_of(groups: Iterable[str], roles: Roles) -> tuple[Membership, ...]:
    """What groups give together: each role in each place once, an officer's reporters of all of them."""
    given = [each for group in dict.fromkeys(groups) for each in roles.get(group, ())]
    places = dict.fromkeys((each.role, each.project) for each in given)
    return tuple(_together([each for each in given if (each.role, each.project) == place]) for place in places)


def _together(same: Sequence[Membership]) -> Membership:
    """One role in one place that several groups give; without reporters where one of them gives it for all."""
    every = not all(each.reporters for each in same)
    reporters = () if every else tuple(dict.fromkeys(code for each in same for code in each.reporters))
    return Membership(same[0].role, same[0].project, reporters, PROVIDER)


def told(of: Membership) -> str:
    """A role in words, for the audit log: `officer in P for IOM`."""
    where = f"in {of.project}" if of.project else "in all projects"
    return f"{of.role} {where}{' for ' if of.reporters else ''}{', '.join(of.reporters)}"
