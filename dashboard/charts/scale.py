"""Five steps from light to dark: how heat maps and maps show how much there is.

The steps are of one hue, so that people with any colour vision and readers of a black-and-white print tell them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from dashboard import words
from dashboard.naming import Naming
from dashboard.words import NBSP

TONES = ("#e6f0f8", "#bcd8ec", "#86b8dd", "#2f76b0", "#0b4a80")
"""From little to much; 0-colours.css has the same."""
ROUND = (Fraction(1), Fraction(3, 2), Fraction(2), Fraction(5, 2), Fraction(3), Fraction(4), Fraction(5), Fraction(6), Fraction(8), Fraction(10))  # fmt: skip
"""What a step may be, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps of equal size: `bounds` are where they begin and end, one more than there are steps."""

    bounds: Sequence[Fraction]

    def tone(self, figure: Fraction) -> int:
        """Which step a figure is in; a bound belongs to the step that it ends."""
        return next((place for place, bound in enumerate(self.bounds[1:]) if figure <= bound), len(self.bounds) - 2)

    def steps(self, naming: Naming) -> list[str]:
        """What each step holds, in words: "0–30", "> 30–60"."""
        told = [naming.figure(bound) for bound in self.bounds]
        return [
            words.say("{start} to {end}", naming.language, start=f">{NBSP}{start}" if place else start, end=end)
            for place, (start, end) in enumerate(pairwise(told))
        ]


def scale_of(figures: Iterable[Fraction]) -> Scale:
    """The scale of figures: from zero, or the lowest one below it, up to the highest, in round steps."""
    stated = [*figures, Fraction(0)]
    low, high = min(stated), max(stated)
    step = _round_step((high - low) / len(TONES)) if high > low else Fraction(1)
    while low // step * step + step * len(TONES) < high:
        step = _round_step(step * Fraction(11, 10))
    bounds = [low // step * step + step * place for place in range(len(TONES) + 1)]
    last = next(place for place, bound in enumerate(bounds) if bound >= high)
    return Scale(bounds[: max(last, 1) + 1])


def _round_step(size: Fraction) -> Fraction:
    """The next round number, such as 30 for 28.8."""
    power = Fraction(1)
    while power * 10 < size:
        power *= 10
    while power > size:
        power /= 10
    return next(power * each for each in ROUND if power * each >= size)
