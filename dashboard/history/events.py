"""The events of the history as a table: when, what, by whom, why, what it changed, and the project before and after."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Page
from dashboard.history.change_words import ARROW, change_lines, figure_text
from dashboard.parts import data, head_row, scrolled
from dashboard.reports.received import reporter_name
from dashboard.view import View
from dashboard.words import marked
from framework.model import Row
from loaders.history_filter import report_of
from loaders.revision_changes import revision_changes

LINES_OPEN = 5
"""Changes of one revision that are seen at once; the others unfold."""

HEADINGS = (
    marked("When (UTC)"),
    marked("What"),
    marked("Who"),
    marked("Why, and what it changed"),
    marked("The project"),
)

EVENTS = {
    "received": marked("Report received"),
    "approved": marked("Approved"),
    "returned": marked("Returned"),
    "submitted": marked("Approval taken back"),
    "recorded": marked("Framework recorded"),
    "revised": marked("Framework revised"),
    "explained": marked("Explained"),
    "evidence added": marked("Evidence added"),
    "evidence withdrawn": marked("Evidence withdrawn"),
    "flag dismissed": marked("Flag dismissed"),
}
"""Events in words; others show as they are."""


def event_table(view: View, rows: Sequence[Row]) -> Component:
    """The table of some events, in the given order."""
    head = head_row(map(view.say, HEADINGS))
    body = html.Tbody([_event(view, row) for row in rows])
    table = html.Table([head, body], className="plain events")
    return scrolled(table, view.say("History"))


def _event(view: View, row: Row) -> Component:
    at = row["at"]
    assert isinstance(at, datetime)  # noqa: S101 — rows of the history have moments
    return html.Tr(
        [
            html.Td([html.Span(view.day(at.date())), " ", html.Span(f"{at:%H:%M}", className="quiet")]),
            html.Td([html.Strong(event_name(view, str(row["event"]))), html.Div(_subject(view, row))]),
            html.Td(view.person(str(row["by"])), **data(label=view.say("Who"))),
            html.Td([*_why(row), *_changed(view, row)]),
            html.Td(_project_then(view, at), className="then"),
        ],
        className=f"event-{str(row['event']).replace(' ', '-')}",
    )


def event_name(view: View, event: str) -> str:
    """What happened, in words."""
    return view.say(EVENTS[event]) if event in EVENTS else event


def _subject(view: View, row: Row) -> list[Component | str]:
    """The report, a link to its page, and its version; the revision of the framework."""
    number, found = view.number(row["version"]), report_of(row)
    if found is None:
        return [view.say("Revision {number}", number=number)]
    version = [] if row["version"] is None else [", ", view.say("version {number}", number=number)]
    address = view.address.to(Page.REPORT, report=found)
    name = f"{found[1]} · {reporter_name(view, found[0])}"
    return [html.A(name, href=str(address)), *version]


def _why(row: Row) -> list[Component]:
    return [html.P(str(row["why"]), className="why")] if row["why"] else []


def _changed(view: View, row: Row) -> list[Component]:
    """What a revision changed, a line each; what a report states."""
    if report_of(row) is not None:
        return [html.P(_told(view, str(row["changes"])), className="quiet")] if row["changes"] else []
    number = row["version"]
    changes = revision_changes(view.site.database, view.project.code, number if isinstance(number, int) else 0)
    lines = [html.Li(line) for line in change_lines(view, changes.of(view.address.state("indicator")))]
    if not lines:
        return []
    rest = lines[LINES_OPEN:]
    more = view.many("{count} more change", "{count} more changes", len(rest))
    folded = [html.Details([html.Summary(more), html.Ul(rest)], className="more")] if rest else []
    return [html.Ul(lines[:LINES_OPEN], className="changed"), *folded]


def _told(view: View, changes: str) -> str:
    """`rows: 12` of a report in words; of one indicator its figure before and after, `nothing → 64`."""
    count = changes.removeprefix("rows: ")
    if count != changes and count.isdigit():
        return view.many("{count} row", "{count} rows", int(count))
    sides = changes.split(ARROW)
    return changes if len(sides) == 1 else ARROW.join(figure_text(view, side) for side in sides)


def _project_then(view: View, at: datetime) -> list[Component | str]:
    """The project, or the indicator that is asked for, as it was known before an event and right after it."""
    before = html.A(view.say("before"), href=str(_known(view, at - timedelta(microseconds=1))))
    return [before, " · ", html.A(view.say("after"), href=str(_known(view, at)))]


def _known(view: View, moment: datetime) -> Address:
    code = view.address.state("indicator")
    page = Page.INDICATOR if code else Page.OVERVIEW
    text = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return view.address.to(page, indicator=code).having(known_at=text)
