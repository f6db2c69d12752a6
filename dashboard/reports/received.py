"""The reports of a project that came, and the one that is to come next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import data, head_row, scrolled
from dashboard.view import View
from dashboard.words import marked, months
from framework.model import ONLY_REPORTER, Frequency, Project, Record, ReportVersion, Row, Span
from framework.obligations import due_date, due_rows
from framework.periods import calendar_of

LINES_SHOWN = 8
"""Further ones are in the table of reports."""

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
    "submitted": marked("Waits for review"),
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
    newest = {each.report_key: each for each in sorted(record.versions, key=lambda each: each.number)}
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


def latest_reports(view: View) -> list[Component]:
    """The section of the versions that came last, the latest first; nothing where none came."""
    came = sorted(view.record.versions, key=lambda each: each.received_at, reverse=True)
    if not came:
        return []
    parts = [html.H2(view.say("Received last")), _table(view, came[:LINES_SHOWN]), _rest(view, len(came))]
    return [html.Section(parts, className="part received")]


def _table(view: View, came: Sequence[ReportVersion]) -> Component:
    head = head_row(map(view.say, HEADINGS))
    table = html.Table([head, html.Tbody([_line(view, each) for each in came])], className="plain reports")
    return scrolled(table, view.say("Received last"))


def _line(view: View, version: ReportVersion) -> Component:
    return html.Tr(
        [html.Td(_link(view, version)), html.Td(reporter_name(view, version.reporter)), *_came(view, version)]
    )


def _link(view: View, version: ReportVersion) -> Component:
    span = version.period.span
    tip = months(span.start, span.last_day, view.language)
    address = view.address.to(Page.REPORT, report=version.report_key)
    return html.A([html.Strong(version.period.label), " ", html.Span(tip, className="quiet")], href=str(address))


def reporter_name(view: View, code: str) -> str:
    """A reporter's title; of a project that names none, the project itself."""
    reporter = view.project.reporters.get(code)
    title = view.said(reporter.title) if reporter else code
    return view.say("the project") if title == ONLY_REPORTER else title


def _came(view: View, version: ReportVersion) -> list[Component]:
    state = view.say(STATES.get(version.status, version.status))
    reviewed: list[Component | str] = []
    if version.status != "accepted":
        reviewed = [" ", html.Span(state, className=f"state state-{version.status}")]
    return [
        html.Td([view.day(version.received_at.date()), " ", punctual(view, version)]),
        html.Td(view.person(version.uploaded_by), title=view.person(version.uploaded_by)),
        html.Td([view.number(version.number), *reviewed], className="number", **data(label=view.say("Version"))),
        html.Td(view.number(version.figures), className="number", **data(label=view.say("Figures"))),
        html.Td(", ".join(version.files), title=", ".join(version.files)),
    ]


def punctual(view: View, version: ReportVersion) -> Component:
    """On time or late, of a first version; later ones correct it."""
    late = (version.received_at.date() - due_date(view.project, version.period)).days
    if version.number > 1:
        return html.Span(view.say("corrected"), className="quiet")
    if late <= 0:
        return html.Span(view.say("on time"), className="quiet")
    return html.Span(view.many("{count} day late", "{count} days late", late), className="late")


def _rest(view: View, count: int) -> Component | None:
    if count <= LINES_SHOWN:
        return None
    words = view.say("The table of reports has all {count}.", count=view.number(count))
    return html.P(html.A(words, href=str(view.address.to(Page.TABLES, table="reports"))), className="rest")
