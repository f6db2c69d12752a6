"""What a reader's browser keeps for the next visit: the language."""

from urllib.parse import quote

from werkzeug.wrappers import Response

LANGUAGE = "lang"
YEAR = 365 * 24 * 3600


def remember(response: Response, cookie: str, value: str) -> None:
    """Has the browser keep a value for a year; where it is empty, what is kept stays."""
    if value:
        response.set_cookie(cookie, quote(value), max_age=YEAR, samesite="Lax", httponly=True)
