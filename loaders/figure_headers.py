"""What the header of a column of figures says: an indicator, a period, categories, or several of these (interface 2).

female    2023-Q1    female+TJ-KT    female 2023-Q1    2 кв. 2023, Женщины    Женщины (2023-Q1)    total+2023-Q1

Where a header has several rows they are put together as one, each cell of an upper row standing for the columns to the
right of it until the next one:

indicator | 2023-Q1 |          | 2023-Q2 |          |        indicator, 2023-Q1+women, 2023-Q1+men, 2023-Q2+women, …
          | women   | men      | women   | men      |
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from framework.model import Span
from framework.period_labels import read_period
from loaders.cells import TOTAL_WORDS, Fault, listed, plain
from loaders.choices import CATEGORIES, INDICATORS, PERIODS
from loaders.report_codes import AMBIGUOUS_COLUMN
from loaders.vocabulary import Vocabulary

CROSSED = "+"
BOUNDARY = re.compile(r"\s*[+,;:/|()]\s*|\s+[-–—]\s+|\s+")
"""Where one part of a header ends and the next one starts."""
LONGEST = 120
MOST_PARTS = 12
EVERYTHING = frozenset({INDICATORS, PERIODS, CATEGORIES})
TIMES = frozenset({"period", "date"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a header says of its figures; `labels` are dimensions named beside their categories."""

    roles: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()

    @property
    def kinds(self) -> set[str]:
        """The layouts of which such a column is a part."""
        named = {INDICATORS for role in self.roles if role == "indicator"}
        named |= {PERIODS for role in self.roles if role == "period"}
        return named | {CATEGORIES} if self.categories or not self.roles else named

    def beside(self, other: "Said") -> "Said | None":
        """Both together; None where they say the same kind of thing twice."""
        if self.roles.keys() & other.roles.keys() or self.categories.keys() & other.categories.keys():
            return None
        return Said({**self.roles, **other.roles}, {**self.categories, **other.categories}, self.labels | other.labels)


def said_in(header: str, vocabulary: Vocabulary, kinds: frozenset[str] = EVERYTHING) -> Said | Fault | None:
    """What a header says, the fault that keeps it from being understood, or None where it names no figures.

    Args:
        header: as written.
        vocabulary: the names of the project.
        kinds: what it may name (`loaders.choices`: indicators, periods, categories).
    """
    whole = _part(header, vocabulary, kinds)
    if whole is not None or len(header) > LONGEST:
        return whole
    found = _parts(header.strip(" ()"), vocabulary, kinds, MOST_PARTS)
    return None if isinstance(found, Said) and found.labels - found.categories.keys() else found


def _parts(header: str, vocabulary: Vocabulary, kinds: frozenset[str], most: int) -> Said | Fault | None:
    """A header as its first part and the rest."""
    fault: Fault | None = None
    for boundary in list(BOUNDARY.finditer(header))[:most]:
        first = _part(header[: boundary.start()], vocabulary, kinds) or _label(header[: boundary.start()], vocabulary)
        if first is None:
            continue
        text = header[boundary.end() :].strip(" ()")
        rest = _part(text, vocabulary, kinds) or _label(text, vocabulary) or _parts(text, vocabulary, kinds, most - 1)
        if isinstance(first, Said) and isinstance(rest, Said) and (both := first.beside(rest)):
            return both
        fault = fault or next((each for each in (first, rest) if rest and isinstance(each, Fault)), None)
    return fault


def _part(text: str, vocabulary: Vocabulary, kinds: frozenset[str]) -> Said | Fault | None:
    """One indicator, one period, one category or the total."""
    if not text.strip():
        return None
    if INDICATORS in kinds and vocabulary.indicator_names.find(text) is not None:
        return Said(roles={"indicator": text})
    if PERIODS in kinds:
        label = text.replace(CROSSED, " ")  # 2023 above Q1
        span = read_period(label, vocabulary.calendar)
        if isinstance(span, Span) or span.reason == "ambiguous":
            return Said(roles={"period": label})
    return _category(text, vocabulary) if CATEGORIES in kinds else None


def _category(text: str, vocabulary: Vocabulary) -> Said | Fault | None:
    found = {dimension: names.find(text) for dimension, names in vocabulary.category_names.items()}
    bearers = {dimension: code for dimension, code in found.items() if isinstance(code, str)}
    faults = [fault for fault in found.values() if isinstance(fault, Fault)]
    if len(bearers) + len(faults) > 1:
        return Fault(AMBIGUOUS_COLUMN, {"codes": listed(f"categories of {name}" for name in found if found[name])})
    if faults:
        return faults[0]
    if not bearers and plain(text) not in TOTAL_WORDS:
        return None
    names = vocabulary.category_names
    return Said(categories={name: text if names[name].renamed(text) else code for name, code in bearers.items()})


def _label(text: str, vocabulary: Vocabulary) -> Said | None:
    """The name of a dimension beside its categories, or of the column of values beside anything: they say nothing more."""
    meaning = vocabulary.columns.meaning(text) if text.strip() else None
    if meaning == "role:value":
        return Said()
    if isinstance(meaning, str) and meaning.startswith("dimension:"):
        return Said(labels=frozenset({meaning.removeprefix("dimension:")}))
    return None


def stacked(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> list[str] | None:
    """The one header that several rows make together; None where they are no such header.

    Most of the columns that several rows name must be understood, and no row may fill a column that is named above.
    """
    heads = [_Head(each, vocabulary) for each in _columns(rows)]
    if any(head.is_filled for head in heads) or not any(len(head.cells) > 1 for head in heads):
        return None
    named = {head.meaning for head in heads if head.meaning}
    kinds = EVERYTHING - ({INDICATORS} if "role:indicator" in named else set())
    kinds -= {PERIODS} if named & {f"role:{role}" for role in TIMES} else set()
    joined = [head.text for head in heads if len(head.cells) > 1 and not head.meaning]
    understood = [text for text in joined if isinstance(said_in(text, vocabulary, kinds), Said)]
    return [head.text for head in heads] if joined and len(understood) * 2 >= len(joined) else None


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The cells above each column, those of upper rows carried on to the right; blank ones below the last go."""
    width = max(map(len, rows))
    carried = [""] * len(rows)
    for at in range(width):
        cells = [row[at].strip() if at < len(row) else "" for row in rows]
        lowest = max((level for level, cell in enumerate(cells) if cell), default=-1)
        for level, cell in enumerate(cells):
            if cell:
                carried[level:] = [cell, *[""] * (len(rows) - level - 1)]
        yield [cells[level] or carried[level] for level in range(lowest + 1)]


class _Head:
    """What several rows say above one column."""

    def __init__(self, cells: Sequence[str], vocabulary: Vocabulary) -> None:
        self.cells = [cell for cell in cells if cell]
        last = vocabulary.columns.meaning(self.cells[-1]) if self.cells else None
        self.meaning = last if isinstance(last, str) else None
        first = vocabulary.columns.meaning(self.cells[0]) if self.cells[1:] else None
        self.is_filled = isinstance(first, str) and first.startswith("role:") and first != "role:value"

    @property
    def text(self) -> str:
        """The header of the column: one that is known by itself is not put together with what stands above it."""
        return self.cells[-1] if self.meaning else CROSSED.join(self.cells)
