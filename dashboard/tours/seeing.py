"""The address to which the script says that a tour was seen or skipped."""

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard.site import Site
from dashboard.tours.showing import SEEN
from dashboard.tours.steps import TOURS
from store.tours import note_tours

NO_CONTENT = 204


def add_tours(server: Flask, site: Site) -> None:
    """`POST /account/tour`: the reader saw the tour of a role."""
    server.add_url_rule(SEEN, "tour_seen", lambda: _keep(site), methods=["POST"])


def _keep(site: Site) -> Response:
    account, role = site.reader() or abort(403), request.form.get("role", "")
    if role not in TOURS:
        abort(400)
    with site.database.writing() as connection:
        note_tours(connection, account, [role], site.now())
    return Response(status=NO_CONTENT)
