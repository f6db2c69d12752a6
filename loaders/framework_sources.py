"""Where the files of a framework come from: a folder, or what was recorded of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from framework.model import UploadedFile
from framework.problems import Place, Problem
from loaders import framework_codes as codes

SUFFIXES = {".yaml", ".yml"}


class Source(Protocol):
    """A framework file, and the files that it may include."""

    @property
    def place(self) -> str:
        """The file as problems name it."""

    @property
    def name(self) -> str:
        """The file as it is recorded."""

    def read(self) -> tuple[bytes | None, list[Problem]]:
        """Its bytes, or why there are none."""

    def refusal(self, name: str) -> str:
        """Why a file may not be included; empty where it may."""

    def place_of(self, name: str) -> str:
        """An included file as problems name it."""

    def included(self, name: str) -> bytes | None:
        """The bytes of an included file; None where it cannot be read."""

    def beside(self, place: str, name: str) -> Path | None:
        """A file of another kind that the file at a place names; None where only the framework itself is kept."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file of a folder."""

    path: Path

    @property
    def place(self) -> str:
        """The path."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The name without the folder."""
        return self.path.name

    def read(self) -> tuple[bytes | None, list[Problem]]:
        """Its bytes, or why there are none."""
        place = Place(str(self.path), 1)
        try:
            return self.path.read_bytes(), []
        except (FileNotFoundError, NotADirectoryError):
            return None, [Problem(place, codes.FILE_MISSING)]
        except OSError as error:
            reason = (error.strerror or "it fails").lower()
            return None, [Problem(place, codes.FILE_UNREADABLE, None, {"reason": reason})]

    def refusal(self, name: str) -> str:
        """Why a file may not be included; empty where it may."""
        if Path(name).is_absolute() or Path(name).suffix not in SUFFIXES:
            return "This is not the relative path of a .yaml file"
        if (self.path.parent / name).resolve() == self.path.resolve():
            return "A file cannot include itself"
        return "" if (self.path.parent / name).is_file() else "There is no such file"

    def place_of(self, name: str) -> str:
        """The path of an included file."""
        return str(self.path.parent / name)

    def included(self, name: str) -> bytes | None:
        """The bytes of an included file; None where it cannot be read."""
        return OnDisk(self.path.parent / name).read()[0]

    def beside(self, place: str, name: str) -> Path | None:
        """The path, which is relative to the file that names it."""
        return Path(place).parent / name


@dataclass(frozen=True, slots=True)
class Recorded:
    """The files of a revision: the framework file and those that it includes, under the names it calls them."""

    files: Sequence[UploadedFile]

    @property
    def place(self) -> str:
        """The name."""
        return self.files[0].name

    @property
    def name(self) -> str:
        """The name."""
        return self.files[0].name

    def read(self) -> tuple[bytes | None, list[Problem]]:
        """Its bytes; they are always there."""
        return self.files[0].data, []

    def refusal(self, name: str) -> str:
        """Why a file may not be included; empty where it was recorded."""
        return "There is no such file" if self.included(name) is None else ""

    def place_of(self, name: str) -> str:
        """The name."""
        return name

    def included(self, name: str) -> bytes | None:
        """The bytes of an included file; None where it was not recorded."""
        return next((file.data for file in self.files[1:] if file.name == name), None)

    def beside(self, place: str, name: str) -> None:
        """Nothing: maps are no part of a revision, a view of the past uses today's."""
