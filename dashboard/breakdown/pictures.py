"""The pictures of a breakdown, each with its finding, its key and its figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard import pictures
from dashboard.breakdown.asked import dimension_title, map_first, rows_address
from dashboard.breakdown.choice import Chart, Choice
from dashboard.breakdown.figures import Figures
from dashboard.breakdown.heat import heat_table, scale_key
from dashboard.breakdown.sentences import finding, last_figures, latest_finding, of_panel, place
from dashboard.charting import colour_key, graph
from dashboard.charts.areas import HEIGHT as MAP_HEIGHT
from dashboard.charts.areas import map_chart
from dashboard.charts.bars import bars_chart, bars_key
from dashboard.charts.drawing import Drawing, days_of
from dashboard.charts.grid import REST, Entry, Grid
from dashboard.charts.periods import SMALL, Calendar, highest, named_ends, periods_chart, periods_key
from dashboard.charts.scale import scale_of
from dashboard.parts import aria, plain_table
from dashboard.view import View
from framework.model import Frequency, Row
from framework.periods import calendar_of
from loaders.boundaries import Boundaries

MOST_PANELS = 24
"""More small charts than this are too many for a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown: the sentence that it says, and the parts of the page."""

    finding: str
    parts: Sequence[Component]


def picture_of(figures: Figures) -> Picture:
    """The picture that is chosen."""
    draw = {
        Chart.MAP: _map,
        Chart.BARS: _bars,
        Chart.TIME: _time,
        Chart.HEAT: _heat,
        Chart.MULTIPLES: _multiples,
    }
    return draw[figures.choice.chart](figures)


def _chart(figures: Figures, drawing: Drawing, said: str, height: int | None = None) -> Component:
    choice, view = figures.choice, figures.view
    titles = [entry.title for entry in figures.indicators]
    by = " × ".join(dimension_title(view, name) for name in choice.dimensions)
    taken = pictures.Picture(
        name="-".join([*(each.code for each in choice.indicators), "breakdown", *choice.dimensions]),
        about=f"{'; '.join(titles)} – {by}",
        rows=rows_address(view, choice.indicator, choice) if len(titles) == 1 else None,
    )
    return graph(drawing, said, view.language, height=height, picture=taken)


def _bars(figures: Figures) -> Picture:
    grid = figures.at_one_time()
    said = finding(figures, grid)
    return Picture(said, [*_bar_parts(figures, grid, said), _table(figures.view, grid, said, figures.choice)])


def _bar_parts(figures: Figures, grid: Grid, said: str) -> list[Component]:
    stacked = figures.choice.pair and figures.choice.stacks and not grid.withheld
    targets = figures.targets()
    drawn = _in_stacks(grid) if stacked else grid
    drawing = bars_chart(drawn, stacked=stacked, targets=targets)
    mark = html.Span(className="key-mark-upright", **aria(hidden="true"))
    target = [html.Ul([html.Li([mark, figures.view.say("target to date")])], className="key")] if targets else []
    return [_chart(figures, drawing, said), *colour_key(bars_key(drawn, stacked=stacked)), *target]


def _in_stacks(grid: Grid) -> Grid:
    """Without the line that is not disaggregated: its figures are in the other lines already, at their end."""
    return replace(grid, lines=[line for line in grid.lines if line.code != REST])


def _map(figures: Figures) -> Picture:
    """A map for each column, then the same as bars."""
    boundaries = figures.choice.boundaries
    if boundaries is None:
        return _bars(figures)
    figures = replace(figures, choice=map_first(figures.view, figures.choice))
    grid, view = figures.at_one_time(), figures.view
    said = finding(figures, grid)
    maps = _maps(figures, grid, boundaries, said)
    one = "maps one" if len(grid.columns) == 1 else "maps"
    bars = html.Div(_bar_parts(figures, grid, said), className="beside-map")
    parts = [html.Div([html.Div(maps, className=one), bars], className="map-and-bars")]
    scale = scale_of(figure for figure, _, _ in grid.known)
    source = html.P(view.said(boundaries.source), className="map-source")
    return Picture(
        said,
        [
            *parts,
            scale_key(view, [grid], scale),
            *_off_the_map(view, grid, boundaries),
            source,
            _table(view, grid, said, figures.choice),
        ],
    )


def _maps(figures: Figures, grid: Grid, boundaries: Boundaries, said: str) -> list[Component]:
    scale = scale_of(figure for figure, _, _ in grid.known)
    if len(grid.columns) == 1:
        return [_chart(figures, map_chart(grid, grid.columns[0], boundaries.atlas, scale), said, MAP_HEIGHT)]
    return [
        html.Figure(
            [
                html.Figcaption(column.title),
                _chart(
                    figures, map_chart(grid, column, boundaries.atlas, scale), f"{column.title}. {said}", MAP_HEIGHT
                ),
            ]
        )
        for column in grid.columns
        if any(grid.cell(line, column) is not None for line in grid.lines)
    ]


def _off_the_map(view: View, grid: Grid, boundaries: Boundaries) -> list[Component]:
    """The figures of categories without an area, and what is not disaggregated: they are on no map."""
    missing = [
        f"{place(grid, line, column)}: {grid.text(line, column)}"
        for line, column in grid.spots
        if line.code not in boundaries.atlas.areas and grid.cell(line, column) is not None
    ]
    words = view.say("Not on the map: {figures}.", figures="; ".join(missing))
    return [html.P(words, className="quiet")] if missing else []


def _time(figures: Figures) -> Picture:
    grid = figures.through_time()
    said = latest_finding(figures)
    stacked = figures.choice.stacks and not grid.withheld
    calendar = _calendar(figures)
    drawing = periods_chart(grid, calendar, stacked=stacked)
    key = colour_key(periods_key(grid, named_ends(grid, calendar, stacked=stacked)))
    parts = [_chart(figures, drawing, said), *key]
    return Picture(said, [*parts, _table(figures.view, grid, said, figures.choice)])


def _calendar(figures: Figures) -> Calendar:
    view = figures.view
    codes = {each.code for each in figures.choice.indicators}
    spans = {str(row["period"]): days_of(row) for row in view.rows("series") if row["indicator"] in codes}
    return Calendar(years=calendar_of(view.project).periods(Frequency.ANNUAL), spans=spans, as_of=view.as_of)


def _heat(figures: Figures) -> Picture:
    choice, view = figures.choice, figures.view
    grid = figures.at_one_time() if choice.at_one_time else figures.through_time()
    said = finding(figures, grid) if choice.at_one_time else latest_finding(figures)
    scale = scale_of(figure for figure, _, _ in grid.known)
    margins = (figures.totals(choice.dimensions[0]), figures.totals(choice.dimensions[1])) if choice.pair else None
    return Picture(said, [heat_table(view, grid, scale, said, margins), scale_key(view, [grid], scale)])


def _multiples(figures: Figures) -> Picture:
    view, choice = figures.view, figures.choice
    panels = figures.panels()
    whole = _all_together(panels, figures)
    said = latest_finding(figures)
    stacked = choice.stacks and len(choice.indicators) == 1 and not any(grid.withheld for _, grid in panels)
    top = max((highest(grid, stacked=stacked) for _, grid in panels), default=0)
    calendar = _calendar(figures)
    shown = [_panel(figures, each, calendar, top, stacked=stacked) for each in panels[:MOST_PANELS]]
    left = len(panels) - len(shown)
    words = view.many("{count} more is in the heat map.", "{count} more are in the heat map.", left)
    more = [html.P(words, className="quiet")] if left > 0 else []
    several = len(panels[0][1].lines) > 1 if panels else False
    key = colour_key(periods_key(_with_all_lines(panels))) if several else []
    return Picture(said, [*key, html.Div(shown, className="multiples"), *more, _table(view, whole, said, choice)])


def _with_all_lines(panels: Sequence[tuple[Entry, Grid]]) -> Grid:
    """One grid with the figures of all panels in its lines, for the key of their colours."""
    longest = max((grid for _, grid in panels), key=lambda grid: len(grid.lines))
    cells = {spot: cell for _, grid in panels for spot, cell in grid.cells.items()}
    return replace(longest, cells=cells)


def _all_together(panels: Sequence[tuple[Entry, Grid]], figures: Figures) -> Grid:
    """One grid with a line for every line of every panel."""
    several = any(len(grid.lines) > 1 for _, grid in panels)

    def line(panel: Entry, inner: Entry) -> Entry:
        title = f"{panel.title}, {inner.title}" if several else panel.title
        return Entry(f"{panel.code}+{inner.code}", title)

    lines = [line(panel, inner) for panel, grid in panels for inner in grid.lines]
    cells = {
        (line(panel, inner).code, column): cell
        for panel, grid in panels
        for inner in grid.lines
        for (code, column), cell in grid.cells.items()
        if code == inner.code
    }
    return Grid(lines=lines, columns=figures.periods, cells=cells, naming=figures.naming)


def _panel(figures: Figures, panel: tuple[Entry, Grid], calendar: Calendar, top: float, *, stacked: bool) -> Component:
    entry, grid = panel
    said = of_panel(figures, entry, grid)
    drawing = periods_chart(grid, calendar, stacked=stacked, height=SMALL, top=top)
    caption = html.Figcaption([entry.title, *_last_figure(figures, grid)])
    return html.Figure([caption, _chart(figures, drawing, said)])


def _last_figure(figures: Figures, grid: Grid) -> list[Component]:
    """Of one line its last figure, beside its title."""
    told = last_figures(figures, grid) if len(grid.lines) == 1 else []
    return [
        html.Span(figures.view.say("{value} in {period}", value=figure, period=period)) for _, figure, period in told
    ]


def _table(view: View, grid: Grid, said: str, choice: Choice) -> Component:
    """The figures of a picture; withheld cells as their texts, what is not stated empty."""
    columns = [("line", "")] + [(f"column {column.code}", column.title) for column in grid.columns]
    rows: list[Row] = [
        {"line": line.title, **{f"column {column.code}": _cell(grid, line, column) for column in grid.columns}}
        for line in grid.lines
    ]
    if choice.by_period:
        columns, rows = turned(columns, rows, view.say("Period"))
    table = plain_table(said, columns, rows, view.language)
    return html.Details([html.Summary(view.say("The chart in figures")), table], className="as-figures")


def _cell(grid: Grid, line: Entry, column: Entry) -> str | None:
    text, detail = grid.text(line, column), grid.detail(line, column)
    return (f"{text} ({detail})" if detail else text) or None


def turned(
    columns: Sequence[tuple[str, str]], rows: Sequence[Row], corner: str
) -> tuple[list[tuple[str, str]], list[Row]]:
    """A table with its lines as columns, so that periods stand below each other."""
    heads = [("line", corner), *((f"column {place}", str(row["line"])) for place, row in enumerate(rows))]
    lines: list[Row] = [
        {"line": title, **{f"column {place}": row[name] for place, row in enumerate(rows)}}
        for name, title in columns[1:]
    ]
    return heads, lines
