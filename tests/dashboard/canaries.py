"""A small world with a canary in every figure and word that some readers must not get, and its whole site read out.

The figures are long enough not to come about by chance; sums and percentages of those that are not approved begin with
the same digits. What is read is derived from the program: its pages, addresses and callbacks.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from dashboard import access, gate
from dashboard.access_page import path as path_of
from dashboard.app import create_app
from dashboard.endpoints import WRITERS
from dashboard.site import Site
from framework.model import UploadedFile
from framework.tables import COLUMNS
from loaders.framework_file import Framework, read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.dashboard.readers import team

NOW = datetime(2023, 9, 1, 9, tzinfo=UTC)
FRAMEWORK = """\
project:
  code: WELLS
  title: {en: Wells for Khatlon, ru: Колодцы для Хатлона}
  start: 2023-01-01
  end: 2024-12-31
  review: true
  public: PUBLIC
  small_cells: {below: 5}
  languages: [en, ru]
reporters: {NORTH: {title: Northern office}, SOUTH: {title: Southern office}}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G
    level: Goal
    title: Water
    indicators:
      - {code: "1", title: People with water, unit: people, dimensions: [sex], sensitive: true, targets: {end: 800}}
      - {code: "2", title: Wells dug, unit: wells, dimensions: [sex], targets: {end: 8}}
      - {code: "3", title: Lessons, kind: text}
"""
OTHER = "project: {code: ROADS, title: canary-other, start: 2023-01-01, end: 2024-12-31, public: PUBLIC}\n"
HEAD = "indicator,period,reporter,sex,value,note,explanation,evidence\n"
APPROVED = (
    f"{HEAD}1,2023-Q1,NORTH,female,3,canary-cell-note,canary-cell-why,canary-cell-proof\n1,2023-Q1,NORTH,male,664177,,,\n"
    "2,2023-Q1,NORTH,,4,,a storm,https://example.org/photo\n"
)
WAITING = f"{HEAD}2,2023-Q1,NORTH,,7731990001,canary-note,canary-drafted,canary-draft-proof\n3,2023-Q1,NORTH,,canary-text,,,\n"
RETURNED = f"{HEAD}2,2023-Q1,SOUTH,female,8842880001,,,\n"
LATER = f"{HEAD}1,2023-Q2,NORTH,male,9953770001,,,\n2,2023-Q2,NORTH,,5565440001,,,\n"

UNAPPROVED = (
    *("773199", "884288", "995377", "556544", "canary-note", "canary-drafted", "canary-draft-proof", "canary-text"),
    *("canary-file", "canary-mended", "canary-comment", "canary-evidence", "canary-content", "canary-typed"),
)
"""Of versions that are not approved: figures, and what was written beside and about them."""
CELLS = ("664177", "canary-cell-note", "canary-cell-why", "canary-cell-proof", "canary-list", "canary-inside")
"""Of cells that are withheld because one of them is small."""
NAMES = ("canary-anna", "canary-boris")
"""Who did it."""
ELSEWHERE = ("canary-other",)
"""Of another project."""

AS_OF = ("2023-02-10", "2023-Q1", "2023-12-31")
KNOWN_AT = ("2023-04-10", "2023-04-20", "2023-05-02T09:30:00Z", "2023-07-31")


def world(folder: Path, *, public: bool = False) -> Site:
    """NORTH's first quarter is approved and sent anew, SOUTH's returned; NORTH's second waits for review."""
    texts = {"wells.yaml": FRAMEWORK, "roads.yaml": OTHER.replace("public: PUBLIC", "public: false")}
    for name, text in texts.items():
        (folder / name).write_text(text.replace("PUBLIC", str(public).lower()), "utf-8")
    frameworks, problems = read_framework([folder / name for name in texts])
    assert problems == []
    made = Site(
        database=open_database(f"sqlite:///{folder / 'kept.sqlite'}"),
        frameworks=frameworks,
        now=lambda: NOW,
        reader=team,
    )
    _send(made, frameworks[0], "north.csv", APPROVED, 0, approve=True)
    _send(made, frameworks[0], "canary-file.csv", WAITING, 20, reason="canary-mended")
    _send(made, frameworks[0], "south.csv", RETURNED, 21)
    _send(made, frameworks[0], "canary-file-2.csv", LATER, 90)
    _say(create_app(made).test_client())
    return made


