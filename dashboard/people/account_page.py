"""The page of one's own account: who one is, password, language, sessions, API tokens."""

from collections.abc import Callable
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import NOWHERE, Address, Impossible
from dashboard.controls import Input
from dashboard.fields import labelled
from dashboard.letters.choosing import subscriptions_part
from dashboard.people.role_words import role_words
from dashboard.people.sheets import button_form, facts, notices, options, part, sheet
from dashboard.people.token_parts import TOKENS, token_form, token_table
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, own_name, say
from store.accounts import Account
from store.passwords import LONGEST
from store.tokens import tokens_of

PASSWORD, LANGUAGE, SESSIONS = "/account/password", "/account/language", "/account/sessions"
NO_ROLE = marked("No role yet: ask the administrator.")
PASSWORD_FIELDS = (
    ("current", marked("Current password"), "current-password"),
    ("password", marked("New password"), "new-password"),
    ("again", marked("New password again"), "new-password"),
)

Section: TypeAlias = Callable[[Site, Account, str], Component | None]
"""A part of the page: of whose account, in which language; None where it does not concern them."""


def layout(site: Site, address: Address, language: str) -> Component | Impossible:
    """The page."""
    account = site.reader()
    if account is None:
        return NOWHERE
    parts = [section(site, account, language) for section in SECTIONS]
    title = html.H1(say("Your account", language))
    return sheet(site, address, language, [title, *notices(address, language), *parts])


def who(site: Site, account: Account, language: str) -> Component:
    """Name, login and roles."""
    roles = [html.Li(role_words(each, site.every_project, language)) for each in account.memberships]
    listed = [(say("Name", language), account.name), (say("Login", language), account.login)]
    mail = [(say("E-mail", language), account.email)] if account.email else []
    held = html.Ul(roles, className="roles") if roles else html.P(say(NO_ROLE, language))
    return html.Section([facts([*listed, *mail]), html.H2(say("Your roles", language), className="small"), held])


def password_section(site: Site, account: Account, language: str) -> Component | None:
    """The form that changes the password; None where one signs in by other means."""
    del site
    return part(say("Password", language), password_form(language)) if account.password else None


def password_form(language: str) -> Component:
    """What was typed is never shown again."""
    fields = [
        labelled(
            say(title, language),
            Input(type="password", name=name, autoComplete=kind, required=True, maxLength=LONGEST),
        )
        for name, title, kind in PASSWORD_FIELDS
    ]
    button = html.Button(say("Change the password", language), type="submit", className="button primary")
    return html.Form([*fields, button], action=PASSWORD, method="post", className="fields")


def language_section(site: Site, account: Account, language: str) -> Component:
    """The language of pages and letters."""
    choices = [(each, own_name(each)) for each in offered_languages(site)]
    first = say("as my browser prefers", language)
    select = html.Select(options(choices, account.language or "", first=first), name="language")
    button = html.Button(say("Keep the language", language), type="submit", className="button")
    fields = [labelled(say("Pages and letters in", language), select), button]
    form = html.Form(fields, action=LANGUAGE, method="post", className="fields")
    return part(say("Language", language), form)


def sessions_section(site: Site, account: Account, language: str) -> Component:
    """Signing out everywhere."""
    del site, account
    words = say("Ends your session here and on every other device. API tokens stay as they are.", language)
    return part(
        say("Sessions", language),
        html.P(words, className="quiet"),
        button_form(SESSIONS, say("Sign out everywhere", language)),
    )


def tokens_section(site: Site, account: Account, language: str) -> Component:
    """One's own API tokens."""
    with site.database.reading() as connection:
        held = tokens_of(connection, account)
    words = say(
        "For scripts that download tables: a token sees what you see and changes nothing. "
        "Send it as the header “Authorization: Bearer TOKEN”.",
        language,
    )
    table = token_table(held, lambda token: f"{TOKENS}/{token.id}/revoke", site.now(), language) if held else None
    return part(say("API tokens", language), html.P(words, className="quiet"), token_form(language), table)


SECTIONS: tuple[Section, ...] = (
    who,
    language_section,
    subscriptions_part,
    password_section,
    sessions_section,
    tokens_section,
)
"""The page from above to below."""
