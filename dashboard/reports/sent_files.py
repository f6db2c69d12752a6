"""The files of reports as they were sent: `/p/CODE/reports/REPORTER/PERIOD/files/VERSION/NUMBER`.

The bytes are those that came, which may be anything: they are only ever given as a download, never shown.
"""

from flask import Flask, abort
from werkzeug.wrappers import Response

from dashboard.access import May
from dashboard.reports.posting import attachment
from dashboard.site import Site
from dashboard.staging import plain_name
from framework.model import UploadedFile
from store.sent_files import sent_file

MOST = 999_999


def add_sent_files(server: Flask, site: Site) -> None:
    """The address of every file that came with a version of a report, numbered from 1."""

    @server.get("/p/<code>/reports/<reporter>/<period>/files/<int:version>/<int:number>")
    def fetch(code: str, reporter: str, period: str, version: int, number: int) -> Response:
        project = site.project(code)
        if project is None or not site.rights(project).may(May.FOLLOW) or max(version, number) > MOST:
            abort(404)
        with site.database.reading() as connection:
            found = sent_file(connection, project, (reporter, period), version, number)
        return _as_sent(found) if found else abort(404)


def _as_sent(file: UploadedFile) -> Response:
    """A file as a download under the name that it came with."""
    response = attachment(file.data, plain_name(file.name))
    response.headers["Cache-Control"] = "private, no-cache"
    return response
