"""Uploads between being sent and being decided on: their bytes wait in a folder, what is known of them in memory.

They last as long as the server runs, at most a day. What became of an upload stays readable for as long: its page says
what was kept, or that it was discarded.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from secrets import token_urlsafe
from tempfile import mkdtemp
from threading import Lock
from typing import BinaryIO
from weakref import finalize

from framework.model import UploadedFile
from loaders.choices import NOTHING, Choices
from loaders.intake import Outcome

LIFETIME = timedelta(days=1)
LONGEST_NAME = 120
NAMELESS = "report.csv"

Key = tuple[str, str, int]
"""Reporter, period and number of a version."""


class State(StrEnum):
    """What became of an upload."""

    WAITING = "waiting"
    KEPT = "kept"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file as it was sent: its name there and where its bytes wait."""

    name: str
    path: Path
    size: int


@dataclass(slots=True, kw_only=True)
class Staged:
    """One upload."""

    token: str
    project: str
    at: datetime
    files: tuple[StagedFile, ...]
    reporter: str | None = None
    """Whose report it is, where the sender said so beside the file."""
    period: str | None = None
    choices: Choices = NOTHING
    """How the files are to be read, where the sender corrected it."""
    state: State = State.WAITING
    outcome: Outcome | None = None
    """What was shown last: of an upload that waits, what keeping it would do; of a kept one, what it did."""
    standing: str | None = None
    """The fingerprint of the versions for which `outcome` was worked out."""
    seen: dict[str, frozenset[Key]] = field(default_factory=dict)
    """The versions that there were whenever a preview was shown, by fingerprint."""
    lock: Lock = field(default_factory=Lock)

    def read(self) -> list[UploadedFile]:
        """The files with their bytes."""
        return [UploadedFile(file.name, file.path.read_bytes()) for file in self.files]

    @property
    def names(self) -> str:
        """The names of the files, for people."""
        return ", ".join(file.name for file in self.files)


class Staging:
    """All uploads of a running server."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._uploads: dict[str, Staged] = {}
        self._lock = Lock()
        self.deciding = Lock()
        """Held by the one upload that is compared with what stands and kept."""

    @property
    def folder(self) -> Path:
        """Where the bytes wait; made with the first upload, removed with the process."""
        with self._lock:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="resultsboard-"))
                finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder

    def put(
        self,
        project: str,
        files: Sequence[tuple[str, BinaryIO]],
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
        self.sweep(at)
        token = token_urlsafe(16)
        home = self.folder / token
        home.mkdir()
        staged = Staged(
            token=token,
            project=project,
            at=at,
            files=tuple(_stored(home / str(number), *file) for number, file in enumerate(files)),
            reporter=reporter,
            period=period,
        )
        self._uploads[token] = staged
        return staged

    def find(self, project: str, token: str, at: datetime) -> Staged | None:
        """The upload of that token; None where there is none, or none any more."""
        self.sweep(at)
        staged = self._uploads.get(token)
        return staged if staged and staged.project == project else None

    def choose(self, staged: Staged, choices: Choices) -> None:
        """The files are to be read so from now on; what keeping them would do is worked out anew."""
        with staged.lock:
            if staged.state is State.WAITING:
                staged.choices, staged.outcome = choices, None

    def settle(self, staged: Staged, state: State) -> None:
        """The upload was decided on: its bytes go."""
        staged.state = state
        self._remove(staged)

    def sweep(self, at: datetime) -> None:
        """Uploads older than a day end."""
        for staged in list(self._uploads.values()):
            if at - staged.at > LIFETIME:
                self._uploads.pop(staged.token, None)
                self._remove(staged)

    def _remove(self, staged: Staged) -> None:
        shutil.rmtree(self.folder / staged.token, ignore_errors=True)


def _stored(path: Path, name: str, stream: BinaryIO) -> StagedFile:
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return StagedFile(plain_name(name), path, path.stat().st_size)


def plain_name(name: str) -> str:
    """The name of a file without folders and signs that are not printed, of a bearable length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    return (shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 20]}…{shown[-19:]}") or NAMELESS
