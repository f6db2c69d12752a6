"""The forms of the page of uploads: the drop zone, the empty report, accept and discard.

They are plain forms that work without scripts; `assets/upload.js` sends files as they are dropped or chosen, with a
progress bar.
"""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.parts import aria, data
from dashboard.reports.owed_fields import owed_fields
from dashboard.reports.received import next_due, reporter_name, spans_of
from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import marked, months
from framework.model import Frequency
from framework.periods import calendar_of
from loaders.owing import Owed

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain,text/tab-separated-values"
TOO_LARGE = marked(
    "That is more than {size} MB, the most that is taken at once. Send it in parts, a file for each period."
)


def zone(view: View, title: str, staged: Staged | None = None) -> Component:
    """Where report files are dropped or chosen.

    Args:
        view: the page.
        title: what to drop here.
        staged: the upload that this one mends; its choices stay.
    """
    largest = view.say("CSV or Excel (.xlsx), up to {size} MB", size=view.number(view.site.limits.megabytes))
    field = Input(type="file", name="file", accept=ACCEPTED, multiple=True, required=True)
    inside = [
        field,
        html.Span(className="drop-mark"),
        html.Span([title, " ", html.Span(view.say("or choose it"), className="choose")], className="drop-title"),
        html.Span(largest, className="quiet"),
    ]
    return html.Form(
        [
            html.Label(inside, className="drop-zone"),
            _sending(view),
            _choices(view, staged),
            html.Button(view.say("Check the file"), type="submit", className="button primary unscripted"),
        ],
        action=view.address.uploads(),
        method="post",
        encType="multipart/form-data",
        className="upload",
        key=str(view.address),
        **_sentences(view),
    )


def _sending(view: View) -> Component:
    """How far the file is, and what went wrong with it; written by the script."""
    bar = html.Progress(max="100", value="0", **aria(label=view.say("Sending")))
    words = html.Span(className="sending-words", role="status")
    return html.Div(
        [html.Div([bar, words], className="sending", hidden=True), html.P(className="sending-trouble", role="alert")]
    )


def _sentences(view: View) -> dict[str, Any]:
    """What the script says, in the reader's language."""
    return data(
        largest=str(view.site.limits.size),
        sending=view.say("Sending"),
        checking=view.say("Checking the file …"),
        large=view.say(TOO_LARGE, size=view.number(view.site.limits.megabytes)),
        failed=view.say("The file could not be sent. Check the connection and try again; nothing was kept."),
    )


def _choices(view: View, staged: Staged | None) -> Component:
    """For files that do not say themselves whose report of which period they are."""
    fields = [
        *_reporters(view, view.say("Reporter"), view.say("as the file says"), staged.reporter if staged else None),
        _labelled(
            view.say("Period"),
            "period",
            [(None, view.say("as the file says")), *((label, _told(view, label)) for label in begun(view))],
            staged.period if staged else None,
        ),
    ]
    opened = bool(staged and (staged.reporter or staged.period))
    summary = html.Summary(view.say("The file does not say its reporter or period?"))
    return html.Details([summary, html.Div(fields, className="fields")], className="choices", open=opened)


def _reporters(view: View, title: str, nobody: str, chosen: str | None) -> list[Component]:
    """The choice of a reporter; none where there is only one."""
    codes = list(view.project.reporters)
    named = [(code, f"{reporter_name(view, code)} ({code})") for code in codes]
    return [_labelled(title, "reporter", [(None, nobody), *named], chosen)] if len(codes) > 1 else []


def _labelled(title: str, name: str, choices: list[tuple[str | None, str]], chosen: str | None) -> Component:
    """A choice with its label; the key None is an empty answer."""
    options = [html.Option(words, value=code or "", selected=code == chosen) for code, words in choices]
    return labelled(title, html.Select(options, name=name))


def begun(view: View) -> list[str]:
    """The labels of the periods that have begun and for which reports are due, the newest first."""
    calendar = calendar_of(view.project)
    used = {indicator.reporting for indicator in view.project.indicators.values()} | {view.project.reporting}
    periods = [period for each in Frequency if each in used for period in calendar.periods(each)]
    started = [period for period in periods if period.span.start <= view.today] or periods[:1]
    return [period.label for period in sorted(started, key=lambda period: period.span.end, reverse=True)]


def _told(view: View, label: str) -> str:
    span = spans_of(view.project)[label]
    return f"{label} ({months(span.start, span.last_day, view.language)})"


def template_form(view: View) -> Component:
    """The empty report of a period, to be downloaded."""
    chosen = next_due(view.record, view.today)
    labels = list(dict.fromkeys([*([chosen] if chosen else []), *begun(view)]))
    labels.sort(key=lambda label: spans_of(view.project)[label].end, reverse=True)
    fields = [
        _labelled(view.say("Period"), "period", [(label, _told(view, label)) for label in labels], chosen or labels[0]),
        *_reporters(view, view.say("Reporter"), view.say("all reporters"), None),
        *hidden({"lang": view.language}),
        html.Button(view.say("Download the template"), type="submit", className="button"),
        html.Button(view.say("As CSV"), type="submit", className="button", formAction=view.address.template("csv")),
    ]
    return html.Form(fields, action=view.address.template("xlsx"), method="get", className="fields template")


def decision_forms(
    view: View, staged: Staged, standing: str, *, acceptable: bool, owed: Sequence[Owed] = ()
) -> Component:
    """Accept and discard.

    Args:
        view: the page.
        staged: the upload to decide on.
        standing: the fingerprint of what stands now, so that a later change is noticed.
        acceptable: False where there is nothing to keep.
        owed: the explanations that are to be given with it.
    """
    discard = html.Button(view.say("Discard"), type="submit", className="button", form="discard")
    drop = html.Form(id="discard", action=view.address.uploads(staged.token, "discard"), method="post")
    choice = _acceptance(view, staged, standing, owed, discard) if acceptable else discard
    name = "decision long" if owed and acceptable else "decision"
    return html.Div([choice, drop], className=name, id="decision")


def _acceptance(view: View, staged: Staged, standing: str, owed: Sequence[Owed], discard: Component) -> Component:
    """The form to accept; the button to discard stands beside its own and belongs to another form."""
    fields = [
        *hidden({"standing": standing}),
        *owed_fields(view, owed, staged.explanations),
        html.Button(view.say("Accept"), type="submit", className="button primary"),
        discard,
    ]
    return html.Form(
        fields, action=view.address.uploads(staged.token, "accept"), method="post", key=standing, className="accept"
    )
