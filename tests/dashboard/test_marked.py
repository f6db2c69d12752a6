import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.calls import Call
from dashboard.cli import run
from tests.dashboard.sites import FRAMEWORK, site
from tests.loaders.workbook_examples import workbook

WRONG = "indicator,period,value\n1,2023-Q3,five\n"
HOST = {"base_url": "http://localhost"}


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return create_app(site(tmp_path, reports="")).test_client()


def sent(client: FlaskClient, *files: tuple[str, bytes]) -> str:
    """The token of an upload of these files."""
    data = {"file": [(io.BytesIO(content), name) for name, content in files]}
    answer = client.post("/p/P/uploads", data=data, **HOST)
    assert answer.status_code == 303
    return answer.headers["Location"].partition("upload=")[2].partition("&")[0]


def test_a_report_with_problems_is_offered_with_its_cells_marked(client: FlaskClient) -> None:
    token = sent(client, ("q3.csv", WRONG.encode()))
    page = client.get(f"/p/P/reports/upload?upload={token}", **HOST).text
    assert f"/p/P/uploads/{token}/marked/0" in page
    answer = client.get(f"/p/P/uploads/{token}/marked/0?lang=en", **HOST)
    assert answer.headers["Content-Disposition"] == "attachment; filename=q3-problems.csv"
    assert '1,2023-Q3,five,"Error (value): “five” — This is not a number.' in answer.text


def test_the_marks_are_in_the_readers_language(client: FlaskClient) -> None:
    token = sent(client, ("q3.csv", WRONG.encode()))
    assert "Ошибка (value): " in client.get(f"/p/P/uploads/{token}/marked/0?lang=ru", **HOST).text


def test_each_of_several_files_is_offered_by_its_name(client: FlaskClient) -> None:
    book = workbook({"R": [["indicator", "period", "value"], ["2", "2023-Q3", "six"]]})
    token = sent(client, ("q3.csv", WRONG.encode()), ("q3.xlsx", book))
    page = client.get(f"/p/P/reports/upload?upload={token}", **HOST).text
    assert "Download q3.xlsx with the cells marked" in page
    answer = client.get(f"/p/P/uploads/{token}/marked/1", **HOST)
    assert "q3-problems.xlsx" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"PK")


def test_a_file_that_cannot_be_read_is_not_offered_and_leads_to_the_list(client: FlaskClient) -> None:
    token = sent(client, ("q3.csv", b"%PDF-1.4"))
    assert "/marked/" not in client.get(f"/p/P/reports/upload?upload={token}", **HOST).text
    answer = client.get(f"/p/P/uploads/{token}/marked/0", **HOST)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/p/P/uploads/{token}/problems.csv")


@pytest.mark.parametrize("path", ["/p/P/uploads/nobody/marked/0", "/p/X/uploads/nobody/marked/0"])
def test_there_is_nothing_at_other_addresses(client: FlaskClient, path: str) -> None:
    assert client.get(path, **HOST).status_code == 404


def test_there_is_no_further_file_and_none_after_the_decision(client: FlaskClient) -> None:
    token = sent(client, ("q3.csv", WRONG.encode()))
    assert client.get(f"/p/P/uploads/{token}/marked/1", **HOST).status_code == 404
    client.post(f"/p/P/uploads/{token}/discard", **HOST)
    assert client.get(f"/p/P/uploads/{token}/marked/0", **HOST).status_code == 404


def loaded(folder: Path, *arguments: str) -> int:
    (folder / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    start = ["-f", str(folder / "indicators.yaml"), "--database", f"sqlite:///{folder / 'kept.sqlite'}"]
    return run([*start, "load", *arguments], Call())


def test_load_writes_the_marked_files_into_a_folder(tmp_path: Path) -> None:
    report = tmp_path / "q3.csv"
    report.write_text(WRONG, "utf-8")
    assert loaded(tmp_path, str(report), "--marked", str(tmp_path / "mended")) == 1
    assert "#problem" in (tmp_path / "mended" / "q3-problems.csv").read_text("utf-8-sig")


def test_load_writes_a_single_one_where_it_is_told(tmp_path: Path) -> None:
    report = tmp_path / "q3.csv"
    report.write_text(WRONG, "utf-8")
    assert loaded(tmp_path, str(report), "--marked", str(tmp_path / "look.csv")) == 1
    assert (tmp_path / "look.csv").exists()
    assert loaded(tmp_path, str(report), "--marked", str(report)) == 2
    assert report.read_text("utf-8") == WRONG


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "q3.csv"
    report.write_text(WRONG, "utf-8")
    assert loaded(tmp_path, str(report), "--marked", str(report / "inside")) == 3
    assert "cannot be written" in capsys.readouterr().err


def test_a_report_without_problems_has_nothing_to_be_marked(tmp_path: Path) -> None:
    report = tmp_path / "q3.csv"
    report.write_text(WRONG.replace("five", "5"), "utf-8")
    assert loaded(tmp_path, str(report), "--marked", str(tmp_path / "mended")) == 0
    assert not (tmp_path / "mended").exists()
