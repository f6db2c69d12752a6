"""What a page holds of the tour: its steps for the script `assets/tour.js`, and the button that shows them again."""

import json
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.access import PAGES, rights
from dashboard.addresses import Address
from dashboard.site import Site
from dashboard.tours.steps import TOURS, Step
from dashboard.words import marked, say
from framework.model import Project
from store.accounts import Account
from store.tours import tours_seen

SEEN = "/account/tour"
WORDS = {"next": marked("Next"), "back": marked("Back"), "skip": marked("Skip the tour"), "done": marked("Done")}


def tour_part(site: Site, language: str, project: Project | None = None) -> list[Component]:
    """The button for the tour of the reader's role; nothing for who has none.

    Args:
        site: whose reader and projects.
        language: of the page.
        project: of the page; without one the first that the reader has a tour of.
    """
    reader = site.reader()
    if reader is None or reader.disabled_at is not None:
        return []
    found = _tours(site, reader, project)
    if not found:
        return []
    with site.database.reading() as connection:
        seen = tours_seen(connection, reader)
    new = next((role for role in found if role not in seen), None)
    role = new or next(iter(found))
    return [_button(role, _told(TOURS[role], found[role], reader, language), language, begins=new is not None)]


def _tours(site: Site, reader: Account, project: Project | None) -> dict[str, Project]:
    """The roles of a reader, in the order of the tours, and the project in which each is shown."""
    readable = [project] if project else list(site.projects)
    return {
        role: where
        for role in TOURS
        if (where := next((each for each in readable if role in reader.roles(each.code)), None))
    }


def _told(steps: Sequence[Step], project: Project, reader: Account, language: str) -> list[dict[str, str | None]]:
    """The steps as the script takes them; those on pages that the reader may not open are left out."""
    held = rights(reader, project)
    open_to = [each for each in steps if each.page is None or any(held.may(what) for what in PAGES[each.page])]
    return [
        {
            "at": str(Address(each.page, project=project.code)) if each.page is not None else None,
            "target": each.points_at,
            "title": say(each.title, language),
            "words": say(each.words, language),
            "count": say("Step {number} of {count}", language, number=number, count=len(open_to)),
        }
        for number, each in enumerate(open_to, 1)
    ]


def _button(role: str, steps: list[dict[str, str | None]], language: str, *, begins: bool) -> Component:
    words = {name: say(text, language) for name, text in WORDS.items()}
    given = json.dumps({"steps": steps, "words": words}, ensure_ascii=False, separators=(",", ":"))
    described: dict[str, Any] = {"data-tour": given, "data-role": role, "data-seen-at": SEEN}
    if begins:
        described["data-begins"] = "yes"
    return html.Button(say("Show the tour", language), type="button", className="show-tour", **described)
