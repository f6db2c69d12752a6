"""How much of a project's time is over, in words and as a bar with its fiscal years and the as-of day."""

from fractions import Fraction

from dash import html
from dash.development.base_component import Component

from dashboard.parts import aria
from dashboard.view import View
from framework.model import Frequency, Period
from framework.periods import calendar_of, months_between
from framework.progress import day_after


def time_bar(view: View) -> Component:
    """The bar under its words."""
    finding = time_finding(view)
    years = calendar_of(view.project).periods(Frequency.ANNUAL)
    track = html.Div(
        [
            html.Div(className="time-done", style={"width": _percent(view.elapsed)}),
            html.Div([_year(year) for year in years], className="time-years"),
            *_marker(view),
        ],
        className="time-track",
        role="img",
        **aria(label=finding),
    )
    return html.Section([html.P(finding, className="time-words"), track], className="time")


def time_finding(view: View) -> str:
    """Not started, nothing reported, over, or how far (semantics 5.8)."""
    span, said = view.project.span, view.day(view.as_of)
    start, end = view.day(span.start), view.day(span.last_day)
    if view.as_of < span.start:
        return view.say("The project had not started by {day}: it begins on {start}.", day=said, start=start)
    if view.as_of >= span.last_day:
        return view.say("The project is over: it ended on {end}.", end=end)
    if view.as_of == span.start and not view.record.statements:
        return view.say("Nothing has been reported yet; the project runs from {start} to {end}.", start=start, end=end)
    left = int(months_between(day_after(view.as_of), span.end))
    months = view.many("{count} month is left", "{count} months are left", left)
    share = view.percent(view.elapsed)
    return view.say("{share} of the time is over by {day}; {months}.", share=share, day=said, months=months)


def _percent(share: Fraction) -> str:
    return f"{float(share):.2f}%"


def _year(year: Period) -> Component:
    days = (year.span.end - year.span.start).days
    return html.Div(html.Span(year.label), className="time-year", style={"flexGrow": str(days)})


def _marker(view: View) -> list[Component]:
    if not view.project.span.start <= view.as_of <= view.project.span.last_day:
        return []
    return [html.Div(className="time-mark", style={"left": _percent(view.elapsed)})]
