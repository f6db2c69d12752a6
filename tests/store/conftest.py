"""Every test of the store runs on both databases; each gets a fresh copy of an empty one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database
from tests.postgres import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as started:
        yield started


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def empty_name(server: Server) -> str:
    name = server.create()
    open_database(server.url(name)).close()
    return name


def sqlite_url(request: pytest.FixtureRequest) -> str:
    path: Path = request.getfixturevalue("tmp_path") / "kept.sqlite"
    shutil.copy(request.getfixturevalue("empty_file"), path)
    return f"sqlite:///{path}"


def postgresql_url(request: pytest.FixtureRequest) -> str:
    server: Server = request.getfixturevalue("server")
    return server.url(server.create(request.getfixturevalue("empty_name")))


URLS: dict[str, Callable[[pytest.FixtureRequest], str]] = {"sqlite": sqlite_url, "postgresql": postgresql_url}


@pytest.fixture(params=list(URLS))
def url(request: pytest.FixtureRequest) -> str:
    return URLS[request.param](request)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = open_database(url)
    yield opened
    opened.close()
