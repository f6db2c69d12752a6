"""Which indicators a reader looks for: by words, codes and tags, by status, reporter and category."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from dashboard.addresses import Address
from dashboard.view import View
from framework.model import Indicator, Result, Row, Text

KEYS = ("q", "status", "reporter", "category")
"""The parts of an address that select indicators."""
TO_DATE = "to_date"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked for; empty where everything is."""

    words: tuple[str, ...] = ()
    """Each must be somewhere in what the indicator says of itself."""
    status: str | None = None
    reporter: str | None = None
    category: tuple[str, str] | None = None
    """Dimension and category in which something is stated; with an empty category, any of the dimension."""

    def __bool__(self) -> bool:
        return self != Selection()


def selection_of(address: Address) -> Selection:
    """What an address asks for."""
    dimension, _, category = (address.state("category") or "").partition(":")
    return Selection(
        words=tuple(plain(address.state("q") or "").split()),
        status=address.state("status"),
        reporter=address.state("reporter"),
        category=(dimension, category) if dimension else None,
    )


def plain(text: str) -> str:
    """A text as it is compared: small letters, composed, the Russian ё as е."""
    return normalize("NFKC", text).casefold().replace("ё", "е")


def selected(view: View, wanted: Selection) -> frozenset[str]:
    """The codes of the indicators that fit, in the language of the page and in all others of the framework."""
    statuses = {str(row["indicator"]): str(row["status"]) for row in view.rows("indicators")}
    stated = _stated(view.rows("breakdown"), wanted.category) if wanted.category else frozenset()
    nodes = {node.code: node for node in view.project.results}
    return frozenset(
        code
        for code, indicator in view.project.indicators.items()
        if wanted.status in {None, statuses[code]}
        and (wanted.reporter is None or wanted.reporter in indicator.reporters)
        and (wanted.category is None or code in stated)
        and has_words(wanted.words, indicator, nodes)
    )


def _stated(rows: Iterable[Row], category: tuple[str, str]) -> frozenset[str]:
    """The indicators of which something is stated to date in a category, or in any of a dimension."""
    dimension, code = category
    return frozenset(
        str(row["indicator"])
        for row in rows
        if row["period"] == TO_DATE
        and row["dimension"] == dimension
        and row["category"] != "*"
        and code in {"", row["category"]}
        and (row["value"] is not None or row["numerator"] is not None)
    )


def has_words(words: Iterable[str], indicator: Indicator, nodes: Mapping[str, Result]) -> bool:
    """True where every word is in the indicator's code, texts or tags, or in its result's code or title."""
    node = nodes.get(indicator.result)
    texts = [indicator.title, indicator.definition, indicator.unit, node.title if node else None]
    said = [indicator.code, indicator.result, *indicator.tags, *(word for text in texts for word in _words(text))]
    whole = plain("\n".join(said))
    return all(word in whole for word in words)


def _words(text: Text | None) -> Iterable[str]:
    return text.words.values() if text else ()
