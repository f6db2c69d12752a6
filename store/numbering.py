"""The small numbers that stand for a project's codes, periods and places."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from framework.model import Period
from store.schema import period, project

Entry = dict[str, object]


def project_number(connection: Connection, code: str) -> int | None:
    """The number of a project; None where nothing of it is kept."""
    return connection.execute(select(project.c.id).where(project.c.code == code)).scalar_one_or_none()


def locked_project(connection: Connection, code: str) -> int:
    """The number of a project, new or not; others who lock the project wait until the transaction ends.

    (On SQLite all writers wait anyway. The lock lets rows be linked to the project meanwhile: uploads come in beside it.)
    """
    numbered_project(connection, code)
    lock = select(project.c.id).where(project.c.code == code).with_for_update(key_share=True)
    return int(connection.execute(lock).scalar_one())


def numbered_project(connection: Connection, code: str) -> int:
    """The number of a project, new or not."""
    known = project_number(connection, code)
    if known is None:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(project).values(code=code).on_conflict_do_nothing())
        known = project_number(connection, code)
    assert known is not None  # noqa: S101 — it is there now, whoever put it there
    return known


def numbers(connection: Connection, table: Table, project_id: int, texts: Iterable[str]) -> dict[str, int]:
    """The numbers of codes or cells, given to new ones.

    Args:
        connection: of a transaction that holds the project.
        table: `reporter`, `indicator` or `place`.
        project_id: whose they are.
        texts: what is to be numbered.
    """
    column = "cell" if table.name == "place" else "code"
    return _numbered(connection, table, project_id, column, dict.fromkeys(texts), lambda text: {column: text})


def period_numbers(connection: Connection, project_id: int, periods: Iterable[Period]) -> dict[str, int]:
    """The numbers of periods by their labels, given to new ones."""
    by_label = {each.label: each for each in periods}

    def entry(label: str) -> Entry:
        span = by_label[label].span
        return {"label": label, "start_day": span.start, "end_day": span.end}

    return _numbered(connection, period, project_id, "label", by_label, entry)


def _numbered(
    connection: Connection,
    table: Table,
    project_id: int,
    column: str,
    texts: Iterable[str],
    entry: Callable[[str], Entry],
) -> dict[str, int]:
    wanted = set(texts)
    known = all_numbers(connection, table, project_id, column)
    missing = sorted(wanted - known.keys())
    if missing:
        connection.execute(insert(table), [{"project_id": project_id, **entry(text)} for text in missing])
        known = all_numbers(connection, table, project_id, column)
    return {text: known[text] for text in wanted}


def all_numbers(connection: Connection, table: Table, project_id: int, column: str) -> dict[str, int]:
    """Every text of a project with its number."""
    rows = connection.execute(select(table.c[column], table.c.id).where(table.c.project_id == project_id))
    return {text: number for text, number in rows}  # noqa: C416 — rows are no pairs to `dict`
