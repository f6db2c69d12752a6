"""Addresses by which people look after their own account: `/account/password`, `/language`, `/sessions`, `/tokens`."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Page
from dashboard.people import acting
from dashboard.people.account_page import password_form
from dashboard.people.acting import LARGEST_NUMBER, actor_of
from dashboard.people.asked import Fault, language_faults
from dashboard.people.changing import Passwords, change_password, seconds_of
from dashboard.people.pages import WAIT
from dashboard.people.replies import BAD_REQUEST, Replies, typed_form
from dashboard.people.routes import Show
from dashboard.people.sessions import begin, end
from dashboard.people.signing_in import Refused
from dashboard.people.token_parts import title_of, token_faults, token_form
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, say
from store import accounts
from store.accounts import Account
from store.tokens import tokens_of

HOME = Address(Page.ACCOUNT)
TOO_MANY = 429
PASSWORD = marked("Change the password")
TOKEN = marked("Make a token")
NEW_TOKEN = marked("API token “{title}”")
TOKEN_WORDS = marked("Whoever has it reads what you may read. Revoke it on the page of your account.")


class Own:
    """What people do to their own account."""

    def __init__(self, site: Site, replies: Replies) -> None:
        self.site = site
        self.replies = replies

    def password(self) -> Response:
        """Changes the password; the session at hand goes on, all others end."""
        account, form = self._account(), request.form
        if account.password is None:
            abort(BAD_REQUEST)
        typed = Passwords(form.get("current", ""), form.get("password", ""), form.get("again", ""))
        answer = change_password(self.site, account, typed, actor_of(self.site))
        if isinstance(answer, Account):
            begin(answer, self.site.now())
            return self.replies.back(HOME, "password_changed")
        language = self.replies.language()
        shown = (say(PASSWORD, language), password_form(language))
        if isinstance(answer, Refused):
            seconds = str(seconds_of(answer.wait))
            return self.replies.refused(HOME, [Fault(WAIT, {"seconds": seconds})], shown, TOO_MANY)
        return self.replies.refused(HOME, answer, shown)

    def _account(self) -> Account:
        return self.site.reader() or abort(403)

    def language(self) -> Response:
        """Keeps the language of pages and letters; none is the browser's."""
        chosen = request.form.get("language") or None
        faults = language_faults(chosen, offered_languages(self.site))
        if faults:
            return self.replies.refused(HOME, faults)
        with self.site.database.writing() as connection:
            accounts.choose_language(connection, self._account(), chosen)
        return self.replies.back(HOME, "language_chosen")

    def end_sessions(self) -> Response:
        """Signs out everywhere, here too."""
        actor, account = actor_of(self.site), self._account()
        with self.site.database.writing() as connection:
            acting.end_sessions(connection, actor, account)
        end(self.site)
        return self.replies.back(Address(Page.PROJECTS))

    def make_token(self) -> Response:
        """Makes an API token and shows it, once."""
        typed, account, actor = typed_form(), self._account(), actor_of(self.site)
        language, title = self.replies.language(), title_of(typed)
        with self.site.database.writing() as connection:
            faults = token_faults(typed, tokens_of(connection, account), actor.at)
            if not faults:
                lasts = timedelta(days=int(typed.get("days")))
                token = acting.make_token(connection, actor, account, title, lasts)
        if faults:
            return self.replies.refused(HOME, faults, (say(TOKEN, language), token_form(language, typed)))
        return self.replies.secret(HOME, say(NEW_TOKEN, language, title=title), token, say(TOKEN_WORDS, language))

    def revoke(self, number: int) -> Response:
        """Ends an API token of one's own; those of others are as if they were not there."""
        account = self._account()
        with self.site.database.writing() as connection:
            held = {each.id: each for each in tokens_of(connection, account)} if number <= LARGEST_NUMBER else {}
            acting.revoke(connection, actor_of(self.site), account, held.get(number) or abort(404))
        return self.replies.back(HOME, "token_revoked")


def add_own_account(server: Flask, site: Site, show: Show, language: Callable[[], str]) -> None:
    """The addresses of one's own account; whoever signed in may use them."""
    desk = Own(site, Replies(site, show, language))
    posts: dict[str, Callable[..., Response]] = {
        "/account/password": desk.password,
        "/account/language": desk.language,
        "/account/sessions": desk.end_sessions,
        "/account/tokens": desk.make_token,
        "/account/tokens/<int:number>/revoke": desk.revoke,
    }
    for rule, view in posts.items():
        server.add_url_rule(rule, view_func=view, methods=["POST"], endpoint=f"own_{rule}")
