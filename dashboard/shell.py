"""From pages to HTML: what stands around them, and the pages of errors, refused forms and outages."""

from collections.abc import Mapping
from dataclasses import replace

from dash.development.base_component import Component
from flask import Response, request

from dashboard import cookies
from dashboard.addresses import Address, preferred_language
from dashboard.bundles import bundle_address
from dashboard.forgery import with_tokens
from dashboard.markup import markup
from dashboard.outages import TITLE
from dashboard.reports.forms import TOO_LARGE
from dashboard.routing import NOT_FOR_YOU, TITLES, Answer, Visitor, answer, language_of, plain_page
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, number, say
from loaders.framework_values import LANGUAGE

SHELL = """<!DOCTYPE html>
<html lang="{language}"{style}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
{css}
</head>
<body>
<div id="first-page">{first}</div>
{app_entry}
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""

WRONG = marked("The server could not make this page. Please tell the administrator this reference: {reference}")
REASONS = {
    400: marked("The server does not understand this request."),
    401: marked("Nobody is signed in."),
    403: NOT_FOR_YOU,
    404: marked("There is no page at this address."),
    405: marked("This address does not take such requests."),
    413: TOO_LARGE,
}
OLD_FORM = marked(
    "This form does not belong to your session any more; nothing was kept. Go back, load the page again and send it once more."
)


def visitor() -> Visitor:
    """What the request at hand says about its reader."""
    kept = request.cookies
    return Visitor(kept.get(cookies.LANGUAGE), request.headers.get("Accept-Language", ""))


def with_language(response: Response) -> Response:
    """A language asked for in the address is kept for the next visit."""
    asked = request.args.get("lang", "")
    if request.method == "GET" and LANGUAGE.fullmatch(asked):
        cookies.remember(response, cookies.LANGUAGE, asked)
    return response


def page_at(site: Site, path: str, query: str, typed: Mapping[str, str] | None = None) -> Answer:
    """The page at an address for the reader at hand, its forms ready to be sent.

    Args:
        site: what is shown.
        path: of the address.
        query: of the address, without its question mark.
        typed: of a form that was refused, what stood in it.
    """
    page = answer(site, path, query, replace(visitor(), typed=typed or {}))
    return replace(page, content=with_tokens(page.content))


def standing(content: Component, title: str, language: str, status: int) -> tuple[str, int]:
    """A page that needs no script, with its status."""
    return standing_page(Answer(status, title, language, with_tokens(content))), status


def refused(site: Site, address: Address, typed: Mapping[str, str]) -> str:
    """The page of an address with a form of it that was refused, as it was filled in."""
    path, _, query = str(address).partition("?")
    return standing_page(page_at(site, path, query, typed))


def standing_page(page: Answer) -> str:
    """A page that needs no script. Nothing takes its place, so that its content bears the name that links skip to."""
    css = f'<link rel="stylesheet" href="{bundle_address("css")}">'
    first = markup(page.content).replace("<main ", '<main id="main" ', 1)
    parts = dict.fromkeys(("app_entry", "config", "scripts", "renderer"), "")
    return SHELL.format(first=first, css=css, **head_of(page), **parts)


def head_of(page: Answer) -> dict[str, str]:
    """What stands above a page: its title, its language, and the reader's style."""
    style = cookies.style_mark(request.cookies.get(cookies.STYLE))
    return {"title": markup(page.title), "language": page.language, "style": style}


def language_asked(site: Site) -> str:
    """The language of the request at hand as far as it says itself: for pages of what goes wrong, without a database."""
    seen = visitor()
    return preferred_language(None, seen.kept_language, seen.accepted_languages, site.languages)


def error_page(status: int, reference: str | None, site: Site, why: str = "") -> str:
    """The page of an error of the server or a request that it refuses."""
    language = language_asked(site) if reference else language_of(site, None, None, visitor())
    title = say(TITLES.get(status, TITLES[400]), language)
    size = number(site.limits.megabytes, language)
    because = why or (WRONG if reference else REASONS.get(status, REASONS[400]))
    reason = say(because, language, reference=reference, size=size)
    offered, reader = ((), None) if reference else (offered_languages(site), site.reader())
    return standing_page(Answer(status, title, language, plain_page(title, reason, language, offered, reader=reader)))


def outage_page(status: int, sentence: str, site: Site) -> str:
    """The page of a database that cannot be used."""
    language = language_asked(site)
    title = say(TITLE, language)
    return standing_page(Answer(status, title, language, plain_page(title, sentence, language)))
