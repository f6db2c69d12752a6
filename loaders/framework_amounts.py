"""Numbers and stages that baselines and targets state, checked against the indicator (semantics 2.6, 2.7)."""

from dataclasses import dataclass
from fractions import Fraction

from framework.model import Kind, Rule
from framework.numbers import decimals_of
from framework.problems import Place, Problem
from loaders import framework_codes as codes
from loaders.framework_indicator_schema import IndicatorEntry
from loaders.framework_values import RefusedError, hint, listed, read_number

DECIMALS = {Kind.NUMBER: 0, Kind.AMOUNT: 2}
"""How many decimals figures have where `decimals` is left out; of the other kinds any."""

Read = tuple[Fraction | None, list[Problem]]
"""An amount, or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the figures of an indicator may be."""

    kind: Kind
    decimals: int | None
    allow_negative: bool
    stages: tuple[str, ...]

    def read(self, text: str, place: Place) -> Read:
        """A target or baseline: a number, or the position of a milestone's stage."""
        return self._stage(text, place) if self.kind is Kind.MILESTONE else self._number(text, place)

    def check(self, number: Fraction, text: str, place: Place) -> list[Problem]:
        """What is wrong with a number (semantics 2.6)."""
        problems = []
        if number < 0 and not self.allow_negative:
            problems.append(Problem(place, codes.NEGATIVE_NUMBER, text, {"value": text}))
        needed = decimals_of(number) or 0
        if self.decimals is not None and needed > self.decimals:
            problems.append(
                Problem(place, codes.TOO_MANY_DECIMALS, text, {"allowed": _decimals(self.decimals), "needed": needed})
            )
        return problems

    def _stage(self, text: str, place: Place) -> Read:
        if text in self.stages:
            return Fraction(self.stages.index(text)), []
        names = list(self.stages)
        return None, [Problem(place, codes.UNKNOWN_STAGE, text, {"hint": hint(text, names), "allowed": listed(names)})]

    def _number(self, text: str, place: Place) -> Read:
        try:
            number = read_number(text)
        except RefusedError as refused:
            return None, [Problem(place, refused.code, text, refused.details)]
        problems = self.check(number, text, place)
        return (None if problems else number), problems


def _decimals(number: int) -> str:
    return {0: "no decimals", 1: "one decimal"}.get(number, f"{number} decimals")


def measure_of(entry: IndicatorEntry) -> Measure:
    """The measure of an indicator, defaults filled in."""
    decimals = entry.decimals if entry.decimals is not None else DECIMALS.get(entry.kind)
    return Measure(entry.kind, decimals, entry.allow_negative, tuple(stage.code for stage in entry.stages))


def rule_over_time(entry: IndicatorEntry) -> Rule:
    """How its figures combine over time: as written, else by its kind (semantics 3)."""
    return entry.over_time or (Rule.SUM if entry.kind in DECIMALS else Rule.LAST)


def has_levels(entry: IndicatorEntry) -> bool:
    """True where its targets are levels to be reached, not quantities to be added (semantics 4.1)."""
    return rule_over_time(entry) is not Rule.SUM or entry.kind is Kind.PERCENTAGE
