"""Ten people send, preview and accept reports at once, of one or two served programs, on both databases.

No answer is an error: who is not first is shown what came meanwhile, looks again and accepts then. In the end every report
that was accepted is there once, and what is kept proves itself. RESULTSBOARD_TEST_SECONDS says for how long.
"""

import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from tests.accounts import PASSWORD, make_accounts
from tests.browser.program import said, serving
from tests.form_posts import Sender
from tests.postgres import running_server

UPLOADERS = 10
SECONDS = float(os.environ.get("RESULTSBOARD_TEST_SECONDS", "10"))
PERIODS = ("2024-Q1", "2024-Q2", "2024-Q3")
FRAMEWORK = """\
project: {code: WELLS, title: Wells, start: 2024-01-01, end: 2025-12-31, reporting: quarterly}
reporters: {NORTH: {title: North}, SOUTH: {title: South}}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G
    level: Goal
    title: Water
    indicators:
      - {code: "1", title: People with water, unit: people, dimensions: [sex], targets: {end: 800}}
      - {code: "2", title: Wells dug, unit: wells, over_time: last, targets: {end: 8}}
"""
STANDING = re.compile(r'name="standing" value="(\w+)"')
MEANWHILE = "Other reports changed while you looked at this one"


@dataclass
class Uploader:
    """One person at one server, and what they did."""

    number: int
    address: str
    sender: Sender
    accepted: list[bytes] = field(default_factory=list)
    told: int = 0
    """How often something came meanwhile."""

    def work(self, end: float) -> "Uploader":
        while time.monotonic() < end:
            self.send(len(self.accepted))
        return self

    def send(self, turn: int) -> None:
        """Sends a report that nobody sent before, and accepts it as often as it takes."""
        reporter, period = ("NORTH", "SOUTH")[(self.number + turn) % 2], PERIODS[turn % len(PERIODS)]
        lines = [f"1,{period},{reporter},female,{turn % 50},", f"2,{period},{reporter},,{self.number},turn {turn}"]
        data = "\n".join(["indicator,period,reporter,sex,value,note", *lines]).encode()
        sender = self.sender
        page = sender.follow(sender.post_file("/p/WELLS/uploads", "report.csv", data))
        while (found := STANDING.search(page.text)) is not None:
            token = re.search(r"upload=([\w-]+)", page.address)
            assert token
            choice = {"standing": found[1], "unexplained": "yes"}
            page = sender.follow(sender.post_form(f"/p/WELLS/uploads/{token[1]}/accept", **choice))
            assert "report.csv is kept" in page.text or MEANWHILE in page.text
            self.told += MEANWHILE in page.text
        assert "report.csv is kept" in page.text
        self.accepted.append(data)


def _uploader(number: int, address: str) -> Uploader:
    return Uploader(number, address, Sender(address).sign_in(f"officer-{number}", PASSWORD))


@contextmanager
def on_sqlite(folder: Path) -> Iterator[tuple[str, int]]:
    """A database, and how many servers serve it."""
    yield f"sqlite:///{folder / 'kept.sqlite'}", 1


@contextmanager
def on_postgresql(_folder: Path) -> Iterator[tuple[str, int]]:
    with running_server() as server:
        yield server.url(server.create()), 2


PLACES = {"sqlite": on_sqlite, "postgresql": on_postgresql}


@pytest.mark.parametrize("place", PLACES)
def test_ten_people_send_reports_at_once(tmp_path: Path, place: str) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(FRAMEWORK, "utf-8")
    with PLACES[place](tmp_path) as (url, servers):
        options = ["-f", str(file), "--database", url]
        make_accounts(url, *(f"officer-{number}" for number in range(UPLOADERS)))
        with ExitStack() as stack:
            addresses = [stack.enter_context(serving(options, tmp_path, f"log{each}")) for each in range(servers)]
            people = [_uploader(number, addresses[number % servers]) for number in range(UPLOADERS)]
            with ThreadPoolExecutor(UPLOADERS) as threads:
                list(threads.map(Uploader.work, people, [time.monotonic() + SECONDS] * UPLOADERS))
        logs = [path.read_text("utf-8") for path in tmp_path.glob("log*")]
        assert [text for text in logs if "Traceback" in text or "Error " in text] == []
        rows = json.loads(said(*options, "table", "reports", "--format", "json"))["rows"]
        assert said(*options, "verify")
    hashes = Counter(row["sha256"] for row in rows if row["version"])
    assert hashes == Counter(sha256(data).hexdigest() for person in people for data in person.accepted)
    assert all(person.accepted for person in people)
    assert sum(person.told for person in people) > 0
    numbered_without_gaps(rows)


def numbered_without_gaps(rows: Sequence[dict[str, object]]) -> None:
    found: dict[object, list[object]] = {}
    for row in rows:
        if row["version"]:
            found.setdefault(row["report"], []).append(row["version"])
    assert all(sorted(map(int, map(str, each))) == list(range(1, len(each) + 1)) for each in found.values())
