"""Fixtures of the tests of people."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from store import passwords
from store.accounts import Membership
from tests.dashboard.moments import site_with_a_past
from tests.dashboard.people.world import World


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with little work; how they are hashed in earnest is tested in tests/store."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that worlds are copies of."""
    folder = tmp_path_factory.mktemp("past")
    site_with_a_past(folder).database.close()
    return folder


@pytest.fixture
def world(past: Path, tmp_path: Path) -> World:
    """An administrator, an officer of the northern office, and a donor."""
    made = World(past, tmp_path)
    made.person("admin", Membership("admin"))
    made.person("officer", Membership("officer", "P", ("NORTH",)))
    made.person("donor", Membership("donor", "P"))
    return made
