"""Outlines of areas on the earth → flat rings for a thematic map.

Degrees become whole steps on a plane: longitude is drawn in with the cosine of the middle latitude, so that areas keep
their shape, and the longer side of all areas together has 4,000 steps. Points nearer to each other than one can see are
left out. Outer rings run clockwise and holes the other way round: whoever fills them need not know which is which.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

STEPS = 4000
NEAREST = 5
"""Points of a ring that are nearer than this, in steps, are one."""
CORNERS = 3
HALF_ROUND = 180

Degrees = tuple[float, float]
"""Longitude and latitude."""
Polygon = Sequence[Sequence[Degrees]]
"""An outer ring, then its holes."""
Ring = tuple[tuple[int, int], ...]
"""Corners to the right and up, in steps; the last one is not the first."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Areas by their codes, and the size of all of them together."""

    areas: Mapping[str, tuple[Ring, ...]]
    width: int
    height: int


def drawn(polygons: Mapping[str, Sequence[Polygon]]) -> Atlas:
    """The areas on one plane; an area that has less than three corners is left out."""
    shifted = _without_date_line(polygons)
    points = [point for each in shifted.values() for polygon in each for ring in polygon for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrowed = cos(radians((south + north) / 2))
    scale = STEPS / max((east - west) * narrowed, north - south, 1e-9)

    def flat(ring: Iterable[Degrees]) -> list[tuple[int, int]]:
        return [(round((x - west) * narrowed * scale), round((y - south) * scale)) for x, y in ring]

    areas = {
        code: tuple(ring for polygon in each for ring in _rings(flat(ring) for ring in polygon))
        for code, each in shifted.items()
    }
    size = round((east - west) * narrowed * scale), round((north - south) * scale)
    return Atlas({code: rings for code, rings in areas.items() if rings}, *size)


def _without_date_line(polygons: Mapping[str, Sequence[Polygon]]) -> Mapping[str, Sequence[Polygon]]:
    """The same with the west after the east where areas lie on both sides of the date line."""
    longitudes = [x for each in polygons.values() for polygon in each for ring in polygon for x, _ in ring]
    if max(longitudes) - min(longitudes) <= HALF_ROUND:
        return polygons
    return {
        code: [[[(x + 2 * HALF_ROUND if x < 0 else x, y) for x, y in ring] for ring in polygon] for polygon in each]
        for code, each in polygons.items()
    }


def _rings(polygon: Iterable[Sequence[tuple[int, int]]]) -> Iterator[Ring]:
    for place, ring in enumerate(polygon):
        thin = _thinned(ring)
        if len(thin) >= CORNERS:
            clockwise = _doubled_area(thin) < 0
            yield thin if clockwise is (place == 0) else thin[::-1]


def _thinned(ring: Sequence[tuple[int, int]]) -> Ring:
    kept: list[tuple[int, int]] = []
    for point in ring[:-1] if ring and ring[0] == ring[-1] else ring:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= NEAREST:
            kept.append(point)
    return tuple(kept)


def _doubled_area(ring: Ring) -> int:
    """Twice the area; below zero where the ring runs clockwise."""
    return sum(x * up - across * y for (x, y), (across, up) in zip(ring, (*ring[1:], ring[0]), strict=True))
