"""The categories of a dimension over time: stacked where they add up, else a line each, named where they end."""

from collections.abc import Sequence

from dashboard.charts.breakdowns import HATCHED, UNSTATED, Breakdown, figure_text
from dashboard.charts.drawing import (
    HEADROOM,
    SERIES,
    UNEXPLAINED,
    WHITE,
    Drawing,
    Part,
    along,
    axis_room,
    bands,
    breadth,
    heights_of,
    line,
    number,
    number_axis,
    sheet,
    time_axis,
    upright,
)
from dashboard.charts.names import End, Series, ends, margin, names
from dashboard.charts.story import Progress

HEIGHT, ABOVE, BELOW = 260, 16, 28
"""The height and the margins, in pixels."""
PLOT = HEIGHT - ABOVE - BELOW
PATTERNS = ("", "x", ".", "-", "+")
"""Tell further categories apart once the colours are used up."""


def composition_chart(breakdown: Breakdown, progress: Progress, *, stacked: bool) -> Drawing:
    """Each period with data: the parts of its figure. A category that a period does not state is a gap there."""
    draw = _bars if stacked else _points
    drawn = (draw(breakdown, progress, code, place) for place, code in enumerate(breakdown.codes))
    traces = [trace for trace in drawn if any(True for _ in heights_of(trace))]
    named = named_ends(breakdown, progress, stacked=stacked)
    tallest = max(_tops(breakdown, progress, stacked=stacked), default=0)
    reach = max((along(progress.years, slot.span.end) for slot in progress.slots if slot.value is not None), default=0)
    layout = sheet(
        breakdown.language,
        HEIGHT,
        xaxis=time_axis(progress.years, [slot.span for slot in progress.slots]),
        yaxis=number_axis(breakdown.naming.suffix),
        shapes=[*bands(progress.years), upright(progress.as_of)],
        barmode="relative",
        bargap=0,
        hovermode="closest",
        margin={"l": axis_room(tallest, breakdown.naming.suffix), "r": margin(named, reach), "t": ABOVE, "b": BELOW},
        annotations=names(named, PLOT, tallest * HEADROOM),
    )
    return {"data": traces, "layout": layout}


def named_ends(breakdown: Breakdown, progress: Progress, *, stacked: bool) -> Sequence[End]:
    """Where each line, or each part of the last stack, ends; none where there are too many to name them there."""
    series = [
        Series(
            code=code,
            title=breakdown.title(code),
            colour=_colour(code, place),
            sizes=_sizes(breakdown, progress, code),
        )
        for place, code in enumerate(breakdown.codes)
    ]
    return ends(series, [slot.span for slot in progress.slots], PLOT, stacked=stacked)


def _sizes(breakdown: Breakdown, progress: Progress, code: str) -> list[float | None]:
    """The figures of a category by period."""
    found = {str(row["period"]): number(row["value"]) for row in breakdown.rows if row["category"] == code}
    return [found.get(slot.label) for slot in progress.slots]


def _tops(breakdown: Breakdown, progress: Progress, *, stacked: bool) -> list[float]:
    """How high each period reaches."""
    together = sum if stacked else max
    periods = zip(*(_sizes(breakdown, progress, code) for code in breakdown.codes), strict=True)
    return [together(size or 0 for size in sizes) for sizes in periods]


def composition_key(breakdown: Breakdown, named: Sequence[End] = ()) -> list[tuple[str, str | None]]:
    """The categories with their colours that ever have a figure and are not named in the chart.

    Instead of its colour None stands for the hatched remainder.
    """
    stated = {str(row["category"]) for row in breakdown.rows if number(row["value"]) is not None}
    stated -= {end.code for end in named}
    return [
        (breakdown.title(code), None if code == UNSTATED else _colour(code, place))
        for place, code in enumerate(breakdown.codes)
        if code in stated
    ]


def _bars(breakdown: Breakdown, progress: Progress, code: str, place: int) -> Part:
    pattern = {"shape": "/" if code == UNSTATED else PATTERNS[place // len(SERIES) % len(PATTERNS)]}
    return _trace(breakdown, progress, code) | {
        "type": "bar",
        "width": [breadth(slot.span) for slot in progress.slots],
        "marker": {
            "color": _colour(code, place),
            "pattern": HATCHED | pattern,
            "line": {"color": WHITE, "width": 0.5},
        },
    }


def _points(breakdown: Breakdown, progress: Progress, code: str, place: int) -> Part:
    colour = _colour(code, place)
    marker = {"color": colour, "size": 7, "symbol": place % 8}
    trace = _trace(breakdown, progress, code)
    return line([], [], mode="lines+markers", line={"color": colour, "width": 2}, marker=marker) | trace


def _colour(code: str, place: int) -> str:
    return UNEXPLAINED if code == UNSTATED else SERIES[place % len(SERIES)]


def _trace(breakdown: Breakdown, progress: Progress, code: str) -> Part:
    found = {str(row["period"]): row for row in breakdown.rows if row["category"] == code}
    rows = [found.get(slot.label) for slot in progress.slots]
    return {
        "name": breakdown.title(code),
        "x": progress.middles,
        "y": [number(row["value"]) if row else None for row in rows],
        "hovertext": [
            figure_text(breakdown, row, slot.label) if row else ""
            for row, slot in zip(rows, progress.slots, strict=True)
        ],
        "hoverinfo": "text",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
