"""The files of reports as they were sent: `/p/CODE/reports/REPORTER/PERIOD/files/VERSION/NUMBER`.

The bytes are those that came, which may be anything: they are only ever given as a download, never shown.
"""

from flask import Flask, Response, abort

from dashboard.site import Site
from dashboard.staging import plain_name
from framework.model import UploadedFile
from store.sent_files import sent_file
from store.versions import INSIDERS

MOST = 999_999


def add_sent_files(server: Flask, site: Site) -> None:
    """The address of every file that came with a version of a report, numbered from 1."""

    @server.get("/p/<code>/reports/<reporter>/<period>/files/<int:version>/<int:number>")
    def fetch(code: str, reporter: str, period: str, version: int, number: int) -> Response:
        project = site.project(code)
        if project is None or site.role not in INSIDERS or max(version, number) > MOST:
            abort(404)
        with site.database.reading() as connection:
            found = sent_file(connection, code, (reporter, period), version, number)
        return attachment(found) if found else abort(404)


def attachment(file: UploadedFile) -> Response:
    """A file as a download under the name that it came with."""
    response = Response(file.data, content_type="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=plain_name(file.name))
    response.headers["Cache-Control"] = "private, no-cache"
    return response
