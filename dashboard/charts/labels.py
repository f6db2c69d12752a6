"""The words in the progress chart: at the lines, and under the pointer."""

from html import escape

from dashboard import words
from dashboard.charts.drawing import ACTUAL, QUIET, TARGET, Part, label, middle, number
from dashboard.charts.slots import Slot
from dashboard.charts.story import Progress
from dashboard.words import marked
from framework.model import Cell, Direction

ROOM_LEFT = 0.25
"""From this share of the time on, a label fits to the left of the as-of day."""
ROOM_RIGHT = 0.6
LOW = 0.15
"""Below this share of the end target there is no room under a line."""
DUE = marked("Target to date {value}")
DUE_LATER = marked("{period} target {value}")


def labels(progress: Progress) -> list[Part]:
    """The as-of day and, over the running lines, their names with the figure that each has reached."""
    if not progress.running:
        return [_as_of(progress), *_own(progress)]
    return [_as_of(progress), *_levels(progress), *_pair(progress)]


def heights(progress: Progress) -> list[float | None]:
    """Where the pointer finds each slot: at the figure shown, else at its target; None where there is neither."""
    return [_height(progress, slot) for slot in progress.slots]


def texts(progress: Progress) -> list[str]:
    """What is told under the pointer, a text per slot."""
    return [_told(progress, slot) for slot in progress.slots]


def _as_of(progress: Progress) -> Part:
    text = words.say("as of {day}", progress.language, day=words.day(progress.as_of, progress.language))
    side = "right" if progress.elapsed > ROOM_RIGHT else "left"
    return label(text, progress.as_of.isoformat(), 1, QUIET, yref="paper", yanchor="bottom", xanchor=side)


def _own(progress: Progress) -> list[Part]:
    """The name of the marks across the bars, at the last one."""
    last = next((slot for slot in reversed(progress.slots) if number(slot.target) is not None), None)
    if last is None:
        return []
    text = words.say("Target of the period {value}", progress.language, value=progress.naming.figure(last.target))
    height = number(last.target)
    return [label(text, 1, height, TARGET, xref="paper", xanchor="right", yanchor="bottom", yshift=4)]


def _levels(progress: Progress) -> list[Part]:
    """The end target at the right, late in a project at the left, where no line ends; the baseline at the right."""
    found = []
    if (height := number(progress.summary["end_target"])) is not None:
        text = words.say(
            "End target {value}", progress.language, value=progress.naming.figure(progress.summary["end_target"])
        )
        side = {"x": 0, "xanchor": "left"} if progress.elapsed > ROOM_RIGHT else {"x": 1, "xanchor": "right"}
        found.append(label(text, 1, height, TARGET, xref="paper", yanchor="bottom") | side)
    if (height := number(progress.baseline)) is not None:
        text = words.say("Baseline {value}", progress.language, value=progress.naming.figure(progress.baseline))
        below = "top" if height > LOW * (number(progress.summary["end_target"]) or 0.0) else "bottom"
        found.append(
            label(
                text, 1, height, QUIET, xref="paper", xanchor="right", yanchor=below, yshift=-3 if below == "top" else 0
            )
        )
    return found


def _pair(progress: Progress) -> list[Part]:
    """The names of the two lines where they are compared: the upper one above, the lower one below."""
    last = progress.last
    if last is None:
        return []
    actual, due = number(last.actual_to_date) or 0.0, number(last.target_to_date)
    over = due is None or actual >= due
    text = words.say("Actual {value}", progress.language, value=progress.naming.figure(last.actual_to_date))
    names = [_beside(progress, last, actual, text, ACTUAL, upper=over)]
    if due is not None:
        message = DUE if last.ended else DUE_LATER
        text = words.say(
            message, progress.language, value=progress.naming.figure(last.target_to_date), period=last.label
        )
        names.append(_beside(progress, last, due, text, TARGET, upper=not over))
    return names


def _beside(progress: Progress, slot: Slot, height: float, text: str, colour: str, *, upper: bool) -> Part:
    falls = progress.summary["direction"] == Direction.DECREASE
    leftward = progress.elapsed > ROOM_RIGHT or (upper is not falls and progress.elapsed > ROOM_LEFT)
    across = {"xanchor": "right" if leftward else "left", "xshift": -8 if leftward else 8}
    up = {"yanchor": "bottom", "yshift": 6} if upper else {"yanchor": "top", "yshift": -6}
    return label(text, middle(slot.span), height, colour, **across, **up)


def _height(progress: Progress, slot: Slot) -> float | None:
    shown = [slot.actual_to_date, slot.target_to_date] if progress.running else [slot.value, slot.target]
    return next((height for cell in shown if (height := number(cell)) is not None), None)


def _told(progress: Progress, slot: Slot) -> str:
    lines = [
        (marked("In this period: {value}"), slot.value),
        (marked("Target of this period: {value}"), None if slot.target == slot.target_to_date else slot.target),
        (marked("Actual to date: {value}"), slot.actual_to_date),
        (DUE if slot.ended else DUE_LATER, slot.target_to_date),
    ]
    said = [
        words.say(message, progress.language, value=_figure(progress, slot, cell), period=slot.label)
        for message, cell in lines
        if cell is not None
    ]
    if slot.value is None and slot.span.start <= progress.as_of:
        said.insert(0, words.say("Nothing stated in this period", progress.language))
    return "<br>".join([f"<b>{escape(slot.label)}</b>", *(escape(text, quote=False) for text in said)])


def _figure(progress: Progress, slot: Slot, cell: Cell) -> str:
    parts = progress.naming.parts(slot.numerator, slot.denominator) if cell is slot.value else ""
    said = progress.naming.figure(cell)
    return f"{said} ({parts})" if parts else said
