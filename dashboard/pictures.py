"""What stands below every chart: the chart as a picture to be kept, and its data.

The pictures are made in the browser by `assets/pictures.js`, from the chart as it stands: the finding as title, what it is
about and the source inside the picture, always on white. The data come from the server: exactly the rows that are drawn.
"""

from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.view import View
from dashboard.words import say

FORMS = {"png": "PNG", "svg": "SVG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart that is taken away: what it is called, what it is about, where its rows are."""

    name: str
    """The last part of the file's name, after project and indicator: `progress`."""
    about: str
    """What the chart is of, below its finding: "2.2 People trained"."""
    rows: str | None
    """The address of its data as CSV; None where the page offers those of several indicators."""


def boxed(chart: Component, finding: str, language: str, picture: Picture | None) -> Component:
    """A chart with its downloads below it; without a picture of its own it has no data to fetch."""
    named: dict[str, Any] = {"data-name": picture.name if picture else "chart"}
    if picture:
        named["data-about"] = picture.about
    return html.Div([chart, tools(finding, language, picture)], className="chart-box", **named)


def tools(finding: str, language: str, picture: Picture | None) -> Component:
    """The quiet line of downloads; its buttons and its link are reached by keyboard."""
    data = [_data(picture.rows, language)] if picture and picture.rows else []
    label: dict[str, Any] = {"aria-label": say("Download the chart: {finding}", language, finding=finding)}
    parts = [html.Span(say("Download", language)), *(_button(form, language) for form in FORMS), *data]
    return html.Div(parts, className="chart-tools", role="group", **label)


def _button(form: str, language: str) -> Component:
    said = say("The chart as {form}", language, form=FORMS[form])
    marks: dict[str, Any] = {"data-picture": form, "aria-label": said}
    return html.Button(FORMS[form], type="button", title=said, **marks)


def _data(rows: str, language: str) -> Component:
    said = say("The data of the chart as CSV", language)
    marks: dict[str, Any] = {"aria-label": said}
    return html.A("CSV", href=rows, download="", title=said, **marks)


def marks_of_page(view: View) -> dict[str, Any]:
    """What the frame of a page says for the pictures of its charts: how their files begin, where they come from."""
    moment = view.say("as of {day}", day=view.day(view.as_of))
    source = f"{view.project.code} {view.said(view.project.title)}, {moment}"
    return {"data-file": view.project.code, "data-source": source}
