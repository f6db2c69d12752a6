"""Accounts from the command line (interface 3, users)."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.accounts import account_of, invited
from store.audit import entries
from store.database import open_database
from store.passwords import is_password
from tests.browser.program import RESULTSBOARD, environment

FRAMEWORK = """\
project: {code: WELLS, title: Clean water, start: 2024-01-01, end: 2024-12-31}
reporters: {NORTH: {title: Northern office}, SOUTH: {title: Southern office}}
goals: [{code: G1, level: Goal, title: Water, indicators: [{code: "1", title: Wells, unit: wells}]}]
"""
OFFICER = ("users", "add", "officer@example.org", "--name", "Monitoring officer", "--role", "officer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    return tmp_path


def call(folder: Path, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    ran = subprocess.run(
        [RESULTSBOARD, *arguments],
        cwd=folder,
        env=environment(),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    return ran


def test_an_account_gets_its_role_and_a_link_that_lets_it_choose_a_password(folder: Path) -> None:
    ran = call(folder, *OFFICER, "--project", "WELLS", "--reporter", "NORTH", "--address", "https://results.example/")
    assert ran.returncode == 0
    assert "officer@example.org is officer in WELLS for NORTH." in ran.stdout
    link = re.search(r"https://results\.example/login/(\S+)", ran.stdout)
    assert link
    with open_database(f"sqlite:///{folder}/data/resultsboard.sqlite").reading() as connection:
        found = invited(connection, link[1], datetime.now(UTC))
        assert found
        assert (found.name, found.email) == ("Monitoring officer", "officer@example.org")


def test_a_password_from_a_pipe_is_set_and_not_shown(folder: Path) -> None:
    call(folder, *OFFICER)
    ran = call(folder, "users", "password", "officer@example.org", stdin="correct horse battery\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "horse" not in ran.stdout
    with open_database(f"sqlite:///{folder}/data/resultsboard.sqlite").reading() as connection:
        found = account_of(connection, "officer@example.org")
        assert found
        assert is_password(found.password, "correct horse battery")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "10 characters"),
        ("a" * 201, "200"),
        ("aaaaaaaaaaaa", "easy to guess"),
        ("officer@example.org1", "easy"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule(folder: Path, password: str, reason: str) -> None:
    call(folder, *OFFICER)
    ran = call(folder, "users", "password", "officer@example.org", stdin=f"{password}\n")
    assert ran.returncode == 2
    assert reason in ran.stderr


def test_roles_are_given_and_taken_and_logged(folder: Path) -> None:
    call(folder, *OFFICER)
    assert call(folder, "users", "role", "officer@example.org", "reviewer", "--project", "WELLS").returncode == 0
    assert "officer in all projects; reviewer in WELLS" in call(folder, "users", "list").stdout
    taken = call(folder, "users", "role", "officer@example.org", "reviewer", "--project", "WELLS", "--remove")
    assert "no longer reviewer in WELLS" in taken.stdout
    with open_database(f"sqlite:///{folder}/data/resultsboard.sqlite").reading() as connection:
        assert [entry.event for entry in entries(connection)] == ["role taken", "role given", "account made"]


def test_a_disabled_account_is_listed_as_such_until_it_is_enabled(folder: Path) -> None:
    call(folder, *OFFICER)
    assert call(folder, "users", "disable", "officer@example.org").returncode == 0
    assert "[disabled]" in call(folder, "users", "list").stdout
    call(folder, "users", "disable", "officer@example.org", "--undo")
    assert "[disabled]" not in call(folder, "users", "list").stdout


def test_the_last_administrator_who_can_sign_in_stays(folder: Path) -> None:
    call(folder, "users", "add", "first", "--role", "admin")
    call(folder, "users", "add", "waiting", "--role", "admin")
    call(folder, "users", "password", "first", stdin="correct horse battery\n")
    for arguments in (("disable", "first"), ("role", "first", "admin", "--remove")):
        ran = call(folder, "users", *arguments)
        assert (ran.returncode, "first is the only administrator who can sign in" in ran.stderr) == (3, True)
    call(folder, "users", "password", "waiting", stdin="staple battery horse\n")
    assert call(folder, "users", "disable", "first").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (("users", "role", "nobody", "donor"), 1, "There is no account nobody"),
        (("users", "password", "nobody", "--link"), 1, "users list"),
        (("users", "role", "officer@example.org", "donor", "--remove"), 1, "is not donor in all projects"),
        (OFFICER, 3, "There is an account officer@example.org already"),
        (("users", "add", "x", "--role", "admin", "--project", "WELLS"), 2, "leave --project out"),
        (("users", "add", "x", "--role", "donor", "--reporter", "NORTH"), 2, "Only an officer"),
        (("users", "add", "x", "--role", "officer", "--project", "NOPE"), 2, "There is no project NOPE"),
        (("users", "add", "x", "--role", "officer", "--project", "WELLS", "--reporter", "EAST"), 2, "no reporter EAST"),
        (("users", "add", "x", "--role", "king"), 2, "'king' is not one of"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    folder: Path, arguments: tuple[str, ...], status: int, reason: str
) -> None:
    call(folder, *OFFICER)
    ran = call(folder, *arguments)
    assert ran.returncode == status
    assert reason in ran.stderr
