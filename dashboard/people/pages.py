"""The pages of those who are not signed in: signing in, and choosing a password by a link."""

from collections.abc import Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address, Page
from dashboard.controls import Input
from dashboard.parts import footer, head_row, header
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, say
from store.accounts import Account
from store.passwords import LONGEST

LOGIN = "/login"
SINGLE = "/login/sso"
WRONG = marked(
    "Login and password do not fit. Both are needed as they were chosen; capital letters count in the password."
)
WAIT = marked("Too many attempts. Try again in {seconds} seconds.")
ENDED = marked("Your session is over. Sign in again; what you sent is still there.")
USED = marked("This link was used already, or is too old. Ask the administrator for a new one.")
SHARE_OVER = marked("This link does not open any more")
NO_SHARE = marked(
    "Open the share link again. If you see this page again, the link has ended, was revoked, or is not complete: ask whoever gave it to you for a new one."
)
DIFFERENT = marked("The two passwords differ.")
FAULTS = (
    marked("A password has 10 characters or more; several words are easy to remember."),
    marked("A password has 200 characters at most."),
    marked("This password is easy to guess: it repeats itself or holds the login."),
)
"""The sentences of `store.passwords.fault_of`."""


def login_page(site: Site, language: str, going: str, trouble: str = "", login: str = "") -> Component:
    """The form to sign in.

    Args:
        site: which languages it offers, and which accounts it shows.
        language: of the page.
        going: the address to go on to.
        trouble: why the last attempt failed, in the language.
        login: as it was typed.
    """
    fields = [
        Input(type="hidden", name="next", defaultValue=going),
        _field(
            say("Login", language),
            Input(type="text", name="login", defaultValue=login, autoComplete="username", required=True),
        ),
        _field(
            say("Password", language),
            Input(type="password", name="password", autoComplete="current-password", required=True),
        ),
        html.Button(say("Sign in", language), type="submit", className="button primary"),
    ]
    form = html.Form(fields, action=LOGIN, method="post", className="sign-in")
    lost = say("Without a login, or with a password that is lost, ask the administrator of this dashboard.", language)
    content = [
        _trouble(trouble),
        html.Div([form, _elsewhere(site, language, going)], className="ways-in"),
        html.P(lost, className="quiet"),
        _shown_accounts(site, language),
    ]
    return page(language, offered_languages(site), say("Sign in", language), content)


def _elsewhere(site: Site, language: str, going: str) -> Component | None:
    """The way to the provider of single sign-on; a link, for the policy of the page lets forms go nowhere else."""
    if site.single_sign_on is None:
        return None
    way = SINGLE if going == "/" else f"{SINGLE}?{urlencode({'next': going})}"
    words = say("Sign in with {name}", language, name=site.single_sign_on)
    return html.P(html.A(words, href=way, className="button"), className="elsewhere")


def _shown_accounts(site: Site, language: str) -> Component | None:
    """The accounts of a demo, whose passwords are no secret."""
    if not site.shown_accounts:
        return None
    head = head_row([say("Login", language), say("Password", language)])
    rows = [html.Tr([html.Th(login, scope="row"), html.Td(html.Code(word))]) for login, word in site.shown_accounts]
    table = html.Table([head, html.Tbody(rows)], className="plain")
    words = say("This is a demonstration. Look at it as one of these:", language)
    return html.Section([html.P(words), table], className="shown-accounts")


def invitation_page(
    language: str, offered: tuple[str, ...], account: Account, token: str, trouble: str = ""
) -> Component:
    """The form by which an account gets its password."""
    rule = say(FAULTS[0], language)
    fields = [
        _field(
            say("Login", language),
            Input(type="text", name="login", defaultValue=account.login, autoComplete="username"),
        ),
        *(_field(say(title, language), _new_password(name)) for name, title in PASSWORDS),
        html.Button(say("Set the password", language), type="submit", className="button primary"),
    ]
    form = html.Form(fields, action=f"{LOGIN}/{token}", method="post", className="sign-in")
    content = [_trouble(trouble), html.P(rule, className="quiet"), form]
    return page(language, offered, say("Choose a password", language), content)


PASSWORDS = (("password", marked("Password")), ("again", marked("The password again")))


def _new_password(name: str) -> Component:
    return Input(type="password", name=name, autoComplete="new-password", required=True, maxLength=LONGEST)


def ended_link_page(language: str, offered: tuple[str, ...]) -> Component:
    """In place of a form whose link does not hold any more."""
    back = html.P(html.A(say("Sign in", language), href=LOGIN))
    return page(language, offered, say("This link has ended", language), [html.P(say(USED, language)), back])


def ended_share_page(language: str, offered: tuple[str, ...]) -> Component:
    """In place of what a share link leads to, where it does not hold, whatever the reason."""
    back = html.P(html.A(say("Sign in with an account", language), href=LOGIN))
    return page(
        language, offered, say(SHARE_OVER, language), [html.P(say(NO_SHARE, language), className="reason"), back]
    )


def _field(title: str, control: Component) -> Component:
    return html.Label([html.Span(title), control], className="field")


def _trouble(words: str) -> Component | None:
    return html.P(words, className="notice trouble", role="alert") if words else None


def page(language: str, offered: tuple[str, ...], title: str, content: Sequence[Component | None]) -> Component:
    """A page of those who are not signed in."""
    body = html.Main([html.H1(title), *content], id="main", tabIndex=-1)
    top = header(Address(Page.PROJECTS), offered, language)
    return html.Div([top, html.Div(body, className="sheet narrow"), footer(language)], className="page")
