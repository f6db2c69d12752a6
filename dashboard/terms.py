"""Words that explain themselves: under the pointer, at the keyboard's focus, by a tap, and to screen readers.

A term is a button with its meaning beside it, which styles alone show and hide, so that it works without scripts. The
script `assets/terms.js` keeps it inside the window and hides it at Escape. The meaning is the button's description, which
screen readers say after its word.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.glossary import STATES, STATUSES, TERMS, Term, limits_of, meaning
from dashboard.parts import Children, aria, badge
from dashboard.report_states import state_badge
from dashboard.view import View
from framework.model import Status
from framework.report_calendar import State


def term(content: Children, said: str, *, beside: bool = False) -> Component:
    """Something with its meaning.

    Args:
        content: the word or sign itself.
        said: what it means.
        beside: leaves it out of the keyboard's round, where the same is explained once for all on the page.
    """
    button = html.Button(
        content, type="button", className="term-word", tabIndex=-1 if beside else 0, **aria(description=said)
    )
    return html.Span([button, html.Span(said, className="term-meaning", role="tooltip")], className="term")


def named(view: View, key: str, word: str = "") -> Component:
    """A word of the glossary, or another one that means the same here."""
    found = TERMS[key]
    return term(word or view.say(found.word), explained(view, found))


def explained(view: View, found: Term) -> str:
    """What a term means in the project that is looked at."""
    return meaning(found, limits_of(view.project, view.language), view.language)


def status_term(view: View, status: str, *, beside: bool = False) -> Component:
    """The badge of an indicator's status, with what it means."""
    return term(badge(status, view.language), explained(view, STATUSES[Status(status)]), beside=beside)


def state_term(view: View, state: State) -> Component:
    """The badge of where a report is, with what it means."""
    return term(state_badge(view, state), explained(view, STATES[state]))


OF_INDICATORS = ("target_to_date", "deviation_pct", "end_target", "explanation_due", "as_of")
"""The words that rows of indicators need besides the statuses."""


def indicator_help(view: View) -> Component:
    """What the statuses and the columns of rows of indicators mean, folded away."""
    statuses = [(badge(status.value, view.language), explained(view, found)) for status, found in STATUSES.items()]
    words = [(html.Strong(view.say(TERMS[key].word)), explained(view, TERMS[key])) for key in OF_INDICATORS]
    entries = [html.Div([html.Dt(word), html.Dd(said)]) for word, said in (*statuses, *words)]
    summary = html.Summary(view.say("What these words and signs mean"))
    return html.Details([summary, html.Dl(entries, className="term-list")], className="folded terms-help")
