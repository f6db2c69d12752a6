"""How problems are told in a marked file: in the reader's language, which the loaders do not know."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from framework.problems import Problem, Severity, visible

LONGEST = 2_000
"""The most characters of one mark; what does not fit stands in the list of problems."""
CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of marks."""

    told: Callable[[Problem], str]
    """What is there, the rule and the way out."""
    severities: Mapping[Severity, str]
    line: str
    """Where a problem is whose row cannot bear a mark: `line {line}`."""
    headings: tuple[str, str, str, str]
    """Of the list in a workbook: severity, cell, column, what is wrong."""

    def sentence(self, problem: Problem, *, column: bool = False, line: bool = False) -> str:
        """A problem in one line: `Error (line 7, value): "x" — This is not a number. …`."""
        where = [self.line.format(line=problem.place.line)] if line else []
        where += [problem.place.column] if column and problem.place.column else []
        place = f" ({', '.join(where)})" if where else ""
        return visible(f"{self.severities[problem.code.severity]}{place}: {self.told(problem)}")


def shortened(sentences: Iterable[str], separator: str) -> str:
    """Sentences joined as far as they fit."""
    text = separator.join(sentences)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + CUT
