"""What was known at any moment is what a database would tell in which only that had happened (semantics 6.5)."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.questions import Question, table_rows
from framework.model import Project, Row
from framework.tables import COLUMNS
from store.database import Database, open_database
from store.verification import differences
from tests.postgres import Server
from tests.store.reports_at_random import BEGIN, Event, histories, play

ROLES = ("officer", "reviewer", "donor", "evaluator")
DAYS = (None, "2023-05-15", "2023-Q2")
MOMENTS = st.integers(-48, 16).map(lambda hours: BEGIN + timedelta(hours=hours))

Told = dict[tuple[str, str], list[Row]]
Fresh = Callable[[], AbstractContextManager[Database]]


def told(database: Database, project: Project, as_of: str | None, known_at: datetime | None) -> Told:
    """Every table for every role."""
    asked = {role: Question(as_of=as_of, known_at=known_at, role=role) for role in ROLES}
    return {
        (name, role): list(table_rows(database, [project], name, asked[role])[1]) for name in COLUMNS for role in ROLES
    }


def is_as_replayed(fresh: Fresh, events: Sequence[Event], moment: datetime, as_of: str | None) -> None:
    with fresh() as database:
        project = play(database, events).project
        known = told(database, project, as_of, moment)
        assert differences(database, [project]) == []
    with fresh() as database:
        project = play(database, [event for event in events if event.at <= moment]).project
        replayed = told(database, project, as_of, None)
    for table, rows in replayed.items():
        assert known[table] == rows, table


@pytest.fixture(scope="session")
def fresh_file(empty_file: Path) -> Fresh:
    @contextmanager
    def fresh() -> Iterator[Database]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "kept.sqlite"
            shutil.copy(empty_file, path)
            database = open_database(f"sqlite:///{path}")
            yield database
            database.close()

    return fresh


@pytest.fixture(scope="session")
def fresh_on_server(server: Server, empty_name: str) -> Fresh:
    @contextmanager
    def fresh() -> Iterator[Database]:
        name = server.create(empty_name)
        database = open_database(server.url(name))
        yield database
        database.close()
        server.drop(name)

    return fresh


@settings(max_examples=15)
@given(events=histories(), moment=MOMENTS, as_of=st.sampled_from(DAYS))
def test_what_was_known_is_what_had_arrived(
    fresh_file: Fresh, events: list[Event], moment: datetime, as_of: str | None
) -> None:
    is_as_replayed(fresh_file, events, moment, as_of)


@settings(max_examples=4)
@given(events=histories(), moment=MOMENTS, as_of=st.sampled_from(DAYS))
def test_the_same_on_postgresql(
    fresh_on_server: Fresh, events: list[Event], moment: datetime, as_of: str | None
) -> None:
    is_as_replayed(fresh_on_server, events, moment, as_of)
