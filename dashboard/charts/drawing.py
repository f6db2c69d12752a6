"""What all charts share: colours, axes, places in time, labels at the lines.

A period is drawn in the middle of its days, because its end would read as the next month on an axis of dates.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from html import escape
from typing import TypeAlias

from babel import Locale

from dashboard.charts import palette
from framework.model import Cell, Period, Row, Span

Part: TypeAlias = dict[str, object]
Drawing: TypeAlias = dict[str, object]

WHITE = palette.PAPER.light
INK = palette.INK.light
QUIET = palette.QUIET.light
GRID = palette.GRID.light
BAND = palette.BAND.light
ACTUAL = palette.ACTUAL.light
PERIOD = palette.PERIOD.light
TARGET = palette.TARGET.light
UNEXPLAINED = palette.REST.light
SERIES = tuple(shade.light for shade in palette.SERIES)
"""Colours of categories that people with any colour vision tell apart."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
PAPER = "rgba(255,255,255,0.85)"
DAY = timedelta(days=1)

BESIDE_AXIS, LETTER = 20, 8
"""Room beside the letters of an axis, and for each letter, in pixels."""
HEADROOM = 1.05
"""How far an axis goes beyond the highest figure, as a share of it."""
SMALLEST_WHOLE = 5
"""Below it an axis has figures with decimals."""


def number(cell: Cell) -> float | None:
    """A cell as a number to draw; None where it is empty or a text such as `<5` or `n/a`."""
    return float(cell) if isinstance(cell, Fraction | int) and not isinstance(cell, bool) else None


def day(cell: Cell) -> date:
    """A cell that holds a date.

    Raises:
        TypeError: the cell holds something else.
    """
    if isinstance(cell, date):
        return cell
    raise TypeError(cell)


def days_of(row: Row) -> Span:
    """The days of a row with `start` and `end`, both inclusive in tables."""
    return Span(day(row["start"]), day(row["end"]) + DAY)


def middle(span: Span) -> str:
    """The moment halfway through, as plotly reads it."""
    start = datetime.combine(span.start, time())
    return (start + (datetime.combine(span.end, time()) - start) / 2).isoformat()


def breadth(span: Span, share: float = 0.72) -> float:
    """How broad the bar of a period is, in milliseconds."""
    return (span.end - span.start).days * 86_400_000 * share


def separators(language: str) -> str:
    """The decimal mark and the thousands mark of a language, as plotly takes them (CLDR)."""
    symbols = Locale.parse(language).number_symbols["latn"]
    return f"{symbols['decimal']}{symbols['group']}"


def line(across: Sequence[object], up: Sequence[object], **more: object) -> Part:
    """A line whose missing points are gaps."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(across),
        "y": list(up),
        "connectgaps": False,
        "hoverinfo": "skip",
        "showlegend": False,
        **more,
    }


def told(across: Sequence[str], up: Sequence[float | None], texts: Sequence[str]) -> Part:
    """Unseen points that carry the text of each period under the pointer."""
    marker = {"opacity": 0, "size": 14}
    return line(across, up, mode="markers", marker=marker, text=list(texts), hoverinfo="text")


def label(text: str, across: object, up: object, colour: str = INK, **more: object) -> Part:
    """A word beside what it names."""
    return {
        "text": escape(text, quote=False),
        "x": across,
        "y": up,
        "showarrow": False,
        "font": {"color": colour, "size": 12},
        "bgcolor": PAPER,
        "borderpad": 1,
        **more,
    }


def wrapped(text: str, width: int = 24) -> str:
    """A long title on several lines, safe for plotly, which reads tags."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(piece, quote=False) for piece in lines)


def heights_of(*traces: Part) -> Iterator[float]:
    """Every figure that traces have upwards."""
    return (height for trace in traces if isinstance(up := trace["y"], list) for height in up if height is not None)


def bands(years: Sequence[Period]) -> list[Part]:
    """Every second fiscal year shaded."""
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": year.span.start.isoformat(),
            "x1": year.span.end.isoformat(),
            "y0": 0,
            "y1": 1,
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }
        for year in years[1::2]
    ]


def upright(moment: date) -> Part:
    """The line at the end of the as-of day."""
    place = (moment + DAY).isoformat()
    dashed = {"color": QUIET, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": place, "x1": place, "y0": 0, "y1": 1, "line": dashed}


def time_axis(years: Sequence[Period], slots: Sequence[Span] = ()) -> Part:
    """The whole project period; fiscal years are named below it, periods ticked."""
    return {
        "type": "date",
        "range": [years[0].span.start.isoformat(), years[-1].span.end.isoformat()],
        "tickvals": [middle(year.span) for year in years],
        "ticktext": [year.label for year in years],
        "tickfont": {"color": QUIET, "size": 12},
        "ticks": "outside",
        "ticklen": 7,
        "tickcolor": "rgba(0,0,0,0)",
        "minor": {"tickvals": [slot.start.isoformat() for slot in slots], "ticks": "outside", "ticklen": 4},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def along(years: Sequence[Period], moment: date) -> float:
    """How far along the axis of time a day is, from 0 to 1."""
    start, end = years[0].span.start, years[-1].span.end
    return (moment - start).days / (end - start).days


def number_axis(suffix: str = "") -> Part:
    """The axis of figures, from zero, with thousands grouped."""
    return {
        "rangemode": "tozero",
        "tickformat": ",~f",
        "ticksuffix": suffix,
        "tickfont": {"color": QUIET, "size": 12},
        "gridcolor": GRID,
        "zerolinecolor": QUIET,
        "nticks": 6,
        "ticklen": 4,
        "tickcolor": "rgba(0,0,0,0)",
        "automargin": True,
        "fixedrange": True,
    }


def axis_room(highest: float, suffix: str = "") -> int:
    """Room on the left for the figures of the axis, in pixels.

    Where it is enough, plotly need not draw all of it a second time to make more of it.
    """
    longest = f"{highest * HEADROOM:,.0f}" if highest >= SMALLEST_WHOLE else f"{highest:.1f}"
    return BESIDE_AXIS + LETTER * len(longest + suffix)


def sheet(language: str, height: int, **more: object) -> Part:
    """The layout that all charts start from."""
    return {
        "height": height,
        "autosize": True,
        "font": {"family": FONT, "size": 12, "color": INK},
        "separators": separators(language),
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "margin": {"l": 12, "r": 16, "t": 28, "b": 28},
        "showlegend": False,
        "hovermode": "x",
        "hoverlabel": {"bgcolor": WHITE, "bordercolor": QUIET, "font": {"color": INK, "size": 12}, "align": "left"},
        "dragmode": False,
        **more,
    }
