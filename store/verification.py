"""Proof that nothing kept has changed: every summary is worked out again, every file is hashed again (semantics 6.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from framework.model import Amount, Place, Project
from framework.numbers import decimal_text
from store.database import Database
from store.files import hash_of
from store.notation import place_text, report_id
from store.reckoning import Reckoned, reckon
from store.schema import file, observation
from store.summaries import Reader, Said
from store.versions import Version, all_versions


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is kept and is not what it should be."""

    place: str
    """`PROJECT/REPORTER/PERIOD version 2, indicator 1.1, sex=female`, or `file 12 (q1.csv)`."""
    kept: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kept} is kept, {self.expected} is right."


def differences(database: Database, projects: Sequence[Project]) -> list[Difference]:
    """Every difference in a database, seen at one moment."""
    with database.reading() as connection:
        return verify(connection, projects)


def verify(connection: Connection, projects: Sequence[Project]) -> list[Difference]:
    """Every difference between what is kept and what follows from observations and files.

    Args:
        connection: of `Database.reading()`.
        projects: whose summaries are worked out; files are hashed whosever they are.
    """
    summaries = (each for project in projects for each in _project_differences(connection, project))
    return [*summaries, *_file_differences(connection)]


def _file_differences(connection: Connection) -> Iterator[Difference]:
    """File by file, so that only one is in memory."""
    for number, name, digest, size in connection.execute(
        select(file.c.id, file.c.name, file.c.sha256, file.c.size).order_by(file.c.id)
    ).all():
        data = connection.execute(select(file.c.data).where(file.c.id == number)).scalar_one()
        if (len(data), hash_of(data)) != (size, digest):
            found = f"{len(data)} bytes with SHA-256 {hash_of(data)}"
            yield Difference(f"file {number} ({name})", found, f"{size} bytes with SHA-256 {digest}")


def _project_differences(connection: Connection, project: Project) -> Iterator[Difference]:
    reader = Reader(connection, project)
    for version in all_versions(connection, project):
        name = f"{report_id(project.code, version.reporter, version.period.label)} version {version.number}"
        yield from _count_differences(connection, version, name)
        yield from _version_differences(reader, version, name)


def _count_differences(connection: Connection, version: Version, name: str) -> Iterator[Difference]:
    query = select(func.count()).select_from(observation).where(observation.c.version_id == version.id)
    found = connection.execute(query).scalar_one()
    if found != version.figures:
        yield Difference(f"{name}, rows", str(version.figures), str(found))


def _version_differences(reader: Reader, version: Version, name: str) -> Iterator[Difference]:
    """Summaries by other rules than today's are left out: they are worked out whenever they are read."""
    said = {each.number: each for each in reader.said([version])}
    figures = reader.figures([version])
    found = reckon(reader.connection, version.id, reader.indicators, reader.cells)
    for number, each in reader.indicators.items():
        statement = said.get(number)
        if statement is None or statement.is_current:
            kept = figures.get((version.id, number), {})
            yield from _differences(f"{name}, indicator {each.code}", statement, kept, found.get(number))


def _differences(
    name: str, said: Said | None, kept: Mapping[Place, Amount], found: Reckoned | None
) -> Iterator[Difference]:
    figure = found.figure if found else {}
    for place in sorted({*kept, *figure}):
        if kept.get(place) != figure.get(place):
            yield Difference(
                f"{name}, {place_text(place) or 'total'}", _words(kept.get(place)), _words(figure.get(place))
            )
    if found and (said is None or said.dated != found.dated):
        kind = {True: "events", False: "figures of the period", None: "nothing"}
        yield Difference(name, kind[said.dated if said else None], kind[found.dated])


def _words(amount: Amount | None) -> str:
    """An amount for a reader."""
    if amount is None:
        return "nothing"
    if amount.word is not None:
        return f'"{amount.word}"'
    numbers = [number for number in (amount.value, amount.numerator, amount.denominator) if number is not None]
    return " ÷ ".join(decimal_text(number) for number in numbers) or "nothing"
