"""Charts as the pages hold them: Dash's Graph, drawn at once if it is the first that is seen, else as the browser has time.

A page of an indicator has eight charts, and drawing one takes a browser 50 ms: all at once would keep people waiting for
those that they do not see yet. See `assets/chart.js`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.drawing import SERIES
from dashboard.parts import aria
from dashboard.pictures import Picture, boxed
from dashboard.words import locale_of

USUAL_HEIGHT = 360


class Graph(dcc.Graph):
    """A `dcc.Graph` with all its properties; the script `assets/chart.js` says when it is drawn."""

    _namespace = "resultsboard_still"
    _type = "Graph"


def graph(
    drawing: dict[str, object],
    finding: str,
    language: str,
    *,
    height: int | None = None,
    picture: Picture | None = None,
    **more: object,
) -> Component:
    """A chart in its box with its downloads, the only place that makes one.

    It has no logo, sends nothing to a cloud, and names months in the language.

    Args:
        drawing: the figure as a plain dict.
        finding: what the chart says, for those who do not see it.
        language: of months and numbers.
        height: in pixels, kept free before the chart is there; without it that of the figure.
        picture: what it is called when it is taken away, and where its data are; without it there are no data to fetch.
        more: other properties of `Graph`, such as `id`.
    """
    height = height or _height_of(drawing)
    config = {
        "displaylogo": False,
        "showSendToCloud": False,
        "displayModeBar": False,
        "responsive": True,
        "locale": language,
        "locales": {language: plotly_locale(locale_of(language))},
    }
    properties: dict[str, Any] = {"figure": drawing, "config": config, "style": {"height": f"{height}px"}, **more}
    chart = Graph(responsive=True, **properties)
    drawn = html.Div(chart, className="chart", role="img", style={"minHeight": f"{height}px"}, **aria(label=finding))
    return boxed(drawn, finding, language, picture)


def _height_of(drawing: Mapping[str, object]) -> int:
    layout = drawing["layout"]
    return int(layout["height"]) if isinstance(layout, Mapping) and "height" in layout else USUAL_HEIGHT


def colour_key(entries: Sequence[tuple[str, str | None]]) -> list[Component]:
    """What the colours of a chart mean, nothing where it names them itself; a list of the page, as broad as there is room.

    Args:
        entries: words with their colours of `SERIES`; None for what is hatched.
    """
    items = [html.Li([_sign(colour), words]) for words, colour in entries]
    return [html.Ul(items, className="key")] if items else []


def _sign(colour: str | None) -> Component:
    kind = "rest" if colour is None else f"series-{SERIES.index(colour) + 1}"
    return html.Span(className=f"key-part key-{kind}", **aria(hidden="true"))


def plotly_locale(locale: Locale) -> dict[str, object]:
    """Months, days and marks of a language as plotly takes them, from CLDR."""
    symbols = locale.number_symbols["latn"]
    months_of = locale.months["stand-alone"]
    days_of = locale.days["stand-alone"]
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "dictionary": {},
        "format": {
            "days": [days_of["wide"][place] for place in week],
            "shortDays": [days_of["abbreviated"][place] for place in week],
            "months": [months_of["wide"][place] for place in range(1, 13)],
            "shortMonths": [months_of["abbreviated"][place] for place in range(1, 13)],
            "decimal": symbols["decimal"],
            "thousands": symbols["group"],
            "date": "%d.%m.%Y",
        },
    }
