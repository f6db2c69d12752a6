"""Pages with 18 and with 500 indicators: bytes, requests and server time, against a bare Flask endpoint with the same figures.

The floor is a Flask application without sessions or checks that selects the rows of the page's public tables, written out
beforehand, from SQLite and sends them as JSON. What a browser shows is measured on the example (`benchmarks.painting`).

Run: make bench, or python -m benchmarks.pages [--server]
"""

import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from flask import Flask, Response, jsonify
from flask.testing import FlaskClient
from flask_compress import Compress

from benchmarks.measuring import PROGRAM, machine, timed
from benchmarks.painting import painted
from dashboard.app import create_app
from dashboard.questions import Question, table_rows
from dashboard.site import Site
from loaders.framework_file import read_framework
from store.accounts import Account, Membership
from store.database import Database, open_database

READER = Account(id=1, login="officer", name="officer", memberships=(Membership("officer"),))
SIZES, ROUNDS = (18, 500), 9
TODAY = datetime(2025, 1, 1, tzinfo=UTC)
QUARTERS = [date(year, month, 1) for year in range(2022, 2025) for month in (1, 4, 7, 10)]
SEXES, REGIONS = ("female", "male"), ("DU", "RA", "KT", "SU", "GB")
PER_OUTCOME, PER_GOAL = 6, 3

PAGES: Mapping[str, tuple[str, Sequence[str], str | None]] = {
    "overview": ("/p/B", ("indicators", "series"), None),
    "overview, filtered": ("/p/B?status=off_track", ("indicators", "series"), None),
    "results": ("/p/B/results", ("results", "indicators"), None),
    "an indicator": ("/p/B/indicators/i1", ("indicators", "series", "targets", "breakdown"), "i1"),
    "a table": ("/p/B/tables?table=series", ("series",), None),
    "reports": ("/p/B/reports", ("reports",), None),
    "history": ("/p/B/history", ("reports",), None),
}
"""Address, the public tables whose figures it shows, and of which indicator."""


@dataclass(frozen=True)
class Answer:
    """What one request came to: bytes on the wire, and seconds in the server."""

    size: int
    seconds: float


def definition(folder: Path, count: int) -> Path:
    """A framework of so many indicators by sex and region, six to an outcome, three outcomes to a goal."""
    goals: list[str] = []
    for number in range(count):
        if number % (PER_OUTCOME * PER_GOAL) == 0:
            goals.append(f"  - code: G{number}\n    level: Goal\n    title: Goal {number}\n    results:")
        if number % PER_OUTCOME == 0:
            goals.append(
                f"      - code: O{number}\n        level: Outcome\n        title: Outcome {number}\n        indicators:"
            )
        rule = ("sum", "sum", "last")[number % 3]
        goals.append(
            f"          - {{code: i{number}, title: People reached by activity {number}, unit: people, over_time: {rule}, "
            f"dimensions: [sex, region], targets: {{end: {(number % 5 + 1) * 2400}}}}}"
        )
    dimensions = "".join(
        f"  {name}: {{title: {name}, categories: {{{', '.join(f'{code}: {code}' for code in codes)}}}}}\n"
        for name, codes in (("sex", SEXES), ("region", REGIONS))
    )
    project = "project: {code: B, title: Benchmark, start: 2022-01-01, end: 2025-12-31, reporting: quarterly}\n"
    path = folder / f"{count}.yaml"
    path.write_text(f"{project}dimensions:\n{dimensions}goals:\n" + "\n".join(goals) + "\n", encoding="utf-8")
    return path


def filled(folder: Path, framework: Path, count: int) -> str:
    """A database with a report of each quarter, a figure for each cell."""
    url = f"sqlite:///{folder / f'{count}.sqlite'}"
    for quarter in QUARTERS:
        rows = (
            f"i{number},{quarter},{sex},{region},{(number + place) % 40 + 1}"
            for number in range(count)
            for place, (sex, region) in enumerate(product(SEXES, REGIONS))
        )
        file = folder / f"{quarter}.csv"
        file.write_text("\n".join(["indicator,date,sex,region,value", *rows]), encoding="utf-8")
        timed([PROGRAM, "-f", framework, "--database", url, "load", file])
    return url


