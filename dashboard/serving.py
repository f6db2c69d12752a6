"""The production server, and where it may listen."""

import errno
import ipaddress
from collections.abc import Callable

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]

from dashboard.calls import FAILED, USAGE, Trouble

TOLERANCE = 2
"""Requests so many times as large as the largest are not even received; those in between get the page that says why."""


class OpenToOthersError(Trouble):
    """A host at which other machines could reach the dashboard."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The dashboard has no accounts yet, so it may only be reached from this machine: {host} is refused. "
            "Use --host 127.0.0.1, and an SSH tunnel from elsewhere.",
            USAGE,
        )


class CannotListenError(Trouble):
    """The system does not let the server listen."""

    def __init__(self, host: str, port: int, reason: int | None) -> None:
        why = {
            errno.EADDRINUSE: f"another program uses port {port} already. Stop it, or choose another with --port.",
            errno.EACCES: f"port {port} is not for ordinary users. Choose one above 1023 with --port.",
        }
        text = why.get(reason or 0, f"{host} is no address of this machine. Use --host 127.0.0.1.")
        super().__init__(f"The dashboard cannot listen at {host}:{port}: {text}", FAILED)


def loopback(host: str) -> str:
    """The host, if only this machine reaches it.

    Raises:
        OpenToOthersError: where others could.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        inside = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise OpenToOthersError(host)
    return host.strip("[]")


def serve(app: Flask, *, host: str, port: int, workers: int, say: Callable[[str], object]) -> None:
    """Serves until interrupted; says the address once it is open.

    Raises:
        OpenToOthersError: the host is not this machine alone.
        CannotListenError: the port is taken or forbidden.
    """
    address = loopback(host)
    try:
        server = create_server(
            app,
            host=address,
            port=port,
            threads=workers,
            ident=None,
            max_request_body_size=TOLERANCE * app.config["MAX_CONTENT_LENGTH"],
        )
    except OSError as error:
        raise CannotListenError(address, port, error.errno) from error
    shown = f"[{address}]" if ":" in address else address
    say(f"Serving at http://{shown}:{server.effective_port}/ (Ctrl+C stops it).")
    server.run()
