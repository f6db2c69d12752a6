"""The address to which explanations of deviations are sent from the page of a report."""

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard.reports.posting import back_to, project_of, report_page, sender
from dashboard.reports.sending import typed_explanations
from dashboard.site import Site
from framework.model import Project, Record, ReportKey
from loaders.owing import sources
from store.explanations import LONGEST, explain
from store.record import read_record


def add_explaining(server: Flask, site: Site) -> None:
    """`/p/CODE/reports/REPORTER/PERIOD/explanations` takes explanations, by indicator; an empty one takes back."""

    @server.post("/p/<code>/reports/<reporter>/<period>/explanations")
    def explained(code: str, reporter: str, period: str) -> Response:
        project = project_of(site, code)
        page = report_page(project, reporter, period)
        texts = typed_explanations(project) | another(project)
        record = read_record(site.database, project, places="totals")
        if not any(each.counts and each.report_key == (reporter, period) for each in record.versions):
            abort(404)
        if not texts.keys() <= explainable(record, (reporter, period)):
            abort(400)
        changed = _changed(record, (reporter, period), texts)
        with site.database.writing() as connection:
            found = explain(connection, project, (reporter, period), changed, by=sender(site), at=site.now())
        return abort(404) if found is None else back_to(page.having(notice="explained"))


def another(project: Project) -> dict[str, str]:
    """The explanation of the indicator that was chosen in the form at hand; none where nothing was typed."""
    code, words = request.form.get("another", ""), request.form.get("words", "").strip()
    if not (code and words):
        return {}
    return {code: words} if code in project.indicators and len(words) <= LONGEST else abort(400)


def explainable(record: Record, report: ReportKey) -> set[str]:
    """The indicators that a report says something about, and those explained beside it before; others are not its own."""
    stated = {each.indicator for each in record.statements if each.report_key == report}
    typed = {each.indicator for each in record.explanations if each.report_key == report}
    return typed | {code for code in record.project.indicators if sources(record.project, code) & stated}


def _changed(record: Record, report: ReportKey, texts: dict[str, str]) -> dict[str, str]:
    """The texts that differ from what holds."""
    typed = {each.indicator: each.words for each in record.explanations if each.typed and each.report_key == report}
    return {code: words for code, words in texts.items() if words != typed.get(code, "")}
