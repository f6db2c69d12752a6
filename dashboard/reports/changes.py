"""What an upload changes, readable: its reports, where indicators move, and figure by figure what was and will be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.naming import Naming, naming_of
from dashboard.parts import aria, badge, head_row, scrolled
from dashboard.reports.answers import Answer, Counts
from dashboard.reports.received import reporter_name
from dashboard.view import View
from dashboard.words import NBSP, marked
from framework.model import Amount, Cell, Indicator, Place, Rule
from framework.model import Kind as IndicatorKind
from framework.progress import shown
from loaders.differences import Change, Effect, Kind
from store.reports import Kept
from store.reports import Outcome as Fate

FIGURES_SHOWN = 400
"""Further figures are counted only."""

KINDS = {
    Kind.NEW: ("+", marked("new")),
    Kind.CHANGED: ("±", marked("changed")),
    Kind.GONE: ("−", marked("gone")),
}


def report_list(view: View, answer: Answer, *, done: bool = False) -> Component:
    """What becomes of each report, with its figures counted.

    Args:
        view: the page.
        answer: of the upload.
        done: True where it has been kept.
    """
    reports = zip(answer.kept, answer.counts, strict=True)
    return html.Ul([_report(view, kept, found, done=done) for kept, found in reports], className="report-list")


def _report(view: View, kept: Kept, found: Counts, *, done: bool) -> Component:
    _, reporter, period = kept.report.split("/", 2)
    return html.Li(
        [
            report_link(view, reporter, period) if done else html.Strong(period),
            f" · {reporter_name(view, reporter)}: ",
            _fate(view, kept, done=done),
            html.Span(f" · {counted(view, found)}", className="quiet"),
        ]
    )


def report_link(view: View, reporter: str, period: str) -> Component:
    """The label of a period, leading to the page of its report."""
    address = view.address.to(Page.REPORT, report=(reporter, period))
    return html.A(html.Strong(period), href=str(address))


def changes_link(view: View, report: tuple[str, str], version: int) -> Component:
    """The way to what a version of a report (reporter, period) changed against the one before, figure by figure."""
    address = view.address.to(Page.REPORT, report=report, to=str(version))
    return html.A(view.say("What it changed"), href=str(address))


def _fate(view: View, kept: Kept, *, done: bool) -> str:
    match kept.state:
        case Fate.UNCHANGED:
            return view.say("unchanged, version {number} is the same file", number=view.number(kept.version))
        case Fate.NEW:
            return view.say("kept as a new report") if done else view.say("a new report")
        case _:
            numbers = {"number": view.number(kept.version), "former": view.number(kept.version - 1)}
            if done:
                return view.say("kept as version {number}, in place of version {former}", **numbers)
            return view.say("version {number}, replaces version {former}", **numbers)


def counts(view: View, changes: Sequence[Change]) -> str:
    """How many figures are new, changed and gone."""
    return counted(view, Counter(change.kind for change in changes))


def counted(view: View, found: Counts) -> str:
    """The same of figures that were counted before."""
    new, changed, gone = (found.get(kind, 0) for kind in (Kind.NEW, Kind.CHANGED, Kind.GONE))
    said = [
        *([view.many("{count} new figure", "{count} new figures", new)] if new else []),
        *([view.many("{count} changed", "{count} changed", changed)] if changed else []),
        *([view.many("{count} gone", "{count} gone", gone)] if gone else []),
    ]
    return ", ".join(said) or view.say("no figure changes")


def effect_table(view: View, effects: Sequence[Effect], of: str | None = None) -> Component:
    """The indicators whose actual or status moves, before and after.

    Args:
        view: the page.
        effects: what changes.
        of: the report that does it, where a page has such tables of several.
    """
    moved = [effect for effect in effects if effect.moves]
    if not moved:
        return html.P(view.say("No indicator moves."), className="quiet")
    names = (view.say("Indicator"), view.say("Actual to date"), view.say("Status"))
    head = head_row(names)
    body = html.Tbody([_effect(view, effect) for effect in moved])
    table = html.Table([head, body], className="plain effects")
    label = " · ".join(filter(None, [view.say("Indicators that move"), of]))
    return html.Div([scrolled(table, label), _still(view, effects)])


def _still(view: View, effects: Sequence[Effect]) -> Component | None:
    count = sum(1 for effect in effects if not effect.moves)
    if not count:
        return None
    words = view.many(
        "{count} other indicator stays where it is.", "{count} other indicators stay where they are.", count
    )
    return html.P(words, className="quiet below")


def _effect(view: View, effect: Effect) -> Component:
    indicator = view.project.indicators[effect.indicator]
    naming = naming_of(indicator, view.language)
    return html.Tr(
        [
            html.Th(_title(view, indicator), scope="row"),
            html.Td(_actuals(view, naming, effect)),
            html.Td(_statuses(view, str(effect.status_before), str(effect.status_after))),
        ]
    )


def _actuals(view: View, naming: Naming, effect: Effect) -> Component:
    """From one actual to the other; only one where it stays."""
    after = _counted(naming, effect.actual_after)
    if effect.actual_before == effect.actual_after:
        return html.Span(after or view.say("nothing"))
    return _step(view, _actual(naming, effect.actual_before), after)


def _actual(naming: Naming, cell: Cell) -> str | None:
    return None if cell is None else naming.figure(cell)


def _counted(naming: Naming, cell: Cell) -> str | None:
    return None if cell is None else naming.counted(cell)


def _title(view: View, indicator: Indicator) -> Component:
    address = view.address.to(Page.INDICATOR, indicator=indicator.code)
    return html.A(
        [html.Span(indicator.code, className="code"), NBSP, view.said(indicator.title)],
        href=str(address.having(as_of=None)),
    )


def _step(view: View, before: str | None, after: str | None) -> Component:
    """From one figure to another; said in words for those who do not see the arrow."""
    nothing = view.say("nothing")
    return html.Span(
        [
            html.Span(before or nothing, className="before"),
            html.Span(f"{NBSP}→ ", **aria(label=view.say("becomes"))),
            html.Span(after or nothing, className="after"),
        ],
        className="step",
    )


def _statuses(view: View, before: str, after: str) -> Component:
    if before == after:
        return badge(after, view.language)
    arrow = html.Span(f"{NBSP}→{NBSP}", **aria(label=view.say("becomes")))
    return html.Span([badge(before, view.language), arrow, badge(after, view.language)], className="step")


def figure_table(view: View, changes: Sequence[Change]) -> Component:
    """The figures that change, under their indicators."""
    if not changes:
        return html.P(view.say("No figure changes; notes and explanations may."), className="quiet")
    ranks = {code: rank for rank, code in enumerate(view.project.indicators)}
    ordered = sorted(changes, key=lambda change: ranks[change.indicator])[:FIGURES_SHOWN]
    groups = [_group(view, *key, list(group)) for key, group in groupby(ordered, key=_report_of)]
    names = (view.say("Change"), view.say("Of whom, where"), view.say("Figure"))
    head = head_row(names)
    table = html.Table([head, *groups], className="plain changes")
    return html.Div([scrolled(table, view.say("Figures that change")), _more(view, changes)])


def _more(view: View, changes: Sequence[Change]) -> Component | None:
    rest = len(changes) - FIGURES_SHOWN
    if rest <= 0:
        return None
    return html.P(view.many("And {count} more figure.", "And {count} more figures.", rest), className="quiet below")


def _report_of(change: Change) -> tuple[str, str, str]:
    return change.indicator, change.period, change.reporter


def _group(view: View, code: str, period: str, reporter: str, changes: Sequence[Change]) -> Component:
    """The figures of one indicator in one report."""
    indicator = view.project.indicators[code]
    heading: list[Component | str] = [
        html.Span(code, className="code"),
        NBSP,
        view.said(indicator.title),
        html.Span(f" · {period} · {reporter_name(view, reporter)}", className="quiet"),
    ]
    row = html.Tr(html.Th(heading, colSpan=3, scope="rowgroup"), className="group")
    return html.Tbody([row, *(_figure(view, indicator, change) for change in changes)])


def _figure(view: View, indicator: Indicator, change: Change) -> Component:
    symbol, word = KINDS[change.kind]
    mark = html.Span([html.Span(symbol, **aria(hidden="true")), NBSP, view.say(word)], className=f"kind {change.kind}")
    before, after = (amount_text(indicator, amount, view.language) for amount in (change.before, change.after))
    figure = html.Span(after, className="after") if change.kind is Kind.NEW else _step(view, before, after)
    place = place_name(view, change.place)
    where: list[Component | str] = [
        place,
        *([html.Span(computed(view, indicator), className="quiet")] if change.computed else []),
    ]
    return html.Tr([html.Td(mark), html.Td(where, className="" if change.place else "total"), html.Td(figure)])


def computed(view: View, indicator: Indicator) -> str:
    """Beside a total that no row states: what the rules made it of (semantics 2.3 to 2.5)."""
    if indicator.kind is IndicatorKind.PERCENTAGE:
        return view.say(" (pooled from the categories)")
    if indicator.across is Rule.SUM:
        return view.say(" (sum of the categories)")
    return view.say(" (from the categories)")


def place_name(view: View, place: Place) -> str:
    """The categories of a cell by their titles; of the total the word for it."""
    titles = _category_titles(view)
    return " · ".join(titles[pair] for pair in place) or view.say("Total")


def _category_titles(view: View) -> Mapping[tuple[str, str], str]:
    return {
        (dimension.code, category.code): view.said(category.title)
        for dimension in view.project.dimensions.values()
        for category in dimension.categories
    }


def amount_text(indicator: Indicator, amount: Amount | None, language: str) -> str | None:
    """What a row states, as people read it: `21`, `83.3 % (30 ÷ 36)`, a stage's title; None where nothing."""
    if amount is None:
        return None
    naming = naming_of(indicator, language)
    parts = naming.parts(amount.numerator, amount.denominator)
    figure = naming.figure(shown(indicator, amount))
    return f"{figure} ({parts})" if parts else figure
