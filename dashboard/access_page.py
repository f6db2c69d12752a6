"""The page docs/access.md: who may do what, made from the tables by which the program decides."""

from collections.abc import Iterable, Mapping

from dashboard import access, gate
from dashboard.access import GRANTS, MEANS, May
from dashboard.addresses import Page

ROLES = ("public", "donor", "evaluator", "officer", "reviewer", "admin")
YES, OWN, NO = "yes", "own", "–"
START = """{made}

# Who may do what

Whatever is not listed here nobody may do. Roles are given per project, or for all projects; an administrator is one of
all. What is of a project that somebody may not read is for them as if it were not there (404); what their role does not
allow is refused (403). Who has not signed in is sent to the page to sign in (302), scripts get 401. *public* is anybody
where the framework says `public: true`, and whoever has a share link; *own*: for the reporters of the officer.
A token (`Authorization: Bearer …`) reads as its account does, and changes nothing. Whoever came by a share link reads its
one project as *public*, sends nothing, and is not known.

Donors, evaluators and the public see approved figures only; donors and the public see small cells withheld.
"""


def page(made: str) -> str:
    """The page.

    Args:
        made: the line that says by which command.
    """
    rights = table("right", ((f"**{what}**: {MEANS[what]}", frozenset({what})) for what in MEANS))
    pages = table("page", ((f"`{path(each)}`", need) for each, need in access.PAGES.items()))
    of_site = table("page", ((f"`{each.value}`", need) for each, need in access.OF_SITE.items()))
    addresses = table("address", ((f"`{rule}`", need) for rule, need in {**gate.NEEDS, **gate.OF_SITE}.items()))
    callbacks = "".join(f"| `{output}` | the page in `{given}` |\n" for output, given in gate.CALLBACKS.items())
    is_open = "".join(f"- `{rule}`\n" for rule in sorted(gate.OPEN))
    return (
        START.format(made=made)
        + f"\n## Rights\n\n{rights}\n## Pages of a project\n\n{pages}\n## Pages of the site\n\n{of_site}"
        + f"\n## Downloads and forms\n\n{addresses}"
        + "\n## Callbacks\n\nWhat the page asks the server for while it is open; one needs what the page needs.\n\n"
        + f"| changes | needs what is needed for |\n|---|---|\n{callbacks}"
        + f"\n## Open to everybody\n\n{is_open}- the style sheets and the icon\n"
    )


def path(of: Page) -> str:
    """The address of a page of a project, with names for what differs."""
    named = {Page.INDICATOR: "indicators/INDICATOR", Page.REPORT: "reports/REPORTER/PERIOD"}
    return "/".join(["/p/CODE", *filter(None, [named.get(of, of.value)])])


def table(what: str, rows: Iterable[tuple[str, frozenset[May]]]) -> str:
    """A Markdown table: a row for each thing, a column for each role."""
    head = f"| {what} | {' | '.join(ROLES)} |\n|---|{'---|' * len(ROLES)}\n"
    return head + "".join(f"| {name} | {' | '.join(cells(needed).values())} |\n" for name, needed in rows)


def cells(needed: frozenset[May]) -> Mapping[str, str]:
    """What stands in the cell of each role for something that needs any of these rights; nothing needed is for all."""
    return {role: _cell(role, needed) for role in ROLES}


def _cell(role: str, needed: frozenset[May]) -> str:
    granted = GRANTS[role] | ({May.BE_KNOWN} if role != "public" else set())
    found = needed & granted
    if needed and not found:
        return NO
    return OWN if role == "officer" and found == {May.SEND} else YES
