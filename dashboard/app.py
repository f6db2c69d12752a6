"""The dashboard: pages, downloads and health behind one server.

A page is asked for twice: the first answer is plain HTML, there at once; then Dash takes over and asks for the same
page by its address, and from then on for every other address that the reader goes to.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html, set_props
from dash.development.base_component import Component
from flask import Flask, Response, g, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from dashboard import cookies
from dashboard.addresses import Address
from dashboard.audit_trail import keep_trail
from dashboard.bundles import bundle_address, serve_bundles
from dashboard.compare.files import add_comparison
from dashboard.endpoints import add_downloads, add_health
from dashboard.forgery import refuse_forgeries, with_tokens
from dashboard.gate import keep_gate, redirect_to_sign_in, wants_page
from dashboard.guards import error_pages, guard, refer
from dashboard.history.files import add_history
from dashboard.hosting import Hosting
from dashboard.indicator.chart_rows import add_chart_rows
from dashboard.letters.choosing import add_choosing
from dashboard.letters.leaving import add_leaving
from dashboard.markup import markup
from dashboard.outages import TITLE, note, outage_pages, status_of, told
from dashboard.pages import indicator
from dashboard.people.administering import add_administration
from dashboard.people.own import add_own_account
from dashboard.people.routes import Desk, add_sign_in
from dashboard.people.sessions import keep_sessions
from dashboard.plotly_basic import serve_basic_edition
from dashboard.reports.deciding import add_decisions
from dashboard.reports.dismissing import add_dismissals
from dashboard.reports.explaining import add_explaining
from dashboard.reports.forms import TOO_LARGE
from dashboard.reports.marked import add_marked
from dashboard.reports.proving import add_proving
from dashboard.reports.sending import add_corrections, add_uploads
from dashboard.reports.sent_files import add_sent_files
from dashboard.routing import NOT_FOR_YOU, TITLES, Answer, Visitor, answer, language_of, plain_page
from dashboard.site import Site
from dashboard.still import live_ids, still
from dashboard.summary.files import add_summary_files
from dashboard.view import offered_languages
from dashboard.words import marked, number, say
from loaders.framework_values import LANGUAGE

ASSETS = Path(__file__).parent / "assets"
BUNDLED = r".*\.(css|js)$"
MONTH = 30 * 24 * 3600
PAGES_WITH_CALLBACKS = (indicator,)

SHELL = """<!DOCTYPE html>
<html lang="{language}"{style}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
{css}
</head>
<body>
<div id="first-page">{first}</div>
{app_entry}
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""

WRONG = marked("The server could not make this page. Please tell the administrator this reference: {reference}")
REASONS = {
    400: marked("The server does not understand this request."),
    401: marked("Nobody is signed in."),
    403: NOT_FOR_YOU,
    404: marked("There is no page at this address."),
    405: marked("This address does not take such requests."),
    413: TOO_LARGE,
}
OLD_FORM = marked(
    "This form does not belong to your session any more; nothing was kept. Go back, load the page again and send it once more."
)


class Pages(Dash):
    """Dash whose first answer holds the page itself."""

    site: Site

    def interpolate_index(self, **pieces: str) -> str:  # type: ignore[override]  # Dash passes all by name
        """The HTML of the address that is asked for, with Dash's scripts below it."""
        page = g.pop("page", None) or page_at(self.site, request.path, request.query_string.decode())
        wanted = {name: pieces[name] for name in ("css", "app_entry", "config", "scripts", "renderer")}
        return SHELL.format(first=markup(page.content), **head_of(page), **wanted)


def create_app(site: Site, hosting: Hosting | None = None) -> Flask:
    """The server of a site, ready to be served.

    Args:
        site: what is shown.
        hosting: how it is reached; without it, by this machine alone.
    """
    how = hosting or Hosting()
    server = Flask("resultsboard", static_folder=None)
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = MONTH
    if how.proxied:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_host=1)  # type: ignore[method-assign]  # as Flask says to
    Compress(server)
    keep_sessions(server, site, how.secret)
    keep_gate(server, site, lambda: sign_in_first(desk))
    forgeries = refuse_forgeries(server)
    keep_trail(server, site)
    server.before_request(lambda: nowhere(site))
    spoken = lambda: language_of(site, None, request.args.get("lang"), visitor())  # noqa: E731
    desk = add_sign_in(server, site, standing, spoken)
    add_own_account(server, site, standing, spoken)
    add_administration(server, site, standing, spoken, how.address)
    add_health(server, site)
    add_downloads(server, site)
    serve_basic_edition(server)
    serve_bundles(server)
    add_uploads(server, site)
    add_dismissals(server, site)
    add_history(server, site)
    add_comparison(server, site)
    add_explaining(server, site)
    add_proving(server, site)
    add_sent_files(server, site)
    add_decisions(server, site, lambda address, typed: refused(site, address, typed))
    add_corrections(server, site)
    add_marked(server, site)
    add_choosing(server, site)
    forgeries.exempt(add_leaving(server, site, standing, lambda: language_of(site, None, None, visitor())))
    add_chart_rows(server, site)
    add_summary_files(server, site)
    fixed: dict[str, Any] = {"server": server, "update_title": None}
    pages = Pages(
        "resultsboard",
        **fixed,
        assets_folder=str(ASSETS),
        assets_ignore=BUNDLED,
        external_stylesheets=[bundle_address("css")],
        external_scripts=[bundle_address("js")],
        suppress_callback_exceptions=True,
        enable_mcp=False,
        title="resultsboard",
        on_error=show_trouble,
    )
    pages.site = site
    pages.layout = layout()
    register(pages, site)
    guard(server, lambda: list(pages.csp_hashes()), site.limits.request, how.names)
    server.after_request(with_language)
    error_pages(server, lambda status, reference: error_page(status, reference, site))
    outage_pages(
        server,
        lambda: language_of(site, None, None, visitor()),
        lambda status, sentence: outage_page(status, sentence, site),
    )
    server.register_error_handler(CSRFError, lambda _: (error_page(400, None, site, OLD_FORM), 400))
    return server


