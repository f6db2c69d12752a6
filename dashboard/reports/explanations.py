"""What explains the deviations of a report: given in its file, typed beside it, and owed (semantics 5.6)."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.fields import labelled
from dashboard.parts import badge, notice
from dashboard.reports.dossier import Dossier
from dashboard.reports.owed_fields import deviation, named, text_field
from dashboard.view import View
from framework.model import Explanation
from loaders.owing import Owed, by_reports, owed, sources
from store.explanations import LONGEST


def explanations_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The section; empty where no version counts, or there is nothing to say and nobody may say anything."""
    if not any(each.counts for each in dossier.versions):
        return []
    key = dossier.report_key
    due = by_reports(owed(view.record, view.rows("indicators")), {key})
    said = [each for each in view.record.explanations if each.report_key == key]
    typing = view.may(May.SEND, dossier.reporter) and not view.is_past
    read_only = [each for each in said if not (typing and each.typed)]
    form = [_form(view, dossier, due, [each for each in said if each.typed])] if typing else []
    body = [*_notice(view), *_summary(view, due, said), *_list(view, read_only), *form]
    return [html.Section([html.H2(view.say("Explanations")), *body], className="part remarks")] if body else []


def _notice(view: View) -> list[Component]:
    kept = view.address.state("notice") == "explained"
    return [notice(view.say("The explanations are kept."), done=True)] if kept else []


def _summary(view: View, due: Sequence[Owed], said: Sequence[Explanation]) -> list[Component]:
    if due:
        words = view.many("{count} explanation is owed.", "{count} explanations are owed.", len(due))
        return [html.P(words, className="owed")]
    none = view.say("No deviation of this report has to be explained.")
    return [] if said else [html.P(none, className="quiet")]


def _list(view: View, said: Iterable[Explanation]) -> list[Component]:
    items = [
        html.Li(
            [
                html.Strong(named(view, each.indicator)),
                html.P(each.words),
                html.P(_source(view, each), className="quiet"),
            ]
        )
        for each in said
        if each.indicator in view.project.indicators
    ]
    return [html.Ol(items, className="timeline")] if items else []


def _source(view: View, said: Explanation) -> str:
    who = {"name": view.person(said.by), "day": view.day(said.at.date())}
    return view.say("typed by {name}, {day}", **who) if said.typed else view.say("in the file of {name}, {day}", **who)


def _form(view: View, dossier: Dossier, due: Sequence[Owed], typed: Sequence[Explanation]) -> Component:
    """The texts that are owed and those that were typed, each to be written, changed or emptied."""
    fields = [
        *(_owed(view, each) for each in due),
        *(_typed(view, each) for each in typed if each.indicator in view.project.indicators),
    ]
    shown = {*(each.indicator for each in due), *(each.indicator for each in typed)}
    hint = view.say("Empty a text to take it back.")
    more = [
        *fields,
        *([html.P(hint, className="quiet")] if typed else []),
        _another(view, dossier, shown, opened=not fields),
    ]
    send = html.Div(
        [html.Button(view.say("Save the explanations"), type="submit", className="button primary")],
        className="fields send-remarks",
    )
    contents = [*more, send]
    form = html.Form(
        contents, action=view.address.below("explanations"), method="post", className="remark-form", key=_state(typed)
    )
    return form if fields else html.Details([html.Summary(view.say("Explain an indicator")), form], className="choices")


def _state(typed: Sequence[Explanation]) -> str:
    """What tells one state of the form from another, so that the page shows what is kept."""
    return ";".join(f"{each.indicator} {each.at.isoformat()}" for each in typed)


def _owed(view: View, due: Owed) -> Component:
    far = html.Span([badge(due.status, view.language), deviation(view, due)], className="how-far")
    head = html.Span([html.Strong(named(view, due.indicator)), far], className="owed-what")
    return html.Label([head, text_field(due.indicator, "")], className="owed-one")


def _typed(view: View, said: Explanation) -> Component:
    head = html.Span(
        [html.Strong(named(view, said.indicator)), html.Span(_source(view, said), className="quiet")],
        className="owed-what",
    )
    return html.Label([head, text_field(said.indicator, said.words)], className="owed-one")


def _another(view: View, dossier: Dossier, shown: set[str], *, opened: bool) -> Component:
    """A field for an indicator of the report that owes nothing."""
    codes = [code for code in reported(view, dossier) if code not in shown]
    options = [
        html.Option("", value=""),
        *(html.Option(f"{code} {view.said(view.project.indicators[code].title)}", value=code) for code in codes),
    ]
    choice = labelled(view.say("Indicator"), html.Select(options, name="another"))
    text = labelled(view.say("Explanation"), html.Textarea("", name="words", rows=2, maxLength=LONGEST))
    parts = html.Div([choice, text], className="another")
    return (
        parts
        if opened
        else html.Details([html.Summary(view.say("Explain another indicator")), parts], className="choices")
    )


def reported(view: View, dossier: Dossier) -> list[str]:
    """The indicators that the report states, and those computed from them, in the framework's order."""
    key = dossier.report_key
    stated = {each.indicator for each in view.record.statements if each.report_key == key}
    return [code for code in view.project.indicators if sources(view.project, code) & stated]
