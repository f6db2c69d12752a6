"""The production server, and where it may listen."""

import errno
import gc
import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import gethostname

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]

from dashboard.calls import FAILED, Trouble

EVERY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 — told apart, not listened on
"""Addresses that stand for all of this machine's."""
TOLERANCE = 2
"""Requests so many times as large as the largest are not even received; those in between get the page that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where and how the server listens."""

    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 8
    proxied: bool = False
    """Whether the headers are kept by which a proxy tells who asks."""


class CannotListenError(Trouble):
    """The system does not let the server listen."""

    def __init__(self, host: str, port: int, reason: int | None) -> None:
        why = {
            errno.EADDRINUSE: f"another program uses port {port} already. Stop it, or choose another with --port.",
            errno.EACCES: f"port {port} is not for ordinary users. Choose one above 1023 with --port.",
        }
        text = why.get(reason or 0, f"{host} is no address of this machine. Use --host 127.0.0.1.")
        super().__init__(f"The dashboard cannot listen at {host}:{port}: {text}", FAILED)


def plain_host(host: str) -> str:
    """A host as the system takes it."""
    return "127.0.0.1" if host == "localhost" else host.strip("[]")


def is_loopback(host: str) -> bool:
    """True where only this machine reaches it."""
    try:
        return ipaddress.ip_address(plain_host(host)).is_loopback
    except ValueError:
        return False


def serve(app: Flask, listening: Listening, say: Callable[[str], object]) -> None:
    """Serves until interrupted; says its own address once it is open.

    Raises:
        CannotListenError: the port is taken or forbidden.
    """
    address = plain_host(listening.host)
    try:
        server = create_server(
            app,
            host=address,
            port=listening.port,
            threads=listening.workers,
            clear_untrusted_proxy_headers=not listening.proxied,
            ident=None,
            max_request_body_size=TOLERANCE * app.config["MAX_CONTENT_LENGTH"],
        )
    except OSError as error:
        raise CannotListenError(address, listening.port, error.errno) from error
    name = gethostname() if address in EVERY else address
    shown = f"[{name}]" if ":" in name else name
    say(f"http://{shown}:{server.effective_port}")
    with _kept():
        server.run()


@contextmanager
def _kept() -> Iterator[None]:
    """Takes what has been loaded out of the collector's rounds, each of which would keep a request waiting for 0.1 s."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
