"""Figures in coloured cells: a table, which everybody can read, with the tone of each figure behind it."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.grid import REST, Entry, Grid
from dashboard.charts.scale import Scale
from dashboard.parts import aria, scrolled
from dashboard.view import View
from framework.model import Cell

Margin = Mapping[str, Cell]
"""Figures of lines or columns whatever the other dimension, by their codes."""


def heat_table(
    view: View, grid: Grid, scale: Scale, caption: str, margins: tuple[Margin, Margin] | None = None
) -> Component:
    """Lines down, columns across.

    Args:
        view: whose language it is in.
        grid: the figures.
        scale: of the tones.
        caption: what the table says.
        margins: figures of whole lines and whole columns, shown beside and below without a tone.
    """
    head = [html.Td(""), *(html.Th(column.title, scope="col") for column in grid.columns)]
    if margins:
        head.append(html.Th(view.say("All"), scope="col", className="margin"))
    rows = [_row(view, grid, scale, line, margins) for line in grid.lines]
    if margins:
        rows.append(_last_row(view, grid, margins[1]))
    title = html.Caption(caption, className="unseen")
    table = html.Table([title, html.Thead(html.Tr(head)), html.Tbody(rows)], className="heat")
    return scrolled(table, caption)


def _row(view: View, grid: Grid, scale: Scale, line: Entry, margins: tuple[Margin, Margin] | None) -> Component:
    cells = [_cell(view, grid, scale, line, column) for column in grid.columns]
    if margins:
        cells.append(html.Td(_figure(grid, margins[0].get(line.code)), className="margin"))
    return html.Tr([html.Th(line.title, scope="row"), *cells])


def _last_row(view: View, grid: Grid, totals: Margin) -> Component:
    cells = [html.Td(_figure(grid, totals.get(column.code)), className="margin") for column in grid.columns]
    corner = html.Td("", className="margin")
    return html.Tr([html.Th(view.say("All"), scope="row", className="margin"), *cells, corner])


def _figure(grid: Grid, cell: Cell) -> str:
    return "" if cell is None else grid.naming.figure(cell)


def _cell(view: View, grid: Grid, scale: Scale, line: Entry, column: Entry) -> Component:
    cell, detail = grid.cell(line, column), grid.detail(line, column)
    if cell is None:
        return html.Td(
            [html.Span("–", **aria(hidden="true")), _unseen(view.say("nothing stated"))], className="nothing"
        )
    if isinstance(cell, str):
        return html.Td(cell, className="withheld", title=view.say("withheld to protect people"))
    known = next(figure for figure, one, other in grid.known if (one, other) == (line, column))
    rest = " rest" if REST in {line.code, column.code} else ""
    return html.Td(grid.text(line, column), className=f"tone-{scale.tone(known)}{rest}", title=detail or None)


def _unseen(words: str) -> Component:
    return html.Span(words, className="unseen")


def scale_key(view: View, grids: Sequence[Grid], scale: Scale) -> Component:
    """What the tones mean."""
    steps = scale.steps(grids[0].naming) if any(grid.known for grid in grids) else []
    signs = [(f"tone-{place}", words) for place, words in enumerate(steps)]
    if any(grid.withheld for grid in grids):
        signs.append(("withheld", view.say("withheld to protect people")))
    if any(grid.cell(*spot) is None for grid in grids for spot in grid.spots):
        signs.append(("nothing", view.say("nothing stated")))
    items = [html.Li([html.Span(className=f"key-tone {sign}", **aria(hidden="true")), words]) for sign, words in signs]
    return html.Ul(items, className="key", **aria(label=view.say("What the tones mean")))
