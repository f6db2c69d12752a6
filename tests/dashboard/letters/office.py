"""A mail server for tests, on this machine: it keeps what it is sent, and may refuse it."""

import ssl
import subprocess
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "results@example.org", "p@ss:word/1"


class _Controller(Controller):
    """A server at a free port; aiosmtpd itself would look for it at port 0."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # of aiosmtpd


@dataclass
class Office:
    """What came, and how the next letters are answered."""

    controller: Controller | None = None
    envelopes: list[Envelope] = field(default_factory=list)
    answer: str = "250 2.0.0 Ok: queued as 4B7"
    encrypted: list[bool] = field(default_factory=list)

    async def handle_DATA(self, _server: object, session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd's name
        self.encrypted.append(session.ssl is not None)
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer

    @property
    def port(self) -> int:
        assert self.controller
        return int(self.controller.port)

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(bytes(each.content or b""), policy=policy.default) for each in self.envelopes]  # type: ignore[arg-type]  # as it came

    @property
    def raw(self) -> list[bytes]:
        return [bytes(each.content or b"") for each in self.envelopes]  # type: ignore[arg-type]  # as it came

    def to(self) -> list[str]:
        return sorted(str(address) for each in self.envelopes for address in each.rcpt_tos)


def _authenticate(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def office(
    tls: ssl.SSLContext | None = None, *, sign_in: bool = False, kind: type[Office] = Office
) -> Iterator[Office]:
    """A running server.

    Args:
        tls: its certificate, where it offers STARTTLS.
        sign_in: whether it takes letters only after a sign-in, which it takes only encrypted.
        kind: how it answers.
    """
    opened = kind()
    options: dict[str, Any] = {"authenticator": _authenticate, "auth_required": True} if sign_in else {}
    opened.controller = _Controller(opened, hostname="127.0.0.1", port=0, tls_context=tls, **options)
    opened.controller.start()
    try:
        yield opened
    finally:
        opened.controller.stop()


def certificate(folder: Path) -> Path:
    """A certificate for this machine, signed by itself; its key lies beside it."""
    path = folder / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "key.pem"), "-out", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    return path


def tls_of(path: Path) -> ssl.SSLContext:
    """What a server needs to offer encryption."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, path.parent / "key.pem")
    return context
