"""The boundaries that a framework names, and what can be wrong with their file."""

import json
from pathlib import Path

import pytest

from framework.problems import Problem
from loaders.framework_file import Framework, read_framework, read_recorded

FRAMEWORK = """\
project: {code: P, title: Wells, start: 2023-01-01, end: 2023-12-31}
dimensions:
  region:
    title: Region
    map: {file: maps/regions.geojson, source: The surveyors, property: iso}
    categories: {EAST: East, WEST: West}
"""
SQUARE = [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]
HOLE = [[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]]


def feature(code: object, *rings: object, kind: str = "Polygon") -> dict[str, object]:
    return {"properties": {"iso": code}, "geometry": {"type": kind, "coordinates": list(rings)}}


def moved(ring: list[list[int]], across: int) -> list[list[int]]:
    return [[x + across, y] for x, y in ring]


def read(folder: Path, content: object, framework: str = FRAMEWORK) -> tuple[list[Framework], list[Problem]]:
    """The framework beside that file of boundaries; of a text or bytes the file as it is, of None no file."""
    (folder / "maps").mkdir()
    if content is not None:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (folder / "maps" / "regions.geojson").write_bytes(data)
    (folder / "indicators.yaml").write_text(framework, "utf-8")
    return read_framework([folder / "indicators.yaml"])


def whole(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_areas_come_with_their_codes_and_source(tmp_path: Path) -> None:
    file = whole(feature("EAST", moved(SQUARE, 10)), feature("WEST", SQUARE), feature("SEA", moved(SQUARE, 40)))
    (framework,), problems = read(tmp_path, file)
    boundaries = framework.boundaries["region"]
    assert problems == []
    assert boundaries.source.said() == "The surveyors"
    assert set(boundaries.atlas.areas) == {"EAST", "WEST"}
    assert boundaries.atlas.width == 4000


def test_what_is_recorded_of_a_framework_has_no_boundaries(tmp_path: Path) -> None:
    (framework,), _ = read(tmp_path, whole(feature("EAST", SQUARE), feature("WEST", SQUARE)))
    assert [file.name for file in framework.files] == ["indicators.yaml"]
    recorded, problems = read_recorded(framework.files)
    assert recorded
    assert (recorded.boundaries, problems) == ({}, [])


def test_outer_rings_and_holes_run_opposite_ways_however_they_are_written(tmp_path: Path) -> None:
    file = whole(feature("EAST", SQUARE, HOLE), feature("WEST", moved(SQUARE[::-1], 10), moved(HOLE, 10)))
    (framework,), _ = read(tmp_path, file)
    for outer, hole in framework.boundaries["region"].atlas.areas.values():
        assert turns(outer) < 0 < turns(hole)


def turns(ring: tuple[tuple[int, int], ...]) -> int:
    return sum(x * up - across * y for (x, y), (across, up) in zip(ring, (*ring[1:], ring[0]), strict=True))


def test_an_area_of_several_pieces_is_one(tmp_path: Path) -> None:
    islands = feature("EAST", [SQUARE], [moved(SQUARE, 30)], kind="MultiPolygon")
    (framework,), _ = read(tmp_path, whole(islands, feature("WEST", SQUARE), feature("WEST", moved(SQUARE, 50))))
    areas = framework.boundaries["region"].atlas.areas
    assert (len(areas["EAST"]), len(areas["WEST"])) == (2, 2)


def test_areas_on_both_sides_of_the_date_line_stay_together(tmp_path: Path) -> None:
    file = whole(feature("EAST", moved(SQUARE, -180)), feature("WEST", moved(SQUARE, 170)))
    (framework,), _ = read(tmp_path, file)
    atlas = framework.boundaries["region"].atlas
    assert 0 < atlas.height <= 4000
    assert min(x for x, _ in atlas.areas["EAST"][0]) >= max(x for x, _ in atlas.areas["WEST"][0]) - 1


def test_a_category_without_an_area_is_told_and_the_others_are_drawn(tmp_path: Path) -> None:
    (framework,), (problem,) = read(tmp_path, whole(feature("WEST", SQUARE), feature("EASTERN", SQUARE)))
    assert problem.code.name == "CATEGORY_WITHOUT_AREA"
    assert (problem.value, problem.place.column) == ("EAST", "dimensions.region.categories.EAST")
    assert "WEST" in problem.message
    assert set(framework.boundaries["region"].atlas.areas) == {"WEST"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 200_000, "no JSON"),
        ({"type": "Topology", "objects": {}}, "no GeoJSON"),
        (whole(feature("EAST", SQUARE, kind="Point")), "Polygon or MultiPolygon"),
        (whole(feature("EAST", SQUARE[:3])), "four points"),
        (whole(feature("EAST", [[444000, 1], [1, 1], [2, 2], [444000, 1]])), "degrees"),
        (whole(feature("EAST", [["a", 1], [1, 1], [2, 2], ["a", 1]])), "degrees"),
        (whole(feature("EAST", [[10**400, 1], [1, 1], [2, 2], [1, 1]])), "degrees"),
        (whole(feature("NORTH", SQUARE)), "but of NORTH"),
        (whole(), "but of none"),
    ],
)
def test_a_file_that_no_map_can_be_drawn_from_is_a_warning(tmp_path: Path, content: object, reason: str) -> None:
    (framework,), (problem,) = read(tmp_path, content)
    assert problem.code.name == "BOUNDARIES_UNREADABLE"
    assert problem.place.column == "dimensions.region.map.file"
    assert reason in problem.message
    assert framework.boundaries == {}


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, b" " * (10 * 1024 * 1024 + 1))
    assert "10 MB" in problem.message


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "maps" / "regions.geojson").mkdir(parents=True)
    (tmp_path / "indicators.yaml").write_text(FRAMEWORK, "utf-8")
    _, (problem,) = read_framework([tmp_path / "indicators.yaml"])
    assert "cannot be opened" in problem.message


def test_features_are_known_by_their_id_where_no_property_is_named(tmp_path: Path) -> None:
    file = whole(*({"id": code, **feature(None, moved(SQUARE, far))} for code, far in (("EAST", 0), ("WEST", 20))))
    (framework,), problems = read(tmp_path, file, FRAMEWORK.replace(", property: iso", ""))
    assert problems == []
    assert set(framework.boundaries["region"].atlas.areas) == {"EAST", "WEST"}


def test_the_path_of_a_shared_dimension_starts_at_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "shared" / "maps").mkdir(parents=True)
    start, shared = FRAMEWORK.split("dimensions:\n")
    (tmp_path / "shared" / "dimensions.yaml").write_text("dimensions:\n" + shared, "utf-8")
    file = whole(feature("EAST", SQUARE), feature("WEST", SQUARE))
    (tmp_path / "shared" / "maps" / "regions.geojson").write_text(json.dumps(file), "utf-8")
    (tmp_path / "indicators.yaml").write_text(start + "include: [shared/dimensions.yaml]\n", "utf-8")
    (framework,), problems = read_framework([tmp_path / "indicators.yaml"])
    assert problems == []
    assert set(framework.boundaries) == {"region"}
