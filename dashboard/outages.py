"""What is answered while the database cannot be used: which status, and what a reader is told.

Nothing is half-written then: whatever was asked for is one transaction, which ended without a trace.
"""

import errno
import logging
from collections.abc import Callable

from flask import Flask, Response, jsonify, request

from dashboard.words import marked, say
from store.errors import DiskFullError, FailedError, StoreError

LOG = logging.getLogger("resultsboard")

UNAVAILABLE, NO_ROOM = 503, 507
NO_ROOM_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

TITLE = marked("Not possible at the moment")
FULL = marked(
    "There is no room left on the server’s disk, so nothing was changed. "
    "Try again once the administrator has freed some; uploads that wait for a decision still do."
)
OUT = marked(
    "The database cannot be used at the moment, so nothing was changed. "
    "Try again in a while; if it stays so, tell the administrator: the server's log says why."
)


def status_of(error: BaseException) -> int | None:
    """The HTTP status of an outage; None of any other error, what nobody foresaw of a database included."""
    if isinstance(error, DiskFullError) or (isinstance(error, OSError) and error.errno in NO_ROOM_ERRORS):
        return NO_ROOM
    return UNAVAILABLE if isinstance(error, StoreError) and not isinstance(error, FailedError) else None


def told(error: BaseException, language: str) -> str:
    """What a reader is told of an outage."""
    return say(FULL, language) if status_of(error) == NO_ROOM else say(OUT, language)


def note(error: BaseException) -> None:
    """Logs an outage: its sentence, which names the database and so is for the administrator alone."""
    LOG.error("At %s: %s", request.path, error)


def outage_pages(server: Flask, language: Callable[[], str], write: Callable[[int, str], str]) -> None:
    """Answers outages: `write(status, sentence)` makes the page; scripts that ask for JSON get `{"trouble": "…"}`.

    Args:
        server: whose errors are answered.
        language: of the request at hand.
        write: makes a page that needs no database.
    """

    @server.errorhandler(StoreError)
    @server.errorhandler(OSError)
    def out(error: StoreError | OSError) -> tuple[str | Response, int]:
        status = status_of(error)
        if status is None:
            raise error
        note(error)
        sentence = told(error, language())
        if request.accept_mimetypes.best == "application/json":
            return jsonify(trouble=sentence), status
        return write(status, sentence), status
