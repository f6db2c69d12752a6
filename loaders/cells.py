"""Cells that name something of the framework: a code or a title in any of its languages (interface 2).

Case, outer, doubled and no-break spaces and Unicode composition do not matter. Nothing is guessed: a title that two
bear, and letters of another script that look alike, are problems that say which code to write.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from framework.model import Text
from framework.problems import Code
from loaders.report_codes import AMBIGUOUS_TITLE, LOOK_ALIKE_LETTERS, RENAMED_CODE

SUGGESTED_LENGTH = 40
"""Near spellings are looked for in the first letters only."""
LISTED = 12
"""How many codes a message names."""
LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕԁһѵгαβεηικνορτυχ",
    "abekmhopctyxijsdhvrabenikvoptux",
)
"""Cyrillic and Greek letters (small, as `plain` leaves them) and the Latin ones that they are mistaken for."""
TOTAL_WORDS = frozenset({"total", "итого", "всего"})


def plain(text: str) -> str:
    """The text as names are compared: composed, without case, spaces single."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell could not be read: the code of the problem and what fills in its message."""

    code: Code
    details: Mapping[str, object] = field(default_factory=dict)


class Names:
    """Codes with their titles, and the way back from a text to a code; an old code is read as the present one."""

    def __init__(self, titles: Mapping[str, Text | None], former: Mapping[str, str] | None = None) -> None:
        self.codes = tuple(titles)
        self._titles = titles
        self._former = {plain(old): code for old, code in (former or {}).items()}
        self._known: dict[str, str | Fault | None] = {}

    @cached_property
    def _by_code(self) -> dict[str, list[str]]:
        by_code: dict[str, list[str]] = {}
        for code in self.codes:
            by_code.setdefault(plain(code), []).append(code)
        return by_code

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        by_title: dict[str, list[str]] = {}
        for code, title in self._titles.items():
            for word in {plain(word) for word in (title.words.values() if title else ())}:
                by_title.setdefault(word, []).append(code)
        return by_title

    def find(self, text: str) -> str | Fault | None:
        """The code that a text means, a `Fault` where it means several or looks like one, None where it is unknown."""
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> str | Fault | None:
        if text.strip() in self._titles:
            return text.strip()
        name = plain(text)
        bearers = self._by_code.get(name) or self._by_title.get(name) or []
        if len(bearers) > 1:
            return Fault(AMBIGUOUS_TITLE, {"codes": listed(bearers)})
        if name in self._former and not bearers:
            return self._former[name]
        return bearers[0] if bearers else self._look_alike(name)

    def renamed(self, text: str) -> Fault | None:
        """That a text is a code which something had before (semantics 6.7)."""
        if not self._former or plain(text) not in self._former:
            return None
        code = self.find(text)
        is_old = code == self._former[plain(text)] and plain(text) not in self._by_title
        return Fault(RENAMED_CODE, {"code": code}) if is_old else None

    @cached_property
    def _skeletons(self) -> dict[str, str]:
        return {name.translate(LOOK_ALIKES): codes[0] for name, codes in (self._by_title | self._by_code).items()}

    def _look_alike(self, name: str) -> Fault | None:
        skeleton = name.translate(LOOK_ALIKES)
        code = self._skeletons.get(skeleton)
        if code is None:
            return None
        letters = sorted({letter for letter in name if letter.isalpha() and not letter.isascii()})
        names = sorted({unicodedata.name(letter, "?").partition(" ")[0].capitalize() for letter in letters})
        return Fault(LOOK_ALIKE_LETTERS, {"code": code, "letters": ", ".join(names) or "Latin"})

    @cached_property
    def _shorter(self) -> dict[str, list[str]]:
        """Every known name, and every name with a letter left out, to the codes."""
        shorter: dict[str, list[str]] = {}
        for name, codes in [*self._by_code.items(), *self._by_title.items()]:
            for part in _deletions(name):
                shorter.setdefault(part, []).extend(codes)
        return shorter

    def near(self, text: str) -> list[str]:
        """Codes whose code or title is a letter or two away."""
        return list(dict.fromkeys(code for part in _deletions(plain(text)) for code in self._shorter.get(part, ())))

    def suggestion(self, text: str) -> str:
        """What was perhaps meant, as part of a message."""
        near = self.near(text)
        return f" (did you mean {' or '.join(near[:3])}?)" if near else ""


def _deletions(name: str) -> list[str]:
    """The name and all that remain of it without one letter: names one change apart share one of them."""
    start = name[:SUGGESTED_LENGTH]
    return [start, *dict.fromkeys(start[:index] + start[index + 1 :] for index in range(len(start)))]


def listed(codes: Iterable[str]) -> str:
    """Codes for a message, the first dozen of them."""
    all_codes = list(codes)
    return ", ".join(all_codes[:LISTED]) + (f" … ({len(all_codes)} in all)" if len(all_codes) > LISTED else "")
