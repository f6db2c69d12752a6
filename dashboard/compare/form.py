"""The form that chooses what is compared: links to the three kinds, and the sides of the one that is chosen."""

from collections.abc import Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.compare.asked import KEYS, KNOWN, PERIODS, YEARS, Asked, change_days, periods
from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.parts import aria
from dashboard.view import View
from dashboard.words import marked, months
from framework.model import Frequency

KINDS = (
    (PERIODS, marked("Two periods")),
    (YEARS, marked("Two fiscal years")),
    (KNOWN, marked("Now and as known on a day")),
)
DAYS_SHOWN = 6


def kinds(view: View, chosen: Asked) -> Component:
    """What can be compared; years are not offered where they are the periods."""
    offered = [
        (kind, words) for kind, words in KINDS if kind != YEARS or view.project.reporting is not Frequency.ANNUAL
    ]
    links = [
        html.A(
            view.say(words),
            href=str(view.address.having(**{**dict.fromkeys(KEYS), "compare": kind})),
            **(aria(current="true") if kind == chosen.kind else {}),
        )
        for kind, words in offered
    ]
    return html.Nav(links, className="chooser", **aria(label=view.say("What is compared")))


def sides_form(view: View, chosen: Asked) -> Component:
    """Both sides of the comparison; the rest of the address stays as it is."""
    kept = {key: value for key, value in view.address.query.items() if key not in KEYS}
    fields = [
        *hidden({**kept, "compare": chosen.kind}),
        *(_moment_field(view, chosen.then) if chosen.kind == KNOWN else _period_fields(view, chosen)),
        html.Button(view.say("Compare"), type="submit", className="button primary"),
    ]
    form = html.Form(
        fields, action=view.address.path, method="get", className="fields comparison", key=str(view.address)
    )
    return html.Div([form, *(_days(view) if chosen.kind == KNOWN else [])])


def _period_fields(view: View, chosen: Asked) -> list[Component]:
    return [
        _period_field(view, view.say("From"), "first", chosen.kind, chosen.first),
        _period_field(view, view.say("To"), "second", chosen.kind, chosen.second),
    ]


def _period_field(view: View, title: str, name: str, kind: str, chosen: str) -> Component:
    """The periods that have begun, the latest first."""
    offered = [each for each in periods(view, kind) if each.span.start <= view.as_of or each.label == chosen]
    options = [
        html.Option(
            f"{each.label} ({months(each.span.start, each.span.last_day, view.language)})",
            value=each.label,
            selected=each.label == chosen,
        )
        for each in reversed(offered)
    ]
    return labelled(title, html.Select(options, name=name))


def _moment_field(view: View, then: datetime | None) -> Sequence[Component]:
    asked = then.date().isoformat() if then else ""
    field = Input(type="date", name="then", defaultValue=asked, required=True)
    return [labelled(view.say("As known at the end of the day (UTC)"), field)]


def _days(view: View) -> list[Component]:
    """Ways to what was known at the end of days on which something changed; the latest is what is known now."""
    days = change_days(view)[:DAYS_SHOWN]
    links = [
        html.A(view.day(each), href=str(view.address.having(compare=KNOWN, then=each.isoformat()))) for each in days[1:]
    ]
    if not links:
        return []
    words = html.Span(view.say("Days on which something changed:"), className="quiet")
    return [html.P([words, *links], className="change-days")]
