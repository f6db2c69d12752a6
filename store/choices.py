"""How the files of a reporter are to be read where they leave it open: kept as a log, the newest entry holds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from store.beside import reading_choice
from store.numbering import locked_project, numbers
from store.schema import project, reporter


def remembered(connection: Connection, code: str) -> dict[str, Mapping[str, object]]:
    """What is remembered of the reporters of a project, as JSON (`loaders.choices`); nothing of those forgotten."""
    query = (
        select(reporter.c.code, reading_choice.c.choices)
        .join_from(reading_choice, reporter)
        .join(project, project.c.id == reading_choice.c.project_id)
        .where(project.c.code == code)
        .order_by(reading_choice.c.id)
    )
    newest: dict[str, Mapping[str, object]] = {row.code: row.choices for row in connection.execute(query)}
    return {name: choices for name, choices in newest.items() if choices}


def remember(
    connection: Connection, code: str, choices: Mapping[str, Mapping[str, object]], *, by: str, at: datetime
) -> None:
    """Keeps choices from now on.

    Args:
        connection: of `Database.writing()`.
        code: of the project.
        choices: by reporter, as JSON; an empty one forgets what was.
        by: who chose.
        at: when.
    """
    if not choices:
        return
    number = locked_project(connection, code)
    reporters = numbers(connection, reporter, number, choices)
    rows = [
        {
            "project_id": number,
            "reporter_id": reporters[name],
            "choices": dict(said),
            "chosen_at": at,
            "chosen_by": by,
        }
        for name, said in choices.items()
    ]
    connection.execute(insert(reading_choice), rows)


def forget(connection: Connection, code: str, reporters: Iterable[str], *, by: str, at: datetime) -> list[str]:
    """Forgets what is remembered of some reporters; those of whom anything was."""
    known = remembered(connection, code)
    found = [name for name in reporters if name in known]
    remember(connection, code, {name: {} for name in found}, by=by, at=at)
    return found


def last_choice(connection: Connection, code: str) -> int:
    """The number of the last entry of a project, 0 before the first: another one means that something was chosen since."""
    query = select(func.max(reading_choice.c.id)).join_from(reading_choice, project).where(project.c.code == code)
    return connection.execute(query).scalar_one() or 0
