"""Categories by period: stacked where they are parts of one total, else a line each, named where it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.bars import colour_of, letters_on, pattern_of, told
from dashboard.charts.drawing import (
    Drawing,
    Part,
    bands,
    breadth,
    label,
    line,
    middle,
    number_axis,
    sheet,
    time_axis,
    upright,
)
from dashboard.charts.grid import Entry, Grid
from framework.model import Period, Span

HEIGHT, SMALL = 340, 170
LINE, NAMES = 15, 110
"""The height of a line of letters, and room for names on the right, in pixels."""
LATE = 0.75
"""After this part of the project there is no room for names inside the chart."""


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
    small = height < HEIGHT
    figures = number_axis(grid.naming.suffix) | ({"nticks": 4} if small else {})
    layout = sheet(
        grid.language,
        height,
        xaxis=time_axis(calendar.years, [] if small else [calendar.spans[each.code] for each in grid.columns]),
        yaxis=figures | ({"range": [0, top * 1.08], "rangemode": "normal"} if top else {}),
        shapes=[*bands(calendar.years), upright(calendar.as_of)],
        barmode="relative",
        bargap=0,
        hovermode="closest",
        margin={"l": 8, "r": 8 if stacked or small else _right(grid, calendar), "t": 10, "b": 28},
        uniformtext={"mode": "hide", "minsize": 9},
        annotations=[] if stacked or small else _names(grid, calendar),
    )
    traces = [draw(grid, calendar, entry, place) for place, entry in enumerate(grid.lines)]
    return {"data": [trace for trace in traces if _has_figures(trace)], "layout": layout}


def periods_key(grid: Grid) -> list[tuple[str, str | None]]:
    """The lines that have a figure with their colours; None where it is the hatched remainder."""
    stated = {entry.code for _, entry, _ in grid.known}
    count = len(grid.lines)
    return [
        (entry.title, None if entry.code == "*" else colour_of(entry, place, count))
        for place, entry in enumerate(grid.lines)
        if entry.code in stated
    ]


def highest(grid: Grid, *, stacked: bool) -> float:
    """The highest that the chart reaches."""
    if not stacked:
        return max((float(figure) for figure, _, _ in grid.known), default=0)
    sums = (sum(grid.size(entry, column) or 0 for entry in grid.lines) for column in grid.columns)
    return max(sums, default=0)


def _has_figures(trace: Part) -> bool:
    heights = trace["y"]
    return isinstance(heights, list) and any(height is not None for height in heights)


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


def _names(grid: Grid, calendar: Calendar) -> list[Part]:
    """The name of each line beside its last point, moved apart where they would cover each other."""
    last = {
        entry.code: column for entry in grid.lines for column in grid.columns if grid.size(entry, column) is not None
    }
    stated = [(grid.size(entry, last[entry.code]) or 0, entry) for entry in grid.lines if entry.code in last]
    scale = (HEIGHT - 60) / (highest(grid, stacked=False) or 1)
    below, labels = float("-inf"), []
    for size, entry in sorted(stated, key=lambda each: each[0]):
        up = max(size * scale, below + LINE)
        below = up
        words = f"{entry.title} {grid.text(entry, last[entry.code])}"
        place = middle(calendar.spans[last[entry.code].code])
        labels.append(label(words, place, size, xanchor="left", xshift=8, yshift=up - size * scale))
    return labels


def _right(grid: Grid, calendar: Calendar) -> int:
    """Room for the names of lines that reach the end of the project."""
    ends = [calendar.spans[column.code].end for _, _, column in grid.known]
    start, end = calendar.years[0].span.start, calendar.years[-1].span.end
    return NAMES if ends and (max(ends) - start).days > LATE * (end - start).days else 8
