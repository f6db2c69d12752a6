"""The queue of review: reports that wait for a decision, each beside what approving it would change."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.parts import empty
from dashboard.reports.changes import counts, effect_table, figure_table
from dashboard.reports.received import punctual, reporter_name
from dashboard.reports.reviewing import decides_now, decision_forms
from dashboard.staging import plain_name
from dashboard.terms import named
from dashboard.view import View
from framework.model import ReportKey, ReportVersion
from framework.report_calendar import versions_by_report, waiting
from loaders.differences import Effect
from loaders.review import differences, effects_of

SHOWN = 12
"""So many reports are shown whole; further ones by name."""


def queue(view: View, doubts: Mapping[ReportKey, int] | None = None) -> list[Component]:
    """All reports that wait, those that came first first.

    Args:
        view: the page.
        doubts: how many doubts about a report's figures nobody has put aside yet, by reporter and label of the period.
    """
    found = waiting(view.record.versions)
    if not found:
        return [_nothing(view)]
    shown = found[:SHOWN]
    names = [each.report_key for each in shown]
    effects = effects_of(view.site.database, view.project, names, "approved")
    entries = [
        _entry(view, version, effect, (doubts or {}).get(name, 0))
        for version, name, effect in zip(shown, names, effects, strict=True)
    ]
    return [*entries, *_others(view, found[SHOWN:])]


def _nothing(view: View) -> Component:
    back = html.A(view.say("See the calendar of reports"), href=str(view.address.to(Page.REPORTS)), className="button")
    if view.project.review:
        return empty(view.say("No report waits for review."), back)
    words = view.say("A report counts as soon as it is accepted; `review: true` in indicators.yaml changes that.")
    return empty(view.say("Reports of this project are not reviewed."), words, back)


def _entry(view: View, version: ReportVersion, effects: Sequence[Effect], doubts: int) -> Component:
    address = view.address.to(Page.REPORT, report=version.report_key)
    name = f"{version.period.label} · {reporter_name(view, version.reporter)}"
    parts: list[Component | None] = [
        html.H2(html.A(name, href=str(address))),
        html.P(_came(view, version, doubts), className="quiet"),
        html.P([html.Span(view.say("Reason:"), className="quiet"), " ", version.reason]) if version.reason else None,
        _figures(view, version),
        html.H3(view.say("What donors see once it is approved")),
        effect_table(view, effects, of=name),
        decision_forms(view, address, version, back="review") if decides_now(view) else None,
    ]
    return html.Section([part for part in parts if part], className="waiting-report")


def _came(view: View, version: ReportVersion, doubts: int) -> list[Component | str]:
    told = view.say(
        "Version {number}, sent on {day} by {name}",
        number=view.number(version.number),
        day=view.day(version.received_at.date()),
        name=version.uploaded_by,
    )
    files = view.say("file: {names}", names=", ".join(map(plain_name, version.files)))
    said: list[Component | str] = [told, " (", punctual(view, version), ") · ", files]
    if doubts:
        said += [" · ", named(view, "flags", view.many("{count} open flag", "{count} open flags", doubts))]
    return said


def _figures(view: View, version: ReportVersion) -> Component:
    """Its figures against the version that was approved last, folded away."""
    name = version.report_key
    former = approved_before(view.record.versions, version)
    found = differences(view.site.database, view.project, name, former, version.number)
    against = (
        view.say("against version {number}, approved last", number=view.number(former))
        if former
        else view.say("no version of it was approved before")
    )
    summary = html.Summary([html.Strong(counts(view, found)), html.Span(f" · {against}", className="quiet")])
    return html.Details([summary, figure_table(view, found)], className="folded")


def approved_before(versions: Sequence[ReportVersion], version: ReportVersion) -> int | None:
    """The version of the same report that counts for donors; None where none was approved."""
    earlier = versions_by_report(versions)[version.report_key]
    numbers = [each.number for each in earlier if each.status in {"approved", "accepted"}]
    return max(numbers, default=None)


def _others(view: View, rest: Sequence[ReportVersion]) -> list[Component]:
    if not rest:
        return []
    links = [
        html.Li(
            html.A(
                f"{each.period.label} · {reporter_name(view, each.reporter)}",
                href=str(view.address.to(Page.REPORT, report=each.report_key)),
            )
        )
        for each in rest
    ]
    title = view.many("{count} more report waits", "{count} more reports wait", len(rest))
    return [html.Section([html.H2(title), html.Ul(links)], className="waiting-report")]
