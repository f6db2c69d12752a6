"""How earlier files of each reporter were to be read, taken from the database and kept there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from loaders.choices import NOTHING, Choices, read_choices
from store import choices
from store.database import Connection


def known_choices(connection: Connection, code: str) -> dict[str, Choices]:
    """What is remembered of a project's reporters; what cannot be any more is nobody's."""
    kept = choices.remembered(connection, code)
    return {name: said for name, json in kept.items() if isinstance(said := read_choices(json), Choices)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody says of the files of some reporters."""

    choices: Choices
    forget: bool
    """Whether what was chosen before is to be forgotten."""
    by: str
    at: datetime


def remember_choices(connection: Connection, code: str, reporters: Iterable[str], said: Saying) -> None:
    """Keeps what was chosen for some reporters, beside what was chosen before or, to forget that, in its place.

    Args:
        connection: of `Database.writing()`.
        code: of the project.
        reporters: whose files were read so.
        said: how they were to be read.
    """
    if not (said.choices or said.forget):
        return
    former = known_choices(connection, code)
    concerned = [name for name in dict.fromkeys(reporters) if said.choices or name in former]
    before = {} if said.forget else former
    now = {name: said.choices.over(before.get(name, NOTHING)).as_json() for name in concerned}
    choices.remember(connection, code, now, by=said.by, at=said.at)
