"""The boundaries that a framework names: `map: {file: regions.geojson, source: …, property: iso_3166_2}` of a dimension.

    {"type": "FeatureCollection", "features": [
      {"type": "Feature", "id": "TJ-DU", "properties": {…}, "geometry": {"type": "Polygon", "coordinates": [[[68.6, 38.4], …]]}}]}

No figure depends on them: what is wrong with the file is a warning, and the page does without the map.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framework.model import Text
from framework.problems import Problem
from loaders import framework_codes as codes
from loaders.framework_schema import DimensionEntry, MapEntry
from loaders.framework_values import listed
from loaders.geometry import Atlas, Degrees, Polygon, drawn

LARGEST = 10 * 1024 * 1024
SUFFIXES = {".geojson", ".json"}
NAMED = 8
"""How many codes of a file a problem names."""
CORNERS = 4
WEST, EAST, NORTH = -180, 360, 90

Beside = Callable[[str, str], Path | None]
"""The path of a file that another one names: `beside(file, name)`; None where there are no other files."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The outlines of a dimension's categories, and whose they are."""

    atlas: Atlas
    source: Text


MISSING = "there is no such file"
CLOSED = "the file cannot be opened ({why})"
TOO_LARGE = "the file has more than {most} MB; simplify the outlines"
NO_JSON = "the file is no JSON"
NO_FEATURES = "the file is no GeoJSON with a list of `features`"
NO_POLYGON = "an area of it is no Polygon or MultiPolygon with rings of at least four points"
NO_DEGREES = "a point of it is no longitude and latitude in degrees (WGS 84), such as [68.8, 38.6]"
NO_CATEGORY = "it has no area of any category, but of {found}"


class UnfitError(ValueError):
    """A file that no map can be drawn from; its text is the reason, for a problem."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason.format(**details))


def read_boundaries(
    dimensions: Mapping[str, DimensionEntry], beside: Beside
) -> tuple[dict[str, Boundaries], list[Problem]]:
    """The boundaries of all dimensions that name some, with everything wrong about them."""
    found: dict[str, Boundaries] = {}
    problems: list[Problem] = []
    for code, dimension in dimensions.items():
        path = beside(dimension.map_.block.file, dimension.map_.file) if dimension.map_ else None
        if dimension.map_ is None or path is None:
            continue
        drawable, told = _boundaries(path, dimension, dimension.map_)
        found |= {code: drawable} if drawable else {}
        problems += told
    return found, problems


def _boundaries(path: Path, dimension: DimensionEntry, written: MapEntry) -> tuple[Boundaries | None, list[Problem]]:
    place = written.block.place("file")
    if Path(written.file).is_absolute() or path.suffix.lower() not in SUFFIXES:
        return None, [Problem(place, codes.BOUNDARIES_REFUSED, written.file)]
    try:
        found = _read(path, dimension, written)
    except UnfitError as unfit:
        return None, [Problem(place, codes.BOUNDARIES_UNREADABLE, written.file, {"reason": str(unfit)})]
    return found, list(_without_area(dimension, found, written))


def _without_area(dimension: DimensionEntry, boundaries: Boundaries, written: MapEntry) -> Iterator[Problem]:
    block = dimension.block.block("categories")
    known = listed(sorted(boundaries.atlas.areas), limit=NAMED)
    for code in dimension.categories:
        if code not in boundaries.atlas.areas:
            details = {"file": written.file, "found": known}
            yield Problem(block.key_place(code), codes.CATEGORY_WITHOUT_AREA, code, details)


def _read(path: Path, dimension: DimensionEntry, written: MapEntry) -> Boundaries:
    polygons: dict[str, list[Polygon]] = {}
    codes_found: list[str] = []
    for feature in _features(_parsed(_bytes(path))):
        code = _code(feature, written.property)
        codes_found.append(code)
        if code in dimension.categories:
            polygons.setdefault(code, []).extend(_polygons(feature))
    if not any(polygons.values()):
        raise UnfitError(NO_CATEGORY, found=listed(sorted({*codes_found} - {""}), limit=NAMED))
    return Boundaries(drawn({code: each for code, each in polygons.items() if each}), written.source)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnfitError(TOO_LARGE, most=LARGEST // 1024 // 1024)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UnfitError(MISSING) from None
    except OSError as error:
        raise UnfitError(CLOSED, why=(error.strerror or "it fails").lower()) from None


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise UnfitError(NO_JSON) from None


def _features(content: object) -> list[Mapping[str, object]]:
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnfitError(NO_FEATURES)
    return [each for each in features if isinstance(each, dict)]


def _code(feature: Mapping[str, object], name: str | None) -> str:
    """The category that a feature says it is; empty where it says nothing."""
    properties = feature.get("properties")
    said = (properties.get(name) if isinstance(properties, dict) else None) if name else feature.get("id")
    return str(said) if isinstance(said, str | int) else ""


def _polygons(feature: Mapping[str, object]) -> list[Polygon]:
    geometry = feature.get("geometry")
    kind, coordinates = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, 0)
    if kind == "Polygon":
        return [_polygon(coordinates)]
    if kind == "MultiPolygon" and isinstance(coordinates, list):
        return [_polygon(each) for each in coordinates]
    raise UnfitError(NO_POLYGON)


def _polygon(rings: object) -> Polygon:
    if not isinstance(rings, list) or not all(isinstance(ring, list) and len(ring) >= CORNERS for ring in rings):
        raise UnfitError(NO_POLYGON)
    return [[_point(point) for point in ring] for ring in rings]


def _point(point: object) -> Degrees:
    match point:
        case [int() | float() as x, int() | float() as y, *_] if _is_on_earth(x, y):
            return float(x), float(y)
    raise UnfitError(NO_DEGREES)


def _is_on_earth(x: float, y: float) -> bool:
    return WEST <= x <= EAST and -NORTH <= y <= NORTH
