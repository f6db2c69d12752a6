"""What one revision of a framework changed: rules, baselines, targets, and which indicators came and went."""

from dataclasses import dataclass

from framework.model import Project
from framework.revision import Revised, revised
from loaders.revisions import read_revision
from store.database import Connection, Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionChanges:
    """The changes of a revision against the one before it that can be read."""

    revised: tuple[Revised, ...] = ()
    new: tuple[str, ...] = ()
    """Codes of indicators that came."""
    gone: tuple[str, ...] = ()

    def of(self, indicator: str | None) -> "RevisionChanges":
        """Those of one indicator, or all."""
        if indicator is None:
            return self
        return RevisionChanges(
            revised=tuple(each for each in self.revised if each.indicator == indicator),
            new=tuple(code for code in self.new if code == indicator),
            gone=tuple(code for code in self.gone if code == indicator),
        )


def revision_changes(database: Database, code: str, number: int) -> RevisionChanges:
    """What the revision of that number changed; nothing of the first one, and of one that today's rules refuse."""
    with database.reading() as connection:
        after = read_revision(connection, code, number)
        before = _before(connection, code, number)
    if before is None or after is None:
        return RevisionChanges()
    old, new = set(before.indicators), set(after.indicators)
    return RevisionChanges(
        revised=tuple(revised(before, after)), new=tuple(sorted(new - old)), gone=tuple(sorted(old - new))
    )


def _before(connection: Connection, code: str, number: int) -> Project | None:
    earlier = (read_revision(connection, code, each) for each in range(number - 1, 0, -1))
    return next((project for project in earlier if project), None)
