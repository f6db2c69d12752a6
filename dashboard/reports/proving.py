"""The addresses of evidence: where it is added to a report and withdrawn, and its files."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from flask import Flask, abort, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from dashboard.reports.posting import back_to, project_of, report_page, sender, typed_line
from dashboard.reports.proofs import LONGEST_TITLE
from dashboard.site import Site
from dashboard.staging import plain_name
from framework.model import Project, UploadedFile
from loaders.evidence_files import CONTENT_TYPES, MOST_BYTES, kind_of, named_as, read_link
from store.evidence import add, file_of, withdraw

LARGEST_NUMBER = 2**31 - 1
"""Of a row, on every database."""


def add_proving(server: Flask, site: Site) -> None:
    """`/p/CODE/reports/REPORTER/PERIOD/evidence` takes evidence, `/p/CODE/evidence/ID` gives a file."""

    @server.post("/p/<code>/reports/<reporter>/<period>/evidence")
    def proved(code: str, reporter: str, period: str) -> Response:
        project = project_of(site, code)
        page = report_page(project, reporter, period)
        return back_to(page.having(notice=_added(site, project, (reporter, period))))

    @server.post("/p/<code>/reports/<reporter>/<period>/evidence/<int:number>/withdraw")
    def withdrawn(code: str, reporter: str, period: str, number: int) -> Response:
        project = project_of(site, code)
        page = report_page(project, reporter, period)
        with site.database.writing() as connection:
            about = (reporter, period)
            found = number <= LARGEST_NUMBER and withdraw(
                connection, project, about, number, by=sender(site), at=site.now()
            )
        return back_to(page.having(notice="proof_withdrawn")) if found else abort(404)

    @server.get("/p/<code>/evidence/<int:number>")
    def evidence_file(code: str, number: int) -> Response:
        project = project_of(site, code)
        return _download(site, project, number) if number <= LARGEST_NUMBER else abort(404)


def _added(site: Site, project: Project, report: tuple[str, str]) -> str:
    """Keeps the evidence in the form of the request at hand; what is to be said about it."""
    code = request.form.get("indicator", "")
    if code not in project.indicators:
        abort(400)
    what = _what()
    if isinstance(what, Refused):
        return what.notice
    title = typed_line("title", LONGEST_TITLE) or _named(what)
    with site.database.writing() as connection:
        number = add(connection, project, (*report, code), what, title=title, by=sender(site), at=site.now())
    return abort(404) if number is None else "proof_added"


@dataclass(frozen=True, slots=True)
class Refused:
    """Evidence that is not taken, and the notice that says why."""

    notice: str


def _what() -> str | UploadedFile | Refused:
    """The file or link of the form at hand; a file goes first."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        return _file(sent)
    text = request.form.get("link", "").strip()
    return (read_link(text) or Refused("proof_link")) if text else Refused("proof_missing")


def _file(sent: FileStorage) -> UploadedFile | Refused:
    """A file by what its bytes are, under a name that says so."""
    data = sent.stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Refused("proof_size")
    kind = kind_of(data)
    return UploadedFile(named_as(plain_name(sent.filename or ""), kind), data) if kind else Refused("proof_kind")


def _named(what: str | UploadedFile) -> str:
    """What evidence is called to which nobody gave a title."""
    if isinstance(what, UploadedFile):
        return what.name
    parts = urlsplit(what)
    return f"{parts.hostname}{parts.path}"[:LONGEST_TITLE]


def _download(site: Site, project: Project, number: int) -> Response:
    """A file as it was sent, never shown by the browser itself."""
    with site.database.reading() as connection:
        found = file_of(connection, project, number, role=site.rights(project).role)
    if found is None:
        abort(404)
    kind = kind_of(found.data)
    response = Response(found.data, content_type=CONTENT_TYPES[kind] if kind else "application/octet-stream")
    plain = f"evidence.{kind}" if kind else "evidence"
    names = f"filename={plain}; filename*=UTF-8''{quote(found.name, safe='')}"
    response.headers["Content-Disposition"] = f"attachment; {names}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
