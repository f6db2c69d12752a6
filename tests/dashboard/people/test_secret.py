"""The secret that signs sessions: from the environment, or from a file that nobody else reads."""

import stat
from pathlib import Path

import pytest

from dashboard.people.secret import NoSecretError, OpenSecretError, WeakSecretError, secret_of

GIVEN = "0123456789abcdef" * 3


def test_it_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "resultsboard.secret"
    made = secret_of({}, path)
    assert len(made) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_of({}, path) == made


def test_that_of_the_environment_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "resultsboard.secret"
    assert secret_of({"RESULTSBOARD_SECRET": GIVEN}, path) == GIVEN
    assert not path.exists()


def test_a_short_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeakSecretError, match="fewer than 32"):
        secret_of({"RESULTSBOARD_SECRET": "short"}, tmp_path / "resultsboard.secret")


def test_a_file_that_others_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "resultsboard.secret"
    secret_of({}, path)
    path.chmod(0o644)
    with pytest.raises(OpenSecretError, match="chmod 600"):
        secret_of({}, path)


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(NoSecretError, match="RESULTSBOARD_SECRET"):
        secret_of({}, tmp_path / "data" / "resultsboard.secret")
