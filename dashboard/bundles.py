"""The program's style sheets and scripts, each kind as one file: two requests, however many files they are written in.

The address holds a mark of the content, so that browsers keep the file until it changes.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

ASSETS = Path(__file__).parent / "assets"
MIMETYPES = {"css": "text/css", "js": "text/javascript"}
MONTH = 30 * 24 * 3600


@cache
def bundle(kind: str) -> str:
    """All files of a kind (`css`, `js`) in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted(ASSETS.glob(f"*.{kind}")))


def bundle_address(kind: str) -> str:
    """Where the files of a kind are asked for."""
    return f"/assets/all.{kind}?v={sha256(bundle(kind).encode()).hexdigest()[:16]}"


def serve_bundles(server: Flask) -> None:
    """Answers the requests for the style sheet and the script, as they were when the server started."""
    for kind, mimetype in MIMETYPES.items():
        server.add_url_rule(f"/assets/all.{kind}", f"all_{kind}", _answer(bundle(kind), mimetype))


def _answer(text: str, mimetype: str) -> Callable[[], Response]:
    def answered() -> Response:
        response = Response(text, mimetype=mimetype)
        response.cache_control.public = True
        response.cache_control.max_age = MONTH
        return response

    return answered
