"""Horizontal bars: a category each, side by side for several indicators, or stacked where parts make a whole.

What is not disaggregated is grey and hatched; where there is no figure, its place says why: `<5`, `*`, nothing stated.
"""

from collections.abc import Mapping
from html import escape

from dashboard import words
from dashboard.charts.breakdowns import HATCHED
from dashboard.charts.drawing import (
    ACTUAL,
    INK,
    QUIET,
    SERIES,
    TARGET,
    UNEXPLAINED,
    Drawing,
    Part,
    label,
    number,
    number_axis,
    sheet,
    wrapped,
)
from dashboard.charts.grid import REST, Entry, Grid
from framework.model import Cell

BAR, LINE, LETTER = 17, 14, 8
"""Heights of a bar and of a line of a title, and the width of a letter, in pixels."""
PATTERNS = ("", "x", ".", "-", "+")
"""Tell further parts apart once the colours are used up."""
BRIGHT = 128
"""Letters on a lighter colour are dark."""
NARROW = 200
"""How broad the bars are on a phone, in pixels."""
SHORT = 14
"""Longer names have no room behind a bar, in letters."""


def colour_of(column: Entry, place: int, count: int) -> str:
    """The colour of a part: one part alone has that of actuals."""
    if column.code == REST:
        return UNEXPLAINED
    return ACTUAL if count == 1 else SERIES[place % len(SERIES)]


