"""The rows of the reports behind an indicator's figures, with file and line; read only when they are asked for."""

from datetime import date, datetime
from itertools import islice

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.addresses import Address, Impossible, Page, read_address
from dashboard.evidence import Evidence
from dashboard.parts import plain_table
from dashboard.site import Site
from dashboard.still import still
from dashboard.view import View, known_moment
from dashboard.words import in_language, languages, marked, say
from framework.model import Indicator, Project, Row
from framework.periods import calendar_of
from loaders.revisions import as_known
from store.observations import rows as observation_rows

MOST_ROWS = 200

COLUMNS = (
    ("period", marked("Period")),
    ("date", marked("Date")),
    ("reporter", marked("Reporter")),
    ("value", marked("Value")),
    ("numerator", marked("Numerator")),
    ("denominator", marked("Denominator")),
    ("note", marked("Note")),
    ("explanation", marked("Explanation")),
    ("evidence", marked("Evidence")),
    ("place", marked("File and line")),
)
SPLIT = 3
"""The dimensions stand after so many columns."""


def rows_section(view: View, evidence: Evidence) -> Component:
    """Where the rows appear, and the way to all of them."""
    everything = view.address.to(Page.TABLES, table="observations", indicator=evidence.indicator.code)
    shows = html.Button(
        view.say("Show the rows"),
        id="show-rows",
        className="button",
        type="button",
        lang=view.language,
        value=view.as_of.isoformat(),
    )
    return html.Section(
        [
            html.H2(view.say("Rows behind the figures")),
            html.P([shows, " ", html.A(view.say("Open the table of observations"), href=str(everything))]),
            html.Div(id="rows-shown"),
        ],
        id="rows",
    )


def register_rows(app: Dash, site: Site) -> None:
    """The callback of the button."""

    @app.callback(
        Output("rows-shown", "children"),
        Input("show-rows", "n_clicks"),
        State("address", "pathname"),
        State("address", "search"),
        State("show-rows", "value"),
        State("show-rows", "lang"),
        prevent_initial_call=True,
    )
    def show(clicks: object, pathname: object, search: object, as_of: object, language: object) -> Component:
        address = f"{pathname}{search or ''}"
        answer = rows_shown(site, address, str(as_of), str(language)) if clicks else None
        if answer is None:
            raise PreventUpdate
        return still(answer)


def rows_shown(site: Site, asked: str, as_of: str, language: str) -> Component | None:
    """The rows behind the indicator of an address, with its query; None where what is asked for cannot be."""
    path, _, query = asked.partition("?")
    address, day = read_address(path, query), _day(as_of)
    project = site.project(address.project) if isinstance(address, Address) else None
    if isinstance(address, Impossible) or project is None or day is None or language not in languages():
        return None
    known_at = known_moment(address)
    (project,) = as_known(site.database, [project], known_at)
    indicator = project.indicators.get(address.indicator or "")
    if indicator is None:
        return None
    return _table(project, indicator, _first_rows(site, project, indicator, day, known_at), language)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _first_rows(
    site: Site, project: Project, indicator: Indicator, as_of: date, known_at: datetime | None
) -> list[Row]:
    """The rows that count up to a day, as known at a moment; one more than are shown."""
    sources = _sources(indicator)
    frequencies = {project.indicators[code].reporting for code in sources}
    periods = {period for frequency in frequencies for period in calendar_of(project).periods(frequency)}
    begun = {period.label for period in periods if period.span.start <= as_of}
    with site.database.reading() as connection:
        of = {"indicators": sources, "periods": begun}
        rows = observation_rows(connection, project, role=site.rights(project).role, known_at=known_at, **of)
        return list(islice((row for row in rows if _dated(row, as_of)), MOST_ROWS + 1))


def _sources(indicator: Indicator) -> set[str]:
    """The indicators whose rows make its figures (semantics 2.5 from)."""
    quotient = indicator.quotient
    return {quotient.numerator, quotient.denominator} if quotient else {indicator.code}


def _dated(row: Row, as_of: date) -> bool:
    day = row["date"]
    return not isinstance(day, date) or day <= as_of


def _table(project: Project, indicator: Indicator, rows: list[Row], language: str) -> Component:
    if not rows:
        return html.P(say("No report states anything for this indicator yet.", language), className="quiet")
    dimensions = [(name, in_language(project.dimensions[name].title, language)) for name in indicator.dimensions]
    columns = [(name, say(heading, language)) for name, heading in COLUMNS]
    columns[SPLIT:SPLIT] = dimensions
    shown = [_shown(project, row, language) for row in rows[:MOST_ROWS]]
    kept = [(name, heading) for name, heading in columns if any(row.get(name) is not None for row in shown)]
    table = plain_table(say("Rows behind the figures", language), kept, shown, language)
    more = (
        [html.P(say("The first {count} rows are shown.", language, count=MOST_ROWS))] if len(rows) > MOST_ROWS else []
    )
    return html.Div([table, *more])


def _shown(project: Project, row: Row, language: str) -> Row:
    """A row with the titles of its categories, its file and line in one."""
    titles = {
        (name, category.code): in_language(category.title, language)
        for name, dimension in project.dimensions.items()
        for category in dimension.categories
    }
    named = {name: titles.get((name, str(row[name])), row[name]) for name in project.dimensions}
    return {**row, **named, "place": f"{row['file']}:{row['line']}"}
