"""One run of the program: what it was asked for, what it opened, and the problems it met."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework.problems import Problem, as_lines, as_rows, refuses

if TYPE_CHECKING:
    from framework.model import Project
    from loaders.framework_file import Framework
    from store.database import Database

PROBLEMS, USAGE, FAILED = 1, 2, 3


class Trouble(Exception):  # noqa: N818 what stops a command is told to a person, not raised at one
    """What stops a command and is not in a person's file: a sentence and the exit status."""

    def __init__(self, sentence: object, status: int = FAILED) -> None:
        super().__init__(str(sentence))
        self.status = status


@dataclass
class Call:
    """What one run of the program was asked for."""

    framework_paths: tuple[Path, ...] = ()
    url: str = ""
    problems_as_json: bool = False
    reported: list[Problem] = field(default_factory=list)
    read: Sequence["Framework"] = ()

    def report(self, problems: Iterable[Problem]) -> None:
        """Collects problems; stops with status 1 where one of them refuses its file."""
        self.reported.extend(problems)
        if refuses(self.reported):
            raise click.exceptions.Exit(PROBLEMS)

    def frameworks(self) -> Sequence["Framework"]:
        """The frameworks, read and checked; read once."""
        from loaders.framework_file import read_framework

        if not self.read:
            self.read, problems = read_framework(self.framework_paths)
            self.report(problems)
        return self.read

    def projects(self, code: str | None = None) -> Sequence["Project"]:
        """The projects of the frameworks, or the one asked for."""
        projects = [framework.project for framework in self.frameworks()]
        chosen = [project for project in projects if code in {None, project.code}]
        if not chosen:
            message = f"There is no project {code}; there is {', '.join(project.code for project in projects)}."
            raise click.UsageError(message)
        return chosen

    def opened(self) -> "Database":
        """The database, opened and up to date."""
        from store.database import open_database

        return open_database(self.url)

    def database(self) -> "Database":
        """The database, the frameworks compared with what is recorded there (semantics 6.7).

        A change that needs no reason is recorded; one that needs a reason is a problem.
        """
        from loaders.revisions import Grounds, record_changed

        found, database = self.frameworks(), self.opened()
        recordings = record_changed(database, found, Grounds(by=user(), at=now()))
        self.report(problem for each in recordings for problem in each.problems)
        return database

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings of the process."""
        return os.environ

    def secret_file(self) -> Path:
        """The file of the secret that signs sessions: beside a SQLite database, else in the folder `data`."""
        from store.database import address_of

        address = address_of(self.url)
        folder = Path(str(address.database)).parent if address.get_backend_name() == "sqlite" else Path("data")
        return folder / "resultsboard.secret"

    def say(self, text: str | bytes, *, whole_line: bool = True) -> None:
        """A line, or an answer as it is: on stdout, unless that is kept for the problems."""
        click.echo(text, nl=whole_line, err=self.problems_as_json)

    def print_problems(self) -> None:
        """The collected problems: one a line on stderr, or exactly one JSON array on stdout."""
        if self.problems_as_json:
            click.echo(json.dumps(as_rows(self.reported), ensure_ascii=False, indent=1))
        else:
            for line in as_lines(self.reported):
                click.echo(line, err=True)


pass_call = click.make_pass_decorator(Call)


def read_moment(text: str) -> datetime | None:
    """A moment in ISO 8601 as UTC, which it is in unless it says otherwise; a day alone is its end (semantics 6.5)."""
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2024-04-15"):
            moment = datetime.combine(moment.date(), time.max)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601, in UTC unless it says otherwise; a day alone is its end."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, aware of its zone."""
        moment = read_moment(str(value))
        if moment is None:
            self.fail(f"{str(value)!r} is no time; write 2024-04-15 or 2024-04-15T09:30:00Z.", param, ctx)
        return moment


class Day(click.ParamType[date]):
    """A day in ISO 8601."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write 2024-04-15.", param, ctx)


def now() -> datetime:
    """The clock, in UTC; read here and nowhere below."""
    return datetime.now(UTC)


def user() -> str:
    """Who runs the program, as the system knows them."""
    return getuser()
