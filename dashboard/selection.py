"""Which indicators a reader looks for: by words, codes and tags, by status, reporter and category.

The same is found by the script `assets/narrow.js`, from the traits that every row carries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from dashboard.addresses import Address
from dashboard.view import View
from framework.model import Indicator, Result, Text
from framework.stated import stated_categories

KEYS = ("q", "status", "reporter", "category")
"""The parts of an address that select indicators."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked for; empty where everything is."""

    words: tuple[str, ...] = ()
    """Each must be somewhere in what the indicator says of itself."""
    status: str | None = None
    reporter: str | None = None
    category: str | None = None
    """`DIMENSION:CATEGORY` in which something is stated; with an empty category, any of the dimension."""

    def __bool__(self) -> bool:
        return self != Selection()

    def without(self, key: str) -> "Selection":
        """The same without one of the `KEYS`."""
        return {
            "q": replace(self, words=()),
            "status": replace(self, status=None),
            "reporter": replace(self, reporter=None),
            "category": replace(self, category=None),
        }[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What an indicator is found by."""

    words: str
    """What it says of itself, as it is compared."""
    status: str
    reporters: tuple[str, ...]
    categories: frozenset[str]
    """`DIMENSION:CATEGORY` of which something is stated to date, and `DIMENSION:` where there is any."""

    def fit(self, wanted: Selection) -> bool:
        """True where everything that is looked for is there."""
        return (
            wanted.status in {None, self.status}
            and (wanted.reporter is None or wanted.reporter in self.reporters)
            and (wanted.category is None or wanted.category in self.categories)
            and all(word in self.words for word in wanted.words)
        )


def selection_of(address: Address) -> Selection:
    """What an address asks for."""
    return Selection(
        words=tuple(plain(address.state("q") or "").split()),
        status=address.state("status"),
        reporter=address.state("reporter"),
        category=address.state("category"),
    )


def plain(text: str) -> str:
    """A text as it is compared: small letters, composed, the Russian ё as е."""
    return normalize("NFKC", text).casefold().replace("ё", "е")


def traits(view: View) -> Mapping[str, Traits]:
    """Of every indicator, in the language of the page and in all others of the framework."""
    statuses = {str(row["indicator"]): str(row["status"]) for row in view.rows("indicators")}
    stated = view.book.once("stated categories", lambda: stated_categories(view.record, view.as_of))
    nodes = {node.code: node for node in view.project.results}
    return {
        code: Traits(
            words=_words_of(indicator, nodes),
            status=statuses[code],
            reporters=tuple(indicator.reporters),
            categories=frozenset(name for pair in stated[code] for name in (f"{pair[0]}:", ":".join(pair))),
        )
        for code, indicator in view.project.indicators.items()
    }


def selected(known: Mapping[str, Traits], wanted: Selection) -> frozenset[str]:
    """The codes of the indicators that fit."""
    return frozenset(code for code, each in known.items() if each.fit(wanted))


def _words_of(indicator: Indicator, nodes: Mapping[str, Result]) -> str:
    """The indicator's code, texts and tags, and its result's code and title."""
    node = nodes.get(indicator.result)
    texts = [indicator.title, indicator.definition, indicator.unit, node.title if node else None]
    said = [indicator.code, indicator.result, *indicator.tags, *(word for text in texts for word in _words(text))]
    return plain("\n".join(said))


def _words(text: Text | None) -> Iterable[str]:
    return text.words.values() if text else ()
