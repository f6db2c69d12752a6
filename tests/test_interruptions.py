"""What is broken off on the way: a browser that closes in mid-upload, a server that is killed while it keeps a report."""

import random
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from dashboard.staging import Staging
from framework.model import Project
from loaders.framework_file import read_framework
from store.beside import upload
from store.database import Database, open_database
from store.reports import versions
from store.verification import differences
from tests.accounts import PASSWORD, make_accounts
from tests.browser.program import started
from tests.dashboard.wells import FRAMEWORK
from tests.form_posts import BOUNDARY, Sender, multipart

KILLS, ROWS, SIZE = 6, 20_000, 40_000_000
STANDING = re.compile(r'name="standing" value="(\w+)"')
LARGE = "indicator,date,reporter,sex,value\n" + "".join(
    f"1,2023-{row % 3 + 1:02}-{row % 28 + 1:02},NORTH,female,{row % 7}\n" for row in range(ROWS)
)


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    make_accounts(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    return ["-f", str(tmp_path / "indicators.yaml"), "--database", f"sqlite:///{tmp_path / 'kept.sqlite'}"]


@contextmanager
def opened(options: list[str]) -> Iterator[Database]:
    database = open_database(options[-1])
    yield database
    database.close()


def project(options: list[str]) -> Project:
    (framework,), _ = read_framework([Path(options[1])])
    return framework.project


def kept(options: list[str]) -> int:
    """How many versions are kept; what is kept proves itself."""
    with opened(options) as database:
        assert differences(database, [project(options)]) == []
        with database.reading() as connection:
            return len(versions(connection, project(options)))


def officer(address: str) -> Sender:
    return Sender(address).sign_in("officer", PASSWORD)


def head_of(headers: Mapping[str, str], length: int) -> bytes:
    """The head of a request that sends a report."""
    lines = ["POST /p/WELLS/uploads HTTP/1.1", "Host: localhost", f"Content-Length: {length}"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def uploads(options: list[str]) -> int:
    with opened(options) as database, database.reading() as connection:
        return connection.execute(select(func.count()).select_from(upload)).scalar_one()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_an_upload_that_is_broken_off_leaves_nothing(tmp_path: Path, options: list[str], share: float) -> None:
    body = multipart("report.csv", LARGE.encode() * 5)
    before = {path.name for path in tmp_path.iterdir()}
    with started([*options, "serve", "--port", "0"], tmp_path) as (_, address):
        head = head_of(officer(address).headers(f"multipart/form-data; boundary={BOUNDARY}"), len(body))
        host, port = urlsplit(address).netloc.split(":")
        with socket.create_connection((host, int(port))) as browser:
            browser.sendall(head + body[: int(len(body) * share)])
        assert Sender(address).get("/readyz").text == "ready\n"
        assert uploads(options) == 0
    left = {path.name for path in tmp_path.iterdir()} - before
    assert {name for name in left if not name.startswith("kept.sqlite")} == {"log", "resultsboard.secret"}
    said = (tmp_path / "log").read_text("utf-8")
    assert "Traceback" not in said
    assert "Error" not in said


def test_an_upload_outlives_the_server(tmp_path: Path, options: list[str]) -> None:
    with started([*options, "serve", "--port", "0"], tmp_path) as (process, address):
        sent = officer(address).post_file("/p/WELLS/uploads", "report.csv", LARGE.encode())
        process.send_signal(signal.SIGKILL)
    with started([*options, "serve", "--port", "0"], tmp_path) as (_, address):
        assert accepted(officer(address), sent.address)
    assert kept(options) == 1


def test_a_large_upload_is_taken_in_piece_by_piece(tmp_path: Path, options: list[str]) -> None:
    with started([*options, "serve", "--port", "0"], tmp_path) as (process, address):
        officer(address).post_file("/p/WELLS/uploads", "small.csv", LARGE.encode())
        before = peak(process.pid)
        officer(address).post_file("/p/WELLS/uploads", "large.csv", b"," * SIZE)
        assert peak(process.pid) - before < SIZE / 2


def peak(pid: int) -> int:
    """The most bytes of memory that a process ever had."""
    (line,) = (each for each in Path(f"/proc/{pid}/status").read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def accepted(sender: Sender, page: str) -> bool:
    """Accepts what waits at a page; True where the page says that it is kept."""
    shown = STANDING.search(sender.get(page).text)
    if shown:
        sender.post_form(accept_of(page), standing=shown[1])
    return "report.csv is kept" in sender.get(page).text


def accept_of(page: str) -> str:
    return f"/p/WELLS/uploads/{page.rpartition('upload=')[2]}/accept"


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_server_killed_while_it_keeps_a_report_keeps_all_or_nothing(
    tmp_path: Path, options: list[str], kill: int
) -> None:
    with started([*options, "serve", "--port", "0"], tmp_path) as (process, address):
        sent = officer(address).post_file("/p/WELLS/uploads", "report.csv", LARGE.encode())
        begun = time.monotonic()
        officer(address).get(sent.address)
        length = time.monotonic() - begun
        accepting = threading.Thread(target=_accept, args=(officer(address), sent.address))
        accepting.start()
        time.sleep(random.Random(kill).uniform(0, 1) * length)  # noqa: S311 — moments, not secrets
        process.send_signal(signal.SIGKILL)
        accepting.join()
    found = kept(options)
    token = sent.address.rpartition("upload=")[2]
    with opened(options) as database:
        waits = Staging(database).find("WELLS", token, datetime.now(UTC))
    assert waits
    assert (waits.state.value, found) in {("waiting", 0), ("kept", 1)}
    with started([*options, "serve", "--port", "0"], tmp_path) as (_, address):
        assert accepted(officer(address), sent.address)
    assert kept(options) == 1


def _accept(sender: Sender, page: str) -> None:
    with suppress(OSError, HTTPException):
        sender.post_form(accept_of(page), standing="0")
