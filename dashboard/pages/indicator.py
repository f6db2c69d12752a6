"""One indicator: where it stands, its progress against its targets, its breakdown, and its reference sheet."""

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Page
from dashboard.evidence import Evidence, evidence_of
from dashboard.explanations import Explanation, explanations
from dashboard.findings import finding
from dashboard.glossary import TERMS
from dashboard.indicator.breakdown import breakdown_sections, over_time_sections
from dashboard.indicator.progress import USUAL, progress_section
from dashboard.indicator.rows import register_rows, rows_section
from dashboard.indicator.sheet import reference_sheet, remarks, targets_section
from dashboard.narrowing import narrowed
from dashboard.parts import frame
from dashboard.site import Site
from dashboard.terms import explained, status_term
from dashboard.view import View
from framework.model import Kind


def layout(view: View) -> Component:
    """The page of the indicator that the address names."""
    evidence = evidence_of(view)
    beside = breakdown_sections(view, evidence)
    parts = [
        progress_section(view, evidence),
        *remarks(view, evidence),
        *_key_figures(view, evidence),
        *targets_section(view, evidence),
    ]
    content = [
        *_heading(view, evidence),
        html.Div(
            [
                html.Div(parts, className="indicator-main"),
                *([html.Div(beside, className="indicator-side")] if beside else []),
            ],
            className="indicator-pictures" if beside else "indicator-pictures alone",
        ),
        *over_time_sections(view, evidence),
        rows_section(view, evidence),
        reference_sheet(view, evidence),
    ]
    crumb = (evidence.indicator.code, view.address.having())
    page = narrowed(content, view.address, tuple(USUAL), "indicator-page", usual=USUAL)
    return frame(view, page, page=Page.INDICATOR, crumbs=[crumb])


def register(app: Dash, site: Site) -> None:
    """The callback that brings the rows behind the figures."""
    register_rows(app, site)


def _heading(view: View, evidence: Evidence) -> list[Component]:
    indicator, row = evidence.indicator, evidence.row
    said = finding(row, evidence.naming, evidence.compared)
    return [
        html.H1([html.Span(indicator.code, className="level"), " ", view.said(indicator.title)]),
        html.P([status_term(view, str(row["status"])), html.Span(said)], className="finding"),
    ]


def _key_figures(view: View, evidence: Evidence) -> list[Component]:
    """The figures, each of which opens how it was computed; of a text there are none."""
    if evidence.indicator.kind is Kind.TEXT:
        return []
    section = html.Section(
        [
            html.H2(view.say("How the figures were computed")),
            html.Div([_key_figure(view, one) for one in explanations(evidence)], className="key-figures"),
        ],
        id="figures",
    )
    return [section]


def _key_figure(view: View, one: Explanation) -> Component:
    inputs = [html.P(one.inputs, className="inputs")] if one.inputs else []
    meaning = [html.P(explained(view, TERMS[one.column]), className="meaning")] if one.column in TERMS else []
    behind = html.P(html.A(view.say("The rows behind it"), href="#rows"))
    return html.Details(
        [
            html.Summary([html.Span(one.name, className="name"), html.Span(one.answer, className="answer")]),
            html.Div([*meaning, html.P(one.formula), *inputs, behind], className="formula"),
        ],
        className="key-figure",
        id=f"figure-{one.column}",
    )
