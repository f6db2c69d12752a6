"""What one revision changed."""

from pathlib import Path

import pytest

from framework.revision import Revised
from loaders import revision_changes as module
from loaders.revision_changes import RevisionChanges, revision_changes
from tests.dashboard.moments import site_with_a_past

TARGET = Revised("1", ("targets", "end"), "800", "1200")


def test_targets_and_indicators_are_compared_with_the_revision_before(tmp_path: Path) -> None:
    database = site_with_a_past(tmp_path).database
    found = revision_changes(database, "P", 2)
    assert TARGET in found.revised
    assert (found.new, found.gone) == (("4",), ())
    assert found.of("1").new == ()
    assert found.of("4") == RevisionChanges(new=("4",))
    assert revision_changes(database, "P", 1) == RevisionChanges()
    assert revision_changes(database, "P", 9) == RevisionChanges()


def test_a_revision_that_cannot_be_read_changed_nothing_that_could_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = site_with_a_past(tmp_path).database
    monkeypatch.setattr(module, "read_revision", lambda *_: None)
    assert revision_changes(database, "P", 2) == RevisionChanges()
