"""What made an indicator differ from what was known before: reports with their versions, revisions of the framework."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Page
from dashboard.compare.comparison import Comparison, names_reports
from dashboard.history.change_words import change_lines
from dashboard.parts import aria
from dashboard.reports.changes import amount_text, changes_link, report_link
from dashboard.reports.received import reporter_name
from dashboard.view import View
from dashboard.words import NBSP
from framework.compared import moved
from framework.model import Indicator, ReportVersion, Row
from loaders.causes import ReportCause, RevisionCause
from loaders.revision_changes import RevisionChanges

SHOWN = 2
"""Further ones unfold."""


def cause_cell(view: View, found: Comparison, row: Row) -> list[Component]:
    """What did it, of an indicator of which anything differs."""
    code = str(row["indicator"])
    if not moved(row):
        return []
    indicator = view.project.indicators.get(code)
    revisions = [_revision(view, each, code) for each in found.revisions_of(code)]
    if not names_reports(view, code):
        return [*_listed(view, revisions), _unnamed(view)]
    reports = [_report(view, each, indicator) for each in reversed(found.reports_of(view, code))]
    return _listed(view, [*revisions, *reports]) or [_time(view, found, row)]


def _listed(view: View, items: Sequence[Component]) -> list[Component]:
    if not items:
        return []
    seen, rest = items[:SHOWN], items[SHOWN:]
    words = view.many("{count} more", "{count} more", len(rest))
    folded = [html.Details([html.Summary(words), html.Ul(rest, className="causes")], className="more")] if rest else []
    return [html.Ul(seen, className="causes"), *folded]


def _unnamed(view: View) -> Component:
    """In place of the reports behind a sensitive indicator (semantics 7.3)."""
    words = view.say("Which report did it is not told: small counts could be computed from it.")
    return html.P(words, className="quiet")


def _time(view: View, found: Comparison, row: Row) -> Component:
    """No report and no revision touched it: the target to date goes on with time."""
    if row["first_as_of"] != row["second_as_of"] and found.first_as_of:
        days = {"first": view.day(found.first_as_of), "second": view.day(view.as_of)}
        return html.P(view.say("No report: time went on from {first} to {second}.", **days), className="quiet")
    return html.P(view.say("No report and no revision of the framework."), className="quiet")


def _report(view: View, cause: ReportCause, indicator: Indicator | None) -> Component:
    reporter, period = cause.report
    parts: list[Component | str] = [
        report_link(view, reporter, period) if view.may(May.READ) else html.Strong(period),
        f" · {reporter_name(view, reporter)}, ",
        _versions(view, cause),
        *(_totals(view, cause, indicator) if indicator else []),
        *_details(view, cause),
    ]
    return html.Li(parts)


def _versions(view: View, cause: ReportCause) -> str:
    """Which version counts now, since when, and which one did before."""
    if cause.after is None:
        return view.say("does not count any more")
    said = {"number": view.number(cause.after.number), "day": view.day(cause.after.received_at.date())}
    if cause.before is None:
        return view.say("version {number}, received {day}", **said)
    former = view.number(cause.before.number)
    return view.say("version {number}, received {day}, in place of version {former}", former=former, **said)


def _totals(view: View, cause: ReportCause, indicator: Indicator) -> list[Component | str]:
    """The report's total before and after, of an indicator that is not computed from others."""
    if indicator.code not in cause.totals:
        return []
    old, new = (amount_text(indicator, amount, view.language) for amount in cause.totals[indicator.code])
    if cause.before is None:
        return [f": {new or view.say('nothing')}"]
    arrow = html.Span(f"{NBSP}→{NBSP}", **aria(label=view.say("becomes")))
    return [f": {old or view.say('nothing')}", arrow, new or view.say("nothing")]


def _details(view: View, cause: ReportCause) -> list[Component | str]:
    """The way to what the version changed, figure by figure, and why it came; for those who follow reports."""
    version = cause.after
    if version is None or cause.before is None or not view.may(May.FOLLOW):
        return []
    return [*_why(version), ". ", changes_link(view, cause.report, version.number)]


def _why(version: ReportVersion) -> list[Component | str]:
    return [f" (“{version.reason}”)"] if version.reason else []


def _revision(view: View, cause: RevisionCause, code: str) -> Component:
    """The revision, a link to it in the history, and what it changed of the indicator."""
    address = view.address.to(Page.HISTORY, what="framework", indicator=code)
    name = view.say("Framework revision {number}", number=view.number(cause.number))
    when = f", {view.day(cause.at.date())}" + (f" (“{cause.reason}”)" if cause.reason else "")
    own = tuple(each for each in cause.changes if each.indicator in {code, ""})
    new, gone = (tuple(found & {code}) for found in (cause.new, cause.gone))
    lines = change_lines(view, RevisionChanges(revised=own, new=new, gone=gone))
    return html.Li([html.A(name, href=str(address)), when, html.Ul([html.Li(line) for line in lines])])
