"""Review: the reports that wait for a decision."""

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import NOWHERE, Impossible, Page
from dashboard.parts import frame
from dashboard.reports.flags import open_flags
from dashboard.reports.queue import queue
from dashboard.reports.reviewing import notices
from dashboard.view import View


def layout(view: View) -> Component | Impossible:
    """The page; those who see approved figures only have none."""
    if not view.may(May.FOLLOW):
        return NOWHERE
    lead = view.say("Reports that wait for a decision, those that came first first. Donors see approved figures only.")
    content = [
        html.H1(view.say("Review")),
        html.P(lead, className="lead"),
        *notices(view),
        *queue(view, open_flags(view)),
    ]
    crumbs = [(view.say("Reports"), view.address.to(Page.REPORTS)), (view.say("Review"), view.address.to(Page.REVIEW))]
    return frame(view, content, page=Page.REPORTS, crumbs=crumbs)
