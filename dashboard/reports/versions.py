"""The versions of a report, the newest first."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.parts import aria, empty
from dashboard.reports.dossier import Dossier
from dashboard.reports.received import STATES
from dashboard.view import View
from dashboard.words import marked
from framework.model import ReportVersion

HEADINGS = (
    marked("Version"),
    marked("State"),
    marked("Received"),
    marked("By"),
    marked("Figures"),
    marked("File"),
    marked("Comment"),
)


def versions_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The table of versions."""
    title = html.H2(view.say("Versions"))
    if not dossier.versions:
        return [html.Section([title, empty(view.say("No report has come for this period."))], className="part")]
    head = html.Thead(html.Tr([html.Th(view.say(name), scope="col") for name in HEADINGS]))
    body = html.Tbody([_row(view, version) for version in reversed(dossier.versions)])
    table = html.Table([head, body], className="plain versions")
    box = html.Div(table, className="scroll", tabIndex=0, role="region", **aria(label=view.say("Versions")))
    return [html.Section([title, box], className="part")]


def _row(view: View, version: ReportVersion) -> Component:
    cells = (
        view.number(version.number),
        view.say(STATES.get(version.status, version.status)),
        view.day(version.received_at.date()),
        version.uploaded_by,
        view.number(version.figures),
        ", ".join(version.files),
        version.comment or version.reason or "",
    )
    return html.Tr([html.Td(cell) for cell in cells])
