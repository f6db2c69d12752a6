"""Fixtures of the tests of people."""

from pathlib import Path

import pytest

from store.accounts import Membership
from tests.dashboard.people.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An administrator, an officer of the northern office, and a donor."""
    made = World(tmp_path)
    made.person("admin", Membership("admin"))
    made.person("officer", Membership("officer", "P", ("NORTH",)))
    made.person("donor", Membership("donor", "P"))
    return made
