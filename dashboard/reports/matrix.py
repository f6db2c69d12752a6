"""The calendar of reports as a table: periods across and reporters down, on a phone the other way round.

It is one table; `assets/5-reports.css` lays its cells out by the numbers that they bear: `--p` the column of the first
period, `--s` how many periods it spans, `--r` the row of the reporter.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import aria, empty
from dashboard.report_states import STATE_WORDS, sentence
from dashboard.reports.received import reporter_name
from dashboard.terms import named, state_term
from dashboard.view import View
from dashboard.words import marked, months
from framework.model import Frequency, Period, ReportKey
from framework.periods import calendar_of
from framework.report_calendar import Lane, Slot, State, counted

LENGTHS = {
    Frequency.MONTHLY: marked("by month"),
    Frequency.QUARTERLY: marked("by quarter"),
    Frequency.TRIANNUAL: marked("by four months"),
    Frequency.SEMIANNUAL: marked("by half-year"),
    Frequency.ANNUAL: marked("by year"),
}


def matrix(view: View, found: Sequence[Lane], doubts: Mapping[ReportKey, int] | None = None) -> Component:
    """The calendar with its legend.

    Args:
        view: the page.
        found: the lanes of the project.
        doubts: how many doubts about a report's figures nobody has put aside yet, by reporter and label of the period.
    """
    if not found:
        return empty(view.say("No report has come yet, and none is due."))
    columns = shown_periods(view, found)
    rows = [_years(view, columns), _periods(view, columns)]
    rows += [_lane(view, row, lane, columns, found, doubts or {}) for row, lane in enumerate(found, start=1)]
    style = {"--columns": len(columns), "--lanes": len(found)}
    table = html.Table(html.Tbody(rows, role="rowgroup"), className="matrix", role="table", style=style)
    box = html.Div(
        table, className="matrix-box", tabIndex=0, role="region", **aria(label=view.say("Reports by period"))
    )
    return html.Div([box, legend(view, found)])


def shown_periods(view: View, found: Sequence[Lane]) -> list[Period]:
    """The project's usual periods up to the end of the year that is running, or in which a report came already."""
    calendar = calendar_of(view.project)
    came = [slot.period.span.last_day for lane in found for slot in lane.slots if slot.newest]
    latest = max([view.today, view.project.span.start, *came])
    years = [year for year in calendar.periods(Frequency.ANNUAL) if year.span.start <= latest]
    return [each for each in calendar.periods(view.project.reporting) if each.span.start < years[-1].span.end]


def _placed(first: int, span: int, row: int = 0) -> dict[str, int]:
    return {"--p": first, "--s": span, "--r": row}


def _years(view: View, columns: Sequence[Period]) -> Component:
    """The upper line of the header."""
    corner = html.Th(view.say("Reporter"), role="columnheader", className="corner")
    cells = []
    for year in calendar_of(view.project).periods(Frequency.ANNUAL):
        place = _columns_of(year, columns)
        if place and view.project.reporting is not Frequency.ANNUAL:
            cells.append(html.Th(year.label, role="columnheader", className="of-year", style=_placed(*place)))
    return html.Tr([corner, *cells], role="row")


def _periods(view: View, columns: Sequence[Period]) -> Component:
    return html.Tr([_period(view, place, each) for place, each in enumerate(columns, start=1)], role="row")


def _period(view: View, place: int, period: Period) -> Component:
    """A period's label: short below its year, whole where there are no years."""
    begun = period.span.start <= view.today
    tip = months(period.span.start, period.span.last_day, view.language)
    words = [
        html.Span(period.label.rpartition("-")[2] or period.label, className="short"),
        html.Span(period.label, className="whole"),
        html.Span(tip, className="whole quiet"),
    ]
    classes = f"of-period{_today(view.today, period)}{'' if begun else ' ahead'}"
    return html.Th(words, role="columnheader", className=classes, title=tip, style=_placed(place, 1))


def _today(today: date, period: Period) -> str:
    return " running" if period.span.start <= today < period.span.end else ""


def _columns_of(period: Period, columns: Sequence[Period]) -> tuple[int, int] | None:
    """The first column, from 1, and how many columns a period takes; None where none of them is shown."""
    inside = [place for place, each in enumerate(columns, start=1) if period.span.covers(each.span)]
    return (inside[0], len(inside)) if inside else None


def _lane(
    view: View,
    row: int,
    lane: Lane,
    columns: Sequence[Period],
    found: Sequence[Lane],
    doubts: Mapping[ReportKey, int],
) -> Component:
    name = [html.Span(reporter_name(view, lane.reporter), className="name")]
    if len({each.frequency for each in found}) > 1:
        name.append(html.Span(view.say(LENGTHS[lane.frequency]), className="quiet"))
    head = html.Th(name, role="rowheader", className="of-lane", style=_placed(0, 1, row))
    cells = [
        _cell(view, slot, _placed(*place, row), doubts.get(slot.report_key, 0))
        for slot in lane.slots
        if (place := _columns_of(slot.period, columns))
    ]
    return html.Tr([head, *cells], role="row")


def _cell(view: View, slot: Slot, style: dict[str, int], doubts: int) -> Component:
    """One report; it leads to its page where there is, or can be, one."""
    told = f"{reporter_name(view, slot.reporter)} · {slot.period.label}: {sentence(view, slot)}"
    if doubts:
        told += "; " + view.many("{count} open flag", "{count} open flags", doubts)
    classes = f"slot is-{slot.state}" + ("" if slot.owed or slot.newest else " not-owed")
    sign, _ = STATE_WORDS[slot.state]
    inside: list[Component | str] = [f"{sign}\n{_short(view, slot)}"]
    if doubts:
        inside.append(html.Span(f"⚑{view.number(doubts)}", className="doubts"))
    address = view.address.to(Page.REPORT, report=slot.report_key)
    content = (
        html.A(inside, href=str(address), title=told, **aria(label=told))
        if slot.owed or slot.newest
        else html.Span(inside, title=told, role="img", **aria(label=told))
    )
    return html.Td(content, role="cell", className=classes, style=style)


def _short(view: View, slot: Slot) -> str:
    """What has room in a cell: the version, with how late it came, or the days."""
    if slot.newest:
        version = view.say("v{number}", number=view.number(slot.newest.number))
        return f"{version} +{view.number(slot.days)}" if slot.days else version
    if slot.state in {State.LATE, State.DUE}:
        return view.say("{count} d", count=view.number(slot.days))
    return ""


def legend(view: View, found: Sequence[Lane]) -> Component:
    """The states that occur, with how many reports are in each."""
    counts = counted(found)
    items = [
        html.Li([state_term(view, state), html.Span(view.number(counts[state]), className="count")])
        for state in STATE_WORDS
        if counts[state]
    ]
    words = view.say("v1, v2: the version; +3: how many days late it came; 3 d: days until it is due, or since.")
    further = [part for key in ("reports_due", "version", "flags") for part in (" · ", named(view, key))]
    return html.Div([html.Ul(items, className="legend"), html.P([words, *further], className="quiet legend-words")])
