"""`/p/CODE/compare.csv|json|xlsx`: the rows of the page Compare at the same query."""

from flask import Flask, Response, abort

from dashboard.addresses import FORMATS, Impossible
from dashboard.compare.comparison import comparison
from dashboard.downloads import CONTENT_TYPES
from dashboard.endpoints import WRITERS
from dashboard.reports.posting import page_at, project_of
from dashboard.site import Site
from dashboard.view import read_view
from dashboard.words import SOURCE
from framework.compared import COLUMNS


def add_comparison(server: Flask, site: Site) -> None:
    """The address of the downloads; who may see the page may take them."""

    @server.get("/p/<code>/compare.<form>")
    def compared(code: str, form: str) -> Response:
        project = project_of(site, code)
        if form not in FORMATS:
            abort(404)
        view = read_view(site, page_at(f"/p/{code}/compare"), SOURCE)
        found = view if isinstance(view, Impossible) else comparison(view)
        if isinstance(found, Impossible):
            abort(found.status)
        response = Response(WRITERS[form](COLUMNS, found.rows), content_type=CONTENT_TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{project.code}-compare.{form}"'
        return response
