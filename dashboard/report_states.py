"""The states of reports as people see them: symbol, word and colour, and a whole sentence."""

from dash import html
from dash.development.base_component import Component

from dashboard.parts import aria
from dashboard.view import View
from dashboard.words import marked
from framework.report_calendar import Slot, State

STATE_WORDS = {
    State.APPROVED: ("✓", marked("approved")),
    State.ON_TIME: ("✓", marked("received on time")),
    State.CAME_LATE: ("◑", marked("received late")),
    State.WAITING: ("◆", marked("waits for review")),
    State.RETURNED: ("↩", marked("returned")),
    State.LATE: ("▼", marked("late, not received")),
    State.DUE: ("○", marked("due")),
    State.NOT_DUE: ("·", marked("not due")),
}
"""Symbol and word of each state, in the order of the legend."""


def symbol(state: State) -> Component:
    """The symbol of a state, for those who see it."""
    return html.Span(STATE_WORDS[state][0], className="symbol", **aria(hidden="true"))


def state_word(view: View, state: State) -> str:
    """The word for a state."""
    return view.say(STATE_WORDS[state][1])


def state_badge(view: View, state: State) -> Component:
    """A state as symbol, word and colour."""
    return html.Span([symbol(state), state_word(view, state)], className=f"report-state is-{state}")


def sentence(view: View, slot: Slot) -> str:
    """All there is to say about where a report is."""
    if slot.newest is None:
        return _missing(view, slot)
    word = [] if slot.state in {State.ON_TIME, State.CAME_LATE} else [state_word(view, slot.state)]
    return "; ".join([*word, details(view, slot)])


def details(view: View, slot: Slot, *, beside_badge: bool = False) -> str:
    """What there is to say of a state besides its word.

    Args:
        view: the page.
        slot: whose state it is.
        beside_badge: leaves out what the badge says already.
    """
    if beside_badge and slot.state is State.DUE:
        return view.say("by {day}", day=view.day(slot.due))
    if slot.newest is None:
        return _missing(view, slot)
    said = beside_badge and slot.state is State.ON_TIME
    parts = [] if said else [_received(view, slot)]
    if slot.newest.number > 1:
        parts.append(view.say("now version {number}", number=view.number(slot.newest.number)))
    return "; ".join(parts)


def _received(view: View, slot: Slot) -> str:
    """Of the first version, which decides whether the report came in time (semantics 6.4)."""
    if not slot.days:
        return view.say("received on time")
    return view.many("received {count} day late", "received {count} days late", slot.days)


def _missing(view: View, slot: Slot) -> str:
    day = view.day(slot.due)
    match slot.state:
        case State.LATE:
            late = view.many("late by {count} day", "late by {count} days", slot.days)
            return view.say("{late}; it was due on {day}", late=late, day=day)
        case State.DUE:
            return view.say("due by {day}", day=day)
        case _ if slot.owed:
            return view.say("not due yet; to be sent by {day}", day=day)
    return view.say("no report is owed")
