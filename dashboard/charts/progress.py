"""The progress chart: what was reached, period by period and to date, against the targets over the whole project."""

from dashboard import words
from dashboard.charts.drawing import (
    ACTUAL,
    PERIOD,
    QUIET,
    TARGET,
    Drawing,
    Part,
    axis_room,
    bands,
    breadth,
    heights_of,
    line,
    middle,
    number,
    number_axis,
    sheet,
    time_axis,
    told,
    upright,
)
from dashboard.charts.labels import heights, labels, texts
from dashboard.charts.story import Progress
from framework.model import Cell, Pace


def progress_chart(progress: Progress) -> Drawing:
    """Bars per period; to date or per period against the targets; baseline, end target, as-of day and projection."""
    traces = [_bars(progress), *(_running(progress) if progress.running else _own_targets(progress))]
    tallest = max(map(abs, heights_of(*traces)), default=0)
    layout = sheet(
        progress.language,
        380,
        xaxis=time_axis(progress.years, [slot.span for slot in progress.slots]),
        yaxis=number_axis(progress.naming.suffix),
        shapes=[*bands(progress.years), upright(progress.as_of)],
        annotations=labels(progress),
        bargap=0,
        margin={
            "l": axis_room(tallest, progress.naming.suffix),
            "r": 16,
            "t": 28,
            "b": 28,
        },
    )
    return {"data": [*traces, told(progress.middles, heights(progress), texts(progress))], "layout": layout}


def _bars(progress: Progress) -> Part:
    colour = PERIOD if progress.running else ACTUAL
    return {
        "type": "bar",
        "x": progress.middles,
        "y": [number(slot.value) for slot in progress.slots],
        "width": [breadth(slot.span) for slot in progress.slots],
        "marker": {"color": colour},
        "name": words.say("stated in the period", progress.language),
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _running(progress: Progress) -> list[Part]:
    due = [number(slot.target_to_date) for slot in progress.slots]
    shape = "hvh" if progress.pace is Pace.STEP else "linear"
    style = {"color": TARGET, "width": 2, "dash": "dash", "shape": shape}
    markers = {"color": TARGET, "size": 5, "symbol": "diamond"}
    name = words.say("target to date", progress.language)
    mode = "lines+markers" if sum(value is not None for value in due) < len(due) else "lines"
    return [
        *_levels(progress),
        line(progress.middles, due, line=style, mode=mode, marker=markers, name=name),
        *_projection(progress),
        _reached(progress),
    ]


def _reached(progress: Progress) -> Part:
    symbols = ["circle-open" if number(slot.value) is None else "circle" for slot in progress.slots]
    return line(
        progress.middles,
        [number(slot.actual_to_date) for slot in progress.slots],
        mode="lines+markers",
        line={"color": ACTUAL, "width": 2.5},
        marker={"color": ACTUAL, "size": 7, "symbol": symbols},
        name=words.say("actual to date", progress.language),
    )


def _levels(progress: Progress) -> list[Part]:
    """End target, the original one where it was another, and baseline; as traces, because the axis makes room for traces only."""
    across = [progress.years[0].span.start.isoformat(), progress.years[-1].span.end.isoformat()]
    styles: list[tuple[Cell, Part]] = [
        (progress.summary["end_target"], {"color": TARGET, "width": 1.5}),
        (progress.original, {"color": TARGET, "width": 1.5, "dash": "dot"}),
        (progress.baseline, {"color": QUIET, "width": 1.5, "dash": "longdash"}),
    ]
    return [line(across, [value, value], line=style) for cell, style in styles if (value := number(cell)) is not None]


def _projection(progress: Progress) -> list[Part]:
    end, last = number(progress.summary["projected_end"]), progress.last
    if end is None or last is None:
        return []
    style = {"color": ACTUAL, "width": 2, "dash": "dot"}
    name = words.say("at the pace so far", progress.language)
    return [line([middle(last.span), progress.middles[-1]], [number(last.actual_to_date), end], line=style, name=name)]


def _own_targets(progress: Progress) -> list[Part]:
    """Each period's own target as a mark across its bar."""
    halves = [(slot, number(slot.target)) for slot in progress.slots]
    across = [place for slot, _ in halves for place in (slot.span.start.isoformat(), slot.span.end.isoformat(), None)]
    up = [place for _, value in halves for place in (value, value, None)]
    name = words.say("target of the period", progress.language)
    return [line(across, up, line={"color": TARGET, "width": 3}, name=name)]
