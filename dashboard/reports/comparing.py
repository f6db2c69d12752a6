"""Two versions of a report side by side: what changed between them, figure by figure; and what one says."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.addresses import Impossible
from dashboard.fields import hidden, labelled
from dashboard.naming import naming_of
from dashboard.parts import head_row, scrolled
from dashboard.reports.changes import amount_text, counts, figure_table, place_name
from dashboard.reports.dossier import Dossier
from dashboard.view import View
from dashboard.words import NBSP, marked
from framework.model import TOTAL, Amount, Indicator, Place, Statement
from loaders.review import differences, said_by

NO_VERSION = marked("The report has no version {number}.")
CELLS_SHOWN = 300
"""Further cells of an indicator are counted only; the file has them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The versions that are looked at: what `newer` says, and how that differs from `older`, where there is one."""

    older: int | None
    newer: int


def compared(view: View, dossier: Dossier) -> Compared | Impossible | None:
    """The versions that the address names with `from` and `to`; the newest two by default; None without a version."""
    numbers = [each.number for each in dossier.versions]
    asked = [int(number) if (number := view.address.state(key)) else None for key in ("from", "to")]
    unknown = next((number for number in asked if number and number not in numbers), None)
    if unknown:
        return Impossible(404, NO_VERSION, {"number": str(unknown)})
    if not numbers:
        return None
    newer = asked[1] or numbers[-1]
    former = [number for number in numbers if number < newer]
    return Compared(asked[0] or (former[-1] if former else None), newer)


def comparison_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """What changed between two versions; nothing where there is only one."""
    chosen = compared(view, dossier)
    if len(dossier.versions) <= 1 or not isinstance(chosen, Compared) or not view.may(May.FOLLOW):
        return []
    report = dossier.report_key
    found = differences(view.site.database, view.project, report, chosen.older, chosen.newer)
    parts = [
        html.H2(view.say("What changed"), id="changed"),
        _choice(view, dossier, chosen),
        html.P(counts(view, found), className="quiet"),
        figure_table(view, found),
    ]
    return [html.Section(parts, className="part")]


def _choice(view: View, dossier: Dossier, chosen: Compared) -> Component:
    """Which version against which; a plain form, so that the address says it."""
    numbers = [each.number for each in dossier.versions]
    kept = {key: value for key, value in view.address.query.items() if key in {"lang", "as_of", "known_at"}}
    fields = [
        *hidden(kept),
        _version_field(view, view.say("From version"), "from", numbers, chosen.older),
        _version_field(view, view.say("To version"), "to", numbers, chosen.newer),
        html.Button(view.say("Compare"), type="submit", className="button"),
    ]
    return html.Form(
        fields, action=view.address.path, method="get", className="fields comparison", key=str(view.address)
    )


def _version_field(view: View, title: str, name: str, numbers: Sequence[int], chosen: int | None) -> Component:
    options = [
        html.Option(
            view.say("version {number}", number=view.number(number)), value=str(number), selected=number == chosen
        )
        for number in reversed(numbers)
    ]
    return labelled(title, html.Select(options, name=name))


def figures_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """What the version that is looked at says: every indicator's total, its cells folded away."""
    chosen = compared(view, dossier)
    if not isinstance(chosen, Compared) or not view.may(May.FOLLOW):
        return []
    said = said_by(view.site.database, view.project, dossier.report_key, chosen.newer)
    title = html.H2(view.say("What version {number} says", number=view.number(chosen.newer)))
    if not said:
        nothing = html.P(view.say("It states no figure: what was stated before is withdrawn."), className="quiet")
        return [html.Section([title, nothing], className="part")]
    names = (view.say("Indicator"), view.say("Figure"), view.say("Explanation"))
    head = head_row(names)
    table = html.Table([head, html.Tbody([_said(view, each) for each in said])], className="plain said")
    return [html.Section([title, scrolled(table, view.say("Figures"))], className="part")]


def _said(view: View, statement: Statement) -> Component:
    indicator = view.project.indicators[statement.indicator]
    name: list[Component | str] = [html.Span(indicator.code, className="code"), NBSP, view.said(indicator.title)]
    total = counted(indicator, statement.figure.get(TOTAL), view.language) or view.say("no total")
    cells = [(place, amount) for place, amount in statement.figure.items() if place]
    figure = [html.Strong(total), *([_cells(view, indicator, cells)] if cells else [])]
    return html.Tr([html.Th(name, scope="row"), html.Td(figure), html.Td(statement.explanation or "")])


def counted(indicator: Indicator, amount: Amount | None, language: str) -> str | None:
    """What is stated, with what it counts: `21 people`, `83.3 % (30 ÷ 36)`; None where nothing is."""
    text = amount_text(indicator, amount, language)
    unit = naming_of(indicator, language).unit
    plain = amount is not None and amount.value is not None and not indicator.stages
    return f"{text} {unit}".strip() if text and plain and indicator.kind != "percentage" else text


def _cells(view: View, indicator: Indicator, cells: Sequence[tuple[Place, Amount]]) -> Component:
    summary = html.Summary(view.many("{count} cell", "{count} cells", len(cells)))
    items = [
        html.Li([f"{place_name(view, place)}: ", html.Strong(amount_text(indicator, amount, view.language))])
        for place, amount in cells[:CELLS_SHOWN]
    ]
    rest = len(cells) - CELLS_SHOWN
    more = [html.Li(view.many("And {count} more figure.", "And {count} more figures.", rest))] if rest > 0 else []
    return html.Details([summary, html.Ul([*items, *more])], className="cells")
