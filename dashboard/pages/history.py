"""Who changed what, when and why: reports, decisions on them, the framework and its targets."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import FORMATS, Page
from dashboard.history.asked import file_address, wanted
from dashboard.history.events import event_table
from dashboard.history.form import filter_form
from dashboard.pager import first_shown, pager
from dashboard.parts import empty, frame
from dashboard.view import View
from framework.model import Row
from loaders.history import history
from loaders.history_filter import Wanted, filtered, told_to, unnamed

ROWS_SHOWN = 100


def layout(view: View) -> Component:
    """The page."""
    asked = wanted(view.address)
    role = view.rights.role
    everything = filtered(unnamed(role, history(view.site.database, view.project)), Wanted(known_at=asked.known_at))
    events = everything
    if asked.indicator is not None:
        events = unnamed(role, history(view.site.database, view.project, asked.indicator))
    rows = told_to(role, view.project, filtered(events, asked), asked.indicator)
    content = [
        html.H1(view.say("History")),
        html.P(view.say("Who changed what, when and why; nothing is ever deleted."), className="lead"),
        filter_form(view, everything),
        _downloads(view, len(rows)),
        *_shown(view, rows),
    ]
    return frame(view, content, page=Page.HISTORY)


def _downloads(view: View, count: int) -> Component:
    links = [
        html.A(form.upper(), href=file_address(view.address, form), className="button", download="") for form in FORMATS
    ]
    words = view.many("{count} event", "{count} events", count)
    return html.P([html.Span(words), html.Span(view.say("Download:")), *links], className="downloads")


def _shown(view: View, rows: Sequence[Row]) -> list[Component]:
    if not rows:
        return [empty(view.say("Nothing of the kind has happened."))]
    start = first_shown(view.address.state("start"), len(rows), ROWS_SHOWN)
    table = event_table(view, rows[start : start + ROWS_SHOWN])
    return [html.Div([table, pager(view, start, len(rows), ROWS_SHOWN)])]
