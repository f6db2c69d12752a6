"""The address of share links, `/s/TOKEN`: lets people without an account in, to the page that the link is for."""

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from dashboard.access import May
from dashboard.addresses import Address, Page
from dashboard.people.guests import begin_visit
from dashboard.people.pages import SHARE_OVER, ended_share_page
from dashboard.people.routes import GONE, SEE_OTHER, Language, Show
from dashboard.site import Site
from dashboard.words import say
from store import audit
from store.shares import Guest, ShareLink, note_use, share_by_token


def add_opening(server: Flask, site: Site, show: Show, language: Language) -> None:
    """Takes the links; one that does not hold is answered with 410, whatever the reason."""

    @server.get("/s/<token>", endpoint="share_link")
    def open_link(token: str) -> Response:
        link = _use(site, token)
        if link is None:
            return over(site, show, language())
        if not _reads_already(site, link):
            begin_visit(link, site.now())
        return _unkept(redirect(link.opens or str(Address(Page.OVERVIEW, link.project)), SEE_OTHER))


def over(site: Site, show: Show, language: str) -> Response:
    """The page in place of what a share link does not open, or not any more."""
    text, status = show(ended_share_page(language, site.languages), say(SHARE_OVER, language), language, GONE)
    return _unkept(Response(text, status, content_type="text/html"))


def _use(site: Site, token: str) -> ShareLink | None:
    """The link of a token, its use kept; None where it does not hold, or its project is not here any more."""
    at = site.now()
    with site.database.reading() as connection:
        link = share_by_token(connection, token, at)
    if link is None or link.project not in {project.code for project in site.every_project}:
        return None
    with site.database.writing() as connection:
        if note_use(connection, link, at):
            entry = audit.Entry(
                at=at, by=link.name, event="share link used", subject=link.project, address=request.remote_addr
            )
            audit.note(connection, entry)
    return link


def _reads_already(site: Site, link: ShareLink) -> bool:
    """True of who signed in and may read the project anyway: they keep their session."""
    reader = site.reader()
    if reader is None or isinstance(reader, Guest):
        return False
    project = site.project(link.project)
    return project is not None and site.rights(project).may(May.READ)


def _unkept(response: Response) -> Response:
    """The same answer, which nobody on the way keeps: its address lets people in."""
    response.headers["Cache-Control"] = "no-store"
    return response
