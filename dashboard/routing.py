"""From an address to a page: which project, which view, which layout, or the reason why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dash import html
from dash.development.base_component import Component

from dashboard import access
from dashboard.access import PAGES, may_in_site
from dashboard.addresses import NOWHERE, Address, Impossible, Page, preferred_language, read_address
from dashboard.foreign import marked_foreign
from dashboard.pages import (
    breakdown,
    compare,
    history,
    indicator,
    overview,
    projects,
    report,
    reports,
    results,
    review,
    share,
    summary,
    tables,
    upload,
)
from dashboard.parts import footer, header
from dashboard.people import account_page, admin_page
from dashboard.site import Site
from dashboard.view import View, offered_languages, read_view
from dashboard.words import marked, say
from store.accounts import Account

OF_SITE: Mapping[Page, Callable[[Site, Address, str], Component | Impossible]] = {
    Page.PROJECTS: projects.layout,
    Page.ADMIN: admin_page.layout,
    Page.ACCOUNT: account_page.layout,
}

NAMES = {Page.PROJECTS: marked("Projects"), Page.ADMIN: marked("Administration"), Page.ACCOUNT: marked("Your account")}

LAYOUTS: Mapping[Page, Callable[[View], Component | Impossible]] = {
    Page.OVERVIEW: overview.layout,
    Page.SUMMARY: summary.layout,
    Page.RESULTS: results.layout,
    Page.BREAKDOWN: breakdown.layout,
    Page.COMPARE: compare.layout,
    Page.INDICATOR: indicator.layout,
    Page.TABLES: tables.layout,
    Page.REPORTS: reports.layout,
    Page.REPORT: report.layout,
    Page.REVIEW: review.layout,
    Page.UPLOAD: upload.layout,
    Page.HISTORY: history.layout,
    Page.SHARE: share.layout,
}

TITLES = {
    403: marked("Not for you"),
    404: marked("Not found"),
    400: marked("This address cannot be"),
    500: marked("Something went wrong"),
}
NOT_FOR_YOU = marked("Your role does not open this page. Ask the administrator if you need it.")


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request says about its reader: their language, and what they typed."""

    kept_language: str | None = None
    accepted_languages: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Of a form that was refused: what stood in it, and as `notice` why."""


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
    of_site = address.page in access.OF_SITE
    made = _of_site(site, address, language) if of_site else _of_project(site, address, language, visitor)
    return failure(made, language, site) if isinstance(made, Impossible) else Answer(200, made[0], language, made[1])


def _of_site(site: Site, address: Address, language: str) -> tuple[str, Component] | Impossible:
    """The title and content of a page of no project."""
    if not may_in_site(site.reader(), access.OF_SITE[address.page]):
        return Impossible(403, NOT_FOR_YOU)
    if address.page not in OF_SITE:
        return NOWHERE
    content = OF_SITE[address.page](site, address, language)
    if isinstance(content, Impossible):
        return content
    return say(NAMES[address.page], language), marked_foreign(content, site.projects, language)


def _of_project(site: Site, address: Address, language: str, visitor: Visitor) -> tuple[str, Component] | Impossible:
    """The title and content of a page of a project."""
    view = read_view(site, address, language)
    if isinstance(view, Impossible):
        return view
    if not any(view.may(each) for each in PAGES[address.page]):
        return Impossible(403, NOT_FOR_YOU)
    content = LAYOUTS[address.page](replace(view, typed=visitor.typed)) if address.page in LAYOUTS else NOWHERE
    if isinstance(content, Impossible):
        return replace(content, now=address.having(known_at=None) if view.is_past else None)
    return _title(view), marked_foreign(content, [view.project], language)


def language_of(site: Site, code: str | None, asked: str | None, visitor: Visitor) -> str:
    """The language of a page: what the address asks for, then the account's, the cookie's, the browser's."""
    project = site.project(code)
    offered = project.languages if project else site.languages
    account = site.reader()
    own = account.language if account else None
    return preferred_language(asked, visitor.kept_language, visitor.accepted_languages, offered, own=own)


def _title(view: View) -> str:
    name = view.said(view.project.title)
    return f"{view.indicator.code} {view.said(view.indicator.title)} – {name}" if view.indicator else name


def failure(impossible: Impossible, language: str, site: Site) -> Answer:
    """A page that says why there is nothing at an address."""
    title = say(TITLES[impossible.status], language)
    reason = say(impossible.message, language, **impossible.values)
    page = plain_page(title, reason, language, offered_languages(site), now=impossible.now, reader=site.reader())
    return Answer(impossible.status, title, language, page)


def plain_page(
    title: str,
    reason: str,
    language: str,
    offered: tuple[str, ...] = (),
    *,
    now: Address | None = None,
    reader: Account | None = None,
) -> Component:
    """A page that only says something, with the way home, and to what is known today where there is that."""
    home = html.P(html.A(say("All projects", language), href="/"))
    today = [html.P(html.A(say("Show today’s knowledge", language), href=str(now)))] if now else []
    body = html.Main([html.H1(title), html.P(reason, className="reason"), *today, home], id="main", tabIndex=-1)
    top = header(Address(Page.PROJECTS), offered, language, reader)
    return html.Div([top, html.Div(body, className="sheet narrow"), footer(language)], className="page")
