"""Whose moment's knowledge a page shows (semantics 6.5): the menu to choose it, and the note that says it is not today's.

A day alone stands for its end, in UTC. The menu is a plain form, so that any day can be asked for without scripts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.controls import Input
from dashboard.view import View
from dashboard.words import NBSP, day, many, moment, say
from framework.model import Project
from framework.obligations import due_date
from framework.periods import calendar_of
from store.changes import Changes, changes

DAYS_SHOWN = 8
DUE_SHOWN = 4

FIELDS = ("received", "decided", "revised", "remarked")
"""Of `Changes`, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The moment that a page shows, and the others that there are to choose."""

    address: Address
    language: str
    known_at: datetime | None
    now: datetime
    changes: Changes
    due: Sequence[tuple[date, str]] = ()
    """On which days reports were due, of which period; the latest first."""

    @property
    def is_past(self) -> bool:
        """True where a change since then could be missing."""
        return self.known_at is not None and self.known_at < self.now


def knowledge_of(view: View) -> Knowledge:
    """What a page of a project shows."""
    with view.site.database.reading() as connection:
        known = changes(connection, view.project.code)
    return Knowledge(
        address=view.address,
        language=view.language,
        known_at=view.known_at,
        now=view.site.now(),
        changes=known,
        due=_due(view.project, view.site.today()),
    )


def _due(project: Project, today: date) -> list[tuple[date, str]]:
    """The last days on which the reports of the project's own periods were due (semantics 6.4)."""
    periods = calendar_of(project).periods(project.reporting)
    days = [(due_date(project, period), period.label) for period in periods]
    return [each for each in reversed(days) if each[0] < today][:DUE_SHOWN]


def known_menu(knowledge: Knowledge) -> Component:
    """The moment that is shown, and the others to choose."""
    language, known_at = knowledge.language, knowledge.known_at
    chosen = moment(known_at, language) if known_at and knowledge.is_past else say("today", language)
    return html.Details(
        [
            html.Summary([html.Span(say("As known", language), className="quiet"), f"{NBSP}{chosen}"]),
            html.Div(
                [
                    _form(knowledge),
                    *_links(say("Days on which something changed", language), _days(knowledge)),
                    *_links(say("Days on which reports were due", language), _due_links(knowledge)),
                ],
                className="menu",
            ),
        ],
        className="as-of known",
        key=f"known {knowledge.address}",
    )


def _form(knowledge: Knowledge) -> Component:
    """Today, or the end of any day; the rest of the page's state stays."""
    language, known_at = knowledge.language, knowledge.known_at
    kept = _at(knowledge, None).query
    asked = known_at.date().isoformat() if known_at else ""
    field = Input(type="date", name="known_at", defaultValue=asked, required=True)
    return html.Form(
        [
            html.A(say("Today", language), href=str(_at(knowledge, None))),
            *(Input(type="hidden", name=name, defaultValue=value) for name, value in kept.items()),
            html.Label([html.Span(say("End of the day", language), className="quiet"), field]),
            html.Button(say("Show", language), type="submit", className="button"),
        ],
        action=knowledge.address.path,
        method="get",
        className="known-form",
    )


def _at(knowledge: Knowledge, known_at: str | None) -> Address:
    """The page at another moment's knowledge, from its first row on."""
    return knowledge.address.having(known_at=known_at, start=None)


def _links(title: str, links: Sequence[Component]) -> list[Component]:
    return [html.P(title, className="quiet"), html.Ul([html.Li(link) for link in links])] if links else []


def _days(knowledge: Knowledge) -> list[Component]:
    """The last days on which something changed, with what it was."""
    counts = {name: Counter(at.date() for at in getattr(knowledge.changes, name)) for name in FIELDS}
    days = sorted({at for counter in counts.values() for at in counter}, reverse=True)
    return [
        _day_link(knowledge, at, listed({name: counter[at] for name, counter in counts.items()}, knowledge.language))
        for at in days[:DAYS_SHOWN]
    ]


def _due_links(knowledge: Knowledge) -> list[Component]:
    return [_day_link(knowledge, at, label) for at, label in knowledge.due]


def _day_link(knowledge: Knowledge, at: date, words: str) -> Component:
    marks: dict[str, Any] = {"aria-current": "date"} if knowledge.address.state("known_at") == at.isoformat() else {}
    inside = [html.Span(day(at, knowledge.language), className="when"), html.Span(words, className="quiet")]
    return html.A(inside, href=str(_at(knowledge, at.isoformat())), **marks)


def listed(counts: Mapping[str, int], language: str) -> str:
    """How much came of what: "2 reports, 1 change of the framework"."""
    received, decided, revised, remarked = (counts[name] for name in FIELDS)
    words = (
        (received, many("{count} report", "{count} reports", received, language)),
        (decided, many("{count} review decision", "{count} review decisions", decided, language)),
        (revised, many("{count} change of the framework", "{count} changes of the framework", revised, language)),
        (remarked, many("{count} remark", "{count} remarks", remarked, language)),
    )
    return ", ".join(text for count, text in words if count)


def moment_notes(view: View, knowledge: Knowledge) -> Component | None:
    """That the page does not show today's knowledge, or not the latest period; nothing where it does."""
    notes = [*known_note(knowledge), *_as_of_note(view)]
    label: dict[str, Any] = {"aria-label": view.say("The moment that is shown")}
    return html.Aside(notes, className="moment-notes", **label) if notes else None


def known_note(knowledge: Knowledge) -> list[Component]:
    """Which moment's knowledge is shown, what came later, and the way to today's."""
    language, known_at = knowledge.language, knowledge.known_at
    if known_at is None:
        return []
    back = html.A(say("Show today’s knowledge", language), href=str(_at(knowledge, None)))
    if not knowledge.is_past:
        return [html.P([_to_come(knowledge, known_at), " ", back])]
    return [html.P([html.Strong(_shown(known_at, language)), " ", _later(knowledge, known_at), " ", back])]


def _to_come(knowledge: Knowledge, known_at: datetime) -> str:
    language = knowledge.language
    if known_at.date() == knowledge.now.date():
        return say("The day is not over: you see what is known now.", language)
    return say("{moment} is yet to come: you see what is known now.", language, moment=moment(known_at, language))


def _shown(known_at: datetime, language: str) -> str:
    said = moment(known_at, language)
    if said == day(known_at.date(), language):
        return say("You see what was known on {day} (end of the day, UTC).", language, day=said)
    return say("You see what was known {moment} (UTC).", language, moment=said)


def _later(knowledge: Knowledge, known_at: datetime) -> str:
    """What is left out, and whether there was anything at all."""
    language, later = knowledge.language, knowledge.changes.after(known_at)
    counts = {name: len(getattr(later, name)) for name in FIELDS}
    words = say("Nothing has changed since.", language)
    if any(counts.values()):
        words = say("Left out, because it came later: {changes}.", language, changes=listed(counts, language))
    if len(later.received) == len(knowledge.changes.received):
        return f"{say('No report had come by then.', language)} {words}"
    return words


def _as_of_note(view: View) -> list[Component]:
    """That the figures end before, or after, the latest data."""
    if view.as_of == view.default_as_of:
        return []
    words = view.say(
        "As of {day}; the latest data are to {latest}.", day=view.day(view.as_of), latest=view.day(view.default_as_of)
    )
    return [html.P([words, " ", html.A(view.say("Show the latest"), href=str(view.address.having(as_of=None)))])]
