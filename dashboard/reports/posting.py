"""What requests about reports have in common: the project, the page, who sent a form, the way back, files to keep."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Impossible, read_address
from dashboard.site import Site
from framework.model import Project

SEE_OTHER = 303


def project_of(site: Site, code: str) -> Project:
    """The project that a request names; 404 where there is none."""
    return site.project(code) or abort(404)


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


def sender(site: Site) -> str:
    """The name of who sent the request at hand; 403 where nobody signed in."""
    account = site.reader()
    return account.name if account else abort(403)


def attachment(data: bytes, name: str, content_type: str = "application/octet-stream") -> Response:
    """A file to be kept, which browsers do not show themselves."""
    response = Response(data, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def back_to(page: Address) -> Response:
    """The way back to a page."""
    return redirect(str(page), SEE_OTHER)
