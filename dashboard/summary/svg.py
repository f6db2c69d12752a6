"""A small chart of the donor's page as an SVG image, drawn on the server: at once on a slow line, sharp on paper."""

from collections.abc import Sequence
from html import escape

from dash import html

from dashboard.charts.drawing import ACTUAL, BAND, GRID, QUIET, TARGET
from dashboard.drawings import picture
from dashboard.summary.plot import Label, Plot, Point

WIDTH, HEIGHT = 430, 158
TOP, BOTTOM, SIDE = 6, 20, 6
TONES = {"actual": ACTUAL, "target": TARGET, "quiet": QUIET}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"'
GAP = 6
"""Between a label and its point."""


def chart_image(plot: Plot, finding: str) -> html.Img:
    """The chart, which says its finding to those who do not see it."""
    return picture(svg(plot), finding, "summary-picture")


def svg(plot: Plot) -> str:
    """The chart as a text of SVG."""
    shapes = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_years(plot),
        _level(plot.ground, QUIET, 1),
        *([] if plot.end is None else [_level(plot.end, TARGET, 1.5)]),
        _upright(plot.as_of),
        *_lines(plot.due, TARGET, 'stroke-width="2" stroke-dasharray="6 4"'),
        *_lines(plot.actual, ACTUAL, 'stroke-width="2.6"'),
        *_ends(plot),
        *(_label(label) for label in plot.labels),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}" font-size="12">{"".join(shapes)}</svg>'
    )


def _across(share: float) -> float:
    return round(SIDE + share * (WIDTH - 2 * SIDE), 1)


def _down(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)


def _years(plot: Plot) -> list[str]:
    """Every second fiscal year shaded, and their names."""
    high = HEIGHT - TOP - BOTTOM
    bands = [
        f'<rect x="{_across(start)}" y="{TOP}" width="{_across(end) - _across(start):.1f}" height="{high}" fill="{BAND}"/>'
        for start, end in plot.years[1::2]
    ]
    names = [
        f'<text x="{_across(middle)}" y="{HEIGHT - 5}" text-anchor="middle" fill="{QUIET}">{escape(name)}</text>'
        for middle, name in plot.names
    ]
    return [*bands, *names]


def _level(height: float, colour: str, width: float) -> str:
    at = _down(height)
    return f'<path d="M{SIDE} {at}H{WIDTH - SIDE}" stroke="{colour}" stroke-width="{width}"/>'


def _upright(place: float) -> str:
    return (
        f'<path d="M{_across(place)} {TOP}V{HEIGHT - BOTTOM}" stroke="{QUIET}" stroke-width="1" stroke-dasharray="1 3"/>'
        f'<path d="M{SIDE} {HEIGHT - BOTTOM}H{WIDTH - SIDE}" stroke="{GRID}"/>'
    )


def _lines(runs: Sequence[Sequence[Point]], colour: str, style: str) -> list[str]:
    """A line per run; a point alone is a dot."""
    return [
        f'<polyline points="{" ".join(f"{_across(x)},{_down(y)}" for x, y in run)}" fill="none" stroke="{colour}" {style}/>'
        if len(run) > 1
        else f'<circle cx="{_across(run[0][0])}" cy="{_down(run[0][1])}" r="3" fill="{colour}"/>'
        for run in runs
    ]


def _ends(plot: Plot) -> list[str]:
    """A dot at the last actual."""
    if not plot.actual:
        return []
    across, up = plot.actual[-1][-1]
    return [f'<circle cx="{_across(across)}" cy="{_down(up)}" r="4" fill="{ACTUAL}"/>']


def _label(label: Label) -> str:
    place, height = _across(label.at[0]), _down(label.at[1])
    anchor, shift = ("end", -GAP) if label.leftward else ("start", GAP)
    if label.at[0] in {0.0, 1.0}:
        shift = 0
    across, down = place + shift, height - GAP if label.upward else height + GAP + 10
    return (
        f'<text x="{across:.1f}" y="{down:.1f}" text-anchor="{anchor}" fill="{TONES[label.tone]}" font-weight="600" '
        f"{HALO}>{escape(label.text)}</text>"
    )
