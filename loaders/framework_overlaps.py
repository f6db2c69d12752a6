"""Target periods beside and inside each other (semantics 4.2).

Quantities are counted once: periods follow each other, or lie inside a longer one whose target they explain. Levels and
running totals count at the end of their period alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from framework.model import PeriodTarget, Span
from framework.numbers import decimal_text
from framework.periods import months_between
from framework.problems import Place, Problem
from loaders import framework_codes as codes


@dataclass(frozen=True, slots=True)
class Stated:
    """A target as the file states it: where, the text, the whole days of its label, and the target clipped to the project."""

    place: Place
    text: str
    whole: Span
    target: PeriodTarget

    def inside(self, other: "Stated") -> bool:
        """True where its days are some, but not all, of the other's."""
        return self.whole != other.whole and other.whole.covers(self.whole)


def outermost(stated: Sequence[Stated]) -> list[Stated]:
    """The targets that lie inside no other."""
    return [one for one in stated if not any(one.inside(other) for other in stated)]


def check_quantities(stated: Sequence[Stated]) -> Iterator[Problem]:
    """Periods that overlap without one lying inside the other; shorter ones that are more than, or not, the longer."""
    for one, other in combinations(stated, 2):
        if one.whole.overlaps(other.whole) and not one.inside(other) and not other.inside(one):
            yield _overlap(one, other)
    for longer in stated:
        yield from _check_inner(longer, outermost([one for one in stated if one.inside(longer)]))


def check_levels(stated: Sequence[Stated]) -> Iterator[Problem]:
    """Periods of one length that overlap; two different targets for one day."""
    for one, other in combinations(stated, 2):
        periods = not one.target.dated and not other.target.dated
        if periods and one.whole.overlaps(other.whole) and _months(one.whole) == _months(other.whole):
            yield _overlap(one, other)
        elif one.target.span.end == other.target.span.end and one.target.amount != other.target.amount:
            details = {"day": one.target.span.last_day, "one": other.text, "other": one.text, "line": one.place.line}
            yield Problem(other.place, codes.SAME_DAY_TARGETS, None, details)


def _check_inner(longer: Stated, inner: Sequence[Stated]) -> Iterator[Problem]:
    parts = sum((one.target.amount for one in inner), Fraction(0))
    code = None
    if inner and _fill(longer.target.span, inner):
        code = codes.TARGETS_DISAGREE if parts != longer.target.amount else None
    elif inner and parts > longer.target.amount:
        code = codes.TARGETS_EXCEED
    if code:
        details = {"label": longer.target.label, "whole": longer.text, "parts": decimal_text(parts)}
        yield Problem(longer.place, code, None, details)


def _fill(span: Span, inner: Sequence[Stated]) -> bool:
    """True where the shorter periods leave no day of the longer one, as far as the project lasts."""
    reached = span.start
    for part in sorted(one.target.span for one in inner):
        if part.start > reached:
            return False
        reached = max(reached, part.end)
    return reached >= span.end


def _overlap(one: Stated, other: Stated) -> Problem:
    details = {"other": one.target.label, "line": one.place.line}
    return Problem(other.place, codes.TARGETS_OVERLAP, other.target.label, details)


def _months(span: Span) -> Fraction:
    return months_between(span.start, span.end)
