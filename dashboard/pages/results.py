"""The tree of goals, outcomes and outputs: how many of their indicators stand where, and the indicators themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.controls import Input
from dashboard.fields import hidden, labelled
from dashboard.narrowing import Marks, found, held_by, holding, marks, narrowed, when
from dashboard.overview_rows import indicator_rows, table_head
from dashboard.parts import STATUS_WORDS, aria, data, empty, frame, status_name
from dashboard.selection import KEYS, Selection, Traits, selected, selection_of, traits
from dashboard.terms import indicator_help
from dashboard.view import View, whole
from dashboard.words import NBSP
from framework.model import Result, Row, Status

LONGEST_SEARCH = 100
NARROWS = (*KEYS, "folded")
"""The parts of the address that change without a new request."""


def layout(view: View) -> Component:
    """The page."""
    wanted, known = selection_of(view.address), traits(view)
    codes = selected(known, wanted)
    content = [
        html.H1(view.say("Results")),
        html.P(_lead(view), className="lead"),
        search_form(view, wanted),
        html.Div([found(view, len(codes), KEYS, is_narrowed=bool(wanted)), *folding(view)], className="found-bar"),
        indicator_help(view),
        *_tree(view, known, wanted),
    ]
    return frame(view, narrowed(content, view.address, NARROWS, "results-page"), page=Page.RESULTS)


def _lead(view: View) -> str:
    return view.say(
        "Goals, outcomes and outputs with the state of their indicators. A state is a count: percentages of different "
        "indicators are never averaged."
    )


def folding(view: View) -> list[Component]:
    """Ways to fold and unfold all results; which are folded is in the address."""
    codes = [node.code for node in view.project.results if node.results or node.indicators]
    if len(codes) < 2:  # noqa: PLR2004 — one folds by itself
        return []
    every = ",".join(codes)
    fold = html.A(view.say("Fold all"), href=str(view.address.having(folded=every)), **data(put=f"folded={every}"))
    unfold = html.A(view.say("Unfold all"), href=str(view.address.having(folded=None)), **data(clear="folded"))
    return [html.P([fold, " · ", unfold], className="folding")]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What all nodes of the tree are made of."""

    view: View
    codes: frozenset[str]
    """The indicators that are shown."""
    marks: Marks
    rows: Mapping[str, Row]
    """Of `results`, by code."""
    folded: frozenset[str]


def _tree(view: View, known: Mapping[str, Traits], wanted: Selection) -> list[Component]:
    if not view.project.indicators:
        return [empty(view.say("This framework has no indicators yet."))]
    codes = selected(known, wanted)
    folded = (view.address.state("folded") or "").split(",") if not wanted else []
    tree = Tree(
        view=view,
        codes=codes,
        marks=marks(known, codes),
        rows={str(row["result"]): row for row in view.rows("results")},
        folded=frozenset(folded),
    )
    nodes = [_node(tree, goal, _first(goal, codes)) for goal in view.project.goals if held_by(goal)]
    return [*nodes, _nothing(view, known, wanted, is_so=not codes)]


def _nothing(view: View, known: Mapping[str, Traits], wanted: Selection, *, is_so: bool) -> Component:
    """That nothing is found, and what to leave out to find more."""
    ways = {
        "q": view.say("Leave out the words"),
        "status": view.say("Any status"),
        "reporter": view.say("Any reporter"),
        "category": view.say("Figures for anything"),
    }
    links = [_way(view, known, wanted, key, words) for key, words in ways.items()]
    said = html.P(view.say("No indicator fits."), className="empty-title")
    hint = html.P(view.say("To find more, look for fewer or shorter words, or leave out a condition:"))
    return html.Div([said, hint, html.Ul(links, className="ways")], className="empty", **when("none", is_so=is_so))


def _way(view: View, known: Mapping[str, Traits], wanted: Selection, key: str, words: str) -> Component:
    """A condition to leave out, with how many indicators there are without it."""
    count = len(selected(known, wanted.without(key)))
    left = html.Span(view.number(count), **data(without=key))
    link = html.A(words, href=str(view.address.having(**{key: None})), **data(clear=key))
    return html.Li([link, " (", left, ")"], **when(key, is_so=view.address.state(key) is not None))


def _first(node: Result, codes: frozenset[str]) -> str | None:
    """The code of the first result, of this one and those below, that has indicators of its own to show."""
    if any(each.code in codes for each in node.indicators):
        return node.code
    return next((code for child in node.results if (code := _first(child, codes))), None)


def _node(tree: Tree, node: Result, headed: str | None, *, depth: int = 0) -> Component:
    """A result that folds: its counts, its own indicators, then what is below it; one table of a goal has headings."""
    view = tree.view
    own = html.Table(
        [table_head(view), html.Tbody(indicator_rows(view, node.indicators, tree.marks), role="rowgroup")],
        className="indicators" if node.code == headed else "indicators headless",
        role="table",
        **holding(node, tree.codes, below=False),
    )
    below = [_node(tree, child, headed, depth=depth + 1) for child in node.results if held_by(child)]
    title: list[Component | str] = [
        html.Span(f"{view.said(node.level)} {node.code}".strip(), className="level"),
        " ",
        view.said(node.title),
    ]
    summary = html.Summary([html.Span(title, className="node-title"), counts(view, tree.rows[node.code])])
    return html.Details(
        [summary, *([own] if node.indicators else []), *below],
        open=node.code not in tree.folded,
        className=f"node depth-{min(depth, 3)}",
        id=f"result-{node.code}",
        **data(fold=node.code),
        **holding(node, tree.codes),
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
