"""The form in which it is corrected how an upload is read; what is chosen there is remembered for the reporter."""

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.controls import Input
from dashboard.parts import aria, data
from dashboard.reports.manner_words import DATES, DECIMALS, DELIMITERS, MEANINGS, meaning_said, taken_for
from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import marked
from loaders.cells import plain
from loaders.choices import (
    CATEGORIES,
    DIMENSION,
    ENCODINGS,
    INDICATORS,
    LONG,
    MOST_COLUMNS,
    PERIODS,
    Choices,
)
from loaders.choices import DATES as ORDERS
from loaders.choices import DECIMALS as MARKS
from loaders.choices import DELIMITERS as SIGNS
from loaders.manner import ColumnManner, Manner

ENCODING_WORDS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "windows-1251": "Windows-1251"}
LAYOUTS = {
    LONG: marked("One figure per row"),
    CATEGORIES: marked("A column for every category"),
    PERIODS: marked("A column for every period"),
    INDICATORS: marked("A column for every indicator"),
}
Options = Iterable[tuple[str, str]]


def correction(view: View, staged: Staged, manners: Sequence[Manner]) -> Component:
    """The form: what the files are written in, then what each column means."""
    help_text = view.say(
        "Choose only what was read wrongly. Once you accept the upload this is remembered for its reporter, and settles "
        "what later files leave open."
    )
    columns = _columns(manners)
    content = [
        html.P(help_text, className="quiet"),
        html.Div(list(_fields(view, staged.choices, manners)), className="fields"),
        *([_column_table(view, staged.choices, columns)] if columns else []),
        html.Button(view.say("Read it again"), type="submit", className="button"),
    ]
    return html.Form(content, action=view.address.uploads(staged.token, "read"), method="post", className="correction")


def _fields(view: View, chosen: Choices, manners: Sequence[Manner]) -> Iterable[Component]:
    if any(not each.workbook for each in manners):
        yield _select(
            view, view.say("Encoding"), "encoding", chosen.encoding, [(e, ENCODING_WORDS[e]) for e in ENCODINGS]
        )
        signs = [(name, view.say(DELIMITERS[sign])) for name, sign in SIGNS.items()]
        delimiter = next((name for name, sign in SIGNS.items() if sign == chosen.delimiter), None)
        yield _select(view, view.say("Cells between"), "delimiter", delimiter, signs)
    marks = [(mark, view.say(DECIMALS[mark])) for mark in MARKS]
    yield _select(view, view.say("Decimals"), "decimals", chosen.decimals, marks)
    orders = [(order, view.say(DATES[order])) for order in ORDERS]
    yield _select(view, view.say("Dates with slashes"), "dates", chosen.dates, orders)
    layouts = [(layout, view.say(words)) for layout, words in LAYOUTS.items()]
    yield _select(view, view.say("Layout"), "layout", chosen.layout, layouts)
    line = Input(
        type="number",
        name="header_line",
        defaultValue=str(chosen.header_line or ""),
        placeholder=next((str(each.header_line) for each in manners if each.header_line), ""),
        className="row-number",
    )
    yield html.Label([html.Span(view.say("Row of the header")), line], className="field")


def _select(view: View, title: str, name: str, chosen: str | None, choices: Options) -> Component:
    options = _options(view.say("as recognised"), chosen, choices)
    return html.Label([html.Span(title), html.Select(options, name=name)], className="field")


def _options(nothing: str, chosen: str | None, choices: Options) -> list[Component]:
    said = [("", nothing), *choices]
    return [html.Option(words, value=value, selected=value == (chosen or "")) for value, words in said]


def _columns(manners: Sequence[Manner]) -> list[ColumnManner]:
    """The columns with a name of all tables, each once."""
    named = {plain(each.header): each for manner in manners for each in manner.columns if each.header.strip()}
    return list(named.values())[:MOST_COLUMNS]


def _column_table(view: View, chosen: Choices, columns: Sequence[ColumnManner]) -> Component:
    names = [view.say("Column"), view.say("First cell"), view.say("Taken for"), view.say("Is really")]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    meanings = [(name, view.say(words)) for name, words in MEANINGS.items()]
    dimensions = [(f"{DIMENSION}{code}", meaning_said(view, f"{DIMENSION}{code}")) for code in view.project.dimensions]
    body = html.Tbody([_column(view, names, chosen, each, [*meanings, *dimensions]) for each in columns])
    return html.Div(html.Table([head, body], className="plain columns"), className="scroll")


def _column(view: View, names: Sequence[str], chosen: Choices, column: ColumnManner, meanings: Options) -> Component:
    """One column: its header, what stands in it, what it was taken for, and what it can be instead."""
    options = _options(view.say("as recognised"), chosen.meanings.get(plain(column.header)), meanings)
    select = html.Select(options, name="meaning", **aria(label=f"{names[3]}: {column.header}"))
    header: list[Component | str] = [column.header, Input(type="hidden", name="header", defaultValue=column.header)]
    taken = html.Td(taken_for(view, column), className="" if column.meaning else "unknown", **data(label=names[2]))
    cells = [html.Td(column.example, **data(label=names[1])), taken, html.Td(select, **data(label=names[3]))]
    return html.Tr([html.Th(header, scope="row"), *cells])
