"""What requests about reports have in common: the project, the page, who sent a form, the way back, files to keep."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Impossible, read_address
from dashboard.cookies import LONGEST_NAME, NAME, remember
from dashboard.reports.previews import ANONYMOUS
from dashboard.site import Site
from framework.model import Project

SEE_OTHER = 303


def project_of(site: Site, code: str) -> Project:
    """The project that a request names; 404 where there is none."""
    return site.project(code) or abort(404)


def asked_project(site: Site, code: str) -> Project:
    """The same for those who may say something beside reports; 403 where the role only reads."""
    found = project_of(site, code)
    return found if site.is_insider else abort(403)


def page_at(path: str) -> Address:
    """The page of a path, at the moment and in the language of the request at hand."""
    address = read_address(path, request.query_string.decode())
    return abort(address.status) if isinstance(address, Impossible) else address


def report_page(project: Project, reporter: str, period: str) -> Address:
    """The page of a report."""
    return page_at(f"/p/{project.code}/reports/{reporter}/{period}")


def typed_line(field: str, longest: int) -> str:
    """A line that somebody typed into the form at hand, without doubled and outer spaces."""
    return " ".join(request.form.get(field, "").split())[:longest]


def typed_name() -> str:
    """The name or role in the form at hand; empty where none was given."""
    return typed_line("by", LONGEST_NAME)


def sender() -> str:
    """Who sent the form of the request at hand; who gives no name is the officer."""
    return typed_name() or ANONYMOUS


def with_name(response: Response) -> Response:
    """An answer after which the sender's name stands in the next form."""
    remember(response, NAME, typed_name())
    return response


def attachment(data: bytes, name: str, content_type: str = "application/octet-stream") -> Response:
    """A file to be kept, which browsers do not show themselves."""
    response = Response(data, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def back_to(page: Address) -> Response:
    """The way back to a page; the sender's name is remembered."""
    return with_name(redirect(str(page), SEE_OTHER))