def _send(site: Site, framework: Framework, name: str, text: str, days: int, **more: object) -> None:
    at = datetime(2023, 4, 12, 9, tzinfo=UTC) + timedelta(days=days)
    how = Instructions(by="canary-anna", at=at, **more)  # type: ignore[arg-type]  # one of its fields
    outcome = load(site.database, framework, [UploadedFile(name, text.encode())], how)
    assert outcome.kept, [str(problem) for problem in outcome.problems]


def _say(lead: FlaskClient) -> None:
    """The decision on one report, and what is added to others: to the sensitive indicator and to what is not approved."""
    said = {"version": "1", "seen": "submitted", "state": "returned", "comment": "canary-comment"}
    north, south = (f"/p/WELLS/reports/{name}" for name in ("NORTH/2023-Q2", "SOUTH/2023-Q1"))
    _posted(lead, f"{south}/decision", **said)
    _posted(lead, f"{north}/explanations", another="2", words="canary-typed")
    for page, code, title, inside in (
        (north, "2", "canary-evidence", b"%PDF-1.7 canary-content"),
        ("/p/WELLS/reports/NORTH/2023-Q1", "1", "canary-list", b"%PDF-1.7 canary-inside"),
    ):
        _posted(lead, f"{page}/evidence", indicator=code, title=title, file=(io.BytesIO(inside), "list.pdf"))


def _posted(lead: FlaskClient, path: str, **form: object) -> None:
    answer = lead.post(path, data=form, by="canary-boris")
    assert answer.status_code == 303, (path, answer.status_code)
    assert "proof_" not in answer.headers["Location"] or "proof_added" in answer.headers["Location"]


def told(server: Flask, browser: FlaskClient, words: Iterable[str]) -> dict[str, set[str]]:
    """Which of some canaries the server tells a browser, and where."""
    found: dict[str, set[str]] = {}
    read = 0
    for where, answer in answers(server, browser):
        assert answer.status_code < 500, where
        read += answer.status_code == 200
        text = _text(where, answer)
        for word in words:
            if word in text:
                found.setdefault(word, set()).add(where)
    assert read > 300
    return found


def answers(server: Flask, browser: FlaskClient) -> Iterator[tuple[str, TestResponse]]:
    """Every page and download at several days and moments, what pages link to, and every callback of each page."""
    queries = [*_queries()]
    seen: set[str] = set()
    links: set[str] = set()
    for path in (*_pages(), *_downloads(server)):
        for query in CALLED_AT if path.endswith((".json", ".xlsx", ".pdf")) else queries:
            seen.add(f"{path}{query}")
            answer = browser.get(f"{path}{query}")
            links |= _links(answer) if not query else set()
            yield f"{path}{query}", answer
    for link in sorted(links - seen):
        yield link, browser.get(link)
    calls = _calls(browser)
    for path, query in product(_pages(), CALLED_AT):
        for call in calls:
            yield (
                f"{path}{query} {call['output']}",
                browser.post("/_dash-update-component", json=_filled(call, path, query)),
            )


CALLED_AT = ("", f"?as_of={AS_OF[1]}", f"?known_at={KNOWN_AT[2]}&lang=ru")


def _queries() -> Iterator[str]:
    """Nothing, each day, each moment, some of both, and another language."""
    yield ""
    yield from (f"?as_of={day}" for day in AS_OF)
    yield from (f"?known_at={moment}" for moment in KNOWN_AT)
    yield from (f"?as_of={day}&known_at={KNOWN_AT[2]}&lang=ru" for day in AS_OF[1:])


