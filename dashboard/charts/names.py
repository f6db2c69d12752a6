"""The names of lines, and of the parts of stacks, beside where they end: nobody has to look them up in a key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.drawing import Part, label, middle, wrapped
from framework.model import Span

WIDTH = 16
"""Longer names go on in the next line, in letters."""
LINE, LETTER, BESIDE = 15, 7, 16
"""The height of a line of letters, the width of a letter, and what is free beside them, in pixels."""
NARROW = 240
"""How broad a chart is on a phone, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A line, or one part of all stacks, through time."""

    code: str
    title: str
    colour: str
    sizes: Sequence[float | None]
    """Its figures by period; None where nothing is stated."""
    figures: Sequence[str] = ()
    """The same in words, if the last of them stands beside the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A name and where it belongs."""

    code: str
    lines: Sequence[str]
    """The name as it is written."""
    colour: str
    across: str
    """A moment on the axis of time."""
    up: float
    """A figure on the other axis."""

    @property
    def height(self) -> int:
        """How high the name is, in pixels."""
        return LINE * len(self.lines)


def ends(series: Sequence[Series], spans: Sequence[Span], room: int, *, stacked: bool) -> Sequence[End]:
    """Where each ends; none where their names have no room above each other, or stacks go below zero: that takes a key.

    Args:
        series: what is drawn, from below.
        spans: the days of each period.
        room: the height of the plot, in pixels.
        stacked: whether they stand on one another; then the last stack is named, where its parts have their middles.
    """
    if stacked and any(size < 0 for each in series for size in each.sizes if size is not None):
        return []
    found = list(_last_parts(series, spans) if stacked else _last_points(series, spans))
    return found if sum(end.height for end in found) <= room else []


def _last_parts(series: Sequence[Series], spans: Sequence[Span]) -> Iterator[End]:
    last = max((_last(each) for each in series), default=-1)
    height = 0.0
    for each in series:
        size = each.sizes[last] if last >= 0 else None
        if size:
            yield _end(each, spans[last].end.isoformat(), height + size / 2)
            height += size


def _last_points(series: Sequence[Series], spans: Sequence[Span]) -> Iterator[End]:
    for each in series:
        last = _last(each)
        size = each.sizes[last] if last >= 0 else None
        if size is not None:
            yield _end(each, middle(spans[last]), size, *each.figures[last : last + 1])


def _last(series: Series) -> int:
    """The place of its last figure; -1 where there is none."""
    return max((place for place, size in enumerate(series.sizes) if size is not None), default=-1)


def _end(series: Series, across: str, up: float, *figure: str) -> End:
    lines = wrapped(" ".join([series.title, *figure]), WIDTH).split("<br>")
    return End(code=series.code, lines=lines, colour=series.colour, across=across, up=up)


def names(named: Sequence[End], room: int, highest: float) -> list[Part]:
    """The name of each beside its end, with its colour, moved apart where they would cover each other.

    Args:
        named: the ends.
        room: the height of the plot, in pixels.
        highest: the figure at its top.
    """
    scale = room / (highest or 1)
    ordered = sorted(named, key=lambda end: end.up)
    return [
        label("", end.across, end.up, xanchor="left", xshift=8, yshift=up - end.up * scale, align="left")
        | {"text": f'<span style="color: {_rgb(end.colour)}">■</span> {"<br>".join(end.lines)}'}
        for end, up in zip(ordered, _apart(ordered, scale, room), strict=True)
    ]


def _apart(named: Sequence[End], scale: float, room: int) -> Sequence[float]:
    """How high the middle of each name is: where it ends if that is free, else above the one below it."""
    lowered: list[float] = []
    ceiling = float(room)
    for end, up in reversed(list(zip(named, _raised(named, scale), strict=True))):
        lowered.append(min(up, ceiling - end.height / 2))
        ceiling = lowered[-1] - end.height / 2
    return lowered[::-1]


def _raised(named: Sequence[End], scale: float) -> Iterator[float]:
    floor = float("-inf")
    for end in named:
        up = max(end.up * scale, floor + end.height / 2)
        floor = up + end.height / 2
        yield up


def margin(named: Sequence[End], elapsed: float) -> int:
    """Room right of the plot, in pixels, for the names that begin so far along the axis of time, from 0 to 1."""
    longest = max((len(line) for end in named for line in end.lines), default=0)
    return max(8, round(BESIDE + LETTER * (longest + 2) - (1 - elapsed) * NARROW)) if longest else 8


def _rgb(colour: str) -> str:
    """As style sheets look for it."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"
