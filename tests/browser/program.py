"""The program itself, running: `resultsboard demo` or `serve` in a process of its own, stopped at the end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.example import arrivals, example
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.accounts import ROLES, make_accounts, skip_tours
from tests.form_posts import Sender

RESULTSBOARD = Path(sys.executable).with_name("resultsboard")
PATIENCE_SECONDS = 30
LOGIN_AND_PASSWORD = 2
SIGNED_IN = 200
UNDECIDED = frozenset({"FY2024-Q3-NGO", "FY2025-Q1", "FY2025-Q2"})
"""Reports of the example with review that nobody has approved."""


class DidNotServeError(Exception):
    """The program ended before it said where it serves."""

    def __init__(self, said: str) -> None:
        super().__init__(f"resultsboard did not serve:\n{said}")


@dataclass(frozen=True)
class Served:
    """A dashboard that runs, and what it runs on."""

    address: str
    framework: Path
    database: Path
    log: Path
    passwords: Mapping[str, str]
    """By login, which is a role."""
    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    """The cookies of those who signed in before, by login."""

    def cookies(self, login: str) -> dict[str, str]:
        """Those of a browser in which somebody signed in; who did before does not again while that holds."""
        before = Sender(self.address, dict(self.kept.get(login, {})))
        if not before.cookies or before.get("/account").status != SIGNED_IN:
            self.kept[login] = Sender(self.address).sign_in(login, self.passwords[login]).cookies
        return dict(self.kept[login])

    def said(self, *arguments: str) -> bytes:
        """What a command says about the same framework and database."""
        return said("-f", self.framework, "--database", f"sqlite:///{self.database}", *arguments)

    @property
    def faults(self) -> str:
        """The faults that the server logged; empty where there were none."""
        text = self.log.read_text("utf-8")
        return text if "Traceback" in text or "Error " in text else ""


def said(*arguments: str | Path) -> bytes:
    """What a command of the program prints."""
    return subprocess.run([RESULTSBOARD, *arguments], check=True, capture_output=True, env=environment()).stdout


def environment(**more: str) -> dict[str, str]:
    """The environment without the settings of the person who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RESULTSBOARD_")}
    return {**kept, **more}


@contextmanager
def demo(folder: Path, *, toured: bool = True) -> Iterator[Served]:
    """`resultsboard demo`, its throw-away copy inside the folder; its accounts have seen the tour unless told."""
    with started(["demo", "--port", "0"], folder) as (process, address):
        (copy,) = folder.glob("resultsboard-demo-*")
        passwords = dict(_listed_accounts(process))
        if toured:
            skip_tours(f"sqlite:///{copy / 'resultsboard.sqlite'}")
        yield Served(address, copy / "indicators.yaml", copy / "resultsboard.sqlite", folder / "log", passwords)


def _listed_accounts(process: "subprocess.Popen[str]") -> Iterator[tuple[str, str]]:
    """The logins and passwords that a demo prints below its address."""
    for line in process.stdout or ():
        words = line.split()
        if line.startswith("  ") and len(words) == LOGIN_AND_PASSWORD:
            yield words[0], words[1]
            if words[0] == ROLES[-1]:
                return


@contextmanager
def served(folder: Path, framework: str, **settings: str) -> Iterator[Served]:
    """`resultsboard serve` of a framework without reports, with settings of the environment."""
    file, database = folder / "indicators.yaml", folder / "kept.sqlite"
    file.write_text(framework, "utf-8")
    options = ["-f", str(file), "--database", f"sqlite:///{database}"]
    passwords = make_accounts(f"sqlite:///{database}")
    with serving(options, folder, **settings) as address:
        yield Served(address, file, database, folder / "log", passwords)


@contextmanager
def serving(options: list[str], folder: Path, log: str = "log", **settings: str) -> Iterator[str]:
    """`resultsboard serve` with options and settings of the environment; gives the address."""
    with running([*options, "serve", "--port", "0"], folder, log, **settings) as address:
        yield address


@contextmanager
def reviewed(folder: Path) -> Iterator[Served]:
    """`resultsboard serve` of the example as a project with review: all is approved but the last reports of two people.

    One of them was returned.
    """
    file, database = example(folder), folder / "kept.sqlite"
    file.write_text(file.read_text("utf-8").replace("  currency: USD\n", "  currency: USD\n  review: true\n"), "utf-8")
    kept = open_database(f"sqlite:///{database}")
    framework = read_framework([file])[0][0]
    for arrival in arrivals(folder):
        how = Instructions(by=arrival.by, at=arrival.at, approve=arrival.path.stem not in UNDECIDED)
        load(kept, framework, [UploadedFile(arrival.path.name, arrival.path.read_bytes())], how)
    kept.close()
    options = ["-f", str(file), "--database", f"sqlite:///{database}"]
    remark = ["--comment", "The seminar in Khorog is missing.", "--by", "M&E lead", "--at", "2024-08-26T08:00Z"]
    said(*options, "review", "return", "SMCT-TJ/NGO/FY2024-Q3", *remark)
    passwords = make_accounts(f"sqlite:///{database}")
    with serving(options, folder) as address:
        yield Served(address, file, database, folder / "log", passwords)


@contextmanager
def running(arguments: list[str], folder: Path, log_name: str = "log", **settings: str) -> Iterator[str]:
    """Starts the program and gives the address at which it serves."""
    with started(arguments, folder, log_name, **settings) as (_, address):
        yield address


@contextmanager
def started(
    arguments: list[str], folder: Path, log_name: str = "log", **settings: str
) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """Starts the program and gives its process and the address at which it serves."""
    log = folder / log_name
    with (
        log.open("wb") as faults,
        subprocess.Popen(
            [RESULTSBOARD, *arguments],
            stdout=subprocess.PIPE,
            stderr=faults,
            text=True,
            cwd=folder,
            env=environment(TMPDIR=str(folder), **settings),
        ) as process,
    ):
        try:
            yield process, _address(process, log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _address(process: "subprocess.Popen[str]", log: Path) -> str:
    for line in process.stdout or ():
        if line.startswith("Serving at "):
            return line.split()[2].rstrip("/")
    raise DidNotServeError(log.read_text("utf-8"))
