"""How values are written into columns and read back: amounts, places, rules."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import cast

from framework.model import Amount, Indicator, Place
from framework.numbers import decimal_text

AmountTexts = tuple[str | None, str | None, str | None, str | None]
"""The columns value, numerator, denominator, word."""


def amount_texts(amount: Amount) -> AmountTexts:
    """The amount as its four columns."""
    return _number(amount.value), _number(amount.numerator), _number(amount.denominator), amount.word


def _number(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)


@lru_cache(maxsize=65_536)
def amount_of(value: str | None, numerator: str | None, denominator: str | None, word: str | None) -> Amount:
    """The amount of four columns."""
    return Amount(_read(value), _read(numerator), _read(denominator), word)


def _read(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def place_text(place: Place) -> str:
    """The canonical text of a combination of categories: dimensions in the order of their codes.

    Codes have no `=` and `;` in them, so that the text can be read back.
    """
    return ";".join(f"{dimension}={category}" for dimension, category in sorted(place))


@lru_cache(maxsize=65_536)
def place_of(text: str, order: tuple[str, ...]) -> Place:
    """The place of a canonical text, in the order of an indicator's dimensions; others come after them."""
    rank = {dimension: position for position, dimension in enumerate(order)}
    pairs = [cast("tuple[str, str]", tuple(pair.split("=", 1))) for pair in text.split(";") if pair]
    return tuple(sorted(pairs, key=lambda pair: rank.get(pair[0], len(rank))))


def rules_text(indicator: Indicator) -> str:
    """What of an indicator decides how rows become its figure (semantics 2).

    A summary made by other rules, before the framework changed, is worked out again when it is read.
    """
    dimensions = ",".join(f"{code}={cells.value}" for code, cells in indicator.dimensions.items())
    split = ",".join(sorted(indicator.numerator_only))
    return f"{indicator.kind.value} {indicator.over_time.value} {indicator.across.value} [{dimensions}] [{split}]"


def report_id(project: str, reporter: str, period: str) -> str:
    """The name of a report on the command line and in tables: `PROJECT/REPORTER/PERIOD`."""
    return f"{project}/{reporter}/{period}"


def texts_of(numbers: Mapping[str, Fraction]) -> dict[str, str]:
    """Numbers by code, as JSON keeps them exactly."""
    return {code: decimal_text(number) for code, number in numbers.items()}


def numbers_of(texts: Iterable[tuple[str, str]]) -> dict[str, Fraction]:
    """The inverse."""
    return {code: Fraction(text) for code, text in texts}
