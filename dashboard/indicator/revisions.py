"""The original targets of an indicator beside the revised ones: who changed them, when and why (semantics 6.7)."""

from fractions import Fraction

from dash import html
from dash.development.base_component import Component

from dashboard.evidence import Evidence
from dashboard.view import View
from dashboard.words import marked
from framework.revision import NOTHING, Revised
from loaders.target_history import TargetRevision, target_history

PACES = {"linear": marked("due evenly"), "step": marked("due at the end of its period")}
RUNNING = {"true": marked("running totals"), "false": marked("each for its period")}


def target_revisions(view: View, evidence: Evidence) -> list[Component]:
    """The original end target and every change since, the latest first; nothing where nothing was changed."""
    told = target_history(view.site.database, view.project, evidence.indicator.code, known_at=view.known_at)
    changed = [each for each in told if each.changes]
    if not changed:
        return []
    items = [_revision(view, evidence, each) for each in reversed(changed)]
    original = view.say("Original end target: {value}", value=evidence.figure(told[0].end_target))
    return [
        html.H3(view.say("Revised targets")),
        html.P(original, className="original-target"),
        html.Ol(items, className="timeline target-revisions"),
    ]


def _revision(view: View, evidence: Evidence, each: TargetRevision) -> Component:
    """“Revised on 1 Jun 2023 by M&E lead: Amendment 1”, then what was changed."""
    message = marked("Revised on {day} by {who}: {reason}") if each.reason else marked("Revised on {day} by {who}")
    said = view.say(message, day=view.day(each.at.date()), who=view.person(each.by), reason=each.reason)
    return html.Li([html.Strong(said), *(html.P(_change(view, evidence, change)) for change in each.changes)])


def _change(view: View, evidence: Evidence, change: Revised) -> str:
    old, new = (_value(view, evidence, change, text) for text in (change.old, change.new))
    return f"{_name(view, evidence, change.key)}: {old} → {new}"


def _name(view: View, evidence: Evidence, key: tuple[str, ...]) -> str:
    """What is changed, in the reader's words."""
    if key[0] == "baseline":
        return view.say("Baseline")
    if key[1] == "by":
        return f"{_category(view, *key[2:4])}, {_name(view, evidence, (key[0], *key[4:]))}"
    if key[1] == "periods":
        return view.say("Target for {period}", period=evidence.naming.period(key[2]))
    names = {"end": marked("End target"), "pace": marked("Pace of the targets"), "cumulative": marked("Targets are")}
    return view.say(names[key[1]])


def _category(view: View, dimension: str, code: str) -> str:
    """The title of a category; the code of one that the framework no longer has."""
    known = view.project.dimensions.get(dimension)
    return next((view.said(one.title) for one in known.categories if one.code == code), code) if known else code


def _value(view: View, evidence: Evidence, change: Revised, text: str) -> str:
    if text == NOTHING:
        return "–"
    if words := {"pace": PACES, "cumulative": RUNNING}.get(change.key[-1]):
        return view.say(words[text])
    if change.key[0] == "baseline" and change.key[1] != "value":
        return text
    stages = {stage.code for stage in evidence.indicator.stages}
    return evidence.naming.figure(text if text in stages or not _is_number(text) else Fraction(text))


def _is_number(text: str) -> bool:
    return text.replace("-", "", 1).replace(".", "", 1).replace("/", "", 1).isdecimal()