VALUES: dict[str, tuple[str, ...]] = {
    "code": ("WELLS", "ROADS"),
    "name": tuple(COLUMNS),
    "form": tuple(WRITERS),
    "reporter": ("NORTH", "SOUTH"),
    "period": ("2023-Q1", "2023-Q2"),
    "indicator": ("1", "2", "3"),
    "chart": ("progress", "breakdown", "composition", "stages"),
    "version": ("1", "2"),
    "number": ("1", "2"),
    "token": ("x",),
}
"""What may stand in each part of an address; a new part needs its values here."""
PLACES = {"CODE": "code", "INDICATOR": "indicator", "REPORTER": "reporter", "PERIOD": "period"}


def _pages() -> Iterator[str]:
    yield from (page.value for page in access.OF_SITE)
    for page in access.PAGES:
        yield from _concrete(re.sub("|".join(PLACES), lambda found: f"<{PLACES[found[0]]}>", path_of(page)))


def _downloads(server: Flask) -> Iterator[str]:
    """Every address of a project that is got and is no page."""
    rules = {rule.rule for rule in server.url_map.iter_rules() if "GET" in (rule.methods or ())}
    for rule in sorted(rules & {*gate.NEEDS}):
        yield from _concrete(rule)


def _concrete(rule: str) -> Iterator[str]:
    names = [name.rpartition(":")[2] for name in re.findall(r"<([^>]+)>", rule)]
    for values in product(*(VALUES[name] for name in names)):
        given = iter(values)
        yield re.sub(r"<[^>]+>", lambda _, given=given: next(given), rule)  # type: ignore[misc]  # of mypy and defaults


MOMENTS = frozenset({"as_of", "known_at", "lang"})


def _links(answer: TestResponse) -> set[str]:
    """The addresses that a page leads to, but for the same at other moments."""
    if answer.mimetype != "text/html":
        return set()
    found = {unescape(link) for link in re.findall(r'href="(/p/[^"#]*)', answer.text)}
    return {link for link in found if not MOMENTS & set(parse_qs(urlsplit(link).query))}


Call = dict[str, object]
End = dict[str, str]


def _calls(browser: FlaskClient) -> list[Call]:
    """The callbacks that the server answers, as Dash lists them; none where the list is refused."""
    listed = browser.get("/_dash-dependencies").json
    assert listed
    return [each for each in listed if not each["clientside_function"]]


def _filled(call: Call, path: str, query: str) -> Call:
    """A callback as the page at an address would send it."""
    values: dict[str, Callable[[], object]] = {
        "pathname": lambda: path,
        "search": lambda: query,
        "n_clicks": lambda: 1,
        "lang": lambda: "en",
        "value": lambda: "2023-12-31",
    }

    def ends(which: str) -> list[dict[str, object]]:
        listed: list[End] = call[which]  # type: ignore[assignment]  # of Dash
        return [{**end, "value": values[end["property"]]()} for end in listed]

    output = str(call["output"])
    outputs: list[End] = [
        dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in output.strip(".").split("...")
    ]
    several = output.startswith("..")
    return {
        "output": output,
        "outputs": outputs if several else outputs[0],
        "inputs": ends("inputs"),
        "state": ends("state"),
        "changedPropIds": ["show-rows.n_clicks"],
    }


SEPARATOR = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3})")


def _text(where: str, answer: TestResponse) -> str:
    """All that an answer says, workbooks and paper unpacked, its numbers without separators and its digests left out."""
    data = answer.data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    if where.partition("?")[0].endswith(".pdf") and data.startswith(b"%PDF"):
        data = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).encode()
    text = f"{answer.headers}\n{data.decode('utf-8', 'replace')}"
    text = re.sub(r"\b[0-9a-f]{16,}\b", "", unescape(text))
    return SEPARATOR.sub("", text.replace("\\u00a0", "\u00a0").replace("\\u202f", "\u202f"))
