"""The form that chooses events: a plain GET form, its state in the address."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.history.asked import FIELDS
from dashboard.reports.received import reporter_name, spans_of
from dashboard.view import View
from dashboard.words import marked
from framework.model import Row
from loaders.history_filter import report_of

LONGEST_TITLE = 60

WHAT = {
    "reports": marked("Reports received"),
    "reviews": marked("Reviews"),
    "framework": marked("Framework and targets"),
    "remarks": marked("Explanations, evidence, flags"),
}
"""The kinds of events (`loaders.history_filter.KINDS`)."""

Choice = tuple[str, str]
"""Value and words."""


def filter_form(view: View, events: Sequence[Row]) -> Component:
    """The choices.

    Args:
        view: the page.
        events: all that there are; who acted and for which periods is taken from them.
    """
    kept = {name: value for name, value in view.address.query.items() if name not in {*FIELDS, "start"}}
    return html.Form(
        [
            *hidden(kept),
            *_selects(view, events),
            _day(view, "from_day", view.say("From day")),
            _day(view, "to_day", view.say("To day")),
            html.Div(
                [html.Button(view.say("Show"), type="submit", className="button primary"), *_clear(view)],
                className="act",
            ),
        ],
        action=view.address.path,
        method="get",
        className="fields filter",
        key=str(view.address),
    )


def _selects(view: View, events: Sequence[Row]) -> list[Component]:
    reporters = [(code, reporter_name(view, code)) for code in view.project.reporters]
    names = sorted({str(row["by"]) for row in events if row["by"]})
    return [
        _select(view, "what", view.say("What"), [(key, view.say(words)) for key, words in WHAT.items()]),
        _select(view, "indicator", view.say("Indicator"), _indicators(view)),
        *([_select(view, "reporter", view.say("Reporter"), reporters)] if len(reporters) > 1 else []),
        _select(view, "period", view.say("Period"), _periods(view, events)),
        *([_select(view, "by", view.say("Who"), [(name, name) for name in names])] if names else []),
    ]


def _indicators(view: View) -> list[Choice]:
    return [(code, _cut(f"{code} {view.said(indicator.title)}")) for code, indicator in view.project.indicators.items()]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def _periods(view: View, events: Iterable[Row]) -> list[Choice]:
    """Those that there are reports of, the newest first."""
    labels = {found[1] for row in events if (found := report_of(row))}
    spans = spans_of(view.project)
    known = sorted((label for label in labels if label in spans), key=lambda label: spans[label].end, reverse=True)
    return [(label, label) for label in [*known, *sorted(labels.difference(known))]]


def _select(view: View, name: str, title: str, choices: Sequence[Choice]) -> Component:
    """A choice with "all" in front; what the address asks for stays, known or not."""
    chosen = view.address.state(name)
    unknown = [] if chosen is None or chosen in dict(choices) else [(chosen, chosen)]
    everything = html.Option(view.say("all"), value="")
    options = [html.Option(words, value=value, selected=value == chosen) for value, words in [*choices, *unknown]]
    return labelled(title, html.Select([everything, *options], name=name))


def _day(view: View, name: str, title: str) -> Component:
    field = Input(type="date", name=name, defaultValue=view.address.state(name) or "")
    return labelled(title, field)


def _clear(view: View) -> list[Component]:
    """The way back to everything, where something was chosen."""
    everything = view.address.having(**dict.fromkeys((*FIELDS, "start")))
    chosen = any(view.address.state(name) for name in FIELDS)
    return [html.A(view.say("Show all"), href=str(everything))] if chosen else []
