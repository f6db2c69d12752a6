"""`load --marked`: the files as they were sent, with the cells marked that have problems."""

from collections.abc import Sequence
from pathlib import Path

import click

from dashboard.calls import Call, Trouble
from framework.model import Project, UploadedFile
from loaders.marking import marked, marked_name, way_of
from loaders.outcome import Outcome

NAMELESS = "report.csv"
"""What came through standard input."""


class CannotWriteError(Trouble):
    """The system does not let a marked file be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path} cannot be written: {error.strerror or error}. Check the folder, or name another one.")


def write_marked(call: Call, target: Path, project: Project, files: Sequence[UploadedFile], outcome: Outcome) -> None:
    """Writes the marked ones of some files, and says where they are.

    Args:
        call: the run of the program.
        target: a folder, made where it is not there; of a single file the name of the marked one, which has a suffix.
        project: the framework.
        files: as they were sent.
        outcome: what became of all of them.

    Raises:
        CannotWriteError: the system does not let them be written.
    """
    single = len(files) == 1 and bool(target.suffix) and not target.is_dir()
    for file in files:
        name = Path(NAMELESS if file.name == "-" else file.name).name
        path = target if single else target / marked_name(name)
        if path.exists() and any(Path(each.name).exists() and path.samefile(each.name) for each in files):
            message = f"{path} is the report itself; name another file for the marked one."
            raise click.UsageError(message)
        way = way_of(file.name, outcome.manners)
        data = marked(project, file, outcome.problems, way=way)
        if data is not None:
            _write(path, data)
            call.say(f"{path}: the report with its problems marked")


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CannotWriteError(path, error) from error
