"""What all pages share: the frame with header, tabs and as-of selector, badges, notices, tables, empty states."""

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Page
from dashboard.foreign import spoken_notes
from dashboard.glossary import TERMS
from dashboard.knowledge import Knowledge, knowledge_of, known_menu, moment_notes
from dashboard.leftovers import leftovers
from dashboard.links import guest_head, view_links
from dashboard.pictures import marks_of_page
from dashboard.styles import style_choice
from dashboard.view import View
from dashboard.words import BEGUN, NBSP, cell_text, marked, months, own_name, say
from framework.model import Frequency, Period, Row, Status
from framework.periods import calendar_of
from framework.report_calendar import waiting
from store.accounts import Account
from store.shares import Guest

Children = Sequence[Component | str] | Component | str

STATUS_WORDS = {
    Status.ACHIEVED: ("✓", marked("Achieved")),
    Status.AHEAD: ("▲", marked("Ahead")),
    Status.ON_TRACK: ("●", marked("On track")),
    Status.BEHIND: ("▼", marked("Behind")),
    Status.OFF_TRACK: ("✕", marked("Off track")),
    Status.NOT_DUE: ("○", marked("Not due yet")),
    Status.NO_DATA: ("?", marked("No data")),
    Status.NO_TARGET: ("–", marked("No target")),
}
"""Symbol and word of each status, in the order in which they are counted."""

TABS = (
    (Page.OVERVIEW, marked("Overview")),
    (Page.SUMMARY, marked("Summary")),
    (Page.RESULTS, marked("Results")),
    (Page.BREAKDOWN, marked("Breakdown")),
    (Page.COMPARE, marked("Compare")),
    (Page.TABLES, marked("Tables")),
    (Page.REPORTS, marked("Reports")),
    (Page.HISTORY, marked("History")),
)


def aria(**values: str) -> dict[str, Any]:
    """Attributes for those who do not see the page: `aria(label="…")` is `aria-label="…"`."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Attributes for style sheets and scripts: `data(label="…")` is `data-label="…"`."""
    return {f"data-{name}": value for name, value in values.items()}


def status_name(status: str, language: str) -> str:
    """The word for a status."""
    return say(STATUS_WORDS[Status(status)][1], language)


def badge(status: str, language: str) -> Component:
    """A status as symbol, word and colour."""
    symbol, word = STATUS_WORDS[Status(status)]
    return html.Span(
        [html.Span(symbol, className="symbol", **aria(hidden="true")), say(word, language)],
        className=f"badge badge-{status}",
    )


def frame(view: View, content: Children, *, page: Page, crumbs: Sequence[tuple[str, Address]] = ()) -> Component:
    """A page of a project: header, where we are, tabs, the moment, then the content.

    Args:
        view: what is looked at.
        content: the page itself; it starts with its `html.H1`.
        page: which tab is ours.
        crumbs: names and addresses between the project and this page.
    """
    knowledge = knowledge_of(view)
    trail = [(view.said(view.project.title), view.address.to(Page.OVERVIEW)), *crumbs]
    return html.Div(
        [
            header(view.address, view.offered, view.language, view.site.reader()),
            html.Div(
                [
                    *spoken_notes(view.project, view.language),
                    html.Div(
                        [
                            _breadcrumbs(trail if page is not Page.OVERVIEW else [], view),
                            html.Div([view_links(view), _moments(view, knowledge)], className="of-view"),
                        ],
                        className="where",
                    ),
                    html.Div(_tabs(view, page), className="bar"),
                    moment_notes(view, knowledge),
                    html.Main(content, id="main", tabIndex=-1),
                ],
                className="sheet",
            ),
            footer(view.language, leftovers(view.site, view.language, view.project)),
        ],
        className="page",
        **marks_of_page(view),
    )


def header(address: Address, offered: Sequence[str], language: str, reader: Account | None = None) -> Component:
    """The name of the program, the languages, and who signed in."""
    return html.Header(
        [
            html.A(say("Skip to the content", language), href="#main", className="skip"),
            html.A("resultsboard", href=str(address.to(Page.PROJECTS)), className="brand"),
            html.Nav(
                [_language_link(address, other, language) for other in offered],
                className="languages",
                **aria(label=say("Language", language)),
            ),
            _who(address, language, reader),
        ],
        className="top",
    )


def _who(address: Address, language: str, reader: Account | None) -> Component:
    """Who signed in, with the way out; for others the way in."""
    if reader is None:
        way_in = html.A(say("Sign in", language), href="/login", **data(load="page"))
        return html.Div(way_in, className="who")
    if isinstance(reader, Guest):
        return guest_head(language, reader)
    own = html.A(say("Your account", language), href=str(address.to(Page.ACCOUNT)), className="own-account")
    rules = html.A(say("Administration", language), href=str(address.to(Page.ADMIN)))
    leave = html.Button(say("Sign out", language), type="submit")
    form = html.Form(leave, action="/logout", method="post", className="sign-out")
    name = html.Summary(html.Span(reader.name, className="reader-name"))
    choices = html.Div([own, *([rules] if reader.is_admin else []), form], className="menu")
    return html.Details([name, choices], className="who opens", key=str(address))


