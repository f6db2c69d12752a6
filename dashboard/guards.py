"""What protects every answer of the server: headers, hosts, origins, and error pages that tell no secrets."""

import logging
import secrets
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

LOG = logging.getLogger("resultsboard")

YEAR = 365 * 24 * 3600
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def content_policy(script_hashes: list[str]) -> str:
    """The Content-Security-Policy: everything from this server, no inline script but Dash's own."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def guard(server: Flask, script_hashes: Callable[[], list[str]], largest: int, names: list[str] | None) -> None:
    """Puts the headers on every answer; refuses requests of other sites, for other hosts, and of too many bytes.

    Args:
        server: the site's.
        script_hashes: of the inline scripts that a page may have.
        largest: in bytes.
        names: the hosts that requests may ask for; None for any.
    """
    server.config["TRUSTED_HOSTS"] = names
    server.config["MAX_CONTENT_LENGTH"] = largest
    server.before_request(refuse_other_origins)

    @server.after_request
    def with_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = content_policy(script_hashes())
        response.headers.update(HEADERS)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def refuse_other_origins() -> tuple[str, int] | None:
    """403 where another site's page sends something here."""
    origin = request.headers.get("Origin")
    parts = split(origin or "")
    if request.method in UNSAFE and origin and (parts is None or parts.netloc != request.host):
        return "This request comes from another site.", 403
    return None


def split(address: str) -> SplitResult | None:
    """The parts of an address that a stranger wrote; None where it is none (`http://[x`)."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def refer(error: BaseException) -> str:
    """Logs an error with its traceback under a new reference number, and gives the number."""
    reference = secrets.token_hex(4).upper()
    LOG.error("Error %s at %s", reference, request.path, exc_info=error)
    return reference


def error_pages(server: Flask, write: Callable[[int, str | None], str]) -> None:
    """Error pages in place of Werkzeug's: `write(status, reference)` makes one."""

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int] | HTTPException:
        return error if error.code is None else (write(error.code, None), error.code)

    @server.errorhandler(InternalServerError)
    def failed(error: InternalServerError) -> tuple[str, int]:
        return write(500, refer(error.original_exception or error)), 500
