"""The public tables: see, sort, download. What is shown is what is downloaded, 100 rows at a time."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import FORMATS, Page
from dashboard.headings import Headings
from dashboard.pager import first_shown, pager
from dashboard.parts import aria, empty, frame, scrolled
from dashboard.view import View
from dashboard.words import cell_text, marked
from framework.model import Cell, Row

ROWS_SHOWN = 100
LONG = 20
"""Of a text, in letters: beyond it goes on several lines on paper."""

TABLES = {
    "indicators": (marked("Indicators"), marked("One row per indicator: where it stands as of the day chosen.")),
    "series": (marked("Over time"), marked("One row per indicator and reporting period of the whole project.")),
    "targets": (marked("Targets"), marked("One row per target period and fiscal year, with what was reached in it.")),
    "breakdown": (marked("Breakdown"), marked("Categories, reporters and pairs, to date and in each period.")),
    "observations": (marked("Observations"), marked("Every row of every report that counts, with its file and line.")),
    "results": (marked("Results"), marked("Goals, outcomes and outputs with their indicators by status.")),
    "reports": (marked("Reports"), marked("Every version of every report, and those that are missing.")),
    "projects": (marked("Project"), marked("The project in one row.")),
}


def layout(view: View) -> Component:
    """The page."""
    name = view.address.state("table") or "indicators"
    columns, rows = view.table(name)
    title, meaning = TABLES[name]
    content = [
        html.H1(view.say("Tables")),
        _chooser(view, name),
        html.Div([html.H2(view.say(title)), html.P(view.say(meaning), className="quiet")], className="table-title"),
        _downloads(view, name, len(rows)),
        _switch(view),
        _shown(view, name, columns, rows),
    ]
    return frame(view, content, page=Page.TABLES)


def _chooser(view: View, current: str) -> Component:
    links = [
        html.A(
            view.say(title),
            href=str(view.address.to(Page.TABLES, table=name)),
            **(aria(current="page") if name == current else {}),
        )
        for name, (title, _) in TABLES.items()
    ]
    return html.Nav(links, className="chooser", **aria(label=view.say("Which table")))


def _downloads(view: View, name: str, count: int) -> Component:
    address = view.address.having(as_of=view.as_of.isoformat())
    links = [
        html.A(form.upper(), href=address.download(name, form), className="button", download="") for form in FORMATS
    ]
    words = view.many("{count} row", "{count} rows", count)
    return html.P([html.Span(words), html.Span(view.say("Download:")), *links], className="downloads")


def _switch(view: View) -> Component:
    """Whether columns are named by their codes or in words, here and in what is downloaded as CSV or XLSX."""
    now = view.address.state("headings")
    choices = [
        (view.say("Codes"), view.address.having(headings=None), now is None),
        (view.say("Words"), view.address.having(headings=view.language), now is not None),
    ]
    links = [html.A(word, href=str(href), **(aria(current="true") if on else {})) for word, href, on in choices]
    name = view.say("Headings")
    return html.P(
        [html.Span(name, className="quiet"), html.Nav(links, className="switch", **aria(label=name))],
        className="headings-switch",
    )


def _headings(view: View) -> Headings | None:
    """The language of the headings; None where they are codes."""
    language = view.address.state("headings")
    return Headings(language, [view.project]) if language else None


def _shown(view: View, name: str, columns: Sequence[str], rows: Sequence[Row]) -> Component:
    if not rows:
        return empty(view.say("This table has no rows yet."))
    ordered = in_order(rows, view.address.state("sort"), columns)
    start = first_shown(view.address.state("start"), len(rows), ROWS_SHOWN)
    part = ordered[start : start + ROWS_SHOWN]
    table = html.Table(
        [html.Thead(html.Tr([_heading(view, column) for column in columns])), _body(view, columns, part)],
        className="plain public",
    )
    box = scrolled(table, view.say(TABLES[name][0]))
    return html.Div([box, pager(view, start, len(rows), ROWS_SHOWN)])


def in_order(rows: Sequence[Row], sort: str | None, columns: Sequence[str]) -> Sequence[Row]:
    """The rows sorted by a column, the largest first with a leading minus; empty cells last either way."""
    column = (sort or "").removeprefix("-")
    if column not in columns:
        return rows
    stated = [row for row in rows if row[column] is not None]
    ordered = sorted(stated, key=lambda row: _rank(row[column]), reverse=(sort or "").startswith("-"))
    return [*ordered, *(row for row in rows if row[column] is None)]


def _rank(cell: Cell) -> tuple[int, Fraction, str]:
    """Numbers before texts, each in its order."""
    if isinstance(cell, Fraction | int):
        return 0, Fraction(cell), ""
    return 1, Fraction(0), cell.isoformat() if isinstance(cell, date) else str(cell)


def _heading(view: View, column: str) -> Component:
    """A column's name; it sorts, and a second time the other way round."""
    now = view.address.state("sort")
    following = f"-{column}" if now == column else column
    order = {column: "ascending", f"-{column}": "descending"}.get(now or "")
    arrow = {"ascending": " ↑", "descending": " ↓"}.get(order or "", "")
    worded = _headings(view)
    said = worded.heading(column) if worded else column
    link = html.A(f"{said}{arrow}", href=str(view.address.having(sort=following, start=None)))
    return html.Th(link, scope="col", **(aria(sort=order) if order else {}))


def _body(view: View, columns: Sequence[str], rows: Sequence[Row]) -> Component:
    worded = _headings(view)
    told = ([worded.cell(row, column) if worded else row[column] for column in columns] for row in rows)
    return html.Tbody([html.Tr([_cell(view, cell) for cell in cells]) for cells in told])


def _cell(view: View, cell: Cell) -> Component:
    number = isinstance(cell, Fraction | int) and not isinstance(cell, bool)
    long = isinstance(cell, str) and len(cell) > LONG
    css_class = "number" if number else "words" if long else ""
    return html.Td(cell_text(cell, view.language), className=css_class)
