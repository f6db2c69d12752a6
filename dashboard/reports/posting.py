"""What the forms on the page of a report have in common: where they are sent, who sends them, and the way back."""

from urllib.parse import quote, urlencode

from dash.development.base_component import Component
from flask import abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Impossible, read_address
from dashboard.controls import Input
from dashboard.reports.forms import LONGEST_NAME, labelled_input
from dashboard.reports.previews import ANONYMOUS
from dashboard.reports.sending import NAME_COOKIE, SEE_OTHER, YEAR
from dashboard.site import Site
from dashboard.view import View
from framework.model import Project
from store.versions import INSIDERS

KEPT_STATE = ("as_of", "lang")


def may_add(site: Site) -> bool:
    """Whether the role may say something beside reports."""
    return site.role in INSIDERS


def asked_project(site: Site, code: str) -> Project:
    """The project that a request names; 404 where there is none, 403 where the role only reads."""
    found = site.project(code) or abort(404)
    return found if may_add(site) else abort(403)


def below(address: Address, *parts: str) -> str:
    """Where the form of a report's page is sent: the page's path with something below it, in the same view."""
    query = {key: address.query[key] for key in KEPT_STATE if key in address.query}
    return "/".join([address.path, *map(quote, parts)]) + (f"?{urlencode(query)}" if query else "")


def report_page(project: Project, reporter: str, period: str) -> Address:
    """The page of a report, in the language and at the moment of the request at hand."""
    path = f"/p/{project.code}/reports/{reporter}/{period}"
    address = read_address(path, request.query_string.decode())
    return abort(address.status) if isinstance(address, Impossible) else address


def sender() -> str:
    """Who sent the form of the request at hand; who gives no name is the officer."""
    return " ".join(request.form.get("by", "").split())[:LONGEST_NAME] or ANONYMOUS


def back_to(page: Address, notice: str) -> Response:
    """The way back to a page, with what is to be said there; the sender's name is remembered."""
    response = redirect(str(page.having(notice=notice)), SEE_OTHER)
    if by := request.form.get("by", "").strip():
        response.set_cookie(NAME_COOKIE, quote(by[:LONGEST_NAME]), max_age=YEAR, samesite="Lax", httponly=True)
    return response


def name_field(view: View) -> Component:
    """Who acts; the name is remembered."""
    field = Input(
        type="text", name="by", defaultValue=view.reader, maxLength=LONGEST_NAME, autoComplete="organization-title"
    )
    return labelled_input(view.say("Your name or role"), field)
