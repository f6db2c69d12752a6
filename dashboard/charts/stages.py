"""The stage ladder of a milestone: its stages from below upwards, the stage reached and the stage due over time."""

from collections.abc import Sequence
from html import escape

from dashboard import words
from dashboard.charts.drawing import (
    ACTUAL,
    GRID,
    INK,
    QUIET,
    TARGET,
    Drawing,
    Part,
    bands,
    label,
    line,
    sheet,
    time_axis,
    told,
    upright,
    wrapped,
)
from dashboard.charts.slots import Slot
from dashboard.charts.story import Progress
from dashboard.words import in_language, marked
from framework.model import Cell, Stage

STEP_HEIGHT = 62
NAME_WIDTH = 40


def stage_ladder(progress: Progress, stages: Sequence[Stage]) -> Drawing:
    """Stages on the y axis; a solid stair for the stage reached, a broken one for the stage due."""
    places = {stage.code: float(position) for position, stage in enumerate(stages)}
    due = [places.get(str(slot.target_to_date)) for slot in progress.slots]
    reached = [places.get(str(slot.actual_to_date)) for slot in progress.slots]
    layout = sheet(
        progress.language,
        STEP_HEIGHT * len(stages) + 90,
        xaxis=time_axis(progress.years, [slot.span for slot in progress.slots]),
        yaxis=_ladder(len(stages)),
        shapes=[*bands(progress.years), upright(progress.as_of)],
        annotations=[*_names(stages, progress.language), *_ends(progress, reached, due)],
    )
    up = [one if one is not None else other for one, other in zip(reached, due, strict=True)]
    texts = [_told(progress, slot, stages) for slot in progress.slots]
    return {"data": [*_stairs(progress, reached, due), told(progress.middles, up, texts)], "layout": layout}


def _ladder(count: int) -> Part:
    return {
        "range": [-0.25, count - 0.35],
        "tickvals": list(range(count)),
        "showticklabels": False,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }


def _stairs(progress: Progress, reached: Sequence[float | None], due: Sequence[float | None]) -> list[Part]:
    awaited = {"color": TARGET, "width": 2, "dash": "dash", "shape": "hvh"}
    stair = {"color": ACTUAL, "width": 3, "shape": "hvh"}
    stated = ["circle-open" if slot.value is None else "circle" for slot in progress.slots]
    marks = {"color": ACTUAL, "size": 8, "symbol": stated}
    return [
        line(progress.middles, due, line=awaited, name=words.say("stage due", progress.language)),
        line(
            progress.middles,
            reached,
            line=stair,
            mode="lines+markers",
            marker=marks,
            name=words.say("stage reached", progress.language),
        ),
    ]


def _names(stages: Sequence[Stage], language: str) -> list[Part]:
    """The titles, on their rungs: inside the picture, so that narrow screens keep its width."""
    return [
        label("", 0, position, INK, xref="paper", xanchor="left", yanchor="bottom", yshift=5, align="left")
        | {"text": wrapped(in_language(stage.title, language), NAME_WIDTH)}
        for position, stage in enumerate(stages)
    ]


def _ends(progress: Progress, reached: Sequence[float | None], due: Sequence[float | None]) -> list[Part]:
    say, language = words.say, progress.language
    side = "right" if progress.elapsed > 0.6 else "left"  # noqa: PLR2004 - room on that side
    moment = say("as of {day}", language, day=words.day(progress.as_of, language))
    found = [label(moment, progress.as_of.isoformat(), 1, QUIET, yref="paper", yanchor="bottom", xanchor=side)]
    for heights, text, colour in ((due, say("Due", language), TARGET), (reached, say("Reached", language), ACTUAL)):
        known = [(place, height) for place, height in zip(progress.middles, heights, strict=True) if height is not None]
        found += [label(text, *known[-1], colour, xanchor="right", yanchor="top", yshift=-6)] if known else []
    return found


def _told(progress: Progress, slot: Slot, stages: Sequence[Stage]) -> str:
    titles = {stage.code: in_language(stage.title, progress.language) for stage in stages}
    lines: list[tuple[str, Cell]] = [
        (marked("Reached: {value}"), slot.actual_to_date),
        (marked("Due: {value}"), slot.target_to_date),
    ]
    said = [
        words.say(message, progress.language, value=titles.get(str(cell), str(cell)))
        for message, cell in lines
        if cell is not None
    ]
    return "<br>".join([f"<b>{escape(slot.label)}</b>", *(escape(text, quote=False) for text in said)])
