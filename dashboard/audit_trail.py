"""The audit log of what goes through the server: who did what, when, from which network address.

Handlers say what they did (`happened`); downloads and signing out are known by their address. Entries are made once the
answer stands, so that only what succeeded is there. Accounts, passwords and tokens write theirs where they change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, g, request

from dashboard.outages import UNAVAILABLE, note, status_of, told
from dashboard.site import Site
from store import audit
from store.audit import Entry
from store.errors import StoreError

DOWNLOADED, SIGNED_OUT = "downloaded", "signed out"
ACCEPTED, PUT_ASIDE = "report accepted", "flag put aside"
DECIDED = "report {state}"
PUBLIC = "(public)"
"""Who looks at a public project without an account."""
LONGEST_DETAIL = 300

DOWNLOADS: frozenset[str] = frozenset(
    {
        "/p/<code>/tables/<name>.<form>",
        "/p/<code>/history.<form>",
        "/p/<code>/compare.<form>",
        "/p/<code>/summary.pdf",
        "/p/<code>/indicators/<indicator>/<chart>.csv",
        "/p/<code>/evidence/<int:number>",
        "/p/<code>/reports/<reporter>/<period>/files/<int:version>/<int:number>",
        "/admin/audit.csv",
    }
)
"""Addresses whose answers are noted; what holds no figures, such as empty reports, is not among them."""
LOGOUT = "/logout"


@dataclass(frozen=True, slots=True)
class Deed:
    """What the request at hand did."""

    event: str
    subject: str
    detail: str | None = None


def happened(event: str, subject: str, detail: str | None = None) -> None:
    """Says what the request at hand did; it is noted once the answer stands."""
    g.deeds = [*g.get("deeds", []), Deed(event, subject, detail)]


def keep_trail(server: Flask, site: Site) -> None:
    """Has a server note what it did."""
    server.before_request(lambda: _before_leaving(site))
    server.after_request(lambda response: noted(site, response))


def _before_leaving(site: Site) -> None:
    """Who signs out is not known any more when the answer stands."""
    account = site.reader() if _rule() == LOGOUT else None
    if account:
        g.leaver = account.login


def noted(site: Site, response: Response) -> Response:
    """The answer, after what was done is in the log; a download that cannot be noted is not given."""
    deeds = _deeds(response)
    if not deeds:
        return response
    try:
        _note(site, deeds)
    except StoreError as error:
        note(error)
        if deeds[0].event == DOWNLOADED:
            return _ungiven(response, error)
    return response


def _ungiven(response: Response, error: StoreError) -> Response:
    """The answer with the reason in place of the download; the headers that protect every answer stay."""
    for header in ("Content-Disposition", "ETag", "Content-Encoding"):
        response.headers.pop(header, None)
    sentence = told(error, "en")
    response.status_code, response.content_type = status_of(error) or UNAVAILABLE, "text/plain; charset=utf-8"
    response.set_data(f"{sentence}\n")
    return response


def _note(site: Site, deeds: list[Deed]) -> None:
    with site.database.writing() as connection:
        for deed in deeds:
            entry = Entry(
                at=site.now(),
                by=actor(site),
                event=deed.event,
                subject=deed.subject,
                detail=deed.detail,
                address=request.remote_addr,
            )
            audit.note(connection, entry)


def actor(site: Site) -> str:
    """The login of who the request at hand comes from, or came from until it signed out."""
    account = site.reader()
    return account.login if account else g.get("leaver", PUBLIC)


def _deeds(response: Response) -> list[Deed]:
    """What is to be noted of a request, by its answer."""
    if response.status_code >= 400:  # noqa: PLR2004  # refused or failed
        return []
    rule = _rule()
    if rule == LOGOUT and "leaver" in g:
        return [Deed(SIGNED_OUT, g.leaver)]
    if rule in DOWNLOADS and _is_whole(response):
        return [_download(request.view_args or {})]
    said: list[Deed] = g.get("deeds", [])
    return said


def _is_whole(response: Response) -> bool:
    """True of an answer that starts a download: not of one that the browser has already, nor of the rest of one."""
    if request.method != "GET":
        return False
    begins = str(response.headers.get("Content-Range", "bytes 0-")).startswith("bytes 0-")
    return response.status_code == 200 or (response.status_code == 206 and begins)  # noqa: PLR2004


def _download(named: Mapping[str, str]) -> Deed:
    """The download of the request at hand: whose, and which with which filters."""
    project = named.get("code")
    path = request.path.removeprefix(f"/p/{project}/") if project else request.path
    query = request.query_string.decode(errors="replace")
    return Deed(DOWNLOADED, project or "-", f"{path}?{query}"[:LONGEST_DETAIL] if query else path[:LONGEST_DETAIL])


def _rule() -> str | None:
    return request.url_rule.rule if request.url_rule else None
