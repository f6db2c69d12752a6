"""Sessions: who a request comes from.

They last half a day, however much used, and end before that when the account's mark changes or somebody signs out.
"""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from flask import Flask, Response, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from dashboard.people.guests import MOST_DIGITS, STARTS, Visiting, by_share
from dashboard.site import Site
from store.accounts import Account, account_by_number, same_mark
from store.audit import Entry, note
from store.sessions import end_session, is_ended
from store.tokens import Token, bearer, note_use, unnoted_use

LASTS = timedelta(hours=12)
COOKIE = "resultsboard"
BEARER = "Bearer "
NUMBER_BYTES = 12
TOO_LARGE = 2**31
"""Numbers from it on are no account's."""


class Person(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """Somebody who signed in."""

    def __init__(self, account: Account, since: int, session_number: str = "") -> None:
        self.account = account
        self.since = since
        self.session = session_number

    def get_id(self) -> str:
        """What the session keeps: the account's number, its mark, when they signed in, and its own number."""
        return f"{self.account.id}:{self.account.mark}:{self.since}:{self.session}"

    @property
    def until(self) -> datetime:
        """When the session is over."""
        return datetime.fromtimestamp(self.since, UTC) + LASTS


class Cookies(SecureCookieSessionInterface):
    """Sessions in a signed cookie, which goes over https alone where it came over https."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002  # of Flask
        """True where the request at hand came over https."""
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Renews the cookie of a session, but on what is the same for everybody: caches keep that, for whoever asks."""
        if not response.cache_control.public:
            super().save_session(app, session, response)


def keep_sessions(server: Flask, site: Site, secret: str) -> None:
    """Reads the account of every request from its session or its token.

    Args:
        server: of the site.
        site: where accounts are kept.
        secret: signs the cookie.
    """
    server.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LASTS,
    )
    server.session_interface = Cookies()
    manager = LoginManager()
    manager.init_app(server)
    manager.user_loader(lambda kept: _by_session(site, kept))
    manager.request_loader(lambda _: _by_token(site))


def _by_session(site: Site, kept: str) -> Person | Visiting | None:
    if kept.startswith(STARTS):
        return by_share(site, kept)
    number, _, rest = kept.partition(":")
    mark, since, own = [*rest.rsplit(":", 2), "", ""][:3]
    if not all(each.isdecimal() and len(each) <= MOST_DIGITS for each in (number, since)) or int(number) >= TOO_LARGE:
        return None
    if site.now().timestamp() >= int(since) + LASTS.total_seconds():
        return None
    with site.database.reading() as connection:
        found = account_by_number(connection, int(number))
        over = is_ended(connection, own)
    fits = found is not None and found.disabled_at is None and same_mark(found, mark) and not over
    return Person(found, int(since), own) if found and fits else None


def _by_token(site: Site) -> Person | None:
    """The account of `Authorization: Bearer TOKEN`; only to read with (interface 5)."""
    header = request.headers.get("Authorization", "")
    if not header.startswith(BEARER) or request.method not in {"GET", "HEAD"}:
        return None
    shown, at = header.removeprefix(BEARER).strip(), site.now()
    with site.database.reading() as connection:
        found = bearer(connection, shown, at)
        use = unnoted_use(connection, shown, at) if found else None
    if found and use:
        _note_use(site, found, use, at)
    return Person(found, int(at.timestamp())) if found else None


def _note_use(site: Site, of: Account, token: Token, at: datetime) -> None:
    """Notes that a token is used, and the first use of each day in the audit log."""
    first = token.used_at is None or token.used_at.date() < at.date()
    with site.database.writing() as connection:
        if note_use(connection, token, at) and first:
            entry = Entry(
                at=at,
                by=of.login,
                event="token used",
                subject=of.login,
                detail=token.title,
                address=request.remote_addr,
            )
            note(connection, entry)


def current_account() -> Account | None:
    """Who the request at hand comes from; None where nobody signed in."""
    return current_user.account if current_user.is_authenticated else None


def begin(account: Account, at: datetime) -> None:
    """Signs an account in; what was in the session before is gone."""
    session.clear()
    session.permanent = True
    login_user(Person(account, int(at.timestamp()), token_urlsafe(NUMBER_BYTES)))


def end(site: Site) -> None:
    """Signs out: the session is over, also for who has a copy of its cookie."""
    person = current_user
    if isinstance(person._get_current_object(), Person):  # noqa: SLF001  # what stands behind the proxy of flask-login
        with site.database.writing() as connection:
            end_session(connection, person.session, person.until, site.now())
    logout_user()
    session.clear()
