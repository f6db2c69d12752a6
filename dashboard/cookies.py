"""What a reader's browser keeps for the next visit: the language, and the style, light or dark."""

from urllib.parse import quote

from werkzeug.wrappers import Response

LANGUAGE = "lang"
STYLE = "style"
"""Written by `assets/style.js`; without it the style is the system's."""
STYLES = frozenset({"light", "dark"})
YEAR = 365 * 24 * 3600


def remember(response: Response, cookie: str, value: str) -> None:
    """Has the browser keep a value for a year; where it is empty, what is kept stays."""
    if value:
        response.set_cookie(cookie, quote(value), max_age=YEAR, samesite="Lax", httponly=True)


def style_mark(kept: str | None) -> str:
    """The attribute of the page that holds the style that is kept, so that it is there before anything is drawn."""
    return f' data-style="{kept}"' if kept in STYLES else ""
