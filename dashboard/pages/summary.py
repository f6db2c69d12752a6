"""The donor's page: what was promised, what is reached, three charts, what is off track and why; on one sheet."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import frame
from dashboard.summary import sections
from dashboard.summary.content import summary_of
from dashboard.summary.pdf import can_print
from dashboard.view import View


def layout(view: View) -> Component:
    """The page."""
    summary = summary_of(view)
    heading = html.Div([html.H1(summary.title), *_downloads(view)], className="summary-title")
    parts = [
        html.Div([heading, sections.facts_list(summary)], className="summary-head"),
        html.Div([sections.time_line(summary), sections.status_counts(summary.counts)], className="summary-state"),
        html.Div([sections.promised(view, summary), sections.concerns(view, summary)], className="summary-columns"),
        sections.charts(view, summary),
        sections.foot(summary),
    ]
    return frame(view, html.Div(parts, className="summary"), page=Page.SUMMARY)


def _downloads(view: View) -> list[Component]:
    """The same as a PDF, where the server can make it."""
    if not can_print():
        return []
    there = view.address.having(lang=view.language).project_file("summary.pdf", ("as_of", "known_at", "lang"))
    return [html.A(view.say("Download as PDF"), href=there, className="button", download="")]
