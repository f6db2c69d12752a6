"""Where share links are made and revoked: `/p/CODE/shares`, `/p/CODE/shares/NUMBER/revoke`."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Page
from dashboard.links import absolute
from dashboard.reports.posting import back_to, page_at, project_of, sender, typed_line
from dashboard.sharing.choices import DAYS, LONGEST_TITLE, opened
from dashboard.site import Site
from framework.model import Project
from store import audit
from store.database import Connection
from store.shares import ShareLink, make_share, revoke_share

CREATED, BAD_REQUEST, NOT_FOUND = 201, 400, 404

Show = Callable[[Address, Mapping[str, str]], str]
"""Makes the page of an address, with what a form of it came to."""


def add_sharing(server: Flask, site: Site, show: Show) -> None:
    """Takes the forms; `show` makes the page with the new link, which is shown this once."""

    @server.post("/p/<code>/shares")
    def make(code: str) -> Response:
        return made(site, project_of(site, code), show)

    @server.post("/p/<code>/shares/<int:number>/revoke")
    def revoke(code: str, number: int) -> Response:
        return revoked(site, project_of(site, code), number)


def made(site: Site, project: Project, show: Show) -> Response:
    """Makes the link of the form at hand; the page that tells it, or that says what is missing."""
    days = request.form.get("days", "")
    if not days.isdecimal() or int(days) not in DAYS:
        abort(BAD_REQUEST)
    page, title = page_at(f"/p/{project.code}/{Page.SHARE}"), typed_line("title", LONGEST_TITLE)
    opens = opened(project.code, request.form.get("opens"))
    page = page.having(opens=str(opens) if opens else None)
    if not title:
        return _page(show(page, {"notice": "share_title", "days": days}), BAD_REQUEST)
    token = _keep(site, project, title, int(days), opens)
    return _page(show(page, {"made": absolute(f"/s/{token}"), "title": title}), CREATED)


def _keep(site: Site, project: Project, title: str, days: int, opens: Address | None) -> str:
    """Keeps a new link and notes it in the log; its token."""
    at = site.now()
    wanted = ShareLink(
        id=0,
        project=project.code,
        title=title,
        opens=str(opens) if opens else None,
        made_at=at,
        made_by=sender(site),
        expires_at=at + timedelta(days=days),
    )
    with site.database.writing() as connection:
        link, token = make_share(connection, wanted)
        _note(connection, site, "share link made", link)
    return token


def revoked(site: Site, project: Project, number: int) -> Response:
    """Ends a link and everybody's visit by it; 404 where there is none of that number to end."""
    with site.database.writing() as connection:
        link = revoke_share(connection, project.code, number, by=sender(site), at=site.now())
        if link:
            _note(connection, site, "share link revoked", link)
    if link is None:
        abort(NOT_FOUND)
    return back_to(page_at(f"/p/{project.code}/{Page.SHARE}").having(notice="share_revoked"))


def _note(connection: Connection, site: Site, event: str, link: ShareLink) -> None:
    reader = site.reader()
    entry = audit.Entry(
        at=site.now(),
        by=reader.login if reader else "",
        event=event,
        subject=link.name,
        detail=f"{link.project}, for {link.title}, until {link.expires_at.date().isoformat()}",
        address=request.remote_addr,
    )
    audit.note(connection, entry)


def _page(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/html", headers={"Cache-Control": "no-store"})
