"""Uploads between being sent and being decided on.

They wait in the database, so that every server of a dashboard knows them and a restart loses none, for at most a day.
What became of an upload stays readable for as long: its page says what was kept, or that it was discarded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, BinaryIO

from framework.model import UploadedFile
from loaders.choices import NOTHING, Choices, read_choices
from store import uploads
from store.database import Database
from store.uploads import Sent, SentFile, State

__all__ = ["LIFETIME", "Staged", "Staging", "State", "plain_name"]

LIFETIME = timedelta(days=1)
LONGEST_NAME = 120
NAMELESS = "report.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One upload, as it was when it was looked for."""

    token: str
    project: str
    at: datetime
    files: tuple[SentFile, ...]
    reporter: str | None = None
    """Whose report it is, where the sender said so beside the file."""
    period: str | None = None
    choices: Choices = NOTHING
    """How the files are to be read, where the sender corrected it."""
    state: State = State.WAITING
    explanations: Mapping[str, str] = field(default_factory=dict)
    """What was typed to explain deviations, by indicator, while it waits."""
    answer: Mapping[str, Any] | None = None
    """What became of it, of one that was kept (`dashboard.reports.answers`)."""
    database: Database = field(repr=False)

    @property
    def asked(self) -> dict[str, Any]:
        """What was said beside the files, as it is kept."""
        return {
            "reporter": self.reporter,
            "period": self.period,
            "explanations": dict(self.explanations),
            "choices": self.choices.as_json(),
        }

    @property
    def names(self) -> str:
        """The names of the files, for people."""
        return ", ".join(file.name for file in self.files)

    def read(self) -> list[UploadedFile]:
        """The files with their bytes, which are empty once it is decided on."""
        with self.database.reading() as connection:
            return uploads.read(connection, self.token)


@dataclass(frozen=True, slots=True)
class Staging:
    """All uploads of a dashboard."""

    database: Database

    def put(
        self,
        project: str,
        files: Iterable[tuple[str, BinaryIO]],
        *,
        at: datetime,
        reporter: str | None = None,
        period: str | None = None,
    ) -> Staged:
        """Takes an upload in.

        Args:
            project: the code of the project it is for.
            files: names as the browser sent them, and streams to read.
            at: when; older uploads than a day end now.
            reporter: whose report it is, where that is said.
            period: of which period, likewise.
        """
        named = ((plain_name(name), stream) for name, stream in files)
        asked = {"reporter": reporter, "period": period}
        with self.database.writing() as connection:
            uploads.sweep(connection, at - LIFETIME)
            return self._staged(uploads.put(connection, project, token_urlsafe(16), named, at=at, asked=asked))

    def find(self, project: str, token: str, at: datetime) -> Staged | None:
        """The upload of that token; None where there is none, or none any more."""
        with self.database.reading() as connection:
            sent = uploads.find(connection, project, token, at - LIFETIME)
        return self._staged(sent) if sent else None

    def ask(self, staged: Staged, **changes: Any) -> Staged:
        """Says something else beside the files of an upload that waits; its next preview goes by that."""
        changed = replace(staged, **changes)
        with self.database.writing() as connection:
            uploads.ask(connection, staged.token, changed.asked)
        return changed

    def discard(self, staged: Staged) -> None:
        """Throws an upload away; one that is decided on already stays so."""
        with self.database.writing() as connection:
            uploads.settle(connection, staged.token, State.DISCARDED)

    def sweep(self, at: datetime) -> None:
        """Uploads older than a day end."""
        with self.database.writing() as connection:
            uploads.sweep(connection, at - LIFETIME)

    def _staged(self, sent: Sent) -> Staged:
        return Staged(
            token=sent.token,
            project=sent.project,
            at=sent.at,
            files=sent.files,
            reporter=sent.asked.get("reporter"),
            period=sent.asked.get("period"),
            explanations=sent.asked.get("explanations") or {},
            choices=_choices(sent.asked.get("choices")),
            state=sent.state,
            answer=sent.answer,
            database=self.database,
        )


def _choices(kept: object) -> Choices:
    """How files are to be read, as it was kept; nothing where a newer program kept what this one does not know."""
    found = read_choices(kept) if isinstance(kept, Mapping) else NOTHING
    return found if isinstance(found, Choices) else NOTHING


def plain_name(name: str) -> str:
    """The name of a file without folders and signs that are not printed, of a bearable length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    return (shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 20]}…{shown[-19:]}") or NAMELESS
