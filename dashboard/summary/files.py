"""`/p/CODE/summary.pdf?as_of=…&known_at=…&lang=…`: byte for byte what the command `export pdf` writes for that role."""

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard import cookies
from dashboard.addresses import Impossible, preferred_language
from dashboard.reports.posting import attachment, page_at, project_of
from dashboard.site import Site
from dashboard.summary.pdf import CONTENT_TYPE, can_print, file_name, pdf_of
from dashboard.view import read_view

NOT_FOUND = 404


def add_summary_files(server: Flask, site: Site) -> None:
    """The address of the PDF; where typst is not installed there is none."""

    @server.get("/p/<code>/summary.pdf")
    def summary_file(code: str) -> Response:
        project = project_of(site, code)
        address = page_at(f"/p/{code}/summary")
        if not can_print():
            abort(NOT_FOUND)
        asked, kept = address.state("lang"), request.cookies.get(cookies.LANGUAGE)
        accepted = request.headers.get("Accept-Language", "")
        view = read_view(site, address, preferred_language(asked, kept, accepted, project.languages))
        if isinstance(view, Impossible):
            abort(view.status)
        return attachment(pdf_of(view), file_name(view), CONTENT_TYPE)
