"""Reviewing one report: what a decision would change for donors, the forms to decide, and what was decided so far."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Address, Page
from dashboard.fields import hidden, labelled
from dashboard.parts import aria, notice
from dashboard.reports.changes import effect_table
from dashboard.reports.deciding import LONGEST_COMMENT
from dashboard.reports.dossier import Dossier
from dashboard.view import View
from dashboard.words import NBSP, marked
from framework.model import ReportVersion
from loaders.differences import Effect
from loaders.review import MOVES, decisions, effects_of
from store.history import ReportEvent

NOTICES = {
    "approved": marked("The report was approved. Donors see its figures now."),
    "returned": marked("The report was returned with your comment. Its figures do not count until it is mended."),
    "no_comment": marked("A report is returned with a comment that says what to mend. Nothing was decided."),
    "long_comment": marked("The comment is longer than 4,000 characters. Shorten it; nothing was decided."),
    "overtaken": marked(
        "Your decision was not applied: since you looked, a newer version came or somebody else decided. "
        "Look at the report as it is now; your comment is still in the form."
    ),
}
EVENTS = {
    "received": marked("version {number} received"),
    "submitted": marked("version {number} received"),
    "accepted": marked("version {number} received"),
    "approved": marked("version {number} approved"),
    "returned": marked("version {number} returned"),
}
TITLES = {
    "approved": marked("What donors see once it is approved"),
    "returned": marked("What donors see if the approval is taken back"),
}


def notice_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """What became of the decision that was just sent, and why the newest version was returned."""
    return [*notices(view), *(_return_reason(view, dossier.newest) if view.may(May.FOLLOW) else [])]


def _return_reason(view: View, newest: ReportVersion | None) -> list[Component]:
    if newest is None or newest.status != "returned":
        return []
    words = view.say("Returned by {name}. Mend the report and send it again:", name=newest.reviewed_by or "–")
    reason = html.P(newest.comment or "", className="return-reason")
    send = html.A(view.say("Send a corrected version"), href=str(view.address.to(Page.UPLOAD)), className="button")
    return [html.Div([html.P(words), reason, html.P(send)], className="notice returned-notice")]


def notices(view: View) -> list[Component]:
    """What became of the decision that was just sent."""
    name = view.typed.get("notice") or view.address.state("notice") or ""
    refused = "notice" in view.typed
    if name not in NOTICES:
        return []
    return [notice(view.say(NOTICES[name]), done=not refused)]


def review_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The review of the newest version; nothing in a project without review."""
    newest = dossier.newest
    if newest is None or not view.project.review or not view.may(May.FOLLOW):
        return []
    report = dossier.report_key
    parts: list[Component] = [html.H2(view.say("Review"), id="review")]
    if decides_now(view) and MOVES[newest.status]:
        (effects,) = effects_of(view.site.database, view.project, [report], next_state(newest))
        parts += [*effect_part(view, newest, effects), decision_forms(view, view.address, newest)]
    parts += [html.H3(view.say("What was decided")), _log(view, report)]
    return [html.Section(parts, className="part review")]


def decides_now(view: View) -> bool:
    """False for who does not review, and on a page that shows an earlier day: decisions are made on what is known now."""
    return not view.is_past and view.may(May.REVIEW)


def next_state(version: ReportVersion) -> str:
    """The decision whose effect is worth knowing: approval of what is not approved, else taking it back."""
    return "approved" if "approved" in MOVES[version.status] else "returned"


def effect_part(view: View, version: ReportVersion, effects: Sequence[Effect]) -> list[Component]:
    """Where indicators move for donors; folded away where it is about taking back."""
    state = next_state(version)
    title, table = view.say(TITLES[state]), effect_table(view, effects)
    if state == "approved":
        return [html.H3(title), table]
    return [html.Details([html.Summary(title), table], className="folded")]


def decision_forms(view: View, report: Address, version: ReportVersion, *, back: str = "") -> Component:
    """Approve, and return with a comment, as far as they may follow the state of a version.

    Args:
        view: the page.
        report: the address of the report's page.
        version: the newest one, which is decided on.
        back: `review` leads back to the queue.
    """
    possible = MOVES[version.status]
    forms = [
        *([_approval(view, report, version, back)] if "approved" in possible else []),
        *([_return(view, report, version, back)] if "returned" in possible else []),
    ]
    return html.Div(forms, className="review-forms")


def _approval(view: View, report: Address, version: ReportVersion, back: str) -> Component:
    words = view.say("Approve version {number}", number=view.number(version.number))
    button = html.Button(words, type="submit", className="button primary")
    return _form(view, report, version, "approved", back, [button])


def _return(view: View, report: Address, version: ReportVersion, back: str) -> Component:
    """Folded away until it is wanted; open where it was refused."""
    typed = view.typed.get("comment", "")
    comment = html.Textarea(typed, name="comment", rows=4, maxLength=LONGEST_COMMENT, required=True)
    fields = [
        labelled(view.say("What is to be mended"), comment, also="comment"),
        html.Button(view.say("Return"), type="submit", className="button"),
    ]
    takes_back = version.status != "submitted"
    title = view.say("Take the approval back, with a comment") if takes_back else view.say("Return with a comment")
    form = _form(view, report, version, "returned", back, fields)
    return html.Details([html.Summary(title, className="button"), form], className="returning", open=bool(view.typed))


def _form(
    view: View, report: Address, version: ReportVersion, state: str, back: str, fields: list[Component]
) -> Component:
    """A form that names the version that is seen, so that no other one is decided on."""
    named = {"version": str(version.number), "seen": version.status, "state": state, "back": back}
    key = f"{view.address}/{report.path}/{version.number}/{version.status}/{state}"
    return html.Form(
        [*hidden(named), *fields], action=report.below("decision"), method="post", key=key, className="fields deciding"
    )


def _log(view: View, report: tuple[str, str]) -> Component:
    """Everything that happened to the report, the latest first."""
    moment = view.known_at
    events = decisions(view.site.database, view.project, report)
    known = [each for each in events if moment is None or each.at <= moment]
    return html.Ol([_event(view, each) for each in reversed(known)], className="log", **aria(label=view.say("Review")))


def _event(view: View, event: ReportEvent) -> Component:
    what = view.say(EVENTS[event.what], number=view.number(event.number))
    when = html.Span(f"{view.day(event.at.date())}{NBSP}{event.at:%H:%M}{NBSP}UTC", className="quiet when")
    parts: list[Component | str] = [
        when,
        html.Strong(what),
        html.Span(event.by),
    ]
    if event.why:
        parts.append(html.Q(event.why, className="why"))
    return html.Li(parts, className=f"event-{event.what}")
