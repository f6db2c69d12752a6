"""The overview of a project: its time, its indicators by status, and one row per indicator under its goal."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.narrowing import Marks, held_by, holding, narrowed, status_marks, when
from dashboard.overview_rows import indicator_rows, table_head
from dashboard.parts import STATUS_WORDS, aria, data, empty, frame, status_name
from dashboard.terms import indicator_help, named
from dashboard.time_bar import time_bar
from dashboard.view import View, whole
from dashboard.words import NBSP, money
from framework.model import Result, Row, Status


def layout(view: View) -> Component:
    """The page."""
    content = [_heading(view), time_bar(view), status_bar(view), indicator_help(view), *_goals(view)]
    return frame(view, narrowed(content, view.address, ("status",), "overview-page"), page=Page.OVERVIEW)


def _heading(view: View) -> Component:
    project = view.project
    description = [html.P(view.said(project.description), className="lead")] if project.description else []
    summary = html.A(
        view.say("One-page summary"), href=str(view.address.to(Page.SUMMARY)), className="button summary-link"
    )
    title = html.Div([html.H1(view.said(project.title)), summary], className="summary-title")
    return html.Div([title, *description, html.Dl(_facts(view), className="facts")])


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
    everything = html.A(
        view.say("Show all"),
        href=str(view.address.having(status=None)),
        className="all",
        **data(clear="status"),
        **when("narrowed", is_so=chosen is not None),
    )
    return html.Section(
        [html.H2([words, everything], className="small"), html.Nav(segments, className="segments")],
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
        **data(choose=f"status={status}"),
        **aria(label=f"{name}:{NBSP}{view.number(count)}", **({"current": "true"} if chosen else {})),
    )


def _goals(view: View) -> list[Component]:
    """A section per goal, of the indicators that the filter leaves."""
    if not view.project.indicators:
        return [_no_indicators(view)]
    statuses = {str(row["indicator"]): str(row["status"]) for row in view.rows("indicators")}
    wanted = view.address.state("status")
    codes = {code for code, status in statuses.items() if wanted in {None, status}}
    known = status_marks(statuses, codes)
    sections = [_goal(view, goal, codes, known) for goal in view.project.goals if held_by(goal)]
    nothing = html.Div(empty(view.say("No indicator has this status now.")), **when("none", is_so=not codes))
    return [*sections, nothing]


def _no_indicators(view: View) -> Component:
    return empty(
        view.say("This framework has no indicators yet."),
        view.say("Add them below their goals in the framework file; they appear here at once."),
    )


def _goal(view: View, goal: Result, codes: set[str], known: Marks) -> Component:
    groups = [_group(view, node, codes, known, depth) for node, depth in _nodes(goal) if held_by(node)]
    table = html.Table([table_head(view), *groups], className="indicators", role="table")
    parts = [html.H2(_name(view, goal)), table]
    return html.Section(parts, className="goal", id=f"goal-{goal.code}", **holding(goal, codes))


def _nodes(node: Result, depth: int = 0) -> list[tuple[Result, int]]:
    return [(node, depth), *(inner for child in node.results for inner in _nodes(child, depth + 1))]


def _group(view: View, node: Result, codes: set[str], known: Marks, depth: int) -> Component:
    """A result's own indicators, under its name unless it is the goal itself."""
    heading = [_result_row(view, node, depth)] if depth else []
    rows = indicator_rows(view, node.indicators, known)
    return html.Tbody([*heading, *rows], role="rowgroup", **holding(node, codes))


def _result_row(view: View, node: Result, depth: int) -> Component:
    cell = html.Th(_name(view, node), colSpan=6, scope="rowgroup", className=f"depth-{min(depth, 3)}", role="rowheader")
    return html.Tr(cell, className="result", role="row")


def _name(view: View, node: Result) -> list[Component | str]:
    level = view.said(node.level)
    return [html.Span(f"{level} {node.code}".strip(), className="level"), " ", view.said(node.title)]
