"""Forms and callbacks are taken only from the site's own pages: each carries a token that belongs to its session."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from dashboard.fields import hidden

FIELD = "csrf_token"
COOKIE = "_csrf_token"
"""Dash's renderer sends it back as the header X-CSRFToken, and scripts put it into forms."""


def refuse_forgeries(server: Flask) -> CSRFProtect:
    """Refuses what changes something and has no token of its session, with 400; what is exempt is told to the answer."""
    server.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=True)
    protection = CSRFProtect()
    protection.init_app(server)
    server.after_request(with_token)
    return protection


def with_token(response: Response) -> Response:
    """Gives pages the token for their scripts."""
    if response.mimetype == "text/html" and request.method in {"GET", "POST"}:
        response.set_cookie(COOKIE, generate_csrf(), samesite="Lax", secure=request.is_secure)
    return response


def with_tokens(content: Component) -> Component:
    """The same page, the token in each of its forms that send something."""
    for part in _parts(content):
        if isinstance(part, html.Form) and str(getattr(part, "method", "get")).lower() == "post":
            part.children = [*_listed(part.children), *hidden({FIELD: generate_csrf()})]
    return content


def _parts(content: object) -> Iterator[Component]:
    waiting: list[object] = [content]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Component):
            yield part
            part = getattr(part, "children", None)
        if isinstance(part, list | tuple):
            waiting += part
        elif isinstance(part, Component):
            waiting.append(part)


def _listed(children: object) -> list[object]:
    return list(children) if isinstance(children, list | tuple) else [] if children is None else [children]
