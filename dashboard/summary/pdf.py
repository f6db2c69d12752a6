"""The donor's page as a PDF of one A4 sheet, set by typst: no browser, no fonts of the system, nothing from elsewhere.

The template `sheet.typ` gets the page as JSON and draws the charts itself. The same data give the same bytes: the date
of the file is the moment of the knowledge, or the end of the as-of day.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dashboard.calls import Trouble
from dashboard.charts.drawing import ACTUAL, BAND, INK, QUIET, TARGET
from dashboard.drawings import COLOURS, TRACK
from dashboard.summary.content import Summary, summary_of
from dashboard.view import View

TEMPLATE = Path(__file__).with_name("sheet.typ")
CONTENT_TYPE = "application/pdf"
STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, with a title, a language, and words for every drawing."""


class NoTypesetterError(Trouble):
    """The extra that makes PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "PDF needs the extra “reports”, which is not installed: "
            "uv sync --inexact --extra reports, or pip install 'resultsboard[reports]'."
        )


def can_print() -> bool:
    """True where the extra `reports` is installed."""
    return find_spec("typst") is not None


def pdf_of(view: View) -> bytes:
    """The page of a view as a PDF.

    Raises:
        NoTypesetterError: the extra is not installed.
    """
    if not can_print():
        raise NoTypesetterError
    import typst  # noqa: PLC0415  the extra `reports`

    return typst.compile(
        str(TEMPLATE),
        ignore_system_fonts=True,
        sys_inputs={"summary": as_json(summary_of(view))},
        pdf_standards=[STANDARD],
        timestamp=_moment(view),
    )


def as_json(summary: Summary) -> str:
    """What the template is given."""
    colours = {"actual": ACTUAL, "target": TARGET, "quiet": QUIET, "band": BAND, "track": TRACK, "ink": INK, **COLOURS}
    return json.dumps({**asdict(summary), "colours": colours}, ensure_ascii=False)


def _moment(view: View) -> datetime:
    """The date of the file."""
    if view.known_at is not None and view.is_past:
        return view.known_at.replace(microsecond=0)
    return datetime.combine(view.as_of, time(), UTC)


def file_name(view: View) -> str:
    """Under which name the file is kept."""
    return f"{view.project.code}-summary-{view.as_of}.pdf"
