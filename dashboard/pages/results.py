"""The tree of goals, outcomes and outputs: how many of their indicators stand where, and the indicators themselves."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.overview_rows import indicator_rows, table_head
from dashboard.parts import STATUS_WORDS, aria, empty, frame, status_name
from dashboard.selection import KEYS, Selection, selected, selection_of
from dashboard.terms import indicator_help
from dashboard.view import View, whole
from dashboard.words import NBSP
from framework.model import Result, Row, Status

LONGEST_SEARCH = 100


def layout(view: View) -> Component:
    """The page."""
    wanted = selection_of(view.address)
    codes = selected(view, wanted)
    content = [
        html.H1(view.say("Results")),
        html.P(_lead(view), className="lead"),
        search_form(view, wanted),
        _found(view, wanted, len(codes)),
        indicator_help(view),
        *_tree(view, codes, is_narrowed=bool(wanted)),
    ]
    return frame(view, html.Div(content, className="results-page"), page=Page.RESULTS)


def _lead(view: View) -> str:
    return view.say(
        "Goals, outcomes and outputs with the state of their indicators. A state is a count: percentages of different "
        "indicators are never averaged."
    )


def _found(view: View, wanted: Selection, count: int) -> Component:
    """How many indicators are left, and the way back to all."""
    said: list[Component | str] = [view.many("{count} indicator", "{count} indicators", count)]
    if wanted:
        everything = view.address.having(**dict.fromkeys(KEYS))
        said += [NBSP, html.A(view.say("Show all"), href=str(everything))]
    return html.P(said, className="found", role="status")


def search_form(view: View, wanted: Selection) -> Component:
    """Words to look for, and what the indicators are to have; the rest of the address stays as it is."""
    kept = {key: value for key, value in view.address.query.items() if key not in KEYS}
    words = Input(
        type="search",
        name="q",
        defaultValue=view.address.state("q") or "",
        maxLength=LONGEST_SEARCH,
        placeholder=view.say("Words, a code, a tag"),
    )
    fields = [
        *hidden(kept),
        labelled(view.say("Search"), words, also="grow"),
        _choice(view.say("Status"), "status", _statuses(view)),
        *_reporters(view, wanted),
        *_categories(view),
        html.Button(view.say("Show"), type="submit", className="button primary"),
    ]
    return html.Form(fields, action=view.address.path, method="get", className="fields search", key=str(view.address))


def _choice(title: str, name: str, options: Sequence[Component]) -> Component:
    return labelled(title, html.Select(options, name=name))


def _option(words: str, value: str, chosen: str | None) -> Component:
    return html.Option(words, value=value, selected=value == (chosen or ""))


def _statuses(view: View) -> list[Component]:
    chosen = view.address.state("status")
    named = [_option(status_name(status.value, view.language), status.value, chosen) for status in STATUS_WORDS]
    return [_option(view.say("any"), "", chosen), *named]


def _reporters(view: View, wanted: Selection) -> list[Component]:
    """The choice of a reporter; none where there is only one."""
    reporters = view.project.reporters
    if len(reporters) < 2:  # noqa: PLR2004 — one is no choice
        return []
    named = [_option(f"{view.said(each.title)} ({code})", code, wanted.reporter) for code, each in reporters.items()]
    options = [_option(view.say("any"), "", wanted.reporter), *named]
    return [_choice(view.say("Reporter"), "reporter", options)]


def _categories(view: View) -> list[Component]:
    """The choice of a dimension or of one of its categories, such as a region."""
    chosen = view.address.state("category")
    used = {name for each in view.project.indicators.values() for name in each.dimensions}
    groups = [
        html.Optgroup(
            [
                _option(view.say("{dimension}: any", dimension=view.said(dimension.title)), f"{code}:", chosen),
                *(_option(view.said(each.title), f"{code}:{each.code}", chosen) for each in dimension.categories),
            ],
            label=view.said(dimension.title),
        )
        for code, dimension in view.project.dimensions.items()
        if code in used
    ]
    options = [_option(view.say("any"), "", chosen), *groups]
    return [_choice(view.say("With figures for"), "category", options)] if groups else []


def _tree(view: View, codes: frozenset[str], *, is_narrowed: bool) -> list[Component]:
    if not view.project.indicators:
        return [empty(view.say("This framework has no indicators yet."))]
    rows = {str(row["result"]): row for row in view.rows("results")}
    nodes = [_node(view, goal, codes, rows, _first(goal, codes)) for goal in view.project.goals if _holds(goal, codes)]
    nothing = view.say("No indicator fits."), view.say("Look for fewer words, or show all.")
    return nodes or ([empty(*nothing)] if is_narrowed else [])


def _holds(node: Result, codes: frozenset[str]) -> bool:
    return any(each.code in codes for each in node.indicators) or any(_holds(child, codes) for child in node.results)


def _first(node: Result, codes: frozenset[str]) -> str | None:
    """The code of the first result, of this one and those below, that has indicators of its own to show."""
    if any(each.code in codes for each in node.indicators):
        return node.code
    return next((code for child in node.results if (code := _first(child, codes))), None)


def _node(
    view: View, node: Result, codes: frozenset[str], rows: Mapping[str, Row], headed: str | None, *, depth: int = 0
) -> Component:
    """A result that folds: its counts, its own indicators, then what is below it; one table of a goal has headings."""
    own = [each for each in node.indicators if each.code in codes]
    table = html.Table(
        [table_head(view), html.Tbody(indicator_rows(view, own), role="rowgroup")],
        className="indicators" if node.code == headed else "indicators headless",
        role="table",
    )
    below = [_node(view, child, codes, rows, headed, depth=depth + 1) for child in node.results if _holds(child, codes)]
    title: list[Component | str] = [
        html.Span(f"{view.said(node.level)} {node.code}".strip(), className="level"),
        " ",
        view.said(node.title),
    ]
    summary = html.Summary([html.Span(title, className="node-title"), counts(view, rows[node.code])])
    return html.Details(
        [summary, *([table] if own else []), *below],
        open=True,
        className=f"node depth-{min(depth, 3)}",
        id=f"result-{node.code}",
        key=f"{node.code} {view.address}",
    )


def counts(view: View, row: Row) -> Component:
    """How many indicators of a result, with all below it, have each status (semantics 5.7)."""
    pills = [_pill(view, status, whole(row[status.value])) for status in STATUS_WORDS if whole(row[status.value])]
    return html.Span(pills, className="pills")


def _pill(view: View, status: Status, count: int) -> Component:
    symbol, name = STATUS_WORDS[status][0], status_name(status.value, view.language)
    return html.Span(
        [html.Span(symbol, **aria(hidden="true")), NBSP, view.number(count)],
        className=f"pill badge-{status.value}",
        title=f"{name}: {view.number(count)}",
        role="img",
        **aria(label=f"{name}: {view.number(count)}"),
    )
