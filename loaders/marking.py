"""The same report file with its problems marked in it, for the officer to mend there.

A CSV file gets a last column `#problem`, a workbook comments, colours and a sheet `#problems`; columns and sheets whose
names start with `#` are left out when the file comes back, so marking changes neither figures nor problems.
"""

from collections.abc import Sequence

from framework.model import Project, UploadedFile
from framework.problems import Problem, Severity
from loaders import report_codes, workbook_codes
from loaders.choices import ENCODINGS, RECOGNISED, Choices, Way
from loaders.headers import HeaderSearch
from loaders.limits import STANDARD, Limits
from loaders.manner import Manner
from loaders.marked_csv import marked_csv
from loaders.vocabulary import Vocabulary
from loaders.wording import Wording
from loaders.workbook_archive import is_workbook

LARGEST = 5_000_000
"""Bytes of the largest file that is marked; the list of its problems stands for a larger one."""
ENGLISH = Wording(
    told=lambda problem: problem.message,
    severities={Severity.ERROR: "Error", Severity.WARNING: "Warning"},
    line="line {line}",
    headings=("Severity", "Cell", "Column", "What is wrong, and what to do"),
)
"""As the commands say it."""
SUFFIX = "-problems"
UTF_8 = "utf-8"
UNMARKED = frozenset(
    {
        *(report_codes.EMPTY_FILE, report_codes.WRONG_FILE_TYPE, report_codes.FILE_TOO_LARGE),
        *(report_codes.NOT_TEXT, report_codes.UNSUPPORTED_ENCODING, report_codes.DAMAGED_TEXT),
        *(report_codes.TOO_MANY_COLUMNS, report_codes.UNREADABLE_FILE),
        *(workbook_codes.BROKEN_WORKBOOK, workbook_codes.FORBIDDEN_XML),
        *(workbook_codes.TOO_LARGE_UNPACKED, workbook_codes.NO_SHEETS),
    }
)
"""Of files that cannot be read, and so not marked."""


def markable(name: str, size: int, problems: Sequence[Problem]) -> bool:
    """True of a file that has problems and can in all likelihood be marked.

    Args:
        name: of the file.
        size: its bytes.
        problems: of all files that were sent with it.
    """
    own = {problem.code for problem in problems if problem.place.file == name}
    return bool(own) and own.isdisjoint(UNMARKED) and size <= LARGEST


def marked(
    project: Project,
    file: UploadedFile,
    problems: Sequence[Problem],
    wording: Wording = ENGLISH,
    limits: Limits = STANDARD,
    way: Way = RECOGNISED,
) -> bytes | None:
    """A report file with the cells marked that have problems.

    Args:
        project: the framework that the file reports on.
        file: the file as it was sent.
        problems: of all files that were sent with it.
        wording: how to tell them.
        limits: the most that is read of a file.
        way: how it was read.

    Returns:
        The marked file; None where it is too large for that, or cannot be read at all.
    """
    if not markable(file.name, len(file.data), problems):
        return None
    own = [problem for problem in problems if problem.place.file == file.name]
    if is_workbook(file.data):
        from loaders.marked_workbook import marked_workbook  # noqa: PLC0415 — a CSV file shall not wait for it

        return marked_workbook(file.data, own, wording)
    return marked_csv(file.data, own, wording, HeaderSearch(Vocabulary(project).columns.is_header, way), limits)


def way_of(name: str, manners: Sequence[Manner]) -> Way:
    """The way in which a CSV file was read, so that it is read in the same way again."""
    found = next((each for each in manners if each.file == name and not each.workbook), None)
    if found is None:
        return RECOGNISED
    said = (found.encoding or "").casefold()
    encoding = next((each for each in ENCODINGS if each != UTF_8 and said.startswith(each)), None)  # UTF-8 shows itself
    return Way(Choices(encoding=encoding, delimiter=found.delimiter, header_line=found.header_line))


def marked_name(name: str) -> str:
    """How the marked file is called: `q1.csv` becomes `q1-problems.csv`."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}{SUFFIX}.{suffix}" if dot and stem else f"{name}{SUFFIX}"
