"""A small chart as places on a sheet from 0 to 1, which the page draws as SVG and the PDF with lines of its own.

To the right goes the project's time, a period standing in the middle of its days; upwards the figure, from zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dashboard import words
from dashboard.charts.drawing import DAY, number
from dashboard.charts.labels import DUE, DUE_LATER, ROOM_LEFT, ROOM_RIGHT
from dashboard.charts.slots import Slot
from dashboard.charts.story import Progress
from dashboard.words import marked
from framework.model import Cell, Direction, Pace, Period, Span

HEADROOM = 1.16
"""How much higher the sheet is than its highest figure: room for a label."""
MOST_YEARS = 6
"""More fiscal years are not all named."""

Point = tuple[float, float]
"""To the right and upwards, each from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text at a point: which of its corners lies there, and of which line it speaks."""

    text: str
    at: Point
    tone: str
    """`actual`, `target` or `quiet`."""
    leftward: bool
    """True where it ends at the point, False where it begins there."""
    upward: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What is drawn: lines as runs of points without a gap."""

    actual: Sequence[Sequence[Point]]
    due: Sequence[Sequence[Point]]
    end: float | None
    """The height of the end target."""
    ground: float
    """The height of zero."""
    as_of: float
    years: Sequence[tuple[float, float]]
    """Where each fiscal year begins and ends."""
    names: Sequence[tuple[float, str]]
    """What stands below the sheet, and where its middle is."""
    labels: Sequence[Label]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The days and figures that the sheet spans."""

    days: Span
    low: float
    high: float

    def across(self, day: float) -> float:
        """The place of a day, counted from the first."""
        return round(day / (self.days.end - self.days.start).days, 4)

    def day(self, day: date) -> float:
        """The place of the start of a day."""
        return self.across((day - self.days.start).days)

    def middle(self, span: Span) -> float:
        """The place of the middle of a span."""
        return self.across(((span.start - self.days.start).days + (span.end - self.days.start).days) / 2)

    def up(self, figure: float) -> float:
        """The height of a figure."""
        return round((figure - self.low) / (self.high - self.low), 4)


def plot_of(progress: Progress) -> Plot:
    """The running figures of an indicator against its targets over the whole project."""
    sheet = _sheet(progress)
    places = [sheet.middle(slot.span) for slot in progress.slots]
    actual = [number(slot.actual_to_date) for slot in progress.slots]
    due = [number(slot.target_to_date) for slot in progress.slots]
    end = number(progress.summary["end_target"])
    lines = _runs(sheet, places, due)
    return Plot(
        actual=_runs(sheet, places, actual),
        due=[_stairs(run) for run in lines] if progress.pace is Pace.STEP else lines,
        end=None if end is None else sheet.up(end),
        ground=sheet.up(0.0),
        as_of=sheet.day(min(max(progress.as_of + DAY, sheet.days.start), sheet.days.end)),
        years=[(sheet.day(year.span.start), sheet.day(year.span.end)) for year in progress.years],
        names=_names(sheet, progress.years),
        labels=_labels(progress, sheet),
    )


def _sheet(progress: Progress) -> Sheet:
    figures = [number(slot.actual_to_date) for slot in progress.slots]
    figures += [number(slot.target_to_date) for slot in progress.slots]
    known = [0.0, *(figure for figure in (*figures, number(progress.summary["end_target"])) if figure is not None)]
    low, high = min(known), max(known)
    room = (high - low or 1.0) * HEADROOM
    return Sheet(Span(progress.years[0].span.start, progress.years[-1].span.end), low, low + room)


def _runs(sheet: Sheet, places: Sequence[float], figures: Sequence[float | None]) -> list[list[Point]]:
    """The points between gaps."""
    runs: list[list[Point]] = [[]]
    for place, figure in zip(places, figures, strict=True):
        if figure is None:
            runs.append([])
        else:
            runs[-1].append((place, sheet.up(figure)))
    return [run for run in runs if run]


def _stairs(run: Sequence[Point]) -> list[Point]:
    """The same points with steps between them, halfway."""
    corners = [
        corner
        for (left, low), (right, high) in pairwise(run)
        for corner in ((round((left + right) / 2, 4), low), (round((left + right) / 2, 4), high))
    ]
    return sorted([run[0], *corners, run[-1]], key=lambda point: point[0]) if len(run) > 1 else list(run)


def _names(sheet: Sheet, years: Sequence[Period]) -> list[tuple[float, str]]:
    """The fiscal years, as many as there is room for."""
    every = -(-len(years) // MOST_YEARS)
    return [(sheet.middle(year.span), year.label) for year in years[::every]]


def _labels(progress: Progress, sheet: Sheet) -> list[Label]:
    """The end target, late in a project at the left, where no line ends; the names of the two lines."""
    end, last = number(progress.summary["end_target"]), progress.last
    late = progress.elapsed > ROOM_RIGHT
    names = _pair(progress, sheet, last) if last else []
    if end is None:
        return names
    text = _said(marked("End target {value}"), progress, progress.summary["end_target"])
    return [Label(text=text, at=(0.0 if late else 1.0, sheet.up(end)), tone="target", leftward=not late), *names]


def _pair(progress: Progress, sheet: Sheet, last: Slot) -> list[Label]:
    """The actual and the target to date where they are compared: the upper one above, the lower one below."""
    reached, due = number(last.actual_to_date) or 0.0, number(last.target_to_date)
    over = due is None or reached >= due
    place = sheet.middle(last.span)
    names = [_name(progress, _said(marked("Actual {value}"), progress, last.actual_to_date), "actual", upper=over)]
    heights = [reached]
    if due is not None:
        text = _said(DUE if last.ended else DUE_LATER, progress, last.target_to_date, last.label)
        names.append(_name(progress, text, "target", upper=not over))
        heights.append(due)
    return [replace(name, at=(place, sheet.up(height))) for name, height in zip(names, heights, strict=True)]


def _name(progress: Progress, text: str, tone: str, *, upper: bool) -> Label:
    """A line's name on the side where the line is not: above a rising one to the left, below it to the right."""
    falls = progress.summary["direction"] == Direction.DECREASE
    leftward = progress.elapsed > ROOM_RIGHT or (upper is not falls and progress.elapsed > ROOM_LEFT)
    return Label(text=text, at=(0.0, 0.0), tone=tone, leftward=leftward, upward=upper)


def _said(message: str, progress: Progress, figure: Cell, period: str = "") -> str:
    return words.say(message, progress.language, value=progress.naming.figure(figure), period=period)
