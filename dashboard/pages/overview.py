"""The overview of a project: its time, its indicators by status, and one row per indicator under its goal."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.overview_rows import indicator_rows, table_head
from dashboard.parts import STATUS_WORDS, aria, empty, frame, status_name
from dashboard.terms import indicator_help, named
from dashboard.time_bar import time_bar
from dashboard.view import View, whole
from dashboard.words import NBSP, money
from framework.model import Result, Row, Status


def layout(view: View) -> Component:
    """The page."""
    content = [_heading(view), time_bar(view), status_bar(view), indicator_help(view), *_goals(view)]
    return frame(view, content, page=Page.OVERVIEW)


def _heading(view: View) -> Component:
    project = view.project
    description = [html.P(view.said(project.description), className="lead")] if project.description else []
    return html.Div([html.H1(view.said(project.title)), *description, html.Dl(_facts(view), className="facts")])


def _facts(view: View) -> list[Component]:
    """Code, donors, period, budget, reports received."""
    project = view.project
    row = view.rows("projects")[0]
    facts: list[tuple[str, Component | str]] = [(view.say("Code"), project.code)]
    if project.funding:
        donors = ", ".join(dict.fromkeys(source.source for source in project.funding))
        facts += [
            (view.say("Funded by"), donors),
            (view.say("Budget"), money(view.budget, project.currency, view.language)),
        ]
    facts += [
        (view.say("Period"), f"{view.day(project.span.start)} – {view.day(project.span.last_day)}"),
        (view.say("Reports"), named(view, "reports_due", _reports_received(view, row))),
    ]
    return [html.Div([html.Dt(name), html.Dd(text)]) for name, text in facts]


def _reports_received(view: View, row: Row) -> str:
    received, due = whole(row["reports_received"]), whole(row["reports_due"])
    if not due:
        return view.say("none due yet")
    return view.say("{received} of {due} due received", received=view.number(received), due=view.number(due))


def status_bar(view: View) -> Component:
    """Indicators by status as one bar; a segment shows only its indicators."""
    counts = Counter(str(row["status"]) for row in view.rows("indicators"))
    total = sum(counts.values())
    if not total:
        return html.Div()
    segments = [_segment(view, status.value, counts[status.value]) for status in STATUS_WORDS if counts[status.value]]
    chosen = view.address.state("status")
    words = view.many("{count} indicator", "{count} indicators", total)
    everything = (
        [html.A(view.say("Show all"), href=str(view.address.having(status=None)), className="all")] if chosen else []
    )
    return html.Section(
        [html.H2([words, *everything], className="small"), html.Nav(segments, className="segments")],
        **aria(label=view.say("Indicators by status")),
    )


def _segment(view: View, status: str, count: int) -> Component:
    symbol, chosen = STATUS_WORDS[Status(status)][0], view.address.state("status") == status
    address = view.address.having(status=None if chosen else status)
    name = status_name(status, view.language)
    return html.A(
        [
            html.Span(symbol, className="symbol", **aria(hidden="true")),
            html.Span(view.number(count), className="count"),
            html.Span(name, className="word"),
        ],
        href=str(address),
        className=f"segment segment-{status}",
        style={"flexGrow": str(count)},
        title=f"{name}:{NBSP}{view.number(count)}",
        **aria(label=f"{name}:{NBSP}{view.number(count)}", **({"current": "true"} if chosen else {})),
    )


def _goals(view: View) -> list[Component]:
    """A section per goal, of the indicators that the filter leaves."""
    if not view.project.indicators:
        return [_no_indicators(view)]
    wanted = view.address.state("status")
    codes = {str(row["indicator"]) for row in view.rows("indicators") if wanted in {None, row["status"]}}
    sections = [_goal(view, goal, codes) for goal in view.project.goals if _any(goal, codes)]
    return sections or [empty(view.say("No indicator has this status now."))]


def _no_indicators(view: View) -> Component:
    return empty(
        view.say("This framework has no indicators yet."),
        view.say("Add them below their goals in the framework file; they appear here at once."),
    )


def _any(node: Result, codes: set[str]) -> bool:
    return any(indicator.code in codes for indicator in node.indicators) or any(
        _any(child, codes) for child in node.results
    )


def _goal(view: View, goal: Result, codes: set[str]) -> Component:
    groups = [_group(view, node, codes, depth) for node, depth in _nodes(goal) if _any(node, codes)]
    table = html.Table([table_head(view), *groups], className="indicators", role="table")
    return html.Section([html.H2(_name(view, goal)), table], className="goal", id=f"goal-{goal.code}")


def _nodes(node: Result, depth: int = 0) -> list[tuple[Result, int]]:
    return [(node, depth), *(inner for child in node.results for inner in _nodes(child, depth + 1))]


def _group(view: View, node: Result, codes: set[str], depth: int) -> Component:
    """A result's own indicators, under its name unless it is the goal itself."""
    heading = [_result_row(view, node, depth)] if depth else []
    own = [indicator for indicator in node.indicators if indicator.code in codes]
    return html.Tbody([*heading, *indicator_rows(view, own)], role="rowgroup")


def _result_row(view: View, node: Result, depth: int) -> Component:
    cell = html.Th(_name(view, node), colSpan=6, scope="rowgroup", className=f"depth-{min(depth, 3)}", role="rowheader")
    return html.Tr(cell, className="result", role="row")


def _name(view: View, node: Result) -> list[Component | str]:
    level = view.said(node.level)
    return [html.Span(f"{level} {node.code}".strip(), className="level"), " ", view.said(node.title)]
