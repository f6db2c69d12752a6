"""The chart of a comparison: the indicators with a number on both sides that moved most."""

from dash import html
from dash.development.base_component import Component

from dashboard.charting import graph
from dashboard.charts.drawing import number
from dashboard.charts.dumbbells import Dumbbell, dumbbell_chart
from dashboard.compare.asked import file_address
from dashboard.compare.comparison import Comparison
from dashboard.compare.figures import brief, difference_of, figure, naming
from dashboard.compare.finding import by_size, finding, indicators_of
from dashboard.compare.table import side_names
from dashboard.naming import Naming
from dashboard.pictures import Picture
from dashboard.view import View
from framework.comparison import Move
from framework.model import Cell, Indicator, Row

DRAWN = 12
"""Further indicators are in the table."""
DRAWABLE = frozenset({Move.GREW, Move.FELL})


def chart_section(view: View, found: Comparison) -> list[Component]:
    """The chart under its finding; only the finding where nothing can be drawn."""
    said = finding(view, found)
    drawn = [each for row in by_size(view, found) if (each := _dumbbell(view, found, row))]
    title = html.H2(said, className="finding")
    if not drawn:
        return [title]
    first, second = side_names(view, found)
    key = view.say(
        "○ {first} → ● {second}. Every line is scaled to the larger of its two figures.", first=first, second=second
    )
    picture = Picture(name="compare", about=f"{first} → {second}", rows=file_address(view.address, "csv"))
    chart = graph(dumbbell_chart(drawn[:DRAWN], view.language), said, view.language, picture=picture)
    return [html.Section([title, html.P([key, *_rest(view, len(drawn))], className="quiet"), chart], className="part")]


def _rest(view: View, count: int) -> list[str]:
    if count <= DRAWN:
        return []
    shown = view.number(DRAWN)
    return [" ", view.say("Drawn are the {shown} that moved most of {count}.", shown=shown, count=view.number(count))]


def _dumbbell(view: View, found: Comparison, row: Row) -> Dumbbell | None:
    """An indicator that moved from one number to another; None for all others."""
    indicator = indicators_of(view, found)[str(row["indicator"])]
    difference = difference_of(indicator, row)
    first, second = (_height(indicator, row[f"{side}_value"]) for side in ("first", "second"))
    if difference.move not in DRAWABLE or first is None or second is None:
        return None
    words = naming(view, indicator)
    return Dumbbell(
        title=f"{indicator.code} {view.said(indicator.title)}",
        first=first,
        second=second,
        figures=_figures(words, row),
        change=brief(view, words, difference),
    )


def _figures(words: Naming, row: Row) -> str:
    return f"{figure(words, row['first_value'])} → {figure(words, row['second_value'])}"


def _height(indicator: Indicator, cell: Cell) -> float | None:
    """A number; milestones are told in the table, where their stages have names."""
    return None if indicator.stages else number(cell)
