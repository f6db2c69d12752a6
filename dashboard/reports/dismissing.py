"""The address at which a doubt about a report is put aside, with the reason."""

from flask import Flask, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.audit_trail import PUT_ASIDE, happened
from dashboard.reports.flags import LONGEST_REASON
from dashboard.reports.posting import back_to, project_of, report_page, sender, typed_line
from dashboard.site import Site
from framework.model import Project, ReportKey
from framework.quality import flags
from store.dismissals import Grounds, dismiss, dismissals
from store.record import read_record


def add_dismissals(server: Flask, site: Site) -> None:
    """`/p/CODE/reports/REPORTER/PERIOD/flags` takes `flag` (its key), `reason` and `by`."""

    @server.post("/p/<code>/reports/<reporter>/<period>/flags")
    def put_aside(code: str, reporter: str, period: str) -> AnyResponse:
        return dismissed(site, project_of(site, code), (reporter, period))


def dismissed(site: Site, project: Project, about: ReportKey) -> AnyResponse:
    """Puts aside the doubt that the request at hand names, and leads back to the report."""
    page = report_page(project, *about)
    grounds = Grounds(reason=typed_line("reason", LONGEST_REASON), by=sender(site), at=site.now())
    return back_to(page.having(doubt=_put_aside(site, project, about, grounds)))


def _put_aside(site: Site, project: Project, about: ReportKey, grounds: Grounds) -> str | None:
    """What kept it from being put aside; None where it is.

    A doubt is put aside for the version that stands now: while that says what the page showed, its key is the same.
    """
    record = read_record(site.database, project, role=site.rights(project).role)
    standing = [each for each in record.versions if each.counts and each.report_key == about]
    if not standing:
        abort(404)
    key = request.form.get("flag", "")
    if key not in {flag.key for flag in flags(record, *about)}:
        return "gone"
    if not grounds.reason:
        return "no_reason"
    with site.database.writing() as connection:
        before = len(dismissals(connection, project))
        dismiss(connection, project, about, standing[0].number, key, grounds)
        is_new = len(dismissals(connection, project)) > before  # one that was put aside already stays as it was
    if is_new:
        happened(PUT_ASIDE, "/".join([project.code, *about]), grounds.reason)
    return None
