"""The comparison as a table: by goal in the framework's order, or those first that moved most."""

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.compare.asked import KNOWN
from dashboard.compare.causes import cause_cell
from dashboard.compare.comparison import Comparison
from dashboard.compare.figures import ARROWS, absolute, brief, difference_of, figure, naming
from dashboard.compare.finding import by_size, indicators_of, moved_most
from dashboard.naming import Naming
from dashboard.parts import aria, badge, scrolled
from dashboard.view import View
from dashboard.words import NBSP, moment
from framework.model import Indicator, Kind, Row

MOVED = "moved"
"""What `sort` says for those that moved most first."""


def order_links(view: View) -> Component:
    """Which order the table has, and the other one."""
    is_moved = view.address.state("sort") == MOVED
    links = [
        (view.say("By goal"), None, not is_moved),
        (view.say("What moved most first"), MOVED, is_moved),
    ]
    items = [
        html.A(words, href=str(view.address.having(sort=sort)), **(aria(current="true") if chosen else {}))
        for words, sort, chosen in links
    ]
    return html.Nav(items, className="chooser", **aria(label=view.say("Order")))


def comparison_table(view: View, found: Comparison) -> Component:
    """A row per indicator: both figures with their targets, the difference, both statuses, and what did it."""
    head = html.Thead(html.Tr([html.Th(name, scope="col", className=of) for name, of in _headings(view, found)]))
    table = html.Table([head, *_bodies(view, found)], className="plain compared")
    return scrolled(table, view.say("The comparison"))


def _headings(view: View, found: Comparison) -> Sequence[tuple[str, str]]:
    """The headings with the class of their columns."""
    first, second = side_names(view, found)
    why = [(view.say("What did it"), "")] if found.asked.kind == KNOWN else []
    figures = ((name, "number") for name in (first, second, view.say("Difference")))
    return ((view.say("Indicator"), ""), *figures, (view.say("Status"), ""), *why)


def side_names(view: View, found: Comparison) -> tuple[str, str]:
    """What the sides are called."""
    if found.asked.then is None:
        return found.asked.first, found.asked.second
    then = view.say("As known {moment}", moment=moment(found.asked.then, view.language))
    now = view.say("As known {moment}", moment=moment(view.known_at, view.language)) if view.known_at else None
    return then, now or view.say("Now")


def _bodies(view: View, found: Comparison) -> list[Component]:
    if view.address.state("sort") == MOVED:
        return [html.Tbody([_row(view, found, row) for row in by_size(view, found)])]
    titles = {goal.code: goal for goal in view.project.goals}
    bodies: list[Component] = []
    for code, rows in groupby(found.rows, key=lambda row: str(row["goal"])):
        goal = titles.get(code)
        name = f"{view.said(goal.level)} {code}{NBSP} {view.said(goal.title)}".strip() if goal else code
        columns = len(_headings(view, found))
        heading = html.Tr(html.Th(name, colSpan=columns, scope="rowgroup"), className="group")
        bodies.append(html.Tbody([heading, *(_row(view, found, row) for row in rows)]))
    return bodies


def _row(view: View, found: Comparison, row: Row) -> Component:
    code = str(row["indicator"])
    indicator = indicators_of(view, found)[code]
    words = naming(view, indicator)
    cells = [
        *(html.Td(_side(view, words, row, which), className=_class(indicator)) for which in ("first", "second")),
        html.Td(_difference(view, words, indicator, row), className="number"),
        html.Td(_statuses(view, row)),
        *([html.Td(cause_cell(view, found, row), className="because")] if found.asked.kind == KNOWN else []),
    ]
    most = code in moved_most(view, found)
    return html.Tr([_title(view, found, indicator, most=most), *cells], className="most" if most else "")


def _class(indicator: Indicator) -> str:
    """Figures stand at the right, stages and texts run on."""
    return "words" if indicator.kind in {Kind.TEXT, Kind.MILESTONE} else "number"


def _title(view: View, found: Comparison, indicator: Indicator, *, most: bool) -> Component:
    name: list[Component | str] = [html.Span(indicator.code, className="code"), " ", view.said(indicator.title)]
    unit = html.Span(view.said(indicator.unit), className="quiet unit")
    mark: list[Component | str] = [" ", html.Span(view.say("moved most"), className="mark")] if most else []
    if indicator.code in found.gone:
        gone = html.Span(view.say("no longer in the framework"), className="mark")
        return html.Th([*name, " ", gone], scope="row")
    address = view.address.to(Page.INDICATOR, indicator=indicator.code)
    return html.Th([html.A(name, href=str(address)), " ", unit, *mark], scope="row")


def _side(view: View, words: Naming, row: Row, which: str) -> list[Component]:
    """A figure with its parts, over its target."""
    value = row[f"{which}_value"]
    parts = words.parts(row[f"{which}_numerator"], row[f"{which}_denominator"])
    shown: list[Component] = [
        html.Strong(figure(words, value)) if value is not None else html.Span("–", className="quiet")
    ]
    if parts and value is not None:
        shown.append(html.Div(parts, className="quiet"))
    target, end = row[f"{which}_target"], row[f"{which}_end_target"]
    if target is not None:
        shown.append(html.Div(view.say("target {value}", value=words.figure(target)), className="quiet"))
    if end is not None and row["first_end_target"] != row["second_end_target"]:
        shown.append(html.Div(view.say("end target {value}", value=words.figure(end)), className="quiet"))
    return shown


def _difference(view: View, words: Naming, indicator: Indicator, row: Row) -> list[Component]:
    """An arrow, the difference in percent where it is said, and in its own unit below."""
    found = difference_of(indicator, row)
    short, long = brief(view, words, found), absolute(view, words, found)
    arrow = html.Span(ARROWS.get(found.move, ""), className="arrow", **aria(hidden="true"))
    below = [html.Div(long, className="quiet")] if found.percent and long != short else []
    return [html.Div([arrow, " ", html.Strong(short)], className=f"move move-{found.move.value}"), *below]


def _statuses(view: View, row: Row) -> Component:
    """From one status to the other; one where it stays, a dash for an end that has not come."""
    first, second = (str(row[f"{which}_status"] or "") for which in ("first", "second"))
    if first == second:
        return _badge(view, first)
    arrow = html.Span(f"{NBSP}→{NBSP}", **aria(label=view.say("becomes")))
    return html.Span([_badge(view, first), arrow, _badge(view, second)], className="step")


def _badge(view: View, status: str) -> Component:
    return badge(status, view.language) if status else html.Span("–", className="quiet")
