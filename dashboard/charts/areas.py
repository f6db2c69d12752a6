"""Regions as filled outlines: how much there is as a tone, the figure written on each.

Areas are drawn largest first, so that a city stays visible in the district around it. A figure on an area too small for it
stands beside the map, with a line to its place. plotly's own maps fetch a base map from the network; these do not.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

from dashboard.charts.bars import told
from dashboard.charts.drawing import INK, PAPER, QUIET, UNEXPLAINED, Drawing, Part, sheet, wrapped
from dashboard.charts.grid import Entry, Grid
from dashboard.charts.scale import TONES, Scale
from loaders.geometry import Atlas, Ring

HEIGHT = 440
LOOKS = 40
"""At how many heights the broadest place of an area is looked for."""
WORD = 1.6
"""How many times broader than high a word with its figure is."""
NARROW = 0.09
"""An area narrower than this part of the map has its figure beside the map."""
MARGIN = 0.17
"""Room beside the map for such figures, as a part of its width."""
LINES_APART = 0.13
LETTERS = 15

Spot = tuple[float, float, float]
"""The middle of the broadest place of an area, to the right and up, and how broad it is."""


def map_chart(grid: Grid, column: Entry, atlas: Atlas, scale: Scale) -> Drawing:
    """The lines of the grid that have an area, in the tone of their figure in one column."""
    drawn = [line for line in grid.lines if line.code in atlas.areas]
    by_size = sorted(drawn, key=lambda line: -_extent(atlas.areas[line.code]))
    spots = {line.code: broadest(atlas.areas[line.code]) for line in drawn}
    small = [line for line in drawn if spots[line.code][2] < NARROW * atlas.width]
    room = MARGIN * atlas.width if small else 0
    layout = sheet(
        grid.language,
        HEIGHT,
        xaxis=_axis(-room, atlas.width) | {"constrain": "domain"},
        yaxis=_axis(0, atlas.height) | {"scaleanchor": "x", "constrain": "domain"},
        margin={"l": 2, "r": 2, "t": 2, "b": 2},
        hovermode="closest",
        annotations=[
            *(part for line in drawn if line not in small for part in _label(grid, line, column, spots[line.code])),
            *_labels_beside(grid, small, column, spots, atlas),
        ],
    )
    del layout["height"]  # the box says it: lower on a phone
    return {"data": [_area(grid, line, column, atlas, scale) for line in by_size], "layout": layout}


def _axis(low: float, high: float) -> Part:
    step = (high - low) * 0.01
    return {"visible": False, "range": [low - step, high + step], "fixedrange": True}


def _extent(rings: Sequence[Ring]) -> int:
    across = [x for ring in rings for x, _ in ring]
    up = [y for ring in rings for _, y in ring]
    return (max(across) - min(across)) * (max(up) - min(up))


def _area(grid: Grid, line: Entry, column: Entry, atlas: Atlas, scale: Scale) -> Part:
    closed = [[*ring, ring[0]] for ring in atlas.areas[line.code]]
    points: list[tuple[int | None, int | None]] = []
    for ring in closed:
        points += [*([(None, None)] if points else []), *ring]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": line.title,
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "fill": "toself",
        "line": {"color": QUIET, "width": 1},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": told(grid, line, column),
        "showlegend": False,
        **_filling(grid, line, column, scale),
    }


def _filling(grid: Grid, line: Entry, column: Entry, scale: Scale) -> Part:
    """The tone of a figure; white where nothing is stated, hatched where it is withheld."""
    cell = grid.cell(line, column)
    if isinstance(cell, str):
        return {
            "fillcolor": "#eef1f4",
            "fillpattern": {"shape": "/", "fgcolor": UNEXPLAINED, "size": 7, "solidity": 0.2},
        }
    known = next((figure for figure, one, other in grid.known if (one, other) == (line, column)), None)
    return {"fillcolor": "#ffffff" if known is None else TONES[scale.tone(known)]}


def _label(grid: Grid, line: Entry, column: Entry, spot: Spot) -> list[Part]:
    """The figure of an area, and below it its name; the style sheet leaves names out where there is little room.

    It knows them by their place: every second annotation is a name.
    """
    place = {"x": spot[0], "y": spot[1], "showarrow": False}
    return [_figure(grid, line, column) | place, _name(line) | place]


def _figure(grid: Grid, line: Entry, column: Entry) -> Part:
    text = f"<b>{escape(grid.text(line, column) or '–', quote=False)}</b>"
    return _paper(12) | {"text": text, "yanchor": "bottom"}


def _name(line: Entry) -> Part:
    return _paper(11) | {"text": wrapped(line.title, LETTERS), "yanchor": "top"}


def _paper(size: int) -> Part:
    return {"font": {"color": INK, "size": size}, "bgcolor": PAPER, "borderpad": 1}


def _labels_beside(
    grid: Grid, lines: Sequence[Entry], column: Entry, spots: Mapping[str, Spot], atlas: Atlas
) -> list[Part]:
    """The figures of small areas, one below the other on the left of the map, each with a line to its area."""
    ordered = sorted(lines, key=lambda line: -spots[line.code][1])
    heights: list[float] = []
    for line in ordered:
        below = heights[-1] - LINES_APART * atlas.height if heights else atlas.height
        heights.append(min(spots[line.code][1], below))
    return [
        part
        for line, height in zip(ordered, heights, strict=True)
        for part in _beside(grid, line, column, spots[line.code], (-MARGIN * atlas.width, height))
    ]


def _beside(grid: Grid, line: Entry, column: Entry, spot: Spot, place: tuple[float, float]) -> list[Part]:
    arrow = {"arrowhead": 6, "arrowsize": 0.8, "arrowwidth": 1, "arrowcolor": INK, "showarrow": True}
    end = {"x": spot[0], "y": spot[1], "ax": place[0], "ay": place[1], "axref": "x", "ayref": "y"}
    left = {"xanchor": "left", "align": "left"}
    name = _name(line) | left | {"x": place[0], "y": place[1], "yshift": -7, "showarrow": False}
    return [_figure(grid, line, column) | left | {"yanchor": "middle"} | end | arrow, name]


@lru_cache(maxsize=512)
def broadest(rings: tuple[Ring, ...]) -> Spot:
    """Where a word fits best: the middle of the stretch across an area that is broad and has room above and below."""
    heights = [y for ring in rings for _, y in ring]
    low, step = min(heights), (max(heights) - min(heights)) / LOOKS
    upright = tuple(tuple((y, x) for x, y in ring) for ring in rings)
    best, most = (float(rings[0][0][0]), float(rings[0][0][1]), 0.0), 0.0
    for height in (low + step * (place + 0.5) for place in range(LOOKS)):
        for left, right in _inside(rings, height):
            middle = (left + right) / 2
            room = min(right - left, WORD * _room_upright(upright, middle, height))
            if room > most:
                best, most = (middle, height, right - left), room
    return best


def _room_upright(upright: Sequence[Ring], across: float, height: float) -> float:
    """How much room there is above and below a point, twice the lesser."""
    found = next((each for each in _inside(upright, across) if each[0] <= height <= each[1]), (height, height))
    return 2 * min(height - found[0], found[1] - height)


def _inside(rings: Sequence[Ring], height: float) -> list[tuple[float, float]]:
    """The stretches of a level line that lie inside."""
    crossings = sorted(
        x + (height - y) * (across - x) / (up - y)
        for ring in rings
        for (x, y), (across, up) in pairwise([*ring, ring[0]])
        if (y <= height) is not (up <= height)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))
