"""From an address to a page: which project, which view, which layout, or the reason why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import NOWHERE, Address, Impossible, Page, preferred_language, read_address
from dashboard.pages import indicator, overview, projects, report, reports, results, tables, upload
from dashboard.parts import footer, header
from dashboard.site import Site
from dashboard.view import View, offered_languages, read_view
from dashboard.words import marked, say

LAYOUTS: Mapping[Page, Callable[[View], Component | Impossible]] = {
    Page.OVERVIEW: overview.layout,
    Page.RESULTS: results.layout,
    Page.INDICATOR: indicator.layout,
    Page.TABLES: tables.layout,
    Page.REPORTS: reports.layout,
    Page.REPORT: report.layout,
    Page.UPLOAD: upload.layout,
}

TITLES = {404: marked("Not found"), 400: marked("This address cannot be"), 500: marked("Something went wrong")}


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request says about its reader: their language, and the name that they sent reports under."""

    kept_language: str | None = None
    accepted_languages: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, ready to be shown."""

    status: int
    title: str
    language: str
    content: Component


def answer(site: Site, path: str, query: str, visitor: Visitor) -> Answer:
    """The page at an address, in the reader's language; a page that says why where there is none."""
    address = read_address(path, query)
    if isinstance(address, Impossible):
        return failure(address, language_of(site, None, None, visitor), site)
    language = language_of(site, address.project, address.state("lang"), visitor)
    if address.page is Page.PROJECTS:
        return Answer(200, say("Projects", language), language, projects.layout(site, address, language))
    if address.page not in LAYOUTS:
        return failure(NOWHERE, language, site)
    view = read_view(site, address, language)
    if isinstance(view, Impossible):
        return failure(view, language, site)
    content = LAYOUTS[address.page](replace(view, reader=visitor.name))
    if isinstance(content, Impossible):
        return failure(content, language, site)
    return Answer(200, _title(view), language, content)


def language_of(site: Site, code: str | None, asked: str | None, visitor: Visitor) -> str:
    """The language of a page."""
    project = site.project(code)
    offered = project.languages if project else site.languages
    return preferred_language(asked, visitor.kept_language, visitor.accepted_languages, offered)


def _title(view: View) -> str:
    name = view.said(view.project.title)
    return f"{view.indicator.code} {view.said(view.indicator.title)} – {name}" if view.indicator else name


def failure(impossible: Impossible, language: str, site: Site) -> Answer:
    """A page that says why there is nothing at an address."""
    title = say(TITLES[impossible.status], language)
    reason = say(impossible.message, language, **impossible.values)
    return Answer(impossible.status, title, language, plain_page(title, reason, language, offered_languages(site)))


def plain_page(title: str, reason: str, language: str, offered: tuple[str, ...] = ()) -> Component:
    """A page that only says something, with the way home."""
    home = html.P(html.A(say("All projects", language), href="/"))
    body = html.Main([html.H1(title), html.P(reason, className="reason"), home], id="main", tabIndex=-1)
    top = header(Address(Page.PROJECTS), offered, language)
    return html.Div([top, html.Div(body, className="sheet narrow"), footer(language)], className="page")
