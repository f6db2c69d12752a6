"""Addresses without a page: downloads of tables, and health."""

from collections.abc import Sequence
from typing import NoReturn

from flask import Flask, Response, abort, request

from dashboard.addresses import CHECKS
from dashboard.calls import read_moment
from dashboard.downloads import CONTENT_TYPES, as_csv, as_json
from dashboard.headings import WORDED, Headings, worded
from dashboard.outages import note
from dashboard.questions import NoSuchDayError, Question, table_rows
from dashboard.site import Site
from dashboard.workbook import as_xlsx
from framework.model import Project, Row
from framework.tables import COLUMNS
from loaders.revisions import as_known
from store.errors import RevisionUnreadableError, StoreError
from store.versioning import is_current

NOT_FOUND = 404
WRITERS = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}


def add_downloads(server: Flask, site: Site) -> None:
    """`/p/CODE/tables/NAME.csv|json|xlsx`: byte for byte what the command `table` prints (interface 5).

    `?headings=ru` gives CSV and workbooks headings and statuses in words, as `table --headings ru` does.
    """

    @server.get("/p/<code>/tables/<name>.<form>")
    def download(code: str, name: str, form: str) -> Response:
        project = site.project(code)
        if project is None or name not in COLUMNS or form not in WRITERS:
            abort(404)
        data = table_bytes(site, project, name, form)
        response = Response(data, content_type=CONTENT_TYPES[form])
        response.headers["Content-Disposition"] = f'attachment; filename="{project.code}-{name}.{form}"'
        response.add_etag()
        response.make_conditional(request)
        return response


def table_bytes(site: Site, project: Project, name: str, form: str) -> bytes:
    """A table as the query string at hand asks for it."""
    known_at = request.args.get("known_at")
    moment = read_moment(known_at) if known_at else None
    if known_at and moment is None:
        abort(400)
    question = Question(
        as_of=request.args.get("as_of"),
        known_at=moment,
        role=site.rights(project).role,
        indicator=request.args.get("indicator"),
        dimension=request.args.get("dimension"),
    )
    try:
        columns, rows = table_rows(site.database, [project], name, question)
        (then,) = as_known(site.database, [project], moment)
    except (NoSuchDayError, OverflowError):
        abort(400)
    except RevisionUnreadableError as error:
        unreadable(error)
    return WRITERS[form](*_worded(then, form, columns, rows))


def _worded(
    project: Project, form: str, columns: Sequence[str], rows: Sequence[Row]
) -> tuple[Sequence[str], Sequence[Row]]:
    """The table with its headings in the language that is asked for; JSON always has the codes."""
    language = request.args.get("headings")
    if language and not CHECKS["headings"](language):
        abort(400)
    return worded(columns, rows, Headings(language, [project])) if language and form in WORDED else (columns, rows)


def unreadable(error: RevisionUnreadableError) -> NoReturn:
    """Answers that there is no such file, because the framework of that moment cannot be read."""
    abort(_plain(str(error), NOT_FOUND))


def add_health(server: Flask, site: Site) -> None:
    """`/healthz`: the process is up; `/readyz`: the database answers and its schema is current."""

    @server.get("/healthz")
    def healthy() -> Response:
        return _plain("ok")

    @server.get("/readyz")
    def ready() -> Response:
        try:
            with site.database.reading() as connection:
                current = is_current(connection, site.database.place)
        except StoreError as error:
            note(error)
            return _plain("The database cannot be used; the server's log says why.", 503)
        return _plain("ready") if current else _plain("The database's schema is older than the program's.", 503)


def _plain(text: str, status: int = 200) -> Response:
    return Response(
        f"{text}\n", status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
