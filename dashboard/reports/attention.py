"""What a project's reports need now: which are late, returned, waiting for review, or due next."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.report_states import symbol
from dashboard.reports.received import reporter_name
from dashboard.view import View
from framework.report_calendar import Lane, Slot, State, in_state

NAMED = 4
"""So many reports are named; further ones are counted only, for the calendar shows them."""


def attention(view: View, found: Sequence[Lane]) -> Component:
    """The list; it says so where nothing is to be done."""
    items = [item for item in (_item(view, state, in_state(found, state)) for state in TOLD) if item]
    if not items:
        return html.P(view.say("Every report that is due has come, and none waits for review."), className="lead")
    return html.Ul(items, className="attention")


TOLD = (State.LATE, State.RETURNED, State.WAITING, State.DUE)


def _item(view: View, state: State, slots: Sequence[Slot]) -> Component | None:
    if not slots:
        return None
    words = _words(view, state, len(slots))
    heading: Component = html.Strong(words)
    if state is State.WAITING:
        heading = html.A(words, href=str(view.address.to(Page.REVIEW)), className="to-review")
    rest = len(slots) - NAMED
    named = [part for slot in slots[:NAMED] for part in (", ", _report(view, slot))][1:]
    more = [" ", view.many("and {count} more", "and {count} more", rest)] if rest > 0 else []
    return html.Li([symbol(state), heading, ": ", *named, *more], className=f"is-{state}")


def _words(view: View, state: State, count: int) -> str:
    match state:
        case State.LATE:
            return view.many("{count} report is late", "{count} reports are late", count)
        case State.RETURNED:
            return view.many("{count} report was returned", "{count} reports were returned", count)
        case State.WAITING:
            return view.many("{count} report waits for review", "{count} reports wait for review", count)
    return view.many("{count} report is due", "{count} reports are due", count)


def _report(view: View, slot: Slot) -> Component:
    """A report's name, with its days where they matter."""
    name = slot.period.label
    if len(view.project.reporters) > 1:
        name += f" · {reporter_name(view, slot.reporter)}"
    parts: list[Component | str] = [html.A(name, href=str(view.address.to(Page.REPORT, report=slot.report_key)))]
    if slot.state is State.LATE:
        late = view.many("late by {count} day", "late by {count} days", slot.days)
        parts += [" ", html.Span(f"({late})", className="quiet")]
    if slot.state is State.DUE:
        parts += [" ", html.Span(f"({view.say('due by {day}', day=view.day(slot.due))})", className="quiet")]
    return html.Span(parts)
