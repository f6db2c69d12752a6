"""The rows of the overview: one indicator each, its figures, its bar and its periods."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.drawings import COLOURS, bullet, ladder, spark_bars, spark_line
from dashboard.evidence import Evidence
from dashboard.explanations import explanations
from dashboard.findings import finding
from dashboard.naming import Naming, naming_of
from dashboard.narrowing import Marks
from dashboard.parts import aria, data
from dashboard.reports.owed_fields import owing_report
from dashboard.terms import status_term
from dashboard.view import View
from dashboard.words import Cell, marked
from framework.model import Direction, Indicator, Kind, Row, Rule

HEADINGS = (
    marked("Indicator"),
    marked("Status"),
    marked("Actual of end target"),
    marked("By period"),
    marked("Deviation"),
    marked("Last period"),
)


SHARES = ("to_date_pct", "deviation_pct", "met_pct")
"""The percentages of a row."""


def table_head(view: View) -> Component:
    """The headings of the columns."""
    cells = [html.Th(view.say(heading), scope="col", role="columnheader") for heading in HEADINGS]
    return html.Thead(html.Tr(cells, role="row"), role="rowgroup")


def indicator_rows(view: View, indicators: Iterable[Indicator], marks: Marks) -> list[Component]:
    """A row for each of the indicators, with attributes of its own."""
    rows = {row["indicator"]: row for row in view.rows("indicators")}
    for table in ("series", "targets"):
        view.rows(table)  # of all at once, before each row asks for its own
    return [
        indicator_row(view, indicator, rows[indicator.code], marks.get(indicator.code, {})) for indicator in indicators
    ]


def indicator_row(view: View, indicator: Indicator, row: Row, marks: dict[str, Any]) -> Component:
    """Code, title, status; figures over a bullet bar; sparkline; deviation; last period."""
    naming = naming_of(indicator, view.language)
    series = view.rows("series", indicator.code)
    cells = [
        html.Td(status_term(view, str(row["status"]), beside=True), className="status", role="cell"),
        html.Td(progress_cell(view, indicator, row, naming), className="progress", role="cell"),
        html.Td(sparkline(view, indicator, series), className="periods", role="cell"),
        _labelled(view, HEADINGS[4], deviation_cell(view, indicator, row, series), "deviation"),
        _labelled(view, HEADINGS[5], str(row["last_period"] or "–"), "last"),
    ]
    return html.Tr([_title_cell(view, indicator, row), *cells], role="row", className="indicator", **marks)


def _labelled(view: View, heading: str, content: Component | str, css_class: str) -> Component:
    """A cell that carries its heading along, for narrow screens."""
    return html.Td(content, className=css_class, role="cell", **data(label=view.say(heading)))


def _title_cell(view: View, indicator: Indicator, row: Row) -> Component:
    address = view.address.to(Page.INDICATOR, indicator=indicator.code)
    link = html.A([html.Span(indicator.code, className="code"), " ", view.said(indicator.title)], href=str(address))
    return html.Th([link, *_owing(view, row)], scope="row", role="rowheader")


def _owing(view: View, row: Row) -> list[Component]:
    """That an explanation is due, with the way to where it can be typed."""
    if not row["explanation_due"]:
        return []
    page, words = owing_report(view, row), view.say("explanation due")
    return [html.A(words, href=str(page), className="owing") if page else html.Span(words, className="owing")]


def progress_cell(view: View, indicator: Indicator, row: Row, naming: Naming) -> list[Component]:
    """The actual of the end target in figures, over its bar."""
    if indicator.kind is Kind.TEXT:
        return [html.Div(str(row["actual"] or view.say("Nothing stated yet")), className="latest-text")]
    drawing = _drawing(indicator, row, finding(row, naming))
    figures = _stage(view, indicator, row, naming) if indicator.kind is Kind.MILESTONE else _figures(view, row, naming)
    return [html.Div(figures, className="figures"), *([] if drawing is None else [drawing])]


def _figures(view: View, row: Row, naming: Naming) -> list[Component | str]:
    actual, end = row["actual"], row["end_target"]
    if actual is None and end is None:
        return [html.Span(view.say("nothing stated"), className="quiet")]
    stated = html.Strong(naming.figure(actual)) if actual is not None else html.Span("–", className="quiet")
    if end is None:
        return [html.Span([stated, html.Span(f" {_unit(naming)}", className="quiet")])]
    share = [] if row["met_pct"] is None else [html.Span(view.percent(row["met_pct"]), className="share")]
    rest = view.say("of {target}", target=naming.figure(end))
    target = html.Span(f" {rest} {_unit(naming)}", className="quiet")
    return [html.Span([stated, target, *revised_mark(view, row, naming)]), *share]


def _stage(view: View, indicator: Indicator, row: Row, naming: Naming) -> list[Component | str]:
    """The stage reached, and which of how many it is."""
    codes = [stage.code for stage in indicator.stages]
    place = _place(codes, row["actual"])
    if place is None:
        return [html.Span(view.say("nothing stated"), className="quiet")]
    position = view.say("stage {place} of {count}", place=view.number(place + 1), count=view.number(len(codes)))
    reached = html.Strong(naming.figure(row["actual"]))
    return [html.Span([reached, *revised_mark(view, row, naming)]), html.Span(position, className="share")]


def revised_mark(view: View, row: Row, naming: Naming) -> list[Component | str]:
    """That the end target is not the original one, which is told under the pointer and to screen readers."""
    original = row["original_end_target"]
    if original is None or original == row["end_target"]:
        return []
    said = view.say("The end target was revised; originally {value}", value=naming.counted(original))
    return [" ", html.Abbr(view.say("revised"), className="was-target", title=said, **aria(label=said))]


def _unit(naming: Naming) -> str:
    return "" if naming.kind in {Kind.PERCENTAGE, Kind.MILESTONE} else naming.unit


def _drawing(indicator: Indicator, row: Row, said: str) -> Component | None:
    """The bullet bar, or the ladder of a milestone; none where there is nothing to reach."""
    colour = COLOURS[str(row["status"])]
    if indicator.kind is Kind.MILESTONE:
        codes = [stage.code for stage in indicator.stages]
        return ladder(len(codes), _place(codes, row["actual"]), _place(codes, row["target_to_date"]), colour, said)
    end = _fraction(row["end_target"])
    if end is None or indicator.direction is Direction.NONE:
        return None
    actual, due = _fraction(row["actual"]), _fraction(row["target_to_date"])
    known = [number for number in (actual, due, _fraction(row["baseline"])) if number is not None]
    reach = max(known, default=None) if indicator.direction is Direction.DECREASE else None
    return bullet(actual, due, end, colour, said, reach)


def _place(codes: Sequence[str], stage: Cell) -> int | None:
    return codes.index(stage) if isinstance(stage, str) and stage in codes else None


def _fraction(cell: Cell) -> Fraction | None:
    return cell if isinstance(cell, Fraction) else None


def sparkline(view: View, indicator: Indicator, series: Sequence[Row]) -> Component | None:
    """The periods: bars of what each added, or the line of a level; none for texts."""
    if indicator.kind is Kind.TEXT:
        return None
    adds_up = indicator.over_time is Rule.SUM
    column = "value" if adds_up else "actual_to_date"
    codes = [stage.code for stage in indicator.stages]
    values = [_height(codes, row[column]) for row in series]
    known = sum(value is not None for value in values)
    said = view.many("{count} period with figures", "{count} periods with figures", known)
    return (spark_bars if adds_up else spark_line)(values, said) if known else None


def _height(codes: Sequence[str], cell: Cell) -> Fraction | None:
    place = _place(codes, cell)
    return _fraction(cell) if place is None else Fraction(place)


def deviation_cell(view: View, indicator: Indicator, row: Row, series: Sequence[Row]) -> Component:
    """The deviation from the target to date; it opens what the row's percentages come from (semantics 5.9)."""
    if row["deviation_pct"] is None and row["met_pct"] is None:
        return html.Span("–", className="quiet")
    evidence = Evidence(
        project=view.project,
        indicator=indicator,
        row=row,
        series=series,
        targets=view.rows("targets", indicator.code),
        language=view.language,
    )
    how = [item for item in explanations(evidence) if item.column in SHARES and item.inputs]
    lines = [f"{item.name}: {item.inputs} = {item.answer}" for item in how]
    return html.Details(
        [
            html.Summary(view.percent(row["deviation_pct"], signed=True), **aria(label=_spoken(view, row))),
            html.Div([html.P(line) for line in lines], className="how"),
        ],
        className="opens",
        key=f"{indicator.code} {view.as_of}",
    )


def _spoken(view: View, row: Row) -> str:
    share = view.percent(row["deviation_pct"], signed=True)
    return view.say("Deviation {share}: how it was computed", share=share)
