"""What a reader's browser keeps for the next visit: the language, and the name under which they send things."""

from collections.abc import Mapping
from urllib.parse import quote, unquote

from werkzeug.wrappers import Response

LONGEST_NAME = 100
"""Signs of a name or role."""

LANGUAGE, NAME = "lang", "name"
YEAR = 365 * 24 * 3600


def remember(response: Response, cookie: str, value: str) -> None:
    """Has the browser keep a value for a year; where it is empty, what is kept stays."""
    if value:
        response.set_cookie(cookie, quote(value), max_age=YEAR, samesite="Lax", httponly=True)


def kept_name(cookies: Mapping[str, str]) -> str:
    """The name under which the reader sent something before; empty where they gave none."""
    return unquote(cookies.get(NAME, ""))[:LONGEST_NAME]
