"""Doubts about reports on their pages: what calls for a second look, and what was put aside and why."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Page
from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.parts import aria, notice
from dashboard.reports.dossier import Dossier
from dashboard.reports.flag_words import MARKS, name, sentence, subject
from dashboard.reports.received import reporter_name
from dashboard.view import View
from dashboard.words import marked
from framework.doubts import Flag
from framework.model import ReportKey
from framework.quality import all_flags, flags
from store.dismissals import Dismissal, dismissals, put_aside

FLAGS_SHOWN = 100
"""Further doubts are counted only."""

LONGEST_REASON = 1000

NOTICES = {
    "no_reason": marked("Say why: without a reason nothing is put aside."),
    "gone": marked("The report has changed meanwhile, and what you wanted to put aside is no longer there."),
}


def open_flags(view: View) -> Mapping[ReportKey, int]:
    """How many doubts about each report are open, by reporter and label of the period; reports without any are left out.

    Only for those who see figures before they are approved; nobody else has doubts to look after.
    """
    if not view.may(May.FOLLOW):
        return {}
    aside = _aside(view)
    every = view.book.once("doubts", lambda: [flag for found in all_flags(view.record).values() for flag in found])
    return Counter((each.reporter, each.period) for each in every if _key(each) not in aside)


def flags_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The doubts about the version of a report that stands: those that are open, and those that were put aside."""
    standing = any(version.counts for version in dossier.versions)
    if not view.may(May.FOLLOW) or not standing:
        return []
    aside = _aside(view)
    found = flags(view.record, dossier.reporter, dossier.period.label)
    still = [each for each in found if _key(each) not in aside]
    former = [(each, aside[_key(each)]) for each in found if _key(each) in aside]
    content = [html.H2(view.say("Data quality")), *_notice(view), _summary(view, still)]
    listed = [_flags(view, [_open(view, each) for each in still])] if still else []
    return [html.Section([*content, *listed, *_put_aside(view, former)], className="part quality")]


def second_look(view: View, found: Sequence[Flag], *, done: bool = False) -> Sequence[Component]:
    """The section of an upload: what of it calls for a second look, if anything.

    Args:
        view: the page.
        found: the doubts about its reports.
        done: True where it has been kept, so that the doubts can be put aside.
    """
    if not found:
        return []
    words = view.say(
        "None of this keeps the report from being accepted. Look at it again, or say later why it is right."
    )
    if done:
        words = view.say("Correct it with a new version, or say on the report’s page why it is right.")
    title = html.H2(view.say("Worth a second look"))
    return [html.Section([title, html.P(words, className="quiet"), flag_list(view, found)], className="part quality")]


def flag_list(view: View, found: Sequence[Flag]) -> Component:
    """Doubts, each with the report that it is about where they are about several."""
    several = len({(each.reporter, each.period) for each in found}) > 1
    lines = [_line(view, each, *([_report(view, each)] if several else [])) for each in found[:FLAGS_SHOWN]]
    rest = len(found) - FLAGS_SHOWN
    more = [html.P(view.many("And {count} more.", "And {count} more.", rest), className="quiet")] if rest > 0 else []
    return html.Div([_flags(view, lines), *more])


def _key(flag: Flag) -> tuple[str, str, str]:
    return flag.reporter, flag.period, flag.key


def _aside(view: View) -> Mapping[tuple[str, str, str], Dismissal]:
    with view.site.database.reading() as connection:
        return put_aside(dismissals(connection, view.project, known_at=view.known_at))


def _notice(view: View) -> list[Component]:
    words = NOTICES.get(view.address.state("doubt") or "")
    return [notice(view.say(words))] if words else []


def _summary(view: View, still: Sequence[Flag]) -> Component:
    if not still:
        return html.P(view.say("Nothing in this report calls for a second look."), className="quiet")
    return html.P(
        view.many(
            "{count} point is worth a second look; it does not keep the report from counting.",
            "{count} points are worth a second look; they do not keep the report from counting.",
            len(still),
        ),
        className="quiet",
    )


def _flags(view: View, lines: Sequence[Component]) -> Component:
    return html.Ul(lines, className="flags", **aria(label=view.say("Worth a second look")))


def _line(view: View, flag: Flag, *more: Component) -> Component:
    """One doubt: its kind as symbol and word, the indicator, the sentence."""
    symbol, _ = MARKS[flag.kind]
    mark = html.Span(
        [html.Span(symbol, className="symbol", **aria(hidden="true")), name(flag.kind, view.language)],
        className="doubt",
    )
    said = html.Span(sentence(flag, view.project, view.language), className="flag-sentence")
    return html.Li([html.Div([mark, _subject(view, flag), said], className="flag"), *more])


def _subject(view: View, flag: Flag) -> Component:
    words = subject(flag, view.project, view.language)
    if flag.indicator not in view.project.indicators:
        return html.Strong(words)
    address = view.address.to(Page.INDICATOR, indicator=flag.indicator)
    return html.A(words, href=str(address.having(as_of=None)), className="flag-subject")


def _report(view: View, flag: Flag) -> Component:
    return html.Span(f"{flag.period} · {reporter_name(view, flag.reporter)}", className="quiet")


def _open(view: View, flag: Flag) -> Component:
    """A doubt with the form to put it aside; not while the page shows what was known in the past."""
    return _line(view, flag, *([] if view.is_past else [_form(view, flag)]))


def _form(view: View, flag: Flag) -> Component:
    reason = Input(type="text", name="reason", required=True, maxLength=LONGEST_REASON, autoComplete="off")
    fields = [
        *hidden({"flag": flag.key}),
        labelled(view.say("Why it is right"), reason, also="reason"),
        html.Button(view.say("Put aside"), type="submit", className="button"),
    ]
    form = html.Form(fields, action=view.address.below("flags"), method="post", className="fields", key=flag.key)
    return html.Details([html.Summary(view.say("Put aside …")), form], className="aside-form", key=flag.key)


def _put_aside(view: View, former: Sequence[tuple[Flag, Dismissal]]) -> list[Component]:
    """What was put aside, folded."""
    if not former:
        return []
    lines = [_line(view, flag, _reason(view, why)) for flag, why in former]
    words = view.many("{count} point was put aside", "{count} points were put aside", len(former))
    return [html.Details([html.Summary(words), _flags(view, lines)], className="put-aside")]


def _reason(view: View, why: Dismissal) -> Component:
    said = view.say(
        "Put aside for version {number} on {day} by {name}:",
        number=view.number(why.version),
        day=view.day(why.at.date()),
        name=why.by,
    )
    return html.P([html.Span(said, className="quiet"), " ", html.Q(why.reason)], className="why")
