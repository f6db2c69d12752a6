"""The problems of an upload as a table: where, what is there, the rule and the way out."""

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.parts import aria, data
from dashboard.problem_words import message
from dashboard.reports.marked import marked_links
from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import NBSP, marked
from framework.problems import SHOWN_IN_FULL, Problem, Severity, quoted, visible

SEVERITIES = {
    Severity.ERROR: ("✕", marked("Error")),
    Severity.WARNING: ("!", marked("Warning")),
}


def problem_section(view: View, staged: Staged, problems: Sequence[Problem]) -> Component:
    """All problems: how many, the first in full, the rest by code, and the whole as a file."""
    link = html.A(
        view.say("Download as CSV"),
        href=view.address.having(lang=view.language).uploads(staged.token, "problems.csv"),
        className="button",
        download="",
    )
    marked_files = marked_links(view, staged, problems)
    heading = html.P([html.Span(counted(view, problems)), *marked_files, link], className="downloads")
    return html.Section([heading, _table(view, problems), *_rest(view, problems[SHOWN_IN_FULL:])], className="problems")


def counted(view: View, problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are."""
    counts = Counter(problem.code.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    said = [view.many("{count} error", "{count} errors", errors)] if errors else []
    said += [view.many("{count} warning", "{count} warnings", warnings)] if warnings else []
    return ", ".join(said)


def _table(view: View, problems: Sequence[Problem]) -> Component:
    several = len({problem.place.file for problem in problems}) > 1
    names = [
        view.say("Severity"),
        *([view.say("File")] if several else []),
        view.say("Line"),
        view.say("Column"),
        view.say("Text"),
        view.say("What is wrong, and what to do"),
    ]
    rows = [_row(view, problem, several=several) for problem in problems[:SHOWN_IN_FULL]]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    table = html.Table([head, html.Tbody(rows)], className="plain problem-table")
    return html.Div(table, className="scroll", tabIndex=0, role="region", **aria(label=view.say("Problems")))


def _row(view: View, problem: Problem, *, several: bool) -> Component:
    place, severity = problem.place, problem.code.severity
    symbol, word = SEVERITIES[severity]
    mark = html.Span(
        [html.Span(symbol, **aria(hidden="true")), NBSP, view.say(word)], className=f"mark {severity.value}"
    )
    text = [html.Code(quoted(problem.value))] if problem.value else []
    return html.Tr(
        [
            html.Td(mark),
            *([html.Td(place.file)] if several else []),
            html.Td(place.cell or str(place.line), className="number", **data(label=view.say("Line"))),
            html.Td(visible(place.column) if place.column else "", **data(label=view.say("Column"))),
            html.Td(text),
            html.Td(
                [html.Span(message(problem, view.language)), " ", html.Span(problem.code.name, className="code-name")]
            ),
        ]
    )


def _rest(view: View, problems: Sequence[Problem]) -> list[Component]:
    """Those that are not shown, by code."""
    counts = Counter(problem.code.name for problem in problems)
    if not counts:
        return []
    entries = [html.Li(f"{name}: {view.number(count)}") for name, count in counts.most_common()]
    further = view.say("And {count} more, by code:", count=view.number(len(problems)))
    return [html.P(further), html.Ul(entries, className="by-code")]
