"""What is looked for on every page at once: one way through the program finds it all, and each test asserts its part.

Each page is loaded in one width and looked at in the others too; English begins wide, Russian narrow, so that each page
is loaded in both. Looking at everything in one visit is what keeps the tests short.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from playwright.sync_api import Browser

from tests.browser.axe import unreadable, violations
from tests.browser.places import (
    EMPTY,
    EXAMPLE,
    PROJECT,
    REFUSED,
    REVIEWED,
    SITE,
    STATES,
    State,
    places,
    seen,
    signed_out,
)
from tests.browser.program import Served
from tests.browser.reader import NARROW, WIDE, Reader, reading
from tests.browser.sizes import SMALL, does_not_fit, too_wide
from tests.browser.translation import untranslated

LANGUAGES = ("en", "ru")


class Kind(StrEnum):
    """What is looked for."""

    AXE = "faults that axe-core finds"
    DARK = "what is hard to read in the dark style"
    FITS = "texts that are cut, and what lies outside its box"
    WIDE = "pages that are wider than a phone"
    WORDS = "words that are not in the reader's language"


Findings = Mapping[Kind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Round:
    """Who looks at which pages of which server."""

    server: str
    """The fixture of `conftest`."""
    role: str | None
    states: Callable[[Served, str], Iterable[State]]


ROUNDS: Mapping[str, Round] = {
    "example": Round("example", "admin", lambda *_: seen(places(PROJECT, EXAMPLE))),
    "states": Round("example", "officer", lambda *_: STATES.values()),
    "site": Round("example", "admin", lambda *_: seen(SITE)),
    "refused": Round("example", "donor", lambda *_: REFUSED.values()),
    "nobody": Round("example", None, signed_out),
    "reviewed": Round("under_review", "admin", lambda *_: seen(places(PROJECT, REVIEWED))),
    "empty": Round("unused", "admin", lambda *_: seen(places("WELLS", EMPTY))),
}


def survey(browser: Browser, of: Served, walk: Round, language: str) -> Findings:
    """Everything that is wrong on the pages of a round, in one language."""
    found: dict[Kind, list[str]] = defaultdict(list)
    widths = (WIDE, NARROW) if language == "en" else (NARROW, WIDE)
    with reading(browser, of, role=walk.role, width=widths[0], language=language) as reader:
        for state in walk.states(of, language):
            state(reader)
            for width in widths:
                reader.resize(width)
                _look(reader, found, language)
            _look_in_the_dark(reader, found)
            for width in (NARROW, SMALL):
                reader.resize(width)
                found[Kind.WIDE] += too_wide(reader)
            reader.resize(widths[0])
    return found


def _look(reader: Reader, found: dict[Kind, list[str]], language: str) -> None:
    found[Kind.AXE] += violations(reader)
    found[Kind.FITS] += does_not_fit(reader)
    found[Kind.WORDS] += untranslated(reader) if language == "ru" else []


def _look_in_the_dark(reader: Reader, found: dict[Kind, list[str]]) -> None:
    reader.page.emulate_media(color_scheme="dark")
    found[Kind.DARK] += unreadable(reader)
    reader.page.emulate_media(color_scheme="light")
