"""The reports of a project: which came, which are late, and where to send one."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import frame
from dashboard.reports.proofs import project_share
from dashboard.reports.received import received_reports
from dashboard.view import View


def layout(view: View) -> Component:
    """The page."""
    send = html.A(view.say("Send a report"), href=str(view.address.to(Page.UPLOAD)), className="button primary")
    ways = [] if view.is_past else [html.P(send, className="ways-on")]
    return frame(
        view,
        [html.H1(view.say("Reports")), *ways, received_reports(view), project_share(view)],
        page=Page.REPORTS,
    )
