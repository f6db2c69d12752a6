"""`export pdf`: what it needs, refuses and writes."""

from pathlib import Path

import pytest

from dashboard.calls import Call
from dashboard.cli import run, spread
from dashboard.summary import pdf
from tests.dashboard.wells import FRAMEWORK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    return tmp_path


def export(folder: Path, *options: str, framework: str = "indicators.yaml") -> int:
    places = ["-f", str(folder / framework), "--database", f"sqlite:///{folder / 'kept.sqlite'}"]
    return run(spread([*places, "export", "pdf", *options]), Call())


def test_a_sheet_is_written_before_the_first_report_too(folder: Path) -> None:
    assert export(folder, "-o", str(folder / "page.pdf")) == 0
    assert (folder / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_without_the_extra_a_sentence_says_the_way_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert export(folder, "-o", str(folder / "page.pdf")) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--extra reports" in said
    assert not (folder / "page.pdf").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "never"), "“never” is no day"),
        (("--lang", "xx"), "xx is no language of WELLS; there is en, ru."),
        (("--project", "NOPE"), "There is no project NOPE"),
        (("--role", "king"), "king"),
        (("--known-at", "soon"), "'soon' is no time"),
    ],
)
def test_what_cannot_be_is_wrong_usage(
    folder: Path, options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(folder, *options, "-o", str(folder / "page.pdf")) == 2
    assert said in capsys.readouterr().err


def test_of_several_projects_one_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.yaml").write_text(FRAMEWORK.replace("code: WELLS", "code: PUMPS"), "utf-8")
    assert export(folder, "-o", str(folder / "page.pdf"), framework=".") == 2
    assert "Give --project: WELLS, PUMPS." in capsys.readouterr().err
    assert export(folder, "--project", "PUMPS", "-o", str(folder / "page.pdf"), framework=".") == 0


def test_no_format_is_offered_that_is_not_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"], Call()) == 0
    said = capsys.readouterr().out
    assert "pdf" in said
    assert not any(name in said for name in ("xlsx", "iati", "datapackage"))
