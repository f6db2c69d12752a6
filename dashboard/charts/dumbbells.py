"""Indicators of different units on two sides: a line from the first figure to the second, each scaled to its larger one."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from dashboard.charts.drawing import ACTUAL, GRID, INK, PERIOD, QUIET, Drawing, Part, label, line, sheet, wrapped

LINE_HEIGHT = 16
"""Of a title, in pixels; up and down the drawing is in pixels too."""
BELOW_TITLE, BELOW_LINE = 14, 20
TITLE_WIDTH = 34
"""In letters: what has room beside the change on a phone; longer titles go on in the next line."""
PLOT = 0.58
"""The share of the width for the lines; the figures stand to their right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dumbbell:
    """One indicator: both figures to draw, and in words."""

    title: str
    first: float
    second: float
    figures: str
    """Both figures in words."""
    change: str


def dumbbell_chart(dumbbells: Sequence[Dumbbell], language: str) -> Drawing:
    """A row per indicator: its title and change above, below an open dot, a line, a full dot, and the figures.

    Args:
        dumbbells: from the top.
        language: of numbers.
    """
    titles = [wrapped(each.title, TITLE_WIDTH) for each in dumbbells]
    places = _places(titles)
    height = places[-1] + BELOW_LINE
    firsts, seconds = zip(*(_scaled(each) for each in dumbbells), strict=True)
    lows = min(0.0, *firsts, *seconds)
    layout = sheet(
        language,
        height + 16,
        xaxis={"domain": [0, PLOT], "range": [lows - 0.04, 1.04], "visible": False, "fixedrange": True},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        hovermode="closest",
        annotations=[part for row in zip(places, titles, dumbbells, strict=True) for part in _words(*row)],
        shapes=[_track(place, lows) for place in places],
    )
    pairs = [
        line([one, other], [place, place], line={"color": PERIOD, "width": 5})
        for place, one, other in zip(places, firsts, seconds, strict=True)
    ]
    hover = [
        f"<b>{escape(each.title, quote=False)}</b><br>{escape(each.figures, quote=False)} ({escape(each.change, quote=False)})"
        for each in dumbbells
    ]
    ends = {"mode": "markers", "text": hover, "hoverinfo": "text"}
    open_dot = {"color": "#ffffff", "size": 11, "line": {"color": QUIET, "width": 2}}
    return {
        "data": [
            *pairs,
            line(firsts, places, **ends, marker=open_dot),
            line(seconds, places, **ends, marker={"color": ACTUAL, "size": 12}),
        ],
        "layout": layout,
    }


def _scaled(each: Dumbbell) -> tuple[float, float]:
    """Both figures as shares of the larger one."""
    largest = max(abs(each.first), abs(each.second)) or 1.0
    return each.first / largest, each.second / largest


def _track(place: int, low: float) -> Part:
    style = {"color": GRID, "width": 1}
    return {"type": "line", "x0": low, "x1": 1, "y0": place, "y1": place, "line": style, "layer": "below"}


def _words(place: int, title: str, each: Dumbbell) -> list[Part]:
    """Title and change above the line, the figures to its right."""
    left = {"xref": "paper", "xanchor": "left", "align": "left"}
    right = {"xref": "paper", "xanchor": "right", "align": "right"}
    above = {"yanchor": "bottom", "yshift": BELOW_TITLE - 6}
    return [
        label("", 0, place, INK, **left, **above) | {"text": title},
        label("", 1, place, INK, **right, **above) | {"text": f"<b>{escape(each.change, quote=False)}</b>"},
        label(each.figures, 1, place, QUIET, **right, yanchor="middle"),
    ]


def _places(titles: Sequence[str]) -> list[int]:
    """How far down the line of each row is, below its title."""
    heights = [(title.count("<br>") + 1) * LINE_HEIGHT + BELOW_TITLE for title in titles]
    return [place - BELOW_LINE for place in accumulate(height + BELOW_LINE for height in heights)]
