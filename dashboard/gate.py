"""The gate: every request is refused but for those that are let in here.

`NEEDS` names each address of a project, with what one must be allowed to do there; an address that it does not name is
let in for nobody, so that a new one is closed until somebody decides who may use it. Pages have their own table
(`access.PAGES`), which is asked on the way to the page and again by the callback that brings it.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from flask import Flask, Request, abort, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from dashboard import access
from dashboard.access import May, may_in_site
from dashboard.addresses import Address, read_address
from dashboard.guards import split
from dashboard.site import Site
from store.shares import Guest

OPEN = frozenset(
    {
        *("/login", "/login/<token>", "/login/sso", "/login/sso/return", "/s/<token>", "/letters/unsubscribe/<token>"),
        *("/assets/all.css", "/healthz", "/readyz"),
    }
)
"""Addresses for everybody."""
OPEN_ASSETS = (".css", "icon.svg")
"""What the page to sign in looks like."""
OWN, RUN = frozenset({May.BE_KNOWN}), frozenset({May.ADMINISTER})
OF_SITE: Mapping[str, frozenset[May]] = {
    "/logout": OWN,
    "/account/password": OWN,
    "/account/language": OWN,
    "/account/sessions": OWN,
    "/account/subscriptions": OWN,
    "/account/tokens": OWN,
    "/account/tour": OWN,
    "/account/tokens/<int:number>/revoke": OWN,
    "/admin/accounts": RUN,
    "/admin/accounts/<int:number>/roles": RUN,
    "/admin/accounts/<int:number>/roles/remove": RUN,
    "/admin/accounts/<int:number>/link": RUN,
    "/admin/accounts/<int:number>/disable": RUN,
    "/admin/accounts/<int:number>/enable": RUN,
    "/admin/accounts/<int:number>/sessions": RUN,
    "/admin/tokens/<int:number>/revoke": RUN,
    "/admin/audit.csv": RUN,
}
"""What one needs for each address of no project."""
PROGRAM = frozenset(
    {
        "/assets/<path:filename>",
        "/assets/all.js",
        "/_dash-component-suites/plotly/package_data/plotly.min.js",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_dash-layout",
        "/_dash-dependencies",
        "/_favicon.ico",
    }
)
"""The program itself, which shows nobody's data: for whoever may read anything."""
CALLBACK = "/_dash-update-component"
PAGES = frozenset({"/", "/<path:path>"})
FORBIDDEN, NOT_THERE = 403, 404

READ, FOLLOW, SEND = frozenset({May.READ}), frozenset({May.FOLLOW}), frozenset({May.SEND})
SHARE = frozenset({May.SHARE})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
NEEDS: Mapping[str, frozenset[May]] = {
    "/p/<code>/tables/<name>.<form>": READ,
    "/p/<code>/history.<form>": READ,
    "/p/<code>/compare.<form>": READ,
    "/p/<code>/summary.pdf": READ,
    "/p/<code>/indicators/<indicator>/<chart>.csv": READ,
    "/p/<code>/evidence/<int:number>": READ,
    "/p/<code>/template.<form>": SEND,
    "/p/<code>/uploads": SEND,
    "/p/<code>/uploads/<token>/accept": SEND,
    "/p/<code>/uploads/<token>/discard": SEND,
    "/p/<code>/uploads/<token>/read": SEND,
    "/p/<code>/uploads/<token>/problems.csv": SEND,
    "/p/<code>/uploads/<token>/marked/<int:number>": SEND,
    "/p/<code>/reports/<reporter>/<period>/explanations": SEND,
    "/p/<code>/reports/<reporter>/<period>/evidence": SEND,
    "/p/<code>/reports/<reporter>/<period>/evidence/<int:number>/withdraw": SEND,
    "/p/<code>/reports/<reporter>/<period>/flags": frozenset({May.SEND, May.REVIEW}),
    "/p/<code>/reports/<reporter>/<period>/decision": frozenset({May.REVIEW}),
    "/p/<code>/shares": SHARE,
    "/p/<code>/shares/<int:number>/revoke": SHARE,
    "/p/<code>/reports/<reporter>/<period>/files/<int:version>/<int:number>": FOLLOW,
}
"""What one needs for each address of a project that is no page: any of these; of a report, for its reporter."""
CALLBACKS: Mapping[str, str] = {
    "..page.children...head.data..": "address.pathname",
    "rows-shown.children": "address.pathname",
}
"""The callbacks, by what they change, and which of their inputs is the address of the page that they work for.

One needs for them what one needs for that page."""

TAKEN: Mapping[str, tuple[str, ...]] = {
    "..page.children...head.data..": ("address.pathname", "address.search"),
    "rows-shown.children": (
        *("show-rows.n_clicks", "address.pathname", "address.search", "show-rows.value", "show-rows.lang"),
    ),
}
"""What each callback takes, in its order; one that is given anything else is forged."""


def keep_gate(server: Flask, site: Site, sign_in_first: Callable[[], Response]) -> None:
    """Has every request of a server pass the gate; `sign_in_first` answers those of people who have to."""
    server.before_request(lambda: admit(site, request, sign_in_first))


