"""`/p/CODE/history.csv|json|xlsx`: byte for byte what the command `history --project CODE --format …` prints."""

from flask import Flask, Response, abort

from dashboard.addresses import FORMATS
from dashboard.downloads import CONTENT_TYPES
from dashboard.endpoints import WRITERS, unreadable
from dashboard.history.asked import wanted
from dashboard.reports.posting import page_at, project_of
from dashboard.site import Site
from loaders.history import COLUMNS
from loaders.history_filter import history_of
from loaders.revisions import as_known
from store.errors import RevisionUnreadableError


def add_history(server: Flask, site: Site) -> None:
    """The address of the downloads; their query is that of the page."""

    @server.get("/p/<code>/history.<form>")
    def history_file(code: str, form: str) -> Response:
        project = project_of(site, code)
        if form not in FORMATS:
            abort(404)
        asked = wanted(page_at(f"/p/{code}/history"))
        try:
            (project,) = as_known(site.database, [project], asked.known_at)
        except RevisionUnreadableError as error:
            unreadable(error)
        data = WRITERS[form](COLUMNS, history_of(site.database, project, asked, site.rights(project).role))
        response = Response(data, content_type=CONTENT_TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{project.code}-history.{form}"'
        return response