def sign_in_first(desk: Desk) -> AnyResponse:
    """What people who have to sign in first get: the way there, or 401 where they sent something or a script asks."""
    if wants_page(request):
        return redirect_to_sign_in(request)
    return AnyResponse(*desk.ended(), content_type="text/html")


def layout() -> Component:
    """What stays while pages come and go; it is the same for everyone and shows nobody's data."""
    parts = [
        dcc.Location(id="address", refresh=False),
        dcc.Store(id="head"),
        html.Div(id="trouble", role="alert"),
        html.Div(id="page"),
    ]
    return html.Div(parts)


def register(app: Dash, site: Site) -> None:
    """The callbacks: one that turns addresses into pages, and those of the pages."""

    @app.callback(
        Output("page", "children"), Output("head", "data"), Input("address", "pathname"), Input("address", "search")
    )
    def show(pathname: object, search: object) -> tuple[Component, dict[str, str]]:
        page = page_at(site, _text(pathname) or "/", _text(search))
        page.content.key = _text(pathname)  # type: ignore[attr-defined]  # of Dash; no part of another page stays in it
        return still(page.content, live_ids(app)), {"title": page.title, "language": page.language}

    arrived = ClientsideFunction(namespace="resultsboard", function_name="arrived")
    app.clientside_callback(arrived, Input("head", "data"))  # type: ignore[no-untyped-call]  # of Dash
    for page in PAGES_WITH_CALLBACKS:
        page.register(app, site)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def visitor() -> Visitor:
    """What the request at hand says about its reader."""
    kept = request.cookies
    return Visitor(kept.get(cookies.LANGUAGE), request.headers.get("Accept-Language", ""))


def with_language(response: Response) -> Response:
    """A language asked for in the address is kept for the next visit."""
    asked = request.args.get("lang", "")
    if request.method == "GET" and LANGUAGE.fullmatch(asked):
        cookies.remember(response, cookies.LANGUAGE, asked)
    return response


def show_trouble(error: Exception) -> None:
    """A callback failed: the page stays, and says why, or the reference under which the log has it."""
    language = request.cookies.get(cookies.LANGUAGE) or "en"
    if status_of(error) is None:
        words = say(WRONG, language, reference=refer(error))
    else:
        note(error)
        words = told(error, language)
    set_props("trouble", {"children": words})


def nowhere(site: Site) -> tuple[str, int] | None:
    """The answer to an address that leads nowhere, with its status; None where Dash or a route has one.

    The page that was made to find out is kept for the request, for Dash to show.
    """
    own = request.path.startswith(("/_", "/assets/")) or request.url_rule is None or "path" not in request.url_rule.rule
    if own or request.method != "GET":
        return None
    page = g.page = page_at(site, request.path, request.query_string.decode())
    return None if page.status == 200 else (standing_page(page), page.status)  # noqa: PLR2004


def page_at(site: Site, path: str, query: str, typed: Mapping[str, str] | None = None) -> Answer:
    """The page at an address for the reader at hand, its forms ready to be sent.

    Args:
        site: what is shown.
        path: of the address.
        query: of the address, without its question mark.
        typed: of a form that was refused, what stood in it.
    """
    page = answer(site, path, query, replace(visitor(), typed=typed or {}))
    return replace(page, content=with_tokens(page.content))


def standing(content: Component, title: str, language: str, status: int) -> tuple[str, int]:
    """A page that needs no script, with its status."""
    return standing_page(Answer(status, title, language, with_tokens(content))), status


def refused(site: Site, address: Address, typed: Mapping[str, str]) -> str:
    """The page of an address with a form of it that was refused, as it was filled in."""
    path, _, query = str(address).partition("?")
    return standing_page(page_at(site, path, query, typed))


def standing_page(page: Answer) -> str:
    """A page that needs no script. Nothing takes its place, so that its content bears the name that links skip to."""
    css = f'<link rel="stylesheet" href="{bundle_address("css")}">'
    first = markup(page.content).replace("<main ", '<main id="main" ', 1)
    parts = dict.fromkeys(("app_entry", "config", "scripts", "renderer"), "")
    return SHELL.format(first=first, css=css, **head_of(page), **parts)


def head_of(page: Answer) -> dict[str, str]:
    """What stands above a page: its title, its language, and the reader's style."""
    style = cookies.style_mark(request.cookies.get(cookies.STYLE))
    return {"title": markup(page.title), "language": page.language, "style": style}


def error_page(status: int, reference: str | None, site: Site, why: str = "") -> str:
    """The page of an error of the server or a request that it refuses."""
    language = language_of(site, None, None, visitor())
    title = say(TITLES.get(status, TITLES[400]), language)
    size = number(site.limits.megabytes, language)
    because = why or (WRONG if reference else REASONS.get(status, REASONS[400]))
    reason = say(because, language, reference=reference, size=size)
    offered, reader = ((), None) if reference else (offered_languages(site), site.reader())
    page = plain_page(title, reason, language, offered, reader=reader)
    return standing_page(Answer(status, title, language, page))


def outage_page(status: int, sentence: str, site: Site) -> str:
    """The page of a database that cannot be used."""
    language = language_of(site, None, None, visitor())
    title = say(TITLE, language)
    return standing_page(Answer(status, title, language, plain_page(title, sentence, language)))
