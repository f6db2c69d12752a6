"""The versions of a report, the newest first: who sent them, when, with which files, and what became of them."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Page
from dashboard.parts import data, empty, head_row, scrolled
from dashboard.reports.dossier import Dossier
from dashboard.reports.received import STATES, punctual
from dashboard.staging import plain_name
from dashboard.view import View
from dashboard.words import NBSP, marked
from framework.model import ReportVersion

HEADINGS = (
    marked("Version"),
    marked("State"),
    marked("Received"),
    marked("By"),
    marked("Figures"),
    marked("File"),
    marked("Remarks"),
)


def versions_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The table of versions."""
    title = html.H2(view.say("Versions"))
    if not dossier.versions:
        return [html.Section([title, _none(view)], className="part")]
    head = head_row(map(view.say, HEADINGS))
    body = html.Tbody([_row(view, dossier, version) for version in reversed(dossier.versions)])
    table = html.Table([head, body], className="plain versions")
    return [html.Section([title, scrolled(table, view.say("Versions"))], className="part")]


def _none(view: View) -> Component:
    """That nothing has come, and for those who send reports the way to do so."""
    words = view.say("No report has come for this period.")
    if view.is_past or not view.may(May.SEND):
        return empty(words)
    send = html.A(view.say("Send a report"), href=str(view.address.to(Page.UPLOAD)), className="button primary")
    return empty(words, view.say("The page for sending also has the template to fill in."), send)


def _row(view: View, dossier: Dossier, version: ReportVersion) -> Component:
    number = view.say("version {number}", number=view.number(version.number))
    moment = version.received_at
    received: list[Component | str] = [
        view.day(moment.date()),
        NBSP,
        html.Span(f"{moment:%H:%M} UTC", className="quiet"),
        " ",
    ]
    return html.Tr(
        [
            html.Th(_changes_link(view, dossier, version, number), scope="row"),
            html.Td(_states(view, dossier, version)),
            html.Td([*received, punctual(view, version)]),
            html.Td(view.person(version.uploaded_by)),
            html.Td(view.number(version.figures), className="number", **data(label=view.say("Figures"))),
            html.Td(_files(view, version)),
            html.Td(_remarks(view, version)),
        ]
    )


def _states(view: View, dossier: Dossier, version: ReportVersion) -> list[Component]:
    """What was decided on a version, and for whom it counts (semantics 6.3)."""
    replaced = version.status == "submitted" and version is not dossier.newest
    words = marked("Replaced unreviewed") if replaced else STATES.get(version.status, version.status)
    badge = html.Span(view.say(words), className=f"state state-{'replaced' if replaced else version.status}")
    marks = [marked("counts")] if version.counts else []
    if view.project.review and version.number == dossier.approved:
        marks.append(marked("seen by donors"))
    return [badge, *(html.Div(view.say(mark), className="stands") for mark in marks)]


def _changes_link(view: View, dossier: Dossier, version: ReportVersion, words: str) -> Component | str:
    """The version's number, leading to what it says and changed, where there is something to compare."""
    if len(dossier.versions) == 1:
        return words
    former = [each.number for each in dossier.versions if each.number < version.number]
    address = view.address.having(
        **{"from": str(former[-1]) if former else None, "to": str(version.number), "notice": None}
    )
    return html.A(words, href=str(address))


def _files(view: View, version: ReportVersion) -> list[Component]:
    """Every file with its hash; to be downloaded by those who see everything."""
    return [
        html.Div([_file(view, version, place, name), " ", _hash(digest)], className="sent-file")
        for place, (name, digest) in enumerate(zip(version.files, version.sha256, strict=True), start=1)
    ]


def _file(view: View, version: ReportVersion, place: int, name: str) -> Component | str:
    if not view.may(May.FOLLOW):
        return plain_name(name)
    address = view.address.below("files", str(version.number), str(place))
    return html.A(plain_name(name), href=address.partition("?")[0], download=plain_name(name), title=name)


def _hash(digest: str) -> Component:
    return html.Code(digest, className="hash", title=f"SHA-256 {digest}")


def _remarks(view: View, version: ReportVersion) -> list[Component]:
    """Why it was sent, and what its reviewer said."""
    reason = (
        [html.Div([html.Span(view.say("Reason:"), className="quiet"), " ", version.reason])] if version.reason else []
    )
    who = f"{version.reviewed_by}: " if version.reviewed_by else ""
    comment = [html.Div([html.Span(who, className="quiet"), version.comment])] if version.comment else []
    return [*reason, *comment]
