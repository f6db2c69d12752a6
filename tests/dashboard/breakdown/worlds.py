"""A small project whose indicators are broken down in every way, with two square regions on a map."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.markup import markup
from dashboard.pages import breakdown
from dashboard.site import Site
from tests.dashboard.readers import reader
from tests.dashboard.sites import site, view

FRAMEWORK = """
project:
  code: P
  title: Safe journeys
  start: 2023-01-01
  end: 2024-12-31
  languages: [en, ru]
  small_cells: {below: 5}
reporters: {IOM: {title: The mission}, NGO: {title: A partner}}
dimensions:
  sex: {title: {en: Sex, ru: Пол}, categories: {female: {en: Women, ru: Женщины}, male: {en: Men, ru: Мужчины}}}
  region:
    title: Region
    map: {file: regions.geojson, source: The surveyors of the state}
    categories: {EAST: East, WEST: West, CITY: City}
  service: {title: Service, categories: {food: Food, law: Law}}
goals:
  - code: G
    level: Goal
    title: Prevention
    indicators:
      - {code: "1", title: People trained, unit: people, dimensions: [sex, region], targets: {end: 80, by: {sex: {female: {end: 40}}}}}
      - {code: "2", title: People fed, unit: people, dimensions: [region], reporters: [IOM]}
      - {code: "3", title: Passed, unit: "%", kind: percentage, dimensions: [sex], reporters: [IOM]}
      - {code: "4", title: Highest crowd, unit: people, over_time: max, dimensions: [sex], reporters: [IOM]}
      - {code: "5", title: Victims, unit: victims, dimensions: [sex, region], sensitive: true, reporters: [IOM]}
      - {code: "6", title: Helped, unit: cases, dimensions: [{service: free}], reporters: [IOM]}
      - {code: "7", title: A hotline, kind: milestone, stages: [planned, open], reporters: [IOM]}
"""
REPORTS = """indicator,period,reporter,sex,region,service,value,numerator,denominator
1,2023-Q1,IOM,female,EAST,,10,,
1,2023-Q1,IOM,male,EAST,,20,,
1,2023-Q1,IOM,female,WEST,,6,,
1,2023-Q1,IOM,,,,40,,
1,2023-Q2,NGO,female,,,14,,
1,2023-Q2,NGO,male,,,30,,
2,2023-Q1,IOM,,EAST,,300,,
2,2023-Q1,IOM,,CITY,,100,,
3,2023-Q1,IOM,female,,,,45,50
3,2023-Q1,IOM,male,,,,10,50
4,2023-Q1,IOM,female,,,50,,
4,2023-Q1,IOM,male,,,70,,
5,2023-Q1,IOM,female,EAST,,3,,
5,2023-Q1,IOM,male,EAST,,90,,
5,2023-Q1,IOM,female,WEST,,80,,
5,2023-Q1,IOM,male,WEST,,70,,
6,2023-Q1,IOM,,,food,9,,
6,2023-Q1,IOM,,,law,8,,
7,2023-Q1,IOM,,,,planned,,
"""


def square(code: str, across: float, size: float) -> dict[str, object]:
    ring = [[across, 10], [across, 10 + size], [across + size, 10 + size], [across + size, 10], [across, 10]]
    return {"type": "Feature", "id": code, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def world(folder: Path, framework: str = FRAMEWORK, reports: str = REPORTS) -> Site:
    features = [square("EAST", 20, 10), square("WEST", 10, 10), square("CITY", 12, 0.2)]
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return site(folder, framework, reports)


def as_donor(of: Site) -> Site:
    return replace(of, reader=reader("donor"))


def page(of: Site, query: str = "", language: str = "en") -> Component:
    found = breakdown.layout(view(of, "/p/P/breakdown", query, language))
    assert isinstance(found, Component)
    return found


def seen(of: Site, query: str = "", language: str = "en") -> Component:
    """The page without the looks that are away."""
    found = page(of, query, language)
    (looks,) = [each for each in found._traverse() if getattr(each, "className", "") == "variants"]  # type: ignore[no-untyped-call]  # of Dash
    looks.children = [each for each in looks.children if each.className == "variant"]
    return found


def text(of: Site, query: str = "", language: str = "en") -> str:
    """What is read on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup(seen(of, query, language))).split())


def drawings(of: Site, query: str = "") -> list[dict[str, Any]]:
    """The charts that are seen, as plain JSON without NaN."""
    parts = list(seen(of, query)._traverse())  # type: ignore[no-untyped-call]  # of Dash
    figures = [each.to_plotly_json()["props"]["figure"] for each in parts if isinstance(each, dcc.Graph)]  # type: ignore[no-untyped-call]  # of Dash
    return [json.loads(json.dumps(figure, allow_nan=False)) for figure in figures]


def cells(of: Site, query: str = "") -> list[list[str]]:
    """The heat map, row by row."""
    table = markup(page(of, query)).split('class="heat"')[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table)
    return [
        [unescape(re.sub(r"<[^>]*>", "", each)) for each in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
        for row in rows
    ]


def key(of: Site, query: str) -> list[str]:
    """The words of the key of colours."""
    return [word for word in re.findall(r"</span>([^<]*)</li>", markup(seen(of, query))) if word]
