"""`/p/CODE/history.csv|json|xlsx`: byte for byte what the command `history --project CODE --format …` prints."""

from flask import Flask, Response, abort, request

from dashboard.addresses import FORMATS, Impossible, read_address
from dashboard.downloads import CONTENT_TYPES
from dashboard.endpoints import WRITERS, unreadable
from dashboard.history.asked import wanted
from dashboard.site import Site
from loaders.history import COLUMNS
from loaders.history_filter import history_of
from loaders.revisions import as_known
from store.errors import RevisionUnreadableError


def add_history(server: Flask, site: Site) -> None:
    """The address of the downloads; their query is that of the page."""

    @server.get("/p/<code>/history.<form>")
    def history_file(code: str, form: str) -> Response:
        address = read_address(f"/p/{code}/history", request.query_string.decode())
        project = site.project(code)
        if project is None or form not in FORMATS:
            abort(404)
        if isinstance(address, Impossible):
            abort(address.status)
        asked = wanted(address)
        try:
            (project,) = as_known(site.database, [project], asked.known_at)
        except RevisionUnreadableError as error:
            unreadable(error)
        data = WRITERS[form](COLUMNS, history_of(site.database, project, asked, site.role))
        response = Response(data, content_type=CONTENT_TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{project.code}-history.{form}"'
        return response
