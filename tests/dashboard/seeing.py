"""How people see colours: contrast (WCAG 2.2), and the distance of two colours, for people with every colour vision."""

import math
import re
from itertools import combinations
from pathlib import Path

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

SIGHTS: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What reaches whom of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""

TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE_POINT: Triple = (0.9505, 1.0, 1.089)
STYLES = Path(__file__).parents[2] / "dashboard" / "assets"


def variables() -> dict[str, tuple[str, str]]:
    """The colours of the style sheets: the light and the dark one by the variable's name."""
    text = (STYLES / "0-colours.css").read_text("utf-8")
    found = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\);", text)
    return {name: (light, dark) for name, light, dark in found}


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminance, from 1 to 21."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def least_distance(colours: tuple[str, ...], sight: str) -> float:
    """How far the two most similar of some colours are apart for somebody (CIE 1976; 2.3 is just to be seen)."""
    seen = [_lab(_through(SIGHTS[sight], _linear(colour))) for colour in colours]
    return min(_apart(one, other) for one, other in combinations(seen, 2))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(share: float) -> float:
    bright: float = ((share + 0.055) / 1.055) ** 2.4
    return share / 12.92 if share <= 0.04045 else bright


def _luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip(TO_XYZ[1], _linear(colour), strict=True))


def _through(matrix: Matrix, triple: Triple) -> Triple:
    one, two, three = (sum(weight * part for weight, part in zip(row, triple, strict=True)) for row in matrix)
    return one, two, three


def _lab(linear: Triple) -> Triple:
    clipped = (min(max(linear[0], 0), 1), min(max(linear[1], 0), 1), min(max(linear[2], 0), 1))
    x, y, z = (_root(part / white) for part, white in zip(_through(TO_XYZ, clipped), WHITE_POINT, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    root: float = share ** (1 / 3)
    return root if share > 0.008856 else 7.787 * share + 16 / 116


def _apart(one: Triple, other: Triple) -> float:
    return math.dist(one, other)
