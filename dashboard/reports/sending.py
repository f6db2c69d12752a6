"""Addresses to which reports are sent and on which they are decided, and the empty report to fill in.

Everything works with plain forms: a POST is answered by the address of a page (303). A script that asks for JSON gets
that address as `{"address": "…"}` and shows the page itself.
"""

from typing import BinaryIO, cast

from flask import Flask, abort, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from dashboard.addresses import TOKEN, Address, Page
from dashboard.audit_trail import ACCEPTED, happened
from dashboard.downloads import CONTENT_TYPES, as_csv
from dashboard.problem_words import message
from dashboard.reports.owed_fields import FIELD
from dashboard.reports.posting import SEE_OTHER, attachment, page_at, project_of, sender
from dashboard.reports.previews import Decision, accept, preview
from dashboard.reports.rereading import choices_of, forget
from dashboard.site import Site
from dashboard.staging import Staged, State
from dashboard.templates import workbook_template
from framework.model import Project, Row
from framework.problems import as_rows
from loaders.template import template
from store.explanations import LONGEST

BYTE_ORDER_MARK = "\ufeff".encode()
"""Starts files for people: without it Excel takes UTF-8 for something else."""

TEMPLATES = frozenset({"csv", "xlsx"})
PROBLEM_COLUMNS = ("file", "line", "column", "code", "severity", "value", "message")
CREATED = 201


def add_uploads(server: Flask, site: Site) -> None:
    """`/p/CODE/uploads` takes report files; `…/TOKEN/accept` and `…/TOKEN/discard` end their waiting."""

    @server.post("/p/<code>/uploads")
    def send(code: str) -> AnyResponse:
        return received(site, project_of(site, code))

    @server.post("/p/<code>/uploads/<token>/accept")
    def keep(code: str, token: str) -> AnyResponse:
        return kept(site, project_of(site, code), token)

    @server.post("/p/<code>/uploads/<token>/discard")
    def throw_away(code: str, token: str) -> AnyResponse:
        project = project_of(site, code)
        if staged := site.uploads.find(project.code, token, site.now()):
            site.uploads.discard(staged)
        return _to(_page(project).having(notice="discarded"))

    @server.get("/p/<code>/uploads/<token>/problems.csv")
    def problems(code: str, token: str) -> AnyResponse:
        staged = site.uploads.find(project_of(site, code).code, token, site.now())
        return abort(404) if staged is None else problem_file(site, staged)

    @server.get("/p/<code>/template.<form>")
    def empty_report(code: str, form: str) -> AnyResponse:
        return template_file(site, project_of(site, code), form) if form in TEMPLATES else abort(404)


def add_corrections(server: Flask, site: Site) -> None:
    """`/p/CODE/uploads/TOKEN/read` has an upload read again, as its sender says."""

    @server.post("/p/<code>/uploads/<token>/read")
    def read_again(code: str, token: str) -> AnyResponse:
        project = project_of(site, code)
        staged = site.uploads.find(project.code, token, site.now())
        if staged and not corrected(site, project, staged):
            abort(400)
        return _to(_page(project).having(upload=token))


def _page(project: Project) -> Address:
    """The page of uploads at the moment and in the language of the request at hand."""
    return page_at(f"/p/{project.code}/reports/upload").to(Page.UPLOAD)


def _to(address: Address) -> AnyResponse:
    """The way to a page: for a script as JSON, for a form as a redirection."""
    if request.accept_mimetypes.best == "application/json":
        return AnyResponse(f'{{"address": "{address}"}}', CREATED, content_type="application/json")
    return redirect(str(address), SEE_OTHER)


def received(site: Site, project: Project) -> AnyResponse:
    """Takes the files of the request at hand in, and leads to their preview."""
    files = [_stream(file) for file in request.files.getlist("file") if file.filename]
    page = _page(project)
    if not files:
        return _to(page.having(notice="no_file"))
    asked = {name: request.form.get(name) or None for name in ("reporter", "period")}
    staged = site.uploads.put(project.code, files, at=site.now(), **asked)
    return _to(page.having(upload=staged.token))


def corrected(site: Site, project: Project, staged: Staged) -> bool:
    """Has an upload read again as the form at hand says; False where the form says what cannot be."""
    form = request.form
    if form.get("forget"):
        forget(site, project, staged, by=sender(site))
        return True
    choices = choices_of(project, form.to_dict(), form.getlist("header"), form.getlist("meaning"))
    if choices is None:
        return False
    site.uploads.ask(staged, choices=choices)
    return True


def _stream(file: FileStorage) -> tuple[str, BinaryIO]:
    return file.filename or "", cast("BinaryIO", file.stream)


def kept(site: Site, project: Project, token: str) -> AnyResponse:
    """Keeps an upload and leads to the page that says so, or back to its preview where something else stands by now."""
    page = _page(project).having(upload=token)
    staged = site.uploads.find(project.code, token, site.now())
    shown = request.form.get("standing", "")
    texts = typed_explanations(project)
    leave_owed = "unexplained" in request.form
    decision = accept(site, staged, shown, sender(site), texts, leave_owed=leave_owed) if staged else None
    if decision is Decision.CHANGED:
        page = page.having(since=shown if TOKEN.fullmatch(shown) else "unknown")
    elif decision is Decision.UNEXPLAINED:
        page = page.having(notice="unexplained")
    elif staged and staged.state is State.WAITING:
        happened(ACCEPTED, project.code, staged.names)
    return _to(page)


def typed_explanations(project: Project) -> dict[str, str]:
    """The explanations in the form of the request at hand, by the codes of the indicators; 400 where they cannot be."""
    fields = {name.removeprefix(FIELD): words for name, words in request.form.items() if name.startswith(FIELD)}
    texts = {code: "\n".join(words.split("\r\n")).strip() for code, words in fields.items()}
    if not texts.keys() <= project.indicators.keys() or any(len(words) > LONGEST for words in texts.values()):
        abort(400)
    return texts


def problem_file(site: Site, staged: Staged) -> AnyResponse:
    """All problems of an upload as CSV, for a spreadsheet."""
    outcome = preview(site, staged)
    language = request.args.get("lang", "en")
    rows = [
        {**row, "message": message(problem, language)}
        for row, problem in zip(as_rows(outcome.problems), outcome.problems, strict=True)
    ]
    return attachment(
        BYTE_ORDER_MARK + as_csv(PROBLEM_COLUMNS, cast("list[Row]", rows)), "problems.csv", CONTENT_TYPES["csv"]
    )


def template_file(site: Site, project: Project, form: str) -> AnyResponse:
    """The empty report that the query at hand asks for."""
    asked = request.args
    language = asked.get("lang") or project.languages[0]
    period, reporter = asked.get("period", ""), asked.get("reporter") or None
    if form == "xlsx":
        data, problems = workbook_template(site.database, project, period, reporter, language)
    else:
        text, problems = template(project, period, reporter, language)
        data = BYTE_ORDER_MARK + text.encode()
    if problems:
        return AnyResponse(f"{problems[0].message}\n", 400, content_type="text/plain; charset=utf-8")
    name = "-".join([project.code, *([reporter] if reporter else []), period])
    return attachment(data, f"{name}.{form}", CONTENT_TYPES[form])
