"""Sending reports: the drop zone; then an upload's problems or its preview, then what was kept."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.looking_back import only_today
from dashboard.parts import empty, frame
from dashboard.reports.answers import answer_of, read_answer
from dashboard.reports.changes import changes_link, counts, effect_table, figure_table, report_list
from dashboard.reports.flags import second_look
from dashboard.reports.forms import decision_forms, template_form, zone
from dashboard.reports.manner import manner
from dashboard.reports.owed_fields import refused_notice, still_owed
from dashboard.reports.previews import changes_nothing, meanwhile, preview
from dashboard.reports.problem_table import problem_section
from dashboard.reports.received import reporter_name
from dashboard.staging import Staged, State
from dashboard.view import View
from dashboard.words import marked
from framework.problems import refuses
from loaders.outcome import Outcome

NOTICES = {
    "no_file": marked("No file was chosen. Choose the report's file first."),
    "discarded": marked("The upload was discarded; nothing was kept."),
}


def layout(view: View) -> Component:
    """The page, or that of one upload."""
    token = view.address.state("upload")
    reports = (view.say("Reports"), view.address.to(Page.REPORTS))
    if view.is_past:
        past = [html.H1(view.say("Upload a report")), only_today(view)]
        return frame(view, past, page=Page.REPORTS, crumbs=[reports])
    if token is None:
        return frame(view, start(view), page=Page.REPORTS, crumbs=[reports])
    crumbs = [reports, (view.say("Upload"), view.address.to(Page.UPLOAD))]
    staged = view.site.uploads.find(view.project.code, token, view.site.now())
    return frame(view, upload(view, staged) if staged else gone(view), page=Page.REPORTS, crumbs=crumbs)


def start(view: View) -> list[Component]:
    """Where a report is sent."""
    notice = NOTICES.get(view.address.state("notice") or "")
    help_text = view.say(
        "Send the report of a period as a CSV file. You see what it changes first; nothing is kept before you accept it."
    )
    template = html.Div(
        [
            html.H2(view.say("Template"), className="small"),
            html.P(_about_template(view), className="quiet"),
            template_form(view),
        ],
        className="side",
    )
    return [
        html.H1(view.say("Upload a report")),
        html.P(help_text, className="lead"),
        *([html.P(view.say(notice), className="notice", role="status")] if notice else []),
        html.Div([zone(view, view.say("Drop the report’s file here")), template], className="send"),
    ]


def _about_template(view: View) -> str:
    return view.say("The empty report of a period: a row for every figure that is due. Fill it in and send it.")


def gone(view: View) -> list[Component]:
    """There is no such upload, or none any more."""
    back = html.A(view.say("Send it again"), href=str(view.address.to(Page.UPLOAD)), className="button")
    explanation = view.say("Uploads wait for a decision for a day. What was accepted is kept.")
    return [html.H1(view.say("This upload is not there")), empty(view.say("Nothing waits here."), explanation, back)]


def upload(view: View, staged: Staged) -> list[Component]:
    """One upload, in whichever state it is."""
    if staged.state is State.KEPT:
        return kept(view, staged)
    if staged.state is State.DISCARDED:
        return discarded(view, staged)
    outcome = preview(view.site, staged)
    if refuses(outcome.problems):
        return refused(view, staged, outcome)
    return waiting(view, staged, outcome)


def refused(view: View, staged: Staged, outcome: Outcome) -> list[Component]:
    """The problems, and the way to send the mended file."""
    words = view.say("Nothing was kept. Mend the file as the table says and send it again.")
    return [
        html.H1(view.say("{file} has problems", file=staged.names)),
        html.P(words, className="lead"),
        manner(view, staged, outcome.manners, opened=True),
        problem_section(view, staged, outcome.problems),
        zone(view, view.say("Drop the mended file here"), staged),
    ]


def waiting(view: View, staged: Staged, outcome: Outcome) -> list[Component]:
    """The preview, and the decision."""
    standing = outcome.standing or ""
    same = changes_nothing(outcome)
    return [
        html.H1(view.say("What {file} changes", file=staged.names)),
        html.P(_promise(view, same=same), className="lead"),
        manner(view, staged, outcome.manners),
        *_meanwhile(view, staged, standing),
        *(refused_notice(view) if outcome.owed else []),
        *([problem_section(view, staged, outcome.problems)] if outcome.problems else []),
        _section(view.say("Reports"), report_list(view, answer_of(outcome))),
        *([] if same else second_look(view, outcome.flags)),
        *([] if same else _changes(view, outcome)),
        decision_forms(view, staged, standing, acceptable=not same, owed=outcome.owed),
    ]


def _promise(view: View, *, same: bool) -> str:
    if same:
        return view.say("The same file stands already: accepting it would change nothing.")
    if view.project.review:
        return view.say("Nothing is kept before you accept it; donors see the figures once they are approved.")
    return view.say("Nothing is kept before you accept it.")


def _changes(view: View, outcome: Outcome) -> list[Component]:
    return [
        _section(view.say("Indicators that move"), effect_table(view, outcome.effects)),
        _section(
            view.say("Figures that change"),
            html.P(counts(view, outcome.changes), className="quiet"),
            figure_table(view, outcome.changes),
        ),
    ]


def _section(title: str, *content: Component) -> Component:
    return html.Section([html.H2(title), *content], className="part")


def _meanwhile(view: View, staged: Staged, standing: str) -> list[Component]:
    """What came between the preview that was accepted and now."""
    since = view.address.state("since")
    if since is None or since == standing:
        return []
    came = [
        html.Li(
            [
                view.say(
                    "{period} · {reporter}: version {number}, sent by {name}",
                    period=version.period.label,
                    reporter=reporter_name(view, version.reporter),
                    number=view.number(version.number),
                    name=version.uploaded_by,
                ),
                " ",
                changes_link(view, (version.reporter, version.period.label), version.number),
            ]
        )
        for version in meanwhile(view.site, staged, since)
    ]
    words = view.say("Other reports changed while you looked at this one, so it was not kept. Look at it again.")
    return [html.Div([html.P(words), html.Ul(came)] if came else html.P(words), className="notice", role="status")]


def discarded(view: View, staged: Staged) -> list[Component]:
    """An upload that was thrown away."""
    back = html.A(view.say("Send a report"), href=str(view.address.to(Page.UPLOAD)), className="button")
    return [
        html.H1(view.say("{file} was discarded", file=staged.names)),
        empty(view.say("Nothing was kept of it."), back),
    ]


def kept(view: View, staged: Staged) -> list[Component]:
    """What an upload did."""
    answer = read_answer(staged.answer or {})
    effects = [effect for effect in answer.effects if effect.moves]
    return [
        html.H1(view.say("{file} is kept", file=staged.names)),
        *_review_notice(view),
        report_list(view, answer, done=True),
        _section(view.say("Indicators that moved"), effect_table(view, effects)),
        *still_owed(view, answer.owed),
        html.P(_ways_on(view), className="ways-on"),
    ]


def _review_notice(view: View) -> list[Component]:
    words = view.say("Donors see the figures once they are approved.")
    return [html.P(words, className="lead")] if view.project.review else []


def _ways_on(view: View) -> Sequence[Component]:
    overview = view.address.to(Page.OVERVIEW).having(as_of=None)
    return [
        html.A(view.say("See the overview"), href=str(overview), className="button primary"),
        html.A(view.say("Send another report"), href=str(view.address.to(Page.UPLOAD)), className="button"),
    ]
