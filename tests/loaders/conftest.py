"""What tests of reading and keeping files share: an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.database import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database file of its own, without anything in it."""
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()
