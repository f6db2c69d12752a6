"""Categories by period: stacked where they are parts of one total, else a line each, named where they end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.bars import colour_of, letters_on, pattern_of, told
from dashboard.charts.drawing import (
    HEADROOM,
    Drawing,
    Part,
    along,
    axis_room,
    bands,
    breadth,
    heights_of,
    line,
    middle,
    number_axis,
    sheet,
    time_axis,
    upright,
)
from dashboard.charts.grid import Entry, Grid
from dashboard.charts.names import End, Series, ends, margin, names
from framework.model import Period, Span

HEIGHT, SMALL = 340, 170
ABOVE, BELOW = 16, 28
"""The margins, in pixels."""
PLOT = HEIGHT - ABOVE - BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The axis of time: the fiscal years, the days of each period, and the day up to which figures count."""

    years: Sequence[Period]
    spans: Mapping[str, Span]
    as_of: date


def periods_chart(
    grid: Grid, calendar: Calendar, *, stacked: bool, height: int = HEIGHT, top: float | None = None
) -> Drawing:
    """Lines of the grid as colours, its columns in time. A period that states nothing is a gap, not zero.

    Args:
        grid: categories in lines, periods in columns.
        calendar: the axis of time.
        stacked: whether the figures stand on one another.
        height: in pixels.
        top: the end of the axis of figures, where several charts share one.
    """
    draw = _bars if stacked else _points
    drawn = (draw(grid, calendar, entry, place) for place, entry in enumerate(grid.lines))
    traces = [trace for trace in drawn if any(True for _ in heights_of(trace))]
    small = height < HEIGHT
    named = [] if small else named_ends(grid, calendar, stacked=stacked)
    figures = number_axis(grid.naming.suffix) | ({"nticks": 4} if small else {})
    tallest = top or highest(grid, stacked=stacked)
    room = axis_room(tallest, grid.naming.suffix)
    layout = sheet(
        grid.language,
        height,
        xaxis=time_axis(calendar.years, [] if small else [calendar.spans[each.code] for each in grid.columns]),
        yaxis=figures | ({"range": [0, top * 1.08], "rangemode": "normal"} if top else {}),
        shapes=[*bands(calendar.years), upright(calendar.as_of)],
        barmode="relative",
        bargap=0,
        hovermode="closest",
        margin={"l": room, "r": margin(named, _reach(grid, calendar)), "t": ABOVE, "b": BELOW},
        uniformtext={"mode": "hide", "minsize": 9},
        annotations=names(named, PLOT, tallest * HEADROOM),
    )
    return {"data": traces, "layout": layout}


def named_ends(grid: Grid, calendar: Calendar, *, stacked: bool) -> Sequence[End]:
    """Where each line, or each part of the last stack, ends; none where there are too many to name them there."""
    series = [
        Series(
            code=entry.code,
            title=entry.title,
            colour=colour_of(entry, place, len(grid.lines)),
            sizes=[grid.size(entry, column) for column in grid.columns],
            figures=[grid.text(entry, column) for column in grid.columns],
        )
        for place, entry in enumerate(grid.lines)
    ]
    return ends(series, [calendar.spans[column.code] for column in grid.columns], PLOT, stacked=stacked)


def _reach(grid: Grid, calendar: Calendar) -> float:
    """How far along the axis of time the last figure is."""
    return max((along(calendar.years, calendar.spans[column.code].end) for _, _, column in grid.known), default=0)


def periods_key(grid: Grid, named: Sequence[End] = ()) -> list[tuple[str, str | None]]:
    """The lines that have a figure and are not named in the chart, with their colours; None for the hatched remainder."""
    stated = {entry.code for _, entry, _ in grid.known} - {end.code for end in named}
    count = len(grid.lines)
    return [
        (entry.title, None if entry.code == "*" else colour_of(entry, place, count))
        for place, entry in enumerate(grid.lines)
        if count > 1 and entry.code in stated
    ]


def highest(grid: Grid, *, stacked: bool) -> float:
    """The highest that the chart reaches."""
    if not stacked:
        return max((float(figure) for figure, _, _ in grid.known), default=0)
    sums = (sum(grid.size(entry, column) or 0 for entry in grid.lines) for column in grid.columns)
    return max(sums, default=0)


def _trace(grid: Grid, calendar: Calendar, entry: Entry) -> Part:
    return {
        "name": entry.title,
        "x": [middle(calendar.spans[column.code]) for column in grid.columns],
        "y": [grid.size(entry, column) for column in grid.columns],
        "hovertext": [told(grid, entry, column) for column in grid.columns],
        "hoverinfo": "text",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def _bars(grid: Grid, calendar: Calendar, entry: Entry, place: int) -> Part:
    colour = colour_of(entry, place, len(grid.lines))
    border = {"color": "#ffffff", "width": 0.5}
    return _trace(grid, calendar, entry) | {
        "type": "bar",
        "width": [breadth(calendar.spans[column.code]) for column in grid.columns],
        "marker": {"color": colour, "pattern": pattern_of(entry, place), "line": border},
        "text": ["" if grid.size(entry, column) is None else grid.text(entry, column) for column in grid.columns],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": letters_on(colour)},
    }


def _points(grid: Grid, calendar: Calendar, entry: Entry, place: int) -> Part:
    colour = colour_of(entry, place, len(grid.lines))
    marker = {"color": colour, "size": 7, "symbol": place % 8}
    drawn = line([], [], mode="lines+markers", line={"color": colour, "width": 2}, marker=marker)
    return drawn | _trace(grid, calendar, entry)