def _language_link(address: Address, other: str, current: str) -> Component:
    marks = aria(current="true") if other == current else {}
    href = str(address.having(lang=other))
    state = say("begun", current)
    begun = [html.Span(f" ({state})", lang=current)] if other in BEGUN else []
    name = html.Span([own_name(other), *begun], className="whole-name")
    return html.A(name, href=href, lang=other, **marks, **data(load="page", code=other.upper()))


def _breadcrumbs(trail: Sequence[tuple[str, Address]], view: View) -> Component:
    first = (view.say("Projects"), view.address.to(Page.PROJECTS))
    steps = [html.Li(html.A(name, href=str(address))) for name, address in (first, *trail)]
    return html.Nav(html.Ol(steps), className="crumbs", **aria(label=view.say("Where you are")))


def _tabs(view: View, current: Page) -> Component:
    links = [
        html.A(
            [view.say(word), *(_waiting(view) if page is Page.REPORTS else [])],
            href=str(view.address.to(page)),
            className="page-tab",
            **(aria(current="page") if page is current else {}),
        )
        for page, word in TABS
    ]
    return html.Nav(links, className="page-tabs", **aria(label=view.say("Pages of the project")))


def _moments(view: View, knowledge: Knowledge) -> Component:
    label = aria(label=view.say("Choose the moment"))
    return html.Section([as_of_menu(view), known_menu(knowledge)], className="moments", **label)


def _waiting(view: View) -> list[Component]:
    """How many reports wait for review, on the tab of reports."""
    count = len(waiting(view.record.versions)) if view.project.review else 0
    if not count:
        return []
    tip = view.many("{count} report waits for review", "{count} reports wait for review", count)
    return [html.Span(view.number(count), className="waiting-count", title=tip, role="img", **aria(label=tip))]


def as_of_menu(view: View) -> Component:
    """The moment that the page tells about, and a calendar of periods to choose another."""
    calendar = calendar_of(view.project)
    as_of = TERMS["as_of"]
    years = [
        (year, _inside(year, calendar.periods(view.project.reporting))) for year in calendar.periods(Frequency.ANNUAL)
    ]
    return html.Details(
        [
            html.Summary([html.Span(view.say("As of"), className="quiet"), f"{NBSP}{view.day(view.as_of)}"]),
            html.Div(
                [
                    html.P(_shortcuts(view), className="shortcuts"),
                    html.P(view.say(as_of.meaning), className="menu-help"),
                    *(_year_of_periods(view, year, periods) for year, periods in years),
                ],
                className="menu",
            ),
        ],
        className="as-of",
        key=str(view.address),
    )


def _inside(year: Period, periods: Sequence[Period]) -> list[Period]:
    return [period for period in periods if year.span.covers(period.span)]


def _shortcuts(view: View) -> list[Component]:
    latest = html.A(view.say("Latest data"), href=str(view.address.having(as_of=None)))
    name = view.say("That day") if view.is_past else view.say("Today")
    today = html.A(name, href=str(view.address.having(as_of=view.today.isoformat())))
    return [latest, today]


def _year_of_periods(view: View, year: Period, periods: Sequence[Period]) -> Component:
    links = [_period_link(view, period, period.label.rpartition("-")[2] or period.label) for period in periods]
    return html.Div(
        [_period_link(view, year, year.label), *([] if list(periods) == [year] else links)],
        className="year",
    )


def _period_link(view: View, period: Period, name: str) -> Component:
    last = period.span.last_day
    marks = aria(current="date") if last == view.as_of else {}
    tip = months(period.span.start, last, view.language)
    classes = "future" if last > view.today else ""
    return html.A(name, href=str(view.address.having(as_of=last.isoformat())), title=tip, className=classes, **marks)


def footer(language: str, more: Sequence[Component] = ()) -> Component:
    """What stands below every page."""
    rounding = say("Percentages are computed from exact figures and rounded for display only.", language)
    return html.Footer([html.P(rounding), style_choice(language), *more])


def notice(words: str, *, done: bool = False, refused: bool = False) -> Component:
    """What became of the form that was sent: `done` as it was meant, or `refused`, which is read out at once."""
    return html.P(words, className="notice done" if done else "notice", role="alert" if refused else "status")


def empty(title: str, *explanation: Children) -> Component:
    """In place of what is not there: what is missing, and what to do."""
    return html.Div(
        [html.P(title, className="empty-title"), *(html.P(text) for text in explanation)], className="empty"
    )


def head_row(names: Iterable[str]) -> Component:
    """The headings of a table's columns."""
    return html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))


def scrolled(table: Component, label: str) -> Component:
    """A table in a box of its own, which scrolls where the page is too narrow for it, by keyboard too."""
    return html.Div(table, className="scroll", tabIndex=0, role="region", **aria(label=label))


def plain_table(caption: str, columns: Sequence[tuple[str, str]], rows: Sequence[Row], language: str) -> Component:
    """A table of rows as they are, for data below a chart.

    Args:
        caption: what it shows.
        columns: (column of the row, heading as shown).
        rows: by column.
        language: of numbers and days.
    """
    head = head_row(heading for _, heading in columns)
    body = [html.Tr([html.Td(cell_text(row[name], language)) for name, _ in columns]) for row in rows]
    return scrolled(html.Table([html.Caption(caption), head, html.Tbody(body)], className="plain"), caption)
