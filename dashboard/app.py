"""The dashboard: pages, downloads and health behind one server.

A page is asked for twice: the first answer is plain HTML, there at once; then Dash takes over and asks for the same
page by its address, and from then on for every other address that the reader goes to.
"""

from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html, set_props
from dash.development.base_component import Component
from dash.exceptions import DependencyException
from flask import Flask, g, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from dashboard import cookies
from dashboard.audit_trail import keep_trail
from dashboard.bundles import bundle_address
from dashboard.doors import add_addresses, speaking
from dashboard.forgery import refuse_forgeries
from dashboard.gate import keep_gate, redirect_to_sign_in, wants_page
from dashboard.guards import error_pages, guard, refer
from dashboard.hosting import Hosting
from dashboard.markup import markup
from dashboard.outages import note, outage_pages, status_of, told
from dashboard.pages import indicator
from dashboard.people.guests import was_guest
from dashboard.people.opening import over
from dashboard.people.routes import Desk
from dashboard.people.sessions import keep_sessions
from dashboard.shell import (
    OLD_FORM,
    SHELL,
    WRONG,
    error_page,
    head_of,
    language_asked,
    outage_page,
    page_at,
    standing,
    standing_page,
    with_language,
)
from dashboard.site import Site
from dashboard.sso.settings import Settings
from dashboard.still import live_ids, still
from dashboard.words import say

ASSETS = Path(__file__).parent / "assets"
BUNDLED = r".*\.(css|js)$"
MONTH = 30 * 24 * 3600
PAGES_WITH_CALLBACKS = (indicator,)


class Pages(Dash):
    """Dash whose first answer holds the page itself."""

    site: Site

    def interpolate_index(self, **pieces: str) -> str:  # type: ignore[override]  # Dash passes all by name
        """The HTML of the address that is asked for, with Dash's scripts below it."""
        page = g.pop("page", None) or page_at(self.site, request.path, request.query_string.decode())
        wanted = {name: pieces[name] for name in ("css", "app_entry", "config", "scripts", "renderer")}
        return SHELL.format(first=markup(page.content), **head_of(page), **wanted)


def create_app(site: Site, hosting: Hosting | None = None, single: Settings | None = None) -> Flask:
    """The server of a site, ready to be served.

    Args:
        site: what is shown.
        hosting: how it is reached; without it, by this machine alone.
        single: the settings of single sign-on; without them there is none.
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
    desk = add_addresses(server, site, how, forgeries.exempt)
    if single:
        from dashboard.sso.routes import add_single_sign_on  # noqa: PLC0415 — its packages are an extra

        add_single_sign_on(server, site, single, how.address, standing, speaking(site))
    pages = _pages(server, site)
    guard(server, lambda: list(pages.csp_hashes()), site.limits.request, how.names)
    server.after_request(with_language)
    tell_troubles(server, site)
    return server


def _pages(server: Flask, site: Site) -> Pages:
    """Dash on a server."""
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
    return pages


def tell_troubles(server: Flask, site: Site) -> None:
    """Pages for what goes wrong: errors, outages, forms of another session, libraries that Dash does not have."""
    error_pages(server, lambda status, reference: error_page(status, reference, site))
    outage_pages(server, lambda: language_asked(site), lambda status, sentence: outage_page(status, sentence, site))
    server.register_error_handler(CSRFError, lambda _: (error_page(400, None, site, OLD_FORM), 400))
    server.register_error_handler(DependencyException, lambda _: (error_page(404, None, site), 404))


def sign_in_first(desk: Desk) -> AnyResponse:
    """What people who have to sign in first get: the way there, or 401 where they sent something or a script asks."""
    if wants_page(request) and was_guest():
        return over(desk.site, desk.show, desk.language())
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
