"""What a page tells the script `assets/session.js`, which keeps what people typed when their session ends.

A form that was accepted is answered by the way to another page; the browser is told its address then, so that the
script forgets the draft. An answer of 401, 400 or 409 tells nothing: the draft stays.
"""

from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, request

from dashboard.site import Site
from dashboard.words import marked, say

TAKEN = "_form_taken"
REMEMBERED = 120
"""Seconds for which a browser is told that a form was accepted: the time to load the next page."""
SEE_OTHER = 303

WORDS = {
    "over": marked("Your session is over"),
    "again": marked("Sign in again to go on. What you typed on this page is kept."),
    "way": marked("Sign in"),
    "stay": marked("Stay on this page"),
    "restored": marked("Restored what you typed."),
    "discard": marked("Discard it"),
    "unsent": marked("Your session is over, so the file was not sent. Sign in, in a new tab, then send it again."),
    "resend": marked("Send again"),
    "elsewhere": marked("Sign in (opens a new tab)"),
}


def words_for_scripts(site: Site, language: str) -> Component:
    """What `assets/session.js` says, and by which number the drafts of its reader are kept."""
    reader = site.reader()
    told: dict[str, Any] = {f"data-{name}": say(words, language) for name, words in WORDS.items()}
    told["data-reader"] = str(reader.id if reader else 0)
    return html.Span(className="session-words", hidden=True, **told)


def tell_taken_forms(server: Flask) -> None:
    """Has browsers told which form was accepted."""
    server.after_request(_with_address_of_form)


def _with_address_of_form(response: Response) -> Response:
    if request.method == "POST" and response.status_code == SEE_OTHER:
        response.set_cookie(
            TAKEN, quote(request.path, safe=""), max_age=REMEMBERED, samesite="Lax", secure=request.is_secure
        )
    return response
