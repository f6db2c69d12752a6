"""The explanations that an upload owes: listed with a field for each before it can be accepted (semantics 5.6)."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Address, Page
from dashboard.controls import Input
from dashboard.parts import badge, notice
from dashboard.reports.received import reporter_name
from dashboard.view import View
from dashboard.words import NBSP
from framework.model import Row
from loaders.owing import Owed, owed
from store.explanations import LONGEST

FIELD = "explanation:"
"""What the names of the fields start with; the code of the indicator follows."""


def owed_fields(view: View, due: Sequence[Owed], typed: Mapping[str, str]) -> list[Component]:
    """A field for each explanation that is owed, and the way to do without; nothing where none is.

    Args:
        view: the page.
        due: what is owed.
        typed: what was typed into the fields before, by indicator.
    """
    if not due:
        return []
    bound = view.number(view.project.deviation_percent)
    words = view.say(
        "These indicators deviate from their target to date by more than {bound} %. Say why before you submit.",
        bound=bound,
    )
    tick = [
        Input(type="checkbox", name="unexplained", defaultValue="yes"),
        html.Span(view.say("Submit without these explanations")),
    ]
    return [
        html.Div(
            [
                html.H2(view.say("Explanations owed")),
                html.P(words, className="quiet"),
                *(_one(view, each, typed.get(each.indicator, each.former)) for each in due),
                html.Label(tick, className="tick"),
            ],
            className="owed-list",
        )
    ]


def owed_notice(view: View, due: Sequence[Owed]) -> list[Component]:
    """At the top of a long preview: how many explanations are owed, and the way to their fields; nothing where none is."""
    words = view.many(
        "{count} explanation is owed before you accept it.",
        "{count} explanations are owed before you accept it.",
        len(due),
    )
    link = html.A(view.say("Go to the decision"), href="#decision")
    return [html.P([words, " ", link], className="notice")] if due else []


def refused_notice(view: View) -> list[Component]:
    """That an upload was not kept because it owes explanations."""
    words = view.say("Nothing was kept yet: explain what deviates, or tick that you submit without.")
    refused = view.address.state("notice") == "unexplained"
    return [notice(words, refused=True)] if refused else []


def _one(view: View, due: Owed, words: str) -> Component:
    where = " · ".join([due.period, *(reporter_name(view, code) for code in due.reporters)])
    return html.Label(
        [
            html.Span(
                [
                    html.Strong(named(view, due.indicator)),
                    html.Span([badge(due.status, view.language), deviation(view, due)], className="how-far"),
                ],
                className="owed-what",
            ),
            html.Span(where, className="quiet"),
            text_field(due.indicator, words),
        ],
        className="owed-one",
    )


def named(view: View, code: str) -> list[Component | str]:
    """The code and title of an indicator."""
    return [html.Span(code, className="code"), NBSP, view.said(view.project.indicators[code].title)]


def deviation(view: View, due: Owed) -> str:
    """How far it is from its target to date."""
    return view.say("deviation {share}", share=view.percent(due.deviation_pct, signed=True))


def text_field(code: str, words: str) -> Component:
    """Where the explanation of an indicator is typed."""
    return html.Textarea(words, name=f"{FIELD}{code}", rows=2, maxLength=LONGEST)


def still_owed(view: View, due: Sequence[Owed]) -> list[Component]:
    """What an upload that was kept owes still, with the pages where it can be typed."""
    if not due:
        return []
    items = [
        html.Li([html.A(named(view, each.indicator), href=str(_page(view, each))), f" · {each.period}"]) for each in due
    ]
    words = view.say("They can be typed on the page of the report at any time.")
    title = html.H2(view.say("Explanations owed"))
    return [html.Section([title, html.P(words, className="quiet"), html.Ul(items)], className="part")]


def _page(view: View, due: Owed) -> Address:
    return view.address.to(Page.REPORT, report=(due.reporters[0], due.period)).having(as_of=None)


def owing_report(view: View, row: Row) -> Address | None:
    """The page of the first report that owes the explanation of a row of the table `indicators`."""
    found = owed(view.record, [row])
    if not found or not found[0].reporters or not view.may(May.FOLLOW):
        return None
    return view.address.to(Page.REPORT, report=(found[0].reporters[0], found[0].period))
