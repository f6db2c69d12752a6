"""Two periods, two fiscal years, or now against what was known on a day: what moved, by how much, and what did it."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import FORMATS, Impossible, Page
from dashboard.compare.asked import KNOWN, file_address, periods
from dashboard.compare.chart import chart_section
from dashboard.compare.comparison import Comparison, comparison
from dashboard.compare.finding import status_changes
from dashboard.compare.form import kinds, sides_form
from dashboard.compare.table import comparison_table, order_links
from dashboard.parts import empty, frame
from dashboard.view import View
from framework.compared import moved


def layout(view: View) -> Component | Impossible:
    """The page."""
    found = comparison(view)
    if isinstance(found, Impossible):
        return found
    content = [
        html.H1(view.say("Compare")),
        html.P(view.say("What moved, by how much, and which report did it."), className="lead"),
        kinds(view, found.asked),
        sides_form(view, found.asked),
        *_shown(view, found),
    ]
    return frame(view, html.Div(content, className="compare-page"), page=Page.COMPARE)


def _shown(view: View, found: Comparison) -> list[Component]:
    if not found.asked.is_there:
        return [empty(view.say("There is nothing to compare yet."), view.say("It takes two periods, or a change."))]
    if not found.rows:
        return [empty(view.say("No indicator can be compared."), *_apart(view, found))]
    return [
        *_same_moment(view, found),
        *_running(view, found),
        *chart_section(view, found),
        html.P(_changes(view, found), className="status-changes"),
        html.Div([order_links(view), _downloads(view, found)], className="table-bar"),
        comparison_table(view, found),
        *(html.P(words, className="quiet below") for words in _apart(view, found)),
    ]


def _same_moment(view: View, found: Comparison) -> list[Component]:
    """As known at two moments: up to which day each side counts, and the way to see only what was corrected."""
    if found.first_as_of is None or found.first_as_of == view.as_of:
        return []
    words = view.say(
        "Each side up to its own latest data: then {first}, now {second}.",
        first=view.day(found.first_as_of),
        second=view.day(view.as_of),
    )
    same = view.address.having(as_of=found.first_as_of.isoformat())
    link = html.A(view.say("Both as of {day}", day=view.day(found.first_as_of)), href=str(same))
    return [html.P([words, " ", link, " ", view.say("(only what was corrected since)")], className="two-moments")]


def _running(view: View, found: Comparison) -> list[Component]:
    """That a period is not over, so that its figures are a part of what they will be."""
    sides = {found.asked.first, found.asked.second}
    running = [
        each.label
        for each in periods(view, found.asked.kind)
        if each.label in sides and each.span.last_day > view.as_of and found.asked.kind != KNOWN
    ]
    return [
        html.P(
            view.say("{period} is not over: its figures are to {day}.", period=label, day=view.day(view.as_of)),
            className="two-moments unended",
        )
        for label in running
    ]


def _changes(view: View, found: Comparison) -> str:
    """How many statuses are different; of two moments also how many indicators are at all."""
    count = len(status_changes(found))
    words = view.say("No indicator has another status.")
    if count:
        words = view.many("{count} indicator has another status.", "{count} indicators have another status.", count)
    if found.asked.kind != KNOWN:
        return words
    differ = sum(moved(row) for row in found.rows)
    differing = view.many("{count} indicator differs.", "{count} indicators differ.", differ)
    return f"{differing} {words}"


def _downloads(view: View, found: Comparison) -> Component:
    links = [
        html.A(form.upper(), href=file_address(view.address, form), className="button", download="") for form in FORMATS
    ]
    words = view.many("{count} row", "{count} rows", len(found.rows))
    return html.P([html.Span(words), html.Span(view.say("Download:")), *links], className="downloads")


def _apart(view: View, found: Comparison) -> list[str]:
    """The indicators that have no such periods."""
    if not found.apart:
        return []
    codes = ", ".join(found.apart)
    return [view.say("Not compared, because they are reported at other intervals: {codes}.", codes=codes)]
