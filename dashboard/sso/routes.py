"""The addresses of single sign-on: `/login/sso` leads to the provider, who leads back to `/login/sso/return`."""

import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dash import html
from dash.development.base_component import Component
from flask import Flask, redirect, request, session
from werkzeug.wrappers import Response

from dashboard.people import pages
from dashboard.people.routes import HOME, SEE_OTHER, SIGN_IN, Language, Show, inside
from dashboard.people.sessions import begin
from dashboard.site import Site
from dashboard.sso.arriving import arrive
from dashboard.sso.claims import person_of
from dashboard.sso.discovery import Discovery
from dashboard.sso.errors import DeclinedError, NotBegunError, ProviderError, SignInError
from dashboard.sso.provider import Begun, Provider
from dashboard.sso.settings import Settings
from dashboard.view import offered_languages
from dashboard.words import marked, say

LOG = logging.getLogger("resultsboard")
BACK = "/login/sso/return"
KEPT = "single-sign-on"
LASTS = timedelta(minutes=10)
"""How long somebody may take at the provider."""
LONGEST_ADDRESS = 1500
"""Of what is kept in a cookie."""
DECLINED = frozenset({"access_denied", "login_required", "interaction_required", "consent_required"})
TRY_AGAIN = marked("Sign in with {name}")
REFERENCE = marked("If it stays so, tell the administrator this reference: {reference}")

Answer = Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Counter:
    """Where people are sent to the provider, and where they come back."""

    site: Site
    provider: Provider
    public: str | None
    """Where browsers reach the site, if that is not what they ask for."""
    show: Show
    language: Language

    def start(self) -> Answer:
        """Leads to the provider."""
        begun = Begun(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
        going = inside(request.args.get("next"))
        try:
            address = self.provider.start(begun, self._back())
        except SignInError as error:
            return self._refused(error)
        on = going if len(going) <= LONGEST_ADDRESS else HOME
        session[KEPT] = [begun.state, begun.nonce, begun.verifier, on, self.site.now().isoformat()]
        return _never_kept(redirect(address, SEE_OTHER))

    def back(self) -> Answer:
        """Signs in who comes back from the provider, or says why not."""
        try:
            begun, going = self._begun()
            claims = self.provider.claims(self._code(), begun, self._back())
            person = person_of(claims, self.provider.settings.groups)
            account = arrive(self.site, self.provider.settings.roles, person, request.remote_addr or "")
        except SignInError as error:
            return self._refused(error)
        begin(account, self.site.now())
        return _never_kept(redirect(going, SEE_OTHER))

    def _back(self) -> str:
        return (self.public or request.url_root).rstrip("/") + BACK

    def _begun(self) -> tuple[Begun, str]:
        """The sign-in that this browser began, and where it goes on; it has one answer only."""
        kept = session.pop(KEPT, None)
        if kept is None:
            message = "nothing was begun in this browser"
            raise NotBegunError(message)
        state, nonce, verifier, going, at = kept
        if not hmac.compare_digest(state.encode(), request.args.get("state", "").encode()):
            message = "the answer is for another sign-in (state)"
            raise NotBegunError(message)
        if self.site.now() - datetime.fromisoformat(at) > LASTS:
            message = "it took too long"
            raise NotBegunError(message)
        return Begun(state, nonce, verifier), inside(going)

    def _code(self) -> str:
        """The code of the answer (RFC 6749, 4.1.2), where it comes from our provider (RFC 9207)."""
        asked, error = request.args, request.args.get("error")
        if asked.get("iss", self.provider.settings.issuer) != self.provider.settings.issuer:
            message = "the answer is another provider's"
            raise NotBegunError(message)
        if error:
            message = f"the provider answers {_plain(error)}"
            raise (DeclinedError if error in DECLINED else ProviderError)(message)
        if not asked.get("code"):
            message = "the answer holds no code"
            raise NotBegunError(message)
        return asked["code"]

    def _refused(self, error: SignInError) -> tuple[str, int]:
        reference = secrets.token_hex(4).upper()
        LOG.warning("Single sign-on %s at %s: %s", reference, request.path, error)
        language, name = self.language(), self.provider.settings.name
        told = say(error.told, language, name=name)
        page = self._page(language, told, say(REFERENCE, language, reference=reference))
        return self.show(page, say(SIGN_IN, language), language, error.status)

    def _page(self, language: str, told: str, reference: str) -> Component:
        again = say(TRY_AGAIN, language, name=self.provider.settings.name)
        ways = [
            html.A(again, href=pages.SINGLE, className="button primary"),
            html.A(say(marked("Other ways to sign in"), language), href=pages.LOGIN, className="button"),
        ]
        trouble = html.P(told, className="notice trouble", role="alert")
        content = [trouble, html.P(ways, className="ways-in"), html.P(reference, className="quiet")]
        return pages.page(language, offered_languages(self.site), say(SIGN_IN, language), content)


def _plain(text: str) -> str:
    """What a stranger wrote, as it may stand in a log: one short line."""
    return "".join(sign for sign in text if sign.isprintable())[:60]


def _never_kept(answer: Response) -> Response:
    """An answer that is for this once."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def add_single_sign_on(
    server: Flask, site: Site, settings: Settings, public: str | None, show: Show, language: Callable[[], str]
) -> None:
    """`/login/sso` and `/login/sso/return`."""
    provider = Provider(settings, Discovery(settings.issuer, site.now))
    counter = Counter(site, provider, public, show, language)
    server.add_url_rule(pages.SINGLE, view_func=counter.start, methods=["GET"], endpoint="single_sign_on")
    server.add_url_rule(BACK, view_func=counter.back, methods=["GET"], endpoint="single_sign_on_return")
