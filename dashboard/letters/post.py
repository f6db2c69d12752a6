"""Handing messages to the mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from dashboard.letters.settings import Settings

PATIENCE_SECONDS = 30
OK, FORWARDED = 250, 251


class PostError(Exception):
    """A message could not be handed over; it says what the server answered."""

    def __init__(self, answer: str) -> None:
        super().__init__(" ".join(answer.split()))


class NoServerError(PostError):
    """The mail server cannot be used at all: it does not answer, is not trusted, or refuses the sign-in."""


class RefusedError(PostError):
    """The mail server does not take this message; others it may take."""


@contextmanager
def post(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server, encrypted and signed in as the settings say.

    Raises:
        NoServerError: there is none.
    """
    server = _opened(settings)
    try:
        yield server
    finally:
        server.close()


def _opened(settings: Settings) -> smtplib.SMTP:
    try:
        server = _connected(settings)
    except OSError as error:
        raise NoServerError(_said(error)) from error
    try:
        _sign_in(server, settings)
    except OSError as error:
        server.close()
        raise NoServerError(_said(error)) from error
    return server


def _connected(settings: Settings) -> smtplib.SMTP:
    where = (settings.host, settings.port)
    if settings.encrypted:
        return smtplib.SMTP_SSL(*where, timeout=PATIENCE_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(*where, timeout=PATIENCE_SECONDS)


def _sign_in(server: smtplib.SMTP, settings: Settings) -> None:
    """Encrypts first: where that is asked for and not offered, the password is never sent."""
    if settings.starttls:
        server.starttls(context=ssl.create_default_context())
    if settings.user is not None and settings.password is not None:
        server.login(settings.user, settings.password)
    server.ehlo_or_helo_if_needed()


def hand_over(server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> str:
    """Gives a message to the server.

    Args:
        server: of `post`.
        message: with its headers.
        sender: the address that it comes from.
        to: the address that it goes to.

    Returns:
        What the server answered: "250 2.0.0 Ok: queued as 4B7".

    Raises:
        RefusedError: it does not take the message.
        NoServerError: the connection broke.
    """
    try:
        answer = _conversation(server, message, sender, to)
        if not answer.startswith(str(OK)):
            server.rset()
    except OSError as error:
        raise NoServerError(_said(error)) from error
    if not answer.startswith(str(OK)):
        raise RefusedError(answer)
    return answer


def _conversation(server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> str:
    """The answer to the first step that is refused, else to the last one."""
    try:
        _expect(server.mail(sender), OK)
        _expect(server.rcpt(to), OK, FORWARDED)
        return _expect(server.data(message.as_bytes()), OK)
    except smtplib.SMTPDataError as error:
        return _said(error)
    except RefusedError as error:
        return str(error)


def _expect(answer: tuple[int, bytes], *codes: int) -> str:
    code, words = answer
    said = f"{code} {words.decode('utf-8', 'replace')}"
    if code not in codes:
        raise RefusedError(said)
    return " ".join(said.split())


def _said(error: OSError) -> str:
    """What the server or the system says; never what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    return str(error.strerror or error) or type(error).__name__
