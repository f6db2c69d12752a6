"""The colours of charts and small drawings, each for the light and for the dark ground.

Figures carry the light ones, and so do pictures that are taken away; in the dark style `assets/5-charts.css` puts the dark
ones in their place. What is drawn stands out at least 3:1 from its ground, and the colours of categories are apart for
people with any colour vision: `tests/dashboard/test_palette.py` measures both.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour of the palette."""

    light: str
    dark: str


PAPER = Shade("#ffffff", "#18222c")
INK = Shade("#1f2d3a", "#e6edf3")
QUIET = Shade("#5b6875", "#a5b3c0")
GRID = Shade("#e3e8ec", "#2f3c48")
BAND = Shade("#f5f7f9", "#1d2935")
ACTUAL = Shade("#0b4f8a", "#6fb1ff")
PERIOD = Shade("#5795c9", "#3573a8")
TARGET = Shade("#b34700", "#ff9d5c")
REST = Shade("#858f98", "#8b97a2")
SERIES = (
    Shade("#1c4985", "#69c4ed"),
    Shade("#ca8000", "#e6bb1b"),
    Shade("#02a95f", "#469960"),
    Shade("#947a8b", "#c7b6b8"),
    Shade("#5c74fe", "#6f62fa"),
    Shade("#8b1435", "#c83b86"),
    Shade("#794c00", "#a97317"),
    Shade("#550fa7", "#a75ece"),
)
"""Colours of categories, in the order in which they are given out."""

CHARTS = {
    "paper": PAPER,
    "ink": INK,
    "quiet": QUIET,
    "grid": GRID,
    "band": BAND,
    "actual": ACTUAL,
    "period": PERIOD,
    "target": TARGET,
    "rest": REST,
    **{f"series-{place}": shade for place, shade in enumerate(SERIES, 1)},
}
"""The colours of charts by the name of their variable in the style sheets: `--chart-actual`."""

TRACK = Shade("#e4e9ee", "#31404d")
HATCH = Shade("#f4f6f8", "#222e39")
EDGE = Shade("#c3ccd5", "#4b5a67")
MARK = Shade("#8a97a5", "#7d8b99")
LEVEL = Shade("#2f6ea5", "#6fb1ff")
STATUSES = {
    "achieved": Shade("#00695c", "#2fbfae"),
    "ahead": Shade("#1565a7", "#5aa9f0"),
    "on_track": Shade("#3d8a6e", "#56b892"),
    "behind": Shade("#b87800", "#e0a63c"),
    "off_track": Shade("#b5321b", "#f0755c"),
    "not_due": Shade("#7b8b9a", "#8b9aa8"),
    "no_data": Shade("#7b8b9a", "#8b9aa8"),
    "no_target": Shade("#7b8b9a", "#8b9aa8"),
}
"""Colours of statuses; a symbol and a word always stand beside them."""

DRAWINGS = (PAPER, INK, TRACK, HATCH, EDGE, MARK, LEVEL, *STATUSES.values())
"""The colours of the small drawings beside the figures."""
