"""Addresses for people who are not signed in, and for signing out."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from dash.development.base_component import Component
from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from dashboard.gate import going
from dashboard.guards import split
from dashboard.people import pages
from dashboard.people.sessions import begin, end
from dashboard.people.signing_in import Refused, Try, choose_password, invited, sign_in
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, say

Show = Callable[[Component, str, str, int], tuple[str, int]]
"""Makes the answer of a page: its content, title, language and status."""
Language = Callable[[], str]

SEE_OTHER, REFUSED, TOO_MANY, GONE = 303, 401, 429, 410
HOME = "/"
SIGN_IN = marked("Sign in")


def inside(address: str | None) -> str:
    """An address of this server to go on to; home where it would lead elsewhere."""
    asked = address or HOME
    plain = asked.startswith("/") and not asked.startswith("//") and asked.isprintable() and "\\" not in asked
    parts = split(asked) if plain else None
    return asked if parts and not parts.scheme and not parts.netloc else HOME


def printable(login: str) -> str:
    """What somebody typed as their login, without what no login has and no database keeps: the sign 0, ends of lines."""
    return "".join(sign for sign in login if sign.isprintable())


class Desk:
    """Where people sign in."""

    def __init__(self, site: Site, show: Show, language: Language) -> None:
        self.site = site
        self.show = show
        self.language = language

    def form(self) -> tuple[str, int]:
        """The form to sign in."""
        return self._form(inside(request.args.get("next")), "", "", 200)

    def ended(self) -> tuple[str, int]:
        """The form to sign in, for a request that needs a session and has none."""
        return self._form(inside(going(request)), say(pages.ENDED, self.language()), "", REFUSED)

    def _form(self, going: str, trouble: str, login: str, status: int) -> tuple[str, int]:
        language = self.language()
        page = pages.login_page(self.site, language, going, trouble, login)
        return self.show(page, say(SIGN_IN, language), language, status)

    def enter(self) -> Response | tuple[str, int]:
        """Signs in, or shows the form again with the reason."""
        going, login = inside(request.form.get("next")), printable(request.form.get("login", ""))
        tried = Try(login, request.form.get("password", ""), request.remote_addr or "", self.site.now())
        answer = sign_in(self.site, tried)
        if not isinstance(answer, Refused):
            begin(answer, self.site.now())
            return redirect(going, SEE_OTHER)
        status = TOO_MANY if answer.reason == "wait" else REFUSED
        return self._form(going, self._reason(answer), login, status)

    def _reason(self, refused: Refused) -> str:
        if refused.reason == "wait":
            return say(pages.WAIT, self.language(), seconds=ceil(refused.wait / timedelta(seconds=1)))
        return say(pages.WRONG, self.language())

    def choice(self, token: str) -> tuple[str, int]:
        """The form to choose a password."""
        return self._choice(token, "", 200)

    def _choice(self, token: str, trouble: str, status: int) -> tuple[str, int]:
        language, account = self.language(), invited(self.site, token)
        if account is None:
            page = pages.ended_link_page(language, offered_languages(self.site))
            return self.show(page, say(SIGN_IN, language), language, GONE)
        page = pages.invitation_page(language, offered_languages(self.site), account, token, trouble)
        return self.show(page, say(SIGN_IN, language), language, status)

    def chosen(self, token: str) -> Response | tuple[str, int]:
        """Keeps the password and signs in, or shows the form again with the reason."""
        password, language = request.form.get("password", ""), self.language()
        if password != request.form.get("again"):
            return self._choice(token, say(pages.DIFFERENT, language), 400)
        answer = choose_password(self.site, token, password, request.remote_addr or "")
        if isinstance(answer, str):
            return self._choice(token, say(answer, language), 400)
        if answer is None:
            return self._choice(token, "", GONE)
        begin(answer, self.site.now())
        return redirect(HOME, SEE_OTHER)

    def leave(self) -> Response:
        """Signs out."""
        end(self.site)
        return redirect(pages.LOGIN, SEE_OTHER)


def add_sign_in(server: Flask, site: Site, show: Show, language: Language) -> Desk:
    """`/login`, `/login/TOKEN` and `/logout`."""
    desk = Desk(site, show, language)
    server.add_url_rule("/login", view_func=desk.form, methods=["GET"], endpoint="login_form")
    server.add_url_rule("/login", view_func=desk.enter, methods=["POST"], endpoint="login")
    server.add_url_rule("/login/<token>", view_func=desk.choice, methods=["GET"], endpoint="invitation_form")
    server.add_url_rule("/login/<token>", view_func=desk.chosen, methods=["POST"], endpoint="invitation")
    server.add_url_rule("/logout", view_func=desk.leave, methods=["POST"], endpoint="logout")
    return desk
