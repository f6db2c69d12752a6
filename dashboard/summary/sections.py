"""The parts of the donor's page as HTML."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.drawings import COLOURS
from dashboard.parts import aria, badge, data
from dashboard.pictures import Picture, boxed
from dashboard.summary.bars import Bar
from dashboard.summary.content import Chart, Concern, Count, Goal, Headline, Summary
from dashboard.summary.svg import chart_image
from dashboard.view import View


def facts_list(summary: Summary) -> Component:
    """Code, donors, budget, period and reports, by name."""
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(text)]) for name, text in summary.facts], className="facts summary-facts"
    )


def time_line(summary: Summary) -> Component:
    """How much of the time is over, in words and as a thin bar."""
    done = html.Div(className="summary-done", style={"width": _percent(summary.elapsed)})
    return html.Div([html.P(summary.time), html.Div(done, className="summary-track")], className="summary-time")


def status_counts(counts: Sequence[Count]) -> Component:
    """How many indicators have each status, in words and as a bar."""
    said = [html.Span([html.Strong(each.said), f" {each.word.lower()}"]) for each in counts]
    parts = [html.Div(className=f"segment-{each.status}", style={"flexGrow": str(each.count)}) for each in counts]
    return html.Div(
        [
            html.P([piece for each in said for piece in (each, ", ")][:-1]),
            html.Div(parts, className="thin-segments", **aria(hidden="true")),
        ],
        className="summary-counts",
    )


def promised(view: View, summary: Summary) -> Component:
    """Goal by goal what was promised, what is reached, and the status."""
    names = ("goal", "by_end", "by_now", "share", "status")
    head = html.Thead(html.Tr([html.Th(summary.words[name], scope="col") for name in names]))
    groups = [_goal(view, goal, summary) for goal in summary.goals]
    more = [html.P(summary.more_goals, className="quiet")] if summary.more_goals else []
    content: list[Component] = [html.P(summary.words["no_goals"], className="quiet")]
    if summary.goals:
        content = [html.Table([head, *groups], className="summary-promised"), *more]
    return html.Section([html.H2(summary.words["promised"]), *content], className="summary-part promised")


def _goal(view: View, goal: Goal, summary: Summary) -> Component:
    counts = ", ".join(f"{each.said} {each.word.lower()}" for each in goal.counts)
    name = html.Span([html.Span(goal.name, className="level"), " ", goal.title], className="one-line", title=goal.title)
    inside = html.Div([name, html.Span(counts, className="quiet goal-counts")], className="goal-line")
    heading = html.Tr(html.Th(inside, colSpan=5, scope="rowgroup", className="summary-goal"))
    return html.Tbody([heading, *(_headline(view, each, summary) for each in goal.headlines)])


def _headline(view: View, line: Headline, summary: Summary) -> Component:
    by_end, by_now = summary.words["by_end"], summary.words["by_now"]
    way = [_bar(line.bar, line.status), html.Span(line.share, className="quiet")]
    return html.Tr(
        [
            html.Th(html.Div(_link(view, line.code, line.title), className="one-line", title=line.title), scope="row"),
            html.Td(
                html.Div(line.promised, className="one-line", title=line.promised),
                className="by-end",
                **data(label=by_end),
            ),
            html.Td(
                html.Div(html.Strong(line.reached), className="one-line", title=line.reached),
                className="by-now",
                **data(label=by_now),
            ),
            html.Td(html.Div(way, className="way")),
            html.Td(badge(line.status, view.language)),
        ]
    )


def _link(view: View, code: str, title: str) -> Component:
    address = view.address.to(Page.INDICATOR, indicator=code)
    return html.A([html.Span(code, className="code"), " ", title], href=str(address))


def _bar(bar: Bar | None, status: str) -> Component | None:
    """The bar; the words beside it say the same."""
    if bar is None:
        return None
    left, right = sorted((bar.start, bar.end))
    filled = {"left": _percent(left), "width": _percent(right - left), "background": COLOURS[status]}
    steps = [
        html.Div(className="summary-step", style={"left": _percent(place / bar.steps)}) for place in range(1, bar.steps)
    ]
    marks = [
        html.Div(className=f"summary-mark {name}", style={"left": _percent(place)})
        for name, place in (("of-goal", bar.goal), ("of-due", bar.due))
        if place is not None
    ]
    return html.Div(
        [html.Div(className="summary-fill", style=filled), *steps, *marks],
        className="summary-bar",
        **aria(hidden="true"),
    )


def charts(view: View, summary: Summary) -> Component:
    """Up to three charts, each under its finding."""
    figures = [_chart(view, each) for each in summary.charts]
    content: Component = html.Div(figures, className="summary-charts")
    if not figures:
        content = html.P(summary.words["no_charts"], className="quiet")
    key = [html.Li([html.Span(className=f"key-{sign}"), summary.words[name]]) for sign, name in KEY]
    heading = [html.H2(summary.words["charts"]), *([html.Ul(key, className="key")] if figures else [])]
    return html.Section([html.Div(heading, className="summary-heading"), content], className="summary-part")


KEY = (("line", "actual"), ("dashed", "due"), ("end", "end"))


def _chart(view: View, chart: Chart) -> Component:
    picture = Picture(
        name=f"{chart.code}-summary",
        about=f"{chart.code} {chart.title}",
        rows=view.address.having(indicator=chart.code).download("series", "csv"),
    )
    return html.Figure(
        [
            html.Figcaption([html.H3(_link(view, chart.code, chart.title)), html.P(chart.finding)]),
            boxed(chart_image(chart.plot, chart.finding), chart.finding, view.language, picture),
        ]
    )


def concerns(view: View, summary: Summary) -> Component:
    """What is off track or behind, the worst first, with the explanation."""
    items = [html.Li(_concern(view, each)) for each in summary.concerns]
    content: list[Component] = [html.Ol(items)] if items else [html.P(summary.words["no_concerns"])]
    if summary.more_concerns:
        content.append(html.P(html.A(summary.more_concerns, href=str(view.address.to(Page.OVERVIEW)))))
    return html.Section([html.H2(summary.words["concerns"]), *content], className="summary-part concerns")


def _concern(view: View, concern: Concern) -> list[Component]:
    why = "why" if concern.explained else "why unexplained"
    line = f"{concern.finding}; {concern.deviation}" if concern.deviation else concern.finding
    return [
        html.P([_link(view, concern.code, concern.title), " ", badge(concern.status, view.language)]),
        html.P(line, className="quiet"),
        html.P(concern.explanation, className=why),
    ]


def foot(summary: Summary) -> Component:
    """Of when the figures are, and what is left out."""
    return html.P(" · ".join(summary.notes), className="quiet summary-notes")


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
