"""Every test of the store runs on both databases; each gets a fresh copy of an empty one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def a_file(request: pytest.FixtureRequest) -> Iterator[str]:
    path: Path = request.getfixturevalue("tmp_path") / "kept.sqlite"
    shutil.copy(request.getfixturevalue("empty_file"), path)
    yield f"sqlite:///{path}"


@contextmanager
def on_the_server(request: pytest.FixtureRequest) -> Iterator[str]:
    server: Server = request.getfixturevalue("server")
    name = server.create(request.getfixturevalue("empty_name"))
    yield server.url(name)
    server.drop(name)


PLACES = {"sqlite": a_file, "postgresql": on_the_server}


@pytest.fixture(params=list(PLACES))
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    with PLACES[request.param](request) as found:
        yield found


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = open_database(url)
    yield opened
    opened.close()
