"""What is wrong in a person's file: where, what, the rule and the way out.

Problems are values. Readers go on to the end of a file and return all of them; only what the program or the machine has
wrong is an exception.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

VALUE_LENGTH = 60
SHOWN_IN_FULL = 200


class Severity(StrEnum):
    """An error refuses the whole file, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    `rule` is the message: what the rule is and the way out, with `{names}` that a problem's details fill in. `example`
    is a line of a file that has the problem, for the documentation.
    """

    name: str
    rule: str
    example: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the file, the 1-based line on which the record starts, and the column.

    `column` is the header as written, or the path of a key in YAML; `character` is the 1-based position in the line,
    where it is known; `cell` is the place in a workbook (`Sheet!C14`).
    """

    file: str
    line: int
    column: str | None = None
    character: int | None = None
    cell: str | None = None

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook."""
        return self.cell.rpartition("!")[0] if self.cell else None

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}:{self.cell}"
        return f"{self.file}:{self.line}" + (f":{self.character}" if self.character else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one file: `value` is the offending text, `details` fill in the code's message."""

    place: Place
    code: Code
    value: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is there, the rule and the way out, in English."""
        rule = self.code.rule.format(**self.details)
        return f'"{quoted(self.value)}" — {rule}' if self.value else rule

    def __str__(self) -> str:
        column = f" column '{visible(self.place.column)}':" if self.place.column else ""
        return f"{self.place}: [{self.code.name}]{column} {self.message}"


def visible(text: str) -> str:
    """The text with control and direction characters made visible."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)


def quoted(text: str) -> str:
    """A value as messages quote it: visible, cut at 60 characters."""
    shown = visible(text)
    return shown if len(shown) <= VALUE_LENGTH else shown[: VALUE_LENGTH - 1] + "…"


def refuses(problems: Iterable[Problem]) -> bool:
    """True where a problem refuses the file."""
    return any(problem.code.severity is Severity.ERROR for problem in problems)


def as_rows(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems as `--problems json` prints them (interface 2)."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code.name,
            "severity": problem.code.severity.value,
            "value": None if problem.value is None else quoted(problem.value),
            "message": problem.message,
        }
        for problem in problems
    ]


def as_lines(problems: list[Problem]) -> Iterator[str]:
    """The problems as text, one a line; after the first 200 a count by code."""
    yield from map(str, problems[:SHOWN_IN_FULL])
    rest = Counter(problem.code.name for problem in problems[SHOWN_IN_FULL:])
    for name, count in rest.most_common():
        yield f"… and {count} more [{name}]"