def served(framework: Path, url: str) -> tuple[Site, FlaskClient]:
    """The dashboard of a database, and somebody who asks it."""
    frameworks, _ = read_framework([framework])
    site = Site(database=open_database(url), frameworks=frameworks, now=lambda: TODAY, reader=lambda: READER)
    return site, create_app(site).test_client()


def bare(folder: Path, site: Site, count: int) -> FlaskClient:
    """The floor: the same figures by SQL, as JSON."""
    file = folder / f"{count}-floor.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        for name in sorted({name for _, names, _ in PAGES.values() for name in names}):
            write_table(connection, site.database, site, name)
        connection.commit()
    server = Flask("floor")
    Compress(server)

    @server.get("/<path:page>")
    def figures(page: str) -> Response:
        _, names, indicator = PAGES[page]
        where = f" WHERE indicator = '{indicator}'" if indicator else ""
        with closing(sqlite3.connect(file)) as connection:
            connection.row_factory = sqlite3.Row
            return jsonify(
                {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}{where}")] for name in names}
            )

    return server.test_client()


def write_table(connection: sqlite3.Connection, database: Database, site: Site, name: str) -> None:
    """One public table, as it is."""
    columns, rows = table_rows(database, site.projects, name, Question())
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"CREATE TABLE {name} ({named})")
    texts = ([None if row[column] is None else str(row[column]) for column in columns] for row in rows)
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", texts)


def asked(client: FlaskClient, path: str) -> Answer:
    """A page as it is asked for by its address."""
    begun = perf_counter()
    response = client.get(path, headers={"Accept-Encoding": "br"})
    size = len(response.get_data())
    assert response.status_code == 200, response.status
    return Answer(size, perf_counter() - begun)


def turned_to(client: FlaskClient, path: str) -> Answer:
    """The same as a link inside the dashboard asks for it."""
    pathname, _, query = path.partition("?")
    body = {
        "output": "..page.children...head.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "head", "property": "data"}],
        "inputs": [
            {"id": "address", "property": "pathname", "value": pathname},
            {"id": "address", "property": "search", "value": f"?{query}"},
        ],
        "changedPropIds": ["address.pathname"],
    }
    cookie = client.get_cookie("_csrf_token")
    headers = {"Accept-Encoding": "br", **({"X-CSRFToken": cookie.value} if cookie else {})}
    begun = perf_counter()
    response = client.post("/_dash-update-component", json=body, headers=headers)
    size = len(response.get_data())
    assert response.status_code == 200, response.status
    return Answer(size, perf_counter() - begun)


def typical(answers: Sequence[Answer]) -> Answer:
    """Their size, and the median of their time; the first, which fills caches, is left out."""
    return Answer(answers[-1].size, median(answer.seconds for answer in answers[1:]))


def compare(folder: Path, count: int) -> None:
    """Prints each page of a project of so many indicators against the floor, the three in turn."""
    framework = definition(folder, count)
    site, client = served(framework, filled(folder, framework, count))
    floor = bare(folder, site, count)
    print(f"{count} indicators          bare JSON      first answer            in the dashboard")
    for name, (path, _, _) in PAGES.items():
        rounds = [(asked(floor, f"/{name}"), asked(client, path), turned_to(client, path)) for _ in range(ROUNDS)]
        least, whole, inside = (typical(answers) for answers in zip(*rounds, strict=True))
        print(
            f"{name:20} {shown(least)}   {shown(whole)} ×{whole.seconds / least.seconds:5.1f}"
            f"   {shown(inside)} ×{inside.seconds / least.seconds:5.1f}"
        )


def shown(answer: Answer) -> str:
    """Kilobytes and milliseconds."""
    return f"{answer.size / 1000:6.1f} kB {answer.seconds * 1000:6.1f} ms"


def main(*, server_alone: bool) -> None:
    """Prints the tables."""
    print(f"Pages, {machine()}")
    with TemporaryDirectory() as name:
        for count in SIZES:
            compare(Path(name), count)
    if not server_alone:
        painted()


if __name__ == "__main__":
    main(server_alone="--server" in sys.argv)
