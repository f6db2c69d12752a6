"""indicators.yaml → projects and problems (interface 1).

A file is one project. Several files, or a folder, are several; `include` brings shared dimensions. All problems of all
files come at once; a project is given back only where its file has no error.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framework.model import ONLY_REPORTER, Project, Targets, UploadedFile
from framework.periods import calendar_of
from framework.problems import Place, Problem, refuses
from loaders import framework_codes as codes
from loaders.boundaries import Boundaries, read_boundaries
from loaders.framework_build import build_project
from loaders.framework_checks import Dimensions, check_framework, has_calendar, indicators_of
from loaders.framework_indicators import Surroundings, check_indicator
from loaders.framework_schema import DimensionEntry, FrameworkEntry, IncludedEntry
from loaders.framework_sources import SUFFIXES, OnDisk, Recorded, Source
from loaders.framework_targets import read_targets
from loaders.framework_validation import validate
from loaders.yaml_reader import Block, Items, read_yaml


@dataclass(frozen=True, slots=True)
class Framework:
    """A project with the bytes of its file and of those it includes."""

    project: Project
    files: tuple[UploadedFile, ...]
    place: str = "indicators.yaml"
    """The file as problems name it."""
    boundaries: Mapping[str, Boundaries] = field(default_factory=dict)
    """The outlines of categories, by dimension; they are no part of what is recorded."""


def read_framework(paths: Sequence[Path]) -> tuple[list[Framework], list[Problem]]:
    """The projects of files and folders, in their order, with all problems of all files."""
    frameworks: list[Framework] = []
    problems: list[Problem] = []
    first: dict[str, Place] = {}
    for path in paths:
        files, found = _files(path)
        problems += found
        for file in files:
            framework, found = _read(OnDisk(file), first)
            problems += found
            frameworks += [framework] if framework else []
    return frameworks, problems


def read_recorded(files: Sequence[UploadedFile]) -> tuple[Framework | None, list[Problem]]:
    """The project of the files of a revision (semantics 6.7).

    Args:
        files: the framework file and those that it includes, as `Framework.files` has them.
    """
    return _read(Recorded(files), {})


def _files(path: Path) -> tuple[list[Path], list[Problem]]:
    """A file itself; of a folder the files that hold a project."""
    if not path.is_dir():
        return [path], []
    files = [file for file in sorted(path.iterdir()) if file.suffix in SUFFIXES and not _is_shared(file)]
    return files, [] if files else [Problem(Place(str(path), 1), codes.FOLDER_EMPTY)]


def _is_shared(file: Path) -> bool:
    """True for a file that others include: it reads well and holds only dimensions."""
    data, _ = OnDisk(file).read()
    block = read_yaml(str(file), data)[0] if data is not None else None
    return block is not None and set(block) == {"dimensions"}


def _read(source: Source, first: dict[str, Place]) -> tuple[Framework | None, list[Problem]]:
    data, problems = source.read()
    if data is None:
        return None, problems
    root, problems = read_yaml(source.place, data)
    if root is None:
        return None, problems
    included, files, found = _include(source, root)
    problems += found
    entry, found = validate(root, FrameworkEntry)
    problems += found
    if entry is None:
        return None, _sorted(problems)
    project, found = _project(entry, included)
    problems += [*found, *_taken_code(entry, first)]
    boundaries, found = read_boundaries({**included, **entry.dimensions}, source.beside)
    problems += found
    if project is None or refuses(problems):
        return None, _sorted(problems)
    recorded = (UploadedFile(source.name, data), *files)
    return Framework(project, recorded, source.place, boundaries), _sorted(problems)


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda one: (one.place.file, one.place.line, one.place.character or 0))


def _project(entry: FrameworkEntry, included: Dimensions) -> tuple[Project | None, list[Problem]]:
    """The project that an entry describes, with everything wrong between its values."""
    dimensions = {**included, **entry.dimensions}
    problems = [*_known_dimensions(entry, included), *check_framework(entry, dimensions)]
    calendar = calendar_of(build_project(entry, {}, {})) if has_calendar(entry) else None
    indicators = {one.code: one for one in reversed(indicators_of(entry))}
    reporters = list(entry.reporters) or [ONLY_REPORTER]
    around = Surroundings(dimensions, reporters, indicators, calendar.reporting if calendar else None)
    targets: dict[str, Targets] = {}
    for indicator in indicators_of(entry):
        problems += check_indicator(indicator, around)
        targets[indicator.code], found = read_targets(indicator, calendar, dimensions)
        problems += found
    return (None if refuses(problems) else build_project(entry, dimensions, targets)), problems


def _known_dimensions(entry: FrameworkEntry, included: Dimensions) -> Iterator[Problem]:
    block = entry.block.block("dimensions")
    for code in entry.dimensions.keys() & included.keys():
        other = included[code].block.place()
        details = {"what": "an included dimension", "kind": "dimension", "line": other.line, "file": other.file}
        yield Problem(block.key_place(code), codes.DUPLICATE_CODE, code, details)


def _taken_code(entry: FrameworkEntry, first: dict[str, Place]) -> Iterator[Problem]:
    """The code of a project that another file has already."""
    if entry.project.block.unread & {"code"} or "project" in entry.block.unread:
        return
    place = entry.project.block.place("code")
    before = first.setdefault(entry.project.code, place)
    if before is not place:
        details = {"what": "another project", "kind": "project", "line": before.line, "file": before.file}
        yield Problem(place, codes.DUPLICATE_CODE, entry.project.code, details)


def _include(source: Source, root: Block) -> tuple[dict[str, DimensionEntry], list[UploadedFile], list[Problem]]:
    """The dimensions of included files, the files themselves, and their problems."""
    dimensions: dict[str, DimensionEntry] = {}
    files: list[UploadedFile] = []
    problems: list[Problem] = []
    names = root.get("include")
    for position, name in enumerate(names if isinstance(names, Items) else []):
        place = names.place(position) if isinstance(names, Items) else root.place("include")
        reason = source.refusal(name) if isinstance(name, str) and name else "This is no path"
        if reason or not isinstance(name, str):
            problems.append(Problem(place, codes.INCLUDE_REFUSED, str(name), {"reason": reason}))
            continue
        found = _included(source, place, name)
        dimensions.update(found.dimensions)
        files += found.files
        problems += found.problems
    return dimensions, files, problems


@dataclass(frozen=True, slots=True)
class _Included:
    dimensions: Mapping[str, DimensionEntry]
    files: Sequence[UploadedFile] = ()
    problems: Sequence[Problem] = ()


def _included(source: Source, place: Place, name: str) -> _Included:
    data = source.included(name)
    if data is None:
        return _Included({}, (), [Problem(place, codes.INCLUDE_REFUSED, name, {"reason": "This cannot be read"})])
    root, problems = read_yaml(source.place_of(name), data)
    if root is None:
        return _Included({}, (), problems)
    for key in [key for key in root if key != "dimensions"]:
        problems.append(Problem(root.key_place(key), codes.INCLUDED_KEY, None, {"key": key}))
        del root[key]
    entry, found = validate(root, IncludedEntry)
    return _Included(entry.dimensions if entry else {}, [UploadedFile(name, data)], [*problems, *found])
