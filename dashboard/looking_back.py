"""What stands in place of a form on a page that shows the past: nothing can be changed there."""

from dash import html
from dash.development.base_component import Component

from dashboard.parts import empty
from dashboard.view import View


def only_today(view: View) -> Component:
    """That the past is looked at, and the way to today, where forms are."""
    today = str(view.address.having(known_at=None))
    return empty(
        view.say("You are looking at the past."),
        view.say("Go to today to send, review or explain anything."),
        html.A(view.say("Go to today"), href=today, className="button primary"),
    )
