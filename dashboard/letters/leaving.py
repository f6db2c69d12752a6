"""Ending letters by the link in them, signed out: a page with a button, and the one click of mail programs (RFC 8058).

Looking at the address changes nothing, for mail programs and scanners follow links by themselves.
"""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component
from flask import Flask

from dashboard.addresses import Address, Page
from dashboard.parts import footer, header
from dashboard.site import Site
from dashboard.words import marked, say
from store.accounts import account_by_number
from store.subscriptions import Kind, Subscription, linked, unsubscribe

RULE = "/letters/unsubscribe/<token>"
PAGE, ONE_CLICK = "letters_leave", "letters_left"
"""The endpoints: both are open to everybody; what is sent to the second comes without a CSRF token."""

Show = Callable[[Component, str, str, int], tuple[str, int]]
"""Makes the answer of a page: its content, title, language and status."""
Language = Callable[[], str]
Words = dict[Kind, str]

TITLE = marked("Letters by e-mail")
ASKED: Words = {
    Kind.DIGEST: marked("Do you want no more weekly digests of {project}?"),
    Kind.REMINDERS: marked("Do you want no more reminders of reports of {project}?"),
}
ENDED: Words = {
    Kind.DIGEST: marked("You get no more weekly digests of {project}."),
    Kind.REMINDERS: marked("You get no more reminders of reports of {project}."),
}
AGAIN = marked("You can choose your letters again on the page “Your account”.")
UNKNOWN = marked("This link ends no letters. Choose your letters on the page “Your account”.")
NOT_FOUND = 404


def add_leaving(server: Flask, site: Site, show: Show, language: Language) -> Callable[[str], tuple[str, int]]:
    """`/letters/unsubscribe/TOKEN`; both are open to everybody, for the token says whose letters they are.

    Args:
        server: of the site.
        site: where letters are chosen.
        show: makes the answer of a page.
        language: of the request at hand, where the token is nobody's.

    Returns:
        The view that takes the click, which comes from mail programs without a CSRF token.
    """
    door = _Door(site, show, language)
    server.add_url_rule(RULE, PAGE, door.asked, methods=["GET"])
    server.add_url_rule(RULE, ONE_CLICK, door.left, methods=["POST"])
    return door.left


class _Door:
    """Where letters are ended."""

    def __init__(self, site: Site, show: Show, language: Language) -> None:
        self.site = site
        self.show = show
        self.language = language

    def asked(self, token: str) -> tuple[str, int]:
        """The page with the button."""
        with self.site.database.reading() as connection:
            found = linked(connection, token)
        if found is None:
            return self._unknown()
        language = self._language_of(found)
        button = html.Button(say("Stop these letters", language), type="submit", className="button primary")
        form = html.Form(button, action=f"/letters/unsubscribe/{token}", method="post")
        return self._page(language, [html.P(say(ASKED[found.kind], language, project=found.project)), form])

    def left(self, token: str) -> tuple[str, int]:
        """Ends the letters."""
        with self.site.database.writing() as connection:
            found = unsubscribe(connection, token, self.site.now())
        if found is None:
            return self._unknown()
        language = self._language_of(found)
        done = html.P(say(ENDED[found.kind], language, project=found.project), className="notice done", role="status")
        return self._page(language, [done, _again(AGAIN, language)])

    def _unknown(self) -> tuple[str, int]:
        return self._page(self.language(), [_again(UNKNOWN, self.language())], NOT_FOUND)

    def _language_of(self, found: Subscription) -> str:
        """The language in which the letter was."""
        with self.site.database.reading() as connection:
            account = account_by_number(connection, found.account)
        projects = [each for each in self.site.every_project if each.code == found.project]
        chosen = account.language if account else None
        return chosen or (projects[0].languages[0] if projects else self.language())

    def _page(self, language: str, content: list[Component], status: int = 200) -> tuple[str, int]:
        title = say(TITLE, language)
        body = html.Main([html.H1(title), *content], id="main", tabIndex=-1)
        top = header(Address(Page.PROJECTS), (), language)
        sheet = html.Div(body, className="sheet narrow leaving")
        return self.show(html.Div([top, sheet, footer(language)], className="page"), title, language, status)


def _again(words: str, language: str) -> Component:
    return html.P(html.A(say(words, language), href=Page.ACCOUNT.value))
