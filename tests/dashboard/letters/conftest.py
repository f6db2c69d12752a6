"""A site with a past, some accounts in it, and a mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.site import Site
from tests.dashboard.letters.office import Office, office
from tests.dashboard.letters.people import with_people
from tests.store.conftest import empty_file, empty_name, server, url

__all__ = ["empty_file", "empty_name", "mail", "server", "site", "url"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = with_people(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def mail() -> Iterator[Office]:
    with office() as opened:
        yield opened