def admit(site: Site, asked: Request, sign_in_first: Callable[[], Response]) -> Response | None:
    """None for a request that may pass, the page to sign in for who has to do that first; 403 or 404 for all others."""
    rule = asked.url_rule.rule if asked.url_rule else None
    if isinstance(asked.routing_exception, BadRequest):
        return None  # for a host that is none of ours: told so by Flask, before anything is looked at
    if rule in OPEN or (rule == "/assets/<path:filename>" and asked.path.endswith(OPEN_ASSETS)):
        return None
    status = refusal(site, asked, rule)
    if status is None:
        return None
    return abort(status) if site.reader() else sign_in_first()


def refusal(site: Site, asked: Request, rule: str | None) -> int | None:
    """The status with which a request is refused: 403, or 404 for what is not there for its reader."""
    if isinstance(site.reader(), Guest) and asked.method not in READING and rule != CALLBACK:
        return FORBIDDEN
    if rule == CALLBACK:
        return _for_callback(site, _json(asked))
    if rule in PROGRAM or rule is None:
        return None if site.reader() or (rule and site.projects) else NOT_THERE
    if rule in PAGES:
        return _for_page(site, asked.path)
    if rule in OF_SITE:
        return None if may_in_site(site.reader(), OF_SITE[rule]) else FORBIDDEN
    return _for_project(site, asked.view_args or {}, NEEDS[rule]) if rule in NEEDS else NOT_THERE


def _for_project(site: Site, named: Mapping[str, str], needed: frozenset[May]) -> int | None:
    project = site.project(named.get("code"))
    if project is None:
        return NOT_THERE
    held, reporter = site.rights(project), named.get("reporter")
    return None if any(held.may(each, reporter) for each in needed) else FORBIDDEN


def _for_page(site: Site, path: str) -> int | None:
    """Of a page. What is no address at all is nobody's secret: it passes, to be told so."""
    address = read_address(path, "")
    if not isinstance(address, Address):
        return None if site.reader() else NOT_THERE
    if address.page in access.OF_SITE:
        return None if may_in_site(site.reader(), access.OF_SITE[address.page]) and _knows(site) else FORBIDDEN
    return _for_project(site, {"code": address.project or ""}, access.PAGES[address.page])


def _knows(site: Site) -> bool:
    """True where there is something to see: for who signed in, and for everybody where a project is public."""
    return site.reader() is not None or bool(site.projects)


def _json(asked: Request) -> object:
    """The body of a request; None where it is no JSON, or such as nobody could read."""
    try:
        return asked.get_json(silent=True)
    except RecursionError:
        return None


def _for_callback(site: Site, body: object) -> int | None:
    """Of a callback: what is refused for the page that it works for; one that nobody lists is nobody's."""
    described = body if isinstance(body, dict) else {}
    output, given = described.get("output"), _given(described)
    if not isinstance(output, str) or output not in CALLBACKS or [*given] != [*TAKEN[output]]:
        return FORBIDDEN
    path = given[CALLBACKS[output]]
    return _for_page(site, path.partition("?")[0] if isinstance(path, str) else "/")


def _given(described: Mapping[str, object]) -> dict[str, object]:
    """What a callback is given, in its order, by what it is the value of; nothing where that cannot be told.

    Dash goes by the order alone: who could add to it, or turn it round, would have one page looked at and another shown.
    """
    ends = [*_listed(described.get("inputs")), *_listed(described.get("state"))]
    named = {f"{end.get('id')}.{end.get('property')}": end.get("value") for end in ends if isinstance(end, dict)}
    told = described.get("changedPropIds", [])
    plain = isinstance(told, list) and all(isinstance(each, str) for each in told)
    fits = _written(described.get("outputs")) == described.get("output")
    return named if len(named) == len(ends) and plain and fits else {}


def _written(outputs: object) -> str:
    """What a callback changes, as Dash writes it where that is told in one word."""
    several = [f"{end.get('id')}.{end.get('property')}" for end in _listed(outputs) if isinstance(end, dict)]
    if isinstance(outputs, dict):
        return f"{outputs.get('id')}.{outputs.get('property')}"
    return f"..{'...'.join(several)}.." if several else ""


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def going(asked: Request) -> str:
    """Where somebody goes on to once they signed in: the page that they asked for, or from which they sent something."""
    if asked.method == "GET":
        return asked.full_path if asked.query_string else asked.path
    return _page_of(asked)


def _page_of(asked: Request) -> str:
    """The page from which a form was sent."""
    parts = split(asked.referrer or "")
    if parts is None or parts.netloc != asked.host:
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def wants_page(asked: Request) -> bool:
    """True where somebody looks at a page, false where a script asks."""
    by_browser = "text/html" in asked.headers.get("Accept", "") and "Authorization" not in asked.headers
    return asked.method == "GET" and by_browser and not asked.path.startswith("/_dash")


def redirect_to_sign_in(asked: Request) -> Response:
    """The way to the page to sign in."""
    on = going(asked)
    return redirect("/login" if on == "/" else f"/login?{urlencode({'next': on})}", 302)
