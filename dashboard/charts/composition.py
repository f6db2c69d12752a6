"""The categories of a dimension over time: stacked where they add up, else a line each."""

from dashboard.charts.breakdowns import HATCHED, UNSTATED, Breakdown, figure_text
from dashboard.charts.drawing import (
    SERIES,
    UNEXPLAINED,
    WHITE,
    Drawing,
    Part,
    bands,
    breadth,
    line,
    number,
    number_axis,
    sheet,
    time_axis,
    upright,
)
from dashboard.charts.story import Progress

PATTERNS = ("", "x", ".", "-", "+")
"""Tell further categories apart once the colours are used up."""


def composition_chart(breakdown: Breakdown, progress: Progress, *, stacked: bool) -> Drawing:
    """Each period with data: the parts of its figure. A category that a period does not state is a gap there."""
    draw = _bars if stacked else _points
    layout = sheet(
        breakdown.language,
        260,
        xaxis=time_axis(progress.years, [slot.span for slot in progress.slots]),
        yaxis=number_axis(breakdown.naming.suffix),
        shapes=[*bands(progress.years), upright(progress.as_of)],
        barmode="relative",
        bargap=0,
        hovermode="closest",
        margin={"l": 8, "r": 8, "t": 8, "b": 28},
    )
    traces = [draw(breakdown, progress, code, place) for place, code in enumerate(breakdown.codes)]
    return {
        "data": [trace for trace in traces if any(value is not None for value in _heights(trace))],
        "layout": layout,
    }


def composition_key(breakdown: Breakdown) -> list[tuple[str, str | None]]:
    """The categories with their colours, those that ever have a figure; None where it is the hatched remainder."""
    stated = {str(row["category"]) for row in breakdown.rows if number(row["value"]) is not None}
    return [
        (breakdown.title(code), None if code == UNSTATED else _colour(code, place))
        for place, code in enumerate(breakdown.codes)
        if code in stated
    ]


def _heights(trace: Part) -> list[object]:
    heights = trace["y"]
    return heights if isinstance(heights, list) else []


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