def pattern_of(column: Entry, place: int) -> Part:
    """Its pattern: hatched where it is not disaggregated, and from the ninth part on another one."""
    return HATCHED | {"shape": "/" if column.code == REST else PATTERNS[place // len(SERIES) % len(PATTERNS)]}


def letters_on(colour: str) -> str:
    """The colour of letters that can be read on a colour."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return INK if (299 * red + 587 * green + 114 * blue) / 1000 > BRIGHT else "#ffffff"


def bars_chart(grid: Grid, *, stacked: bool, targets: Mapping[str, Cell] | None = None) -> Drawing:
    """Lines of the grid downwards, columns as colours; `targets` are marks, by the code of a line."""
    beside = 1 if stacked else len(grid.columns)
    heights = [max(BAR * beside, LINE * (1 + wrapped(line.title).count("<br>"))) + 10 for line in grid.lines]
    named = named_columns(grid, stacked=stacked)
    layout = sheet(
        grid.language,
        sum(heights) + 46,
        xaxis=number_axis(grid.naming.suffix) | {"showgrid": False, "nticks": 5},
        yaxis=_titles(grid),
        margin={"l": 8, "r": 12 if stacked else _room(grid, named), "t": 6, "b": 26},
        hovermode="closest",
        barmode="relative" if stacked else "overlay",
        annotations=[] if stacked else _gaps(grid),
        uniformtext={"mode": "hide", "minsize": 10},
    )
    traces = [
        _bars(grid, column, place, named.get(column.code), stacked=stacked) for place, column in enumerate(grid.columns)
    ]
    return {"data": [*traces, *_marks(grid, targets or {})], "layout": layout}


def bars_key(grid: Grid, *, stacked: bool) -> list[tuple[str, str | None]]:
    """The columns that are not named in the chart with their colours; None for the hatched remainder.

    One colour alone needs no key.
    """
    count, named = len(grid.columns), named_columns(grid, stacked=stacked)
    return [
        (column.title, None if column.code == REST else colour_of(column, place, count))
        for place, column in enumerate(grid.columns)
        if count > 1 and column.code not in named
    ]


def named_columns(grid: Grid, *, stacked: bool) -> Mapping[str, str]:
    """The columns with a name that is short enough to stand at one of their bars, with the line of the longest of them.

    In a stack there has to be room in the part, else behind a bar of the first line.
    """
    if len(grid.columns) == 1:
        return {}
    if not stacked:
        first, short = grid.lines[0], all(len(column.title) <= SHORT for column in grid.columns)
        told = all(grid.size(first, column) is not None for column in grid.columns)
        return {column.code: first.code for column in grid.columns} if short and told else {}
    longest = max((sum(grid.size(line, column) or 0 for column in grid.columns) for line in grid.lines), default=0) or 1
    found = {}
    for column in grid.columns:
        line = max(grid.lines, key=lambda each: grid.size(each, column) or 0)
        room = NARROW * (grid.size(line, column) or 0) / longest
        if column.code != REST and room >= LETTER * len(_text(grid, line, column, named=True)):
            found[column.code] = line.code
    return found


def _text(grid: Grid, line: Entry, column: Entry, *, named: bool) -> str:
    """A figure as plotly reads it, after the name of its column where that is to stand there."""
    text = grid.text(line, column)
    return escape(f"{column.title} {text}", quote=False) if named else text


def _titles(grid: Grid) -> Part:
    return {
        "tickvals": list(range(len(grid.lines))),
        "ticktext": [wrapped(line.title) for line in grid.lines],
        "range": [len(grid.lines) - 0.5, -0.5],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticklen": 4,
        "tickcolor": "rgba(0,0,0,0)",
    }


def _room(grid: Grid, named: Mapping[str, str]) -> int:
    """Room for the longest figure behind its bar, in pixels, or for a name with it."""
    texts = [_text(grid, line, column, named=named.get(column.code) == line.code) for line, column in grid.spots]
    return 14 + LETTER * max(map(len, texts), default=0)


def _thick(grid: Grid) -> float:
    """How much of a line one of several bars takes."""
    return 0.62 if len(grid.columns) == 1 else 0.8 / len(grid.columns)


def _place(grid: Grid, line: int, column: int) -> float:
    """Where the bar of a line and column stands from the top."""
    return line + (column - (len(grid.columns) - 1) / 2) * _thick(grid)


def _bars(grid: Grid, column: Entry, place: int, named: str | None, *, stacked: bool) -> Part:
    colour = colour_of(column, place, len(grid.columns))
    single = len(grid.columns) == 1
    colours = [UNEXPLAINED if single and line.code == REST else colour for line in grid.lines]
    shapes = [pattern_of(line if line.code == REST else column, place)["shape"] for line in grid.lines]
    silent = [(stacked and column.code == REST) or grid.size(line, column) is None for line in grid.lines]
    texts = [_text(grid, line, column, named=line.code == named) for line in grid.lines]
    return {
        "type": "bar",
        "orientation": "h",
        "name": column.title,
        "x": [grid.size(line, column) for line in grid.lines],
        "y": [number_of if stacked else _place(grid, number_of, place) for number_of in range(len(grid.lines))],
        "width": 0.66 if stacked else _thick(grid) * (1 if single else 0.92),
        "marker": {
            "color": colours,
            "pattern": HATCHED | {"shape": shapes},
            "line": {"color": "#ffffff", "width": 0.5},
        },
        "text": ["" if mute else text for text, mute in zip(texts, silent, strict=True)],
        "textposition": "inside" if stacked else "outside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": letters_on(colour)},
        "outsidetextfont": {"color": INK},
        "hovertext": [told(grid, line, column) for line in grid.lines],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }


def told(grid: Grid, line: Entry, column: Entry) -> str:
    """What is told under the pointer: where, how much, and what stands beside it."""
    several = len(grid.columns) > 1
    heading = f"<b>{escape(line.title)}</b>" + (f", {escape(column.title)}" if several else "")
    figure = grid.text(line, column) or words.say("nothing stated", grid.language)
    return "<br>".join(filter(None, [heading, escape(figure), escape(grid.detail(line, column))]))


def _gaps(grid: Grid) -> list[Part]:
    """The words where there is no bar: a withheld cell's text, or that nothing is stated."""
    return [
        label(
            grid.text(line, column) or words.say("nothing stated", grid.language),
            0,
            _place(grid, down, place),
            QUIET,
            xanchor="left",
            xshift=4,
        )
        for down, line in enumerate(grid.lines)
        for place, column in enumerate(grid.columns)
        if grid.size(line, column) is None
    ]


def _marks(grid: Grid, targets: Mapping[str, Cell]) -> list[Part]:
    """The targets of categories."""
    placed = [(place, line, targets[line.code]) for place, line in enumerate(grid.lines) if line.code in targets]
    symbol = {"symbol": "line-ns", "size": 22, "color": TARGET, "line": {"width": 3, "color": TARGET}}
    texts = [_target_text(grid, line, cell) for _, line, cell in placed]
    mark: Part = {
        "type": "scatter",
        "mode": "markers",
        "x": [number(cell) for _, _, cell in placed],
        "y": [place for place, _, _ in placed],
        "marker": symbol,
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }
    return [mark] if placed else []


def _target_text(grid: Grid, line: Entry, cell: Cell) -> str:
    target = words.say("target {value}", grid.language, value=grid.naming.figure(cell))
    return f"<b>{escape(line.title)}</b><br>{escape(target)}"
