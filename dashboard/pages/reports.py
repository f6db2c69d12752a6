"""The reports of a project: what they need now, the calendar of all of them, and those that came last."""

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Page
from dashboard.parts import frame
from dashboard.reports.attention import attention
from dashboard.reports.flags import open_flags
from dashboard.reports.matrix import matrix
from dashboard.reports.proofs import project_share
from dashboard.reports.received import latest_reports
from dashboard.view import View
from framework.report_calendar import lanes, waiting


def layout(view: View) -> Component:
    """The page."""
    found = lanes(view.record, view.today)
    content = [
        html.H1(view.say("Reports")),
        attention(view, found),
        _ways_on(view),
        html.Section(
            [html.H2(view.say("Calendar of reports")), matrix(view, found, open_flags(view))], className="part"
        ),
        *latest_reports(view),
        project_share(view),
    ]
    return frame(view, content, page=Page.REPORTS)


def _ways_on(view: View) -> Component:
    send = html.A(view.say("Send a report"), href=str(view.address.to(Page.UPLOAD)), className="button primary")
    links = [send] if view.may(May.SEND) and not view.is_past else []
    if view.project.review and view.may(May.FOLLOW):
        count = view.number(len(waiting(view.record.versions)))
        words = view.say("Review ({count})", count=count)
        links.append(html.A(words, href=str(view.address.to(Page.REVIEW)), className="button"))
    return html.P(links, className="ways-on")
