"""The words of one indicator in one language: its figures as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dashboard import words
from dashboard.words import NBSP
from framework.model import Cell, Indicator, Kind
from framework.numbers import rounded

PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How the figures of an indicator are written."""

    language: str
    unit: str = ""
    kind: Kind = Kind.NUMBER
    per: int = PERCENT
    places: int = 1
    """Decimals shown: those that a stated figure may have, at least one for targets between two dates."""
    stages: Mapping[str, str] = field(default_factory=dict)
    """Titles by code."""

    @property
    def percentage(self) -> bool:
        """True where a figure is a share in percent."""
        return self.kind is Kind.PERCENTAGE and self.per == PERCENT

    @property
    def suffix(self) -> str:
        """What follows a figure on an axis."""
        return f"{NBSP}%" if self.percentage else ""

    def figure(self, cell: Cell) -> str:
        """A figure without its unit: a number, a percentage, a stage's title, a text."""
        if isinstance(cell, str):
            return self.stages.get(cell, cell)
        if cell is None or not self.percentage:
            return words.number(cell, self.language, self.places) + self._rate(cell)
        return words.percent(cell, self.language, places=1)

    def roughly(self, cell: Cell) -> str:
        """A projected figure, in whole numbers; a percentage with one decimal."""
        places = 1 if self.kind is Kind.PERCENTAGE else 0
        return self.figure(rounded(cell, places) if isinstance(cell, Fraction) else cell)

    def counted(self, cell: Cell) -> str:
        """A figure with what it counts: "513 people"."""
        unit = "" if self.kind is Kind.PERCENTAGE or isinstance(cell, str) or cell is None else self.unit
        return f"{self.figure(cell)} {unit}".strip()

    def period(self, label: str) -> str:
        """The label of a target period; the date of a dated target as people read it."""
        try:
            return words.day(date.fromisoformat(label), self.language)
        except ValueError:
            return label

    def parts(self, numerator: Cell, denominator: Cell) -> str:
        """The two numbers of a percentage: "354 ÷ 600"; empty where they are not stated."""
        if numerator is None or denominator is None:
            return ""
        return f"{words.number(numerator, self.language)} ÷ {words.number(denominator, self.language)}"

    def _rate(self, cell: Cell) -> str:
        if self.kind is not Kind.PERCENTAGE or cell is None:
            return ""
        return " " + words.say("per {count}", self.language, count=words.number(self.per, self.language))


def naming_of(indicator: Indicator, language: str) -> Naming:
    """The words of an indicator of the framework."""
    return Naming(
        language=language,
        unit=words.in_language(indicator.unit, language),
        kind=indicator.kind,
        per=indicator.per,
        places=max(1, indicator.decimals or 0),
        stages={stage.code: words.in_language(stage.title, language) for stage in indicator.stages},
    )
