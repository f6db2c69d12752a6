"""The PDF of the donor's page as text, and what the tables say for the same role."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from pypdf import PdfReader

from dashboard.calls import Call
from dashboard.cli import resultsboard
from dashboard.example import arrivals, example
from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.dashboard.readers import reader

LATER = datetime(2025, 7, 10, 9, tzinfo=UTC)
Row = dict[str, Any]


def site_of_the_example(folder: Path, role: str = "donor") -> Site:
    """The example that is shipped, with all its reports."""
    example(folder)
    made = site_again(folder, role)
    for arrival in arrivals(folder):
        file = UploadedFile(arrival.path.name, arrival.path.read_bytes())
        assert load(made.database, made.frameworks[0], [file], Instructions(by=arrival.by, at=arrival.at)).kept
    return made


def site_again(folder: Path, role: str = "donor") -> Site:
    """The site of a folder that was filled before."""
    frameworks, problems = read_framework([folder / "indicators.yaml"])
    assert problems == []
    database = open_database(f"sqlite:///{folder / 'kept.sqlite'}")
    return Site(database=database, frameworks=frameworks, now=lambda: LATER, reader=reader(role))


def command(folder: Path, *arguments: str) -> bytes:
    """What a command prints about the framework and the database of a folder."""
    places = ["-f", str(folder / "indicators.yaml"), "--database", f"sqlite:///{folder / 'kept.sqlite'}"]
    found = CliRunner().invoke(resultsboard, [*places, *arguments], obj=Call())
    assert found.exit_code == 0, (found.output, found.exception)
    return found.stdout_bytes


def table(folder: Path, name: str, *options: str) -> list[Row]:
    """The rows of a public table as donors get them."""
    rows: list[Row] = json.loads(command(folder, "table", name, "--role", "donor", "--format", "json", *options))[
        "rows"
    ]
    return rows


def text_of(pdf: bytes) -> str:
    """The words of a PDF of one page, with single spaces."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)
    return " ".join(pages[0].extract_text().split())
