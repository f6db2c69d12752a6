"""The reports of a project, received and missing: one line per reporter and period, the newest period first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import aria, data, empty
from dashboard.view import View
from dashboard.words import marked, months
from framework.model import Frequency, Project, Record, ReportVersion, Row, Span
from framework.obligations import due_date, due_rows
from framework.periods import calendar_of

LINES_SHOWN = 60

HEADINGS = (
    marked("Period"),
    marked("Reporter"),
    marked("Received"),
    marked("By"),
    marked("Version"),
    marked("Figures"),
    marked("File"),
)
STATES = {
    "accepted": marked("Accepted"),
    "submitted": marked("Waits for approval"),
    "approved": marked("Approved"),
    "returned": marked("Returned"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A report: its newest version, or how long it has been due."""

    period: str
    span: Span
    reporter: str
    version: ReportVersion | None = None
    owed: Row | None = None


def lines(record: Record, today: date) -> list[Line]:
    """All reports that came or are due, the newest period first, reporters in the framework's order."""
    newest = {
        (each.reporter, each.period.label): each for each in sorted(record.versions, key=lambda each: each.number)
    }
    came = [Line(each.period.label, each.period.span, each.reporter, version=each) for each in newest.values()]
    spans = spans_of(record.project)
    missing = [
        Line(str(row["period"]), spans[str(row["period"])], str(row["reporter"]), owed=row)
        for row in due_rows(record, today)
        if (row["reporter"], row["period"]) not in newest
    ]
    ranks = {code: rank for rank, code in enumerate(record.project.reporters)}
    by_reporter = sorted([*came, *missing], key=lambda line: ranks.get(line.reporter, len(ranks)))
    return sorted(by_reporter, key=lambda line: (line.span.end, line.span.start), reverse=True)


def spans_of(project: Project) -> dict[str, Span]:
    """The days of the project's periods of every length, by label."""
    calendar = calendar_of(project)
    return {period.label: period.span for frequency in Frequency for period in calendar.periods(frequency)}


def next_due(record: Record, today: date) -> str | None:
    """The period whose report comes next: the first missing one after the latest that came, else the first missing."""
    known = lines(record, today)
    came = max((line.span.end for line in known if line.version), default=date.min)
    missing = [line for line in reversed(known) if line.owed]
    return next((line.period for line in [*(line for line in missing if line.span.end > came), *missing]), None)


def received_reports(view: View) -> Component:
    """The section of the page."""
    known = lines(view.record, view.today)
    title = html.H2(view.say("Reports"))
    if not known:
        nothing = empty(view.say("No report has come yet, and none is due."))
        return html.Section([title, nothing], className="received")
    return html.Section(
        [title, html.P(summary(view, known), className="quiet"), _table(view, known), _rest(view, known)]
    )


def summary(view: View, known: Iterable[Line]) -> str:
    """How many came, and how many are late."""
    known = list(known)
    late = sum(1 for line in known if line.owed and line.owed["state"] == "late")
    came = sum(1 for line in known if line.version)
    said = [view.many("{count} report received", "{count} reports received", came)]
    return "; ".join([*said, *([view.many("{count} is late", "{count} are late", late)] if late else [])])


def _table(view: View, known: Sequence[Line]) -> Component:
    head = html.Thead(html.Tr([html.Th(view.say(name), scope="col") for name in HEADINGS]))
    body = html.Tbody([_line(view, line) for line in known[:LINES_SHOWN]])
    table = html.Table([head, body], className="plain reports")
    return html.Div(table, className="scroll", tabIndex=0, role="region", **aria(label=view.say("Reports")))


def _line(view: View, line: Line) -> Component:
    start = [html.Td(_link(view, line)), html.Td(reporter_name(view, line.reporter))]
    cells = _came(view, line.version) if line.version else [html.Td(_missing(view, line.owed or {}), colSpan=5)]
    return html.Tr([*start, *cells], className="" if line.version else "missing")


def _link(view: View, line: Line) -> Component:
    address = view.address.to(Page.REPORT, report=(line.reporter, line.period))
    return html.A(_period(view, line), href=str(address))


def _period(view: View, line: Line) -> list[Component | str]:
    tip = months(line.span.start, line.span.last_day, view.language)
    return [html.Strong(line.period), " ", html.Span(tip, className="quiet")]


def reporter_name(view: View, code: str) -> str:
    """A reporter's title; of a project that names none, the project itself."""
    reporter = view.project.reporters.get(code)
    title = view.said(reporter.title) if reporter else code
    return view.say("the project") if title == "project" else title


def _came(view: View, version: ReportVersion) -> list[Component]:
    state = view.say(STATES.get(version.status, version.status))
    reviewed: list[Component | str] = []
    if version.status != "accepted":
        reviewed = [" ", html.Span(state, className=f"state state-{version.status}")]
    return [
        html.Td([view.day(version.received_at.date()), " ", _punctual(view, version)]),
        html.Td(version.uploaded_by, title=version.uploaded_by),
        html.Td([view.number(version.number), *reviewed], className="number", **data(label=view.say("Version"))),
        html.Td(view.number(version.figures), className="number", **data(label=view.say("Figures"))),
        html.Td(", ".join(version.files), title=", ".join(version.files)),
    ]


def _punctual(view: View, version: ReportVersion) -> Component:
    """On time or late, of a first version; later ones correct it."""
    late = (version.received_at.date() - due_date(view.project, version.period)).days
    if version.number > 1:
        return html.Span(view.say("corrected"), className="quiet")
    if late <= 0:
        return html.Span(view.say("on time"), className="quiet")
    return html.Span(view.many("{count} day late", "{count} days late", late), className="late")


def _missing(view: View, owed: Row) -> list[Component | str]:
    days = owed["days"]
    count = days if isinstance(days, int) else 0
    due = owed["due"]
    by = view.day(due) if isinstance(due, date) else ""
    if owed["state"] == "late":
        words = view.many("Late by {count} day", "Late by {count} days", count)
        return [html.Span([html.Span("▼ ", **aria(hidden="true")), words], className="late"), " ", _due(view, by)]
    words = view.many("Due in {count} day", "Due in {count} days", count)
    return [html.Span([html.Span("○ ", **aria(hidden="true")), words], className="due-soon"), " ", _due(view, by)]


def _due(view: View, day: str) -> Component:
    return html.Span(view.say("due {day}", day=day), className="quiet")


def _rest(view: View, known: Sequence[Line]) -> Component | None:
    if len(known) <= LINES_SHOWN:
        return None
    words = view.say("The table of reports has all {count}.", count=view.number(len(known)))
    return html.P(html.A(words, href=str(view.address.to(Page.TABLES, table="reports"))), className="rest")
