"""The address to which a reviewer's decision on a report is sent: `/p/CODE/reports/REPORTER/PERIOD/decision`.

A decision names the version that the reviewer saw, and in which state. It leads back to the page of the report (303). One
that cannot be applied is answered by that page itself, with what was typed still in the form.
"""

from collections.abc import Callable, Mapping

from flask import Flask, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.addresses import VERSION, Address, Page
from dashboard.audit_trail import DECIDED, happened
from dashboard.reports.posting import back_to, project_of, report_page, sender
from dashboard.site import Site
from framework.model import Project
from loaders.review import MOVES, Decision, decide_on
from store.versions import versions

LONGEST_COMMENT = 4000
BAD_REQUEST, CONFLICT = 400, 409

Show = Callable[[Address, Mapping[str, str]], str]
"""Makes the page of an address with a refused form."""


def add_decisions(server: Flask, site: Site, show: Show) -> None:
    """Takes decisions; `show` makes the page that answers one that cannot be applied."""

    @server.post("/p/<code>/reports/<reporter>/<period>/decision")
    def decide(code: str, reporter: str, period: str) -> AnyResponse:
        project = project_of(site, code)
        if not _known(site, project, (reporter, period)):
            abort(404)
        if not project.review:
            abort(BAD_REQUEST)
        return decided(site, project, (reporter, period), show)


def _known(site: Site, project: Project, report: tuple[str, str]) -> bool:
    """True where a version of that report has come."""
    with site.database.reading() as connection:
        return any(each.report_key == report for each in versions(connection, project))


def decided(site: Site, project: Project, report: tuple[str, str], show: Show) -> AnyResponse:
    """Applies the decision of the request at hand; the way back, or the page that says why it was not applied."""
    page, decision = report_page(project, *report), _read(site, report)
    typed = {"comment": decision.comment or ""}
    if trouble := _trouble(decision):
        return _refused(show(page, {**typed, "notice": trouble}), BAD_REQUEST)
    if not decide_on(site.database, project, decision):
        return _refused(show(page, {**typed, "notice": "overtaken"}), CONFLICT)
    version = f"version {decision.version}"
    happened(DECIDED.format(state=decision.state), "/".join([project.code, *report]), version)
    back = page.to(Page.REVIEW) if request.form.get("back") == "review" else page
    return back_to(back.having(notice=decision.state))


def _refused(page: str, status: int) -> AnyResponse:
    return AnyResponse(page, status, content_type="text/html")


def _read(site: Site, report: tuple[str, str]) -> Decision:
    """The decision that the form at hand states; 400 where it is none."""
    form = request.form
    version, seen, state = (form.get(name, "") for name in ("version", "seen", "state"))
    if not VERSION.fullmatch(version) or state not in MOVES.get(seen, ()):
        abort(BAD_REQUEST)
    return Decision(
        report=report,
        version=int(version),
        seen=seen,
        state=state,
        by=sender(site),
        at=site.now(),
        comment=form.get("comment", "").strip().replace("\r\n", "\n") or None,
    )


def _trouble(decision: Decision) -> str | None:
    """Why a decision cannot be taken as it is (semantics 6.3)."""
    if decision.state == "returned" and not decision.comment:
        return "no_comment"
    return "long_comment" if len(decision.comment or "") > LONGEST_COMMENT else None
