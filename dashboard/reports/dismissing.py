"""The address at which a doubt about a report is put aside, with the reason."""

from urllib.parse import quote

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.addresses import Address, Impossible, read_address
from dashboard.reports.flags import LONGEST_REASON
from dashboard.reports.previews import ANONYMOUS
from dashboard.reports.sending import LONGEST_NAME, NAME_COOKIE, SEE_OTHER, YEAR
from dashboard.site import Site
from framework.model import Project
from framework.quality import Key, flags
from store.dismissals import Grounds, dismiss
from store.record import read_record
from store.versions import INSIDERS


def add_dismissals(server: Flask, site: Site) -> None:
    """`/p/CODE/reports/REPORTER/PERIOD/flags` takes `flag` (its key), `reason` and `by`."""

    @server.post("/p/<code>/reports/<reporter>/<period>/flags")
    def put_aside(code: str, reporter: str, period: str) -> AnyResponse:
        project = site.project(code) or abort(404)
        return dismissed(site, project, (reporter, period))


def dismissed(site: Site, project: Project, about: Key) -> AnyResponse:
    """Puts aside the doubt that the request at hand names, and leads back to the report."""
    if site.role not in INSIDERS:
        abort(403)
    page = _page(project, about)
    reason, by = _typed("reason", LONGEST_REASON), _typed("by", LONGEST_NAME)
    trouble = _put_aside(site, project, about, Grounds(reason=reason, by=by or ANONYMOUS, at=site.now()))
    response = redirect(str(page.having(doubt=trouble)), SEE_OTHER)
    if by:
        response.set_cookie(NAME_COOKIE, quote(by), max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _put_aside(site: Site, project: Project, about: Key, grounds: Grounds) -> str | None:
    """What kept it from being put aside; None where it is.

    A doubt is put aside for the version that stands now: while that says what the page showed, its key is the same.
    """
    record = read_record(site.database, project, role=site.role)
    standing = [each for each in record.versions if each.counts and (each.reporter, each.period.label) == about]
    if not standing:
        abort(404)
    key = request.form.get("flag", "")
    if key not in {flag.key for flag in flags(record, *about)}:
        return "gone"
    if not grounds.reason:
        return "no_reason"
    with site.database.writing() as connection:
        dismiss(connection, project.code, about, standing[0].number, key, grounds)
    return None


def _typed(name: str, longest: int) -> str:
    """A line that somebody typed, without doubled and outer spaces."""
    return " ".join(request.form.get(name, "").split())[:longest]


def _page(project: Project, about: Key) -> Address:
    """The report's page at the moment and in the language of the request at hand."""
    address = read_address("/".join(["/p", project.code, "reports", *about]), request.query_string.decode())
    if isinstance(address, Impossible):
        abort(address.status)
    return address
