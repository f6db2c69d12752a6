"""The breakdown of an indicator by one dimension, to date.

What a report left unexplained is drawn grey and hatched and named *not disaggregated*; a withheld cell shows its text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from dashboard import words
from dashboard.charts.drawing import (
    ACTUAL,
    INK,
    QUIET,
    TARGET,
    UNEXPLAINED,
    WHITE,
    Drawing,
    Part,
    label,
    number,
    number_axis,
    sheet,
    wrapped,
)
from dashboard.naming import Naming
from framework.model import Row

BAR_HEIGHT, LINE_HEIGHT, LETTER_WIDTH = 14, 14, 8
HATCHED = {"shape": "/", "fillmode": "overlay", "fgcolor": WHITE, "fgopacity": 0.9, "size": 7, "solidity": 0.35}
UNSTATED = "*"
Placed: TypeAlias = tuple[int, Row]
"""A row and its place from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One dimension of one indicator: its rows of `breakdown` and the titles of its categories."""

    rows: Sequence[Row]
    titles: Mapping[str, str]
    naming: Naming

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.naming.language

    @property
    def to_date(self) -> list[Row]:
        """The rows of the figures to date, in the framework's order."""
        return [row for row in self.rows if row["period"] == "to_date"]

    @property
    def codes(self) -> list[str]:
        """The categories to date and whatever else the periods have."""
        return list(dict.fromkeys(str(row["category"]) for row in (*self.to_date, *self.rows)))

    def title(self, code: str) -> str:
        """The title of a category; the remainder by its name."""
        return words.say("not disaggregated", self.language) if code == UNSTATED else self.titles.get(code, code)


def breakdown_chart(breakdown: Breakdown) -> Drawing:
    """Horizontal bars of the figures to date, with a mark at each category's target to date."""
    rows = breakdown.to_date
    placed = list(enumerate(rows))
    layout = sheet(
        breakdown.language,
        _row_height(breakdown, rows) * len(rows) + 44,
        xaxis=number_axis(breakdown.naming.suffix) | {"showgrid": False, "nticks": 5},
        yaxis=_titles(breakdown, rows),
        margin={"l": 8, "r": _room(breakdown, rows), "t": 6, "b": 26},
        hovermode="closest",
        barmode="overlay",
        annotations=_gaps(breakdown, rows),
    )
    explained = [(place, row) for place, row in placed if row["category"] != UNSTATED]
    rest = [(place, row) for place, row in placed if row["category"] == UNSTATED]
    targets = [(place, row) for place, row in placed if number(row["target"]) is not None]
    bars = [
        _bars(breakdown, explained, {"color": ACTUAL}),
        _bars(breakdown, rest, {"color": UNEXPLAINED, "pattern": HATCHED}),
    ]
    return {"data": [*bars, _edges(breakdown, targets), _marks(breakdown, targets)], "layout": layout}


def has_targets(breakdown: Breakdown) -> bool:
    """True where a category has a target to date, and so a mark."""
    return any(number(row["target"]) is not None for row in breakdown.to_date)


def _row_height(breakdown: Breakdown, rows: Sequence[Row]) -> int:
    """Room for the title with the most lines."""
    lines = [wrapped(breakdown.title(str(row["category"]))).count("<br>") for row in rows]
    return BAR_HEIGHT + LINE_HEIGHT * (1 + max(lines, default=0))


def _room(breakdown: Breakdown, rows: Sequence[Row]) -> int:
    """Room for the longest figure behind its bar, in pixels."""
    return 14 + LETTER_WIDTH * max((len(_figure(breakdown, row)) for row in rows), default=0)


def _titles(breakdown: Breakdown, rows: Sequence[Row]) -> Part:
    return {
        "tickvals": list(range(len(rows))),
        "ticktext": [wrapped(breakdown.title(str(row["category"]))) for row in rows],
        "range": [len(rows) - 0.5, -0.5],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticklen": 4,
        "tickcolor": "rgba(0,0,0,0)",
    }


def _bars(breakdown: Breakdown, placed: Sequence[Placed], marker: Part) -> Part:
    return _trace(breakdown, placed, "value") | {
        "type": "bar",
        "orientation": "h",
        "marker": marker,
        "text": [_figure(breakdown, row) for _, row in placed],
        "textposition": "auto" if marker["color"] == ACTUAL else "outside",
        "insidetextanchor": "start",
        "insidetextfont": {"color": WHITE},
        "outsidetextfont": {"color": INK},
        "width": 0.62,
    }


def _marks(breakdown: Breakdown, placed: Sequence[Placed]) -> Part:
    name = words.say("target to date", breakdown.language)
    return _trace(breakdown, placed, "target") | _uprights(TARGET, 3) | {"name": name}


def _edges(breakdown: Breakdown, placed: Sequence[Placed]) -> Part:
    """The light edges of the marks, which set them off from the bars."""
    return _trace(breakdown, placed, "target") | _uprights(WHITE, 7) | {"hoverinfo": "skip", "hovertemplate": None}


def _uprights(colour: str, width: int) -> Part:
    symbol = {"symbol": "line-ns", "size": 22, "color": colour, "line": {"width": width, "color": colour}}
    return {"type": "scatter", "mode": "markers", "marker": symbol}


def _trace(breakdown: Breakdown, placed: Sequence[Placed], column: str) -> Part:
    return {
        "x": [number(row[column]) for _, row in placed],
        "y": [place for place, _ in placed],
        "hovertext": [figure_text(breakdown, row) for _, row in placed],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }


def _figure(breakdown: Breakdown, row: Row) -> str:
    cell = row["value"]
    if number(cell) is None:
        return "" if cell is None else escape(str(cell))
    return breakdown.naming.figure(cell)


def figure_text(breakdown: Breakdown, row: Row, period: str = "") -> str:
    """What is told under the pointer: category, figure with its parts, target."""
    say, language = words.say, breakdown.language
    heading = f"<b>{escape(breakdown.title(str(row['category'])))}</b>" + (f", {escape(period)}" if period else "")
    lines = [heading, _figure(breakdown, row) or say("nothing stated", language)]
    if parts := breakdown.naming.parts(row["numerator"], row["denominator"]):
        lines.append(parts)
    if number(row["target"]) is not None:
        lines.append(escape(say("Target to date: {value}", language, value=breakdown.naming.figure(row["target"]))))
    return "<br>".join(lines)


def _gaps(breakdown: Breakdown, rows: Sequence[Row]) -> list[Part]:
    """The words of rows without a bar: a withheld cell's text, or that nothing is stated."""
    return [
        label(
            words.say("nothing stated", breakdown.language) if row["value"] is None else str(row["value"]),
            0,
            place,
            QUIET,
            xanchor="left",
            xshift=4,
        )
        for place, row in enumerate(rows)
        if number(row["value"]) is None
    ]
