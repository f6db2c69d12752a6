"""The data of an indicator's charts as CSV: the rows that each draws, in the columns of the public tables.

`/p/CODE/indicators/INDICATOR/progress.csv`, `stages.csv`, `breakdown.csv?dimension=sex` and
`composition.csv?dimension=sex`, with the state of the page that shows the chart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from flask import Flask, Response, abort, request

from dashboard.access import PAGES
from dashboard.addresses import Impossible, Page, read_address
from dashboard.downloads import CONTENT_TYPES, as_csv
from dashboard.evidence import Evidence, evidence_of
from dashboard.indicator.breakdown import Split, splits
from dashboard.indicator.progress import is_drawn, story
from dashboard.site import Site
from dashboard.view import View, read_view
from dashboard.words import SOURCE
from framework.breakdown import TO_DATE
from framework.model import Kind, Row
from framework.tables import COLUMNS

Rows: TypeAlias = tuple[Sequence[str], Sequence[Row]]

OF_TIME = (
    *("indicator", "period", "start", "end", "ended", "value", "numerator", "denominator", "target"),
    *("actual_to_date", "target_to_date", "to_date_pct"),
)


def add_chart_rows(server: Flask, site: Site) -> None:
    """`/p/CODE/indicators/INDICATOR/CHART.csv`, for whoever may read the page of the indicator."""

    @server.get("/p/<code>/indicators/<indicator>/<chart>.csv")
    def chart_rows_file(code: str, indicator: str, chart: str) -> Response:
        view = asked_view(site, f"/p/{code}/indicators/{indicator}", request.query_string.decode())
        found = chart_rows(view, chart)
        if found is None:
            abort(404)
        dimension = view.address.state("dimension")
        name = "-".join([code, indicator, chart, *([dimension] if chart in OF_SPLITS and dimension else [])])
        response = Response(as_csv(*found), content_type=CONTENT_TYPES["csv"])
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response


def asked_view(site: Site, path: str, query: str) -> View:
    """The view of an address that is no page itself; ends the request where there is none or the reader may not see it."""
    address = read_address(path, query)
    if isinstance(address, Impossible):
        abort(address.status)
    view = read_view(site, address, SOURCE)
    if isinstance(view, Impossible):
        abort(view.status)
    if not any(view.may(each) for each in PAGES[Page.INDICATOR]):
        abort(403)
    return view


def chart_rows(view: View, chart: str) -> Rows | None:
    """The columns and rows that a chart of the page draws; None where the page has no such chart."""
    evidence = evidence_of(view)
    if chart in OF_SPLITS:
        asked = view.address.state("dimension")
        split = next((split for split in splits(view, evidence) if split.name == asked), None)
        return OF_SPLITS[chart](split) if split else None
    milestone = evidence.indicator.kind is Kind.MILESTONE
    return _over_time(view, evidence) if chart == ("stages" if milestone else "progress") else None


def _over_time(view: View, evidence: Evidence) -> Rows | None:
    progress = story(view, evidence, by_year=view.address.state("step") == "year")
    if not is_drawn(evidence, progress):
        return None
    rows: list[Row] = [
        {
            **asdict(slot),
            "indicator": evidence.indicator.code,
            "period": slot.label,
            "start": slot.span.start,
            "end": slot.span.last_day,
        }
        for slot in progress.slots
    ]
    return OF_TIME, rows


def _to_date(split: Split) -> Rows | None:
    return (COLUMNS["breakdown"], split.breakdown.to_date) if split.stated else None


def _by_period(split: Split) -> Rows | None:
    rows = [row for row in split.breakdown.rows if row["period"] != TO_DATE]
    return (COLUMNS["breakdown"], rows) if split.stated and split.by_period else None


OF_SPLITS: Mapping[str, Callable[[Split], Rows | None]] = {"breakdown": _to_date, "composition": _by_period}
"""The charts of one dimension each."""
