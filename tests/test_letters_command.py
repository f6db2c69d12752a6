"""Letters from the command line."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser.program import RESULTSBOARD, environment
from tests.dashboard.letters.office import office

FRAMEWORK = """\
project: {code: WELLS, title: Clean water, start: 2024-01-01, end: 2024-12-31}
goals: [{code: G1, level: Goal, title: Water, indicators: [{code: "1", title: Wells, unit: wells}]}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    call(tmp_path, "users", "add", "officer@example.org", "--role", "officer", "--project", "WELLS")
    return tmp_path


def call(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    given: Mapping[str, str] = {**environment(), **{f"RESULTSBOARD_{name}": text for name, text in variables.items()}}
    ran = subprocess.run([RESULTSBOARD, *arguments], cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    return ran


def test_a_dry_run_prints_the_letters_and_sends_nothing(folder: Path) -> None:
    for _ in range(2):
        ran = call(folder, "letters", "send", "--on", "2024-04-23", "--dry-run")
        assert ran.returncode == 0
        assert "To: officer@example.org <officer@example.org>" in ran.stdout
        assert "Subject: [WELLS] Report 2024-Q1 is due on 30 Apr 2024" in ran.stdout
        assert "1 letter would be sent." in ran.stdout


def test_letters_are_sent_once_and_the_answer_is_told(folder: Path) -> None:
    with office() as mail:
        said = {
            "SMTP": f"smtp://127.0.0.1:{mail.port}",
            "MAIL_FROM": "results@example.org",
            "ADDRESS": "https://results.example.org",
        }
        ran = call(folder, "letters", "send", "--on", "2024-04-23", **said)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "sent: 250 2.0.0 Ok: queued as 4B7" in ran.stdout
        again = call(folder, "letters", "send", "--on", "2024-04-23", **said)
        assert again.stdout == "There is no letter to send.\n"
        tried = call(folder, "letters", "test", "admin@example.org", **said)
        assert "took the test letter to admin@example.org: 250 2.0.0 Ok" in tried.stdout
        assert mail.to() == ["admin@example.org", "officer@example.org"]


def test_a_server_that_is_down_is_told_and_the_letter_kept(folder: Path) -> None:
    said = {"SMTP": "smtp://127.0.0.1:9", "MAIL_FROM": "a@example.org", "ADDRESS": "https://results.example.org"}
    ran = call(folder, "letters", "send", "--on", "2024-04-23", **said)
    assert ran.returncode == 3
    assert "Connection refused" in ran.stdout
    assert "kept and tried again" in ran.stderr
    tried = call(folder, "letters", "test", "admin@example.org", **said)
    assert (tried.returncode, "Connection refused" in tried.stderr) == (3, True)


@pytest.mark.parametrize("command", [("letters", "send"), ("serve", "--port", "0")])
def test_a_bad_setting_is_wrong_usage(folder: Path, command: tuple[str, ...]) -> None:
    ran = call(folder, *command, SMTP="mail.example.org")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    missing = call(folder, "letters", "test", "nobody", SMTP="smtp://host")
    assert (missing.returncode, "RESULTSBOARD_MAIL_FROM" in missing.stderr) == (2, True)
