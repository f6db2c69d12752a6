"""The form that chooses: a plain form, which the script `assets/choosing.js` sends at each choice."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.breakdown.asked import MOST_BESIDE, dimension_title
from dashboard.breakdown.choice import CHARTS, NUMBER, SHARE, Choice
from dashboard.breakdown.stock import PAIR, Stock
from dashboard.fields import hidden, labelled
from dashboard.parts import aria
from dashboard.view import View
from dashboard.words import NBSP
from framework.breakdown import TO_DATE
from framework.model import Indicator

LONGEST = 70
"""Longer titles are cut in lists of choices."""

Option = tuple[str, str]
"""What is sent, and what is read."""


def choosing_form(view: View, stock: Stock, choice: Choice) -> Component:
    """What to break down, by what, as which picture."""
    fields = [
        (name, title, chosen, groups, also)
        for name, title, chosen, groups, also in _fields(view, stock, choice)
        if sum(len(options) for _, options in groups) > 1
    ]
    shown = {name for name, *_ in fields} - {"with"}
    kept = {key: value for key, value in view.address.query.items() if key not in shown}
    drawn = [labelled(title, _select(name, chosen, groups), also=also) for name, title, chosen, groups, also in fields]
    button = html.Button(view.say("Show"), type="submit", className="button primary")
    return html.Form(
        [*hidden(kept), *drawn, button],
        action=view.address.path,
        method="get",
        className="fields search choosing",
        key=str(view.address),
    )


Groups = Sequence[tuple[str, Sequence[Option]]]
"""Options below a heading; below an empty one they stand free."""


def _fields(view: View, stock: Stock, choice: Choice) -> Iterable[tuple[str, str, str, Groups, str]]:
    """Name, title, what is chosen, options, further classes of each field."""
    indicators = [("", [_option_of(view, each) for each in stock.broken_down])]
    yield "indicator", view.say("Indicator"), choice.indicator.code, indicators, "grow"
    yield "dimension", view.say("Broken down by"), choice.asked_name, _dimensions(view, choice), ""
    charts = [("", [(chart.value, view.say(CHARTS[chart])) for chart in choice.charts])]
    yield "chart", view.say("Shown as"), choice.chart.value, charts, ""
    if choice.at_one_time:
        yield "period", view.say("Period"), choice.period, [("", _periods(view, choice))], ""
    if not choice.no_shares:
        shown = SHARE if choice.shares else NUMBER
        options = [(NUMBER, view.say("Numbers")), (SHARE, view.say("Shares"))]
        yield "show", view.say("Numbers or shares"), shown, [("", options)], ""
    if choice.companions and len(choice.indicators) <= MOST_BESIDE:
        others = [("", view.say("nothing else")), *(_option_of(view, each) for each in choice.companions)]
        yield "with", view.say("Beside it"), "", [("", others)], ""


def _option_of(view: View, indicator: Indicator) -> Option:
    words = f"{indicator.code} {view.said(indicator.title)}"
    return indicator.code, words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _dimensions(view: View, choice: Choice) -> Groups:
    """Single dimensions, then the pairs that are stated, the chosen one as it is turned."""
    singles = [(name, dimension_title(view, name)) for name in choice.singles]
    turned = {PAIR.join(choice.dimensions[::-1]): choice.asked_name} if choice.pair else {}
    pairs = [(name, pair_title(view, name)) for name in (turned.get(each, each) for each in choice.pairs)]
    if not pairs:
        return [("", singles)]
    return [(view.say("One dimension"), singles), (view.say("Two at once"), pairs)]


def pair_title(view: View, name: str) -> str:
    """`sex+region` in words: "Sex × Region"."""
    return f"{NBSP}× ".join(dimension_title(view, each) for each in name.split(PAIR))


def _periods(view: View, choice: Choice) -> list[Option]:
    return [(TO_DATE, view.say("To date")), *((label, label) for label in reversed(choice.periods))]


def _select(name: str, chosen: str, groups: Groups) -> Component:
    parts: list[Component] = []
    for title, options in groups:
        drawn = [html.Option(words, value=value, selected=value == chosen) for value, words in options]
        parts += [html.Optgroup(drawn, label=title)] if title else drawn
    return html.Select(parts, name=name)


def beside(view: View, choice: Choice) -> list[Component]:
    """The indicators that stand beside the chosen one, each with the way to take it out."""
    others = choice.indicators[1:]
    if not others:
        return []
    items = [
        html.Li(
            [
                f"{each.code} {view.said(each.title)} ",
                html.A(
                    "×",
                    href=str(view.address.having(**{"with": _without(choice, each)})),
                    **aria(label=view.say("Take out {code}", code=each.code)),
                ),
            ]
        )
        for each in others
    ]
    return [html.Ul(items, className="beside", **aria(label=view.say("Beside it")))]


def _without(choice: Choice, gone: Indicator) -> str | None:
    return ",".join(each.code for each in choice.indicators[1:] if each is not gone) or None
