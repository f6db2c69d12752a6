"""The breakdown of an indicator: by each dimension and by reporter, to date and over time."""

from collections.abc import Mapping
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.charting import colour_key, graph
from dashboard.charts.breakdowns import Breakdown, breakdown_chart, has_targets
from dashboard.charts.composition import composition_chart, composition_key, named_ends
from dashboard.charts.drawing import Drawing
from dashboard.evidence import Evidence
from dashboard.findings import breakdown_finding, is_withheld, latest_finding
from dashboard.indicator.pictured import picture_of
from dashboard.indicator.progress import story
from dashboard.parts import aria, plain_table
from dashboard.pictures import Picture
from dashboard.terms import named
from dashboard.view import View
from framework.breakdown import TO_DATE
from framework.model import Cell, Kind, Row
from framework.shares import REPORTER, adds_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One way to split the figures: a dimension, or the reporters."""

    name: str
    title: str
    breakdown: Breakdown

    def finding(self) -> str:
        """What it says."""
        return breakdown_finding(self.breakdown.to_date, self.breakdown.titles, self.breakdown.naming)

    def latest(self) -> str:
        """What its latest period says."""
        return latest_finding(self.breakdown.rows, self.breakdown.titles, self.breakdown.naming)

    @property
    def stated(self) -> bool:
        """True where any category has a figure to date."""
        return bool(self.parts)

    @property
    def by_period(self) -> bool:
        """True where its periods are told; of small cells they are not (semantics 7.1)."""
        return any(row["period"] != TO_DATE for row in self.breakdown.rows)

    @property
    def parts(self) -> list[str]:
        """The categories that have a figure to date."""
        return [str(row["category"]) for row in self.breakdown.to_date if row["value"] is not None]


def splits(view: View, evidence: Evidence) -> list[Split]:
    """The dimensions of the indicator, then its reporters where there are several."""
    if evidence.indicator.kind in {Kind.TEXT, Kind.MILESTONE}:
        return []
    named = [(name, view.said(view.project.dimensions[name].title)) for name in evidence.indicator.dimensions]
    if len(evidence.indicator.reporters) > 1:
        named.append((REPORTER, view.say("Reporter")))
    found = [_split(view, evidence, name, title) for name, title in named]
    return [split for split in found if split.name != REPORTER or len(split.parts) > 1]


def _split(view: View, evidence: Evidence, name: str, title: str) -> Split:
    rows = [row for row in evidence.breakdown if row["dimension"] == name]
    return Split(
        name=name, title=title, breakdown=Breakdown(rows=rows, titles=_titles(view, name), naming=evidence.naming)
    )


def _titles(view: View, name: str) -> Mapping[str, str]:
    if name == REPORTER:
        return {code: view.said(reporter.title) for code, reporter in view.project.reporters.items()}
    return {category.code: view.said(category.title) for category in view.project.dimensions[name].categories}


def breakdown_sections(view: View, evidence: Evidence) -> list[Component]:
    """A chart of the figures to date by each dimension."""
    return [_to_date(view, evidence, split) for split in splits(view, evidence)]


def _to_date(view: View, evidence: Evidence, split: Split) -> Component:
    heading = html.H2(view.say("By {dimension}", dimension=split.title.lower()))
    if not split.stated:
        return html.Section([heading, html.P(view.say("Nothing is stated by category yet."), className="quiet")])
    said = split.finding()
    return html.Section(
        [
            heading,
            html.P([said, *_withheld(view, split)], className="chart-finding"),
            _graph(view, breakdown_chart(split.breakdown), said, _picture(view, evidence, split, "breakdown")),
            *_target_key(view, split),
            _table(view, split),
        ]
    )


def _target_key(view: View, split: Split) -> list[Component]:
    """What the marks across the bars mean, where there are any."""
    if not has_targets(split.breakdown):
        return []
    sign = html.Span(className="key-upright", **aria(hidden="true"))
    return [html.Ul([html.Li([sign, view.say("target to date")])], className="key")]


def _withheld(view: View, split: Split) -> list[Component | str]:
    """What the marks of figures mean that are not told, where there are any."""
    marks = any(is_withheld(row["value"]) for row in split.breakdown.to_date)
    return [" ", named(view, "withheld")] if marks else []


def _graph(view: View, drawing: Drawing, said: str, picture: Picture) -> Component:
    return graph(drawing, said, view.language, picture=picture)


def _picture(view: View, evidence: Evidence, split: Split, chart: str) -> Picture:
    return picture_of(view, evidence.indicator, chart, split.name, split.title)


def _table(view: View, split: Split) -> Component:
    columns = [
        ("category", split.title),
        ("value", view.say("To date")),
        ("parts", view.say("Numerator ÷ denominator")),
        ("target", view.say("Target to date")),
    ]
    rows = [_row(split.breakdown, row) for row in split.breakdown.to_date]
    kept = [
        (name, heading) for name, heading in columns if name in {"category", "value"} or any(row[name] for row in rows)
    ]
    caption = view.say("The chart in figures")
    return html.Details(
        [html.Summary(caption), plain_table(split.finding(), kept, rows, view.language)], className="as-figures"
    )


def _row(breakdown: Breakdown, row: Row) -> Row:
    naming = breakdown.naming
    return {
        "category": breakdown.title(str(row["category"])),
        "value": None if row["value"] is None else naming.figure(row["value"]),
        "parts": naming.parts(row["numerator"], row["denominator"]) or None,
        "target": None if row["target"] is None else naming.figure(row["target"]),
    }


def over_time_sections(view: View, evidence: Evidence) -> list[Component]:
    """The same over time, side by side where there is room."""
    charts = [_over_time(view, evidence, split) for split in splits(view, evidence) if split.stated and split.by_period]
    if not charts:
        return []
    return [html.Section([html.H2(view.say("Breakdown over time")), html.Div(charts, className="side-by-side")])]


def _over_time(view: View, evidence: Evidence, split: Split) -> Component:
    stacked = adds_up(evidence.indicator, split.name)
    progress = story(view, evidence, by_year=False)
    drawing = composition_chart(split.breakdown, progress, stacked=stacked)
    said = view.say("{dimension}: the parts of each period", dimension=split.title)
    if not stacked:
        said = view.say("{dimension}: each category by period", dimension=split.title)
    chart = _graph(view, drawing, f"{said}. {split.latest()}", _picture(view, evidence, split, "composition"))
    finding = html.P(split.latest(), className="chart-finding")
    key = colour_key(composition_key(split.breakdown, named_ends(split.breakdown, progress, stacked=stacked)))
    return html.Div([html.H3(said), finding, chart, *key, _periods_table(view, split)])


def _periods_table(view: View, split: Split) -> Component:
    """Periods down, categories across."""
    breakdown = split.breakdown
    periods = [period for period in dict.fromkeys(row["period"] for row in breakdown.rows) if period != "to_date"]
    cells = {(row["period"], str(row["category"])): row["value"] for row in breakdown.rows}
    columns = [("period", view.say("Period")), *((code, breakdown.title(code)) for code in breakdown.codes)]
    rows: list[Row] = [
        {
            "period": period,
            **{code: _said(breakdown, cells, (period, code)) for code in breakdown.codes},
        }
        for period in periods
    ]
    caption = view.say("The chart in figures")
    table = plain_table(view.say("{dimension} by period", dimension=split.title), columns, rows, view.language)
    return html.Details([html.Summary(caption), table], className="as-figures")


def _said(breakdown: Breakdown, cells: Mapping[tuple[Cell, str], Cell], key: tuple[Cell, str]) -> str | None:
    cell = cells.get(key)
    return None if cell is None else breakdown.naming.figure(cell)
