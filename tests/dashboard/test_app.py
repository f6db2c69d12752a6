"""The server: its pages, downloads, health, headers and errors."""

import gc
import logging
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import serving, shell
from dashboard.app import create_app
from dashboard.downloads import as_csv
from dashboard.questions import Question, table_rows
from dashboard.serving import Listening, is_loopback, plain_host
from dashboard.site import Site
from framework.tables import COLUMNS
from tests.dashboard.sites import site


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def served(known: Site) -> FlaskClient:
    return create_app(known).test_client()


@pytest.fixture(autouse=True)
def forget_language(served: FlaskClient) -> None:
    served.delete_cookie("lang")


def callback(served: FlaskClient, pathname: object, search: object = "", **headers: str) -> TestResponse:
    body = {
        "output": "..page.children...head.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "head", "property": "data"}],
        "inputs": [
            {"id": "address", "property": "pathname", "value": pathname},
            {"id": "address", "property": "search", "value": search},
        ],
        "changedPropIds": ["address.pathname"],
    }
    return served.post("/_dash-update-component", json=body, headers=headers)


@pytest.mark.parametrize("path", ["/", "/p/P", "/p/P?status=off_track", "/p/P/tables", "/p/P/indicators/1"])
def test_the_first_answer_holds_the_page_and_nothing_from_elsewhere(served: FlaskClient, path: str) -> None:
    answer = served.get(path)
    assert answer.status_code == 200
    assert "Safe journeys" in answer.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)


def test_dash_asks_for_the_same_page_by_its_address(served: FlaskClient) -> None:
    answer = callback(served, "/p/P", "?lang=ru")
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["response"]["head"]["data"] == {"title": "Безопасный путь", "language": "ru"}
    assert "Обученные люди" in str(answer.json["response"]["page"])


@pytest.mark.parametrize("pathname", [None, 5, {"a": 1}, "/nowhere", "/p/../etc"])
def test_an_address_that_was_made_up_gets_a_page_that_says_so(served: FlaskClient, pathname: object) -> None:
    assert callback(served, pathname, ["x"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/p/Q", 404),
        ("/p/P/indicators/99", 404),
        ("/p/P/tables/secrets.csv", 404),
        ("/p/P/tables/indicators.exe", 404),
        ("/p/Q/tables/indicators.csv", 404),
        ("/p/P?as_of=yesterday", 400),
        ("/p/P?as_of=9999-12-31", 400),
        ("/p/P?status=fine", 400),
        ("/p/P/tables/indicators.csv?as_of=yesterday", 400),
        ("/p/P/tables/indicators.csv?as_of=9999-12-31", 400),
        ("/p/P/tables/indicators.csv?known_at=soon", 400),
    ],
)
def test_what_is_not_there_has_a_page_with_its_status(served: FlaskClient, path: str, status: int) -> None:
    answer = served.get(path)
    assert answer.status_code == status
    assert "All projects" in answer.text


def test_the_reason_of_a_wrong_address_is_in_the_readers_language(served: FlaskClient) -> None:
    answer = served.get("/p/P?as_of=вчера", headers={"Accept-Language": "ru"})
    assert "«вчера» — не дата" in answer.text
    assert '<html lang="ru">' in answer.text


def test_a_language_that_was_asked_for_is_kept(served: FlaskClient) -> None:
    served.get("/p/P?lang=ru")
    assert '<html lang="ru">' in served.get("/p/P").text


@pytest.mark.parametrize("name", COLUMNS)
def test_a_download_is_what_the_command_prints(known: Site, served: FlaskClient, name: str) -> None:
    answer = served.get(f"/p/P/tables/{name}.csv?as_of=2023-03-31")
    assert answer.data == as_csv(*table_rows(known.database, known.projects, name, Question(as_of="2023-03-31")))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="P-{name}.csv"'
    assert answer.mimetype == "text/csv"


def test_a_download_can_be_of_one_indicator_and_as_json(served: FlaskClient) -> None:
    rows = served.get("/p/P/tables/series.json?indicator=2").json
    assert rows
    assert {row["indicator"] for row in rows["rows"]} == {"2"}


def test_a_download_known_before_anything_was_loaded_holds_no_figures(served: FlaskClient) -> None:
    answer = served.get("/p/P/tables/observations.csv?known_at=2023-01-01")
    assert len(answer.text.splitlines()) == 1


def test_health_is_told_without_a_page(served: FlaskClient) -> None:
    assert served.get("/healthz").text == "ok\n"
    assert served.get("/readyz").text == "ready\n"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/p/P/tables/series.csv", "/assets/1-page.css"])
def test_every_answer_bears_the_headers_that_protect_it(served: FlaskClient, path: str) -> None:
    headers = served.get(path, buffered=True).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_only_this_machine_is_addressed(served: FlaskClient) -> None:
    assert served.get("/", base_url="http://evil.example").status_code == 400


def test_another_sites_page_cannot_send_anything(served: FlaskClient) -> None:
    assert callback(served, "/", Origin="http://evil.example").status_code == 403
    assert callback(served, "/", Origin="http://localhost").status_code == 200


def test_an_error_shows_a_reference_and_logs_the_traceback(
    served: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret of the inside")  # noqa: EM101, TRY003

    monkeypatch.setattr(shell, "answer", broken)
    with caplog.at_level(logging.ERROR, "resultsboard"):
        answer = served.get("/p/P")
    reference = re.search(r"reference: ([0-9A-F]{8})", answer.text)
    assert answer.status_code == 500
    assert reference
    assert reference[1] in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_an_error_of_a_callback_is_told_on_the_page(
    served: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(shell, "answer", broken)
    with caplog.at_level(logging.ERROR, "resultsboard"):
        answer = callback(served, "/p/P")
    assert "reference" in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_the_layout_that_everyone_gets_holds_nobodys_data(served: FlaskClient) -> None:
    assert "Safe journeys" not in served.get("/_dash-layout").text


def test_two_servers_do_not_share_their_callbacks(known: Site, served: FlaskClient) -> None:
    assert create_app(known).test_client().get("/_dash-dependencies").json == served.get("/_dash-dependencies").json


def test_assets_may_be_kept_and_pages_may_not(served: FlaskClient) -> None:
    assert "max-age" in served.get("/assets/1-page.css", buffered=True).headers["Cache-Control"]
    assert served.get("/p/P").headers["Cache-Control"] == "private, no-cache"


def test_pages_are_sent_compressed(served: FlaskClient) -> None:
    assert served.get("/p/P", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_charts_are_made_in_one_place_only() -> None:
    code = Path(shell.__file__).parent
    assert [path.name for path in code.rglob("*.py") if "dcc.Graph" in path.read_text("utf-8")] == ["charting.py"]


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("[::1]", "::1")]
)
def test_this_machine_alone_is_known_as_such(host: str, address: str) -> None:
    assert plain_host(host) == address
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", ""])  # noqa: S104 told apart
def test_any_other_host_is_open_to_others(host: str) -> None:
    assert not is_loopback(host)


class Quiet:
    """A server that answers nobody, and notes what it finds."""

    effective_port = 8050
    kept = looked_through = 0

    def run(self) -> None:
        self.kept, self.looked_through = gc.get_freeze_count(), len(gc.get_objects())


def test_what_is_loaded_before_serving_is_out_of_the_collectors_rounds(
    known: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, said = Quiet(), list[str]()
    monkeypatch.setattr(serving, "create_server", lambda *_, **__: server)
    serving.serve(create_app(known), Listening(), said.append)
    assert server.kept > server.looked_through
    assert gc.get_freeze_count() == 0
    assert said == ["http://127.0.0.1:8050"]
