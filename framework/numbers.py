"""Exact numbers and how they are written: fractions inside, decimals half up outside."""

from fractions import Fraction

PLACES = 6


def rounded(value: Fraction, places: int = PLACES) -> Fraction:
    """The number rounded half away from zero to so many decimals (interface 4)."""
    scale = 10**places
    units, rest = divmod(abs(value) * scale, 1)
    size = Fraction(int(units) + (rest * 2 >= 1), scale)
    return size if value >= 0 else -size


def decimals_of(value: Fraction) -> int | None:
    """How many decimals the number needs; None where no finite number of them writes it."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return places if rest == 1 else None


def decimal_text(value: Fraction) -> str:
    """The number without trailing zeros: `1200.5`, `12`; one that no decimal writes as `10/3`.

    `Fraction(text)` reads both back.
    """
    places = decimals_of(value)
    if places is None:
        return str(value)
    if not places:
        return str(value.numerator)
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
