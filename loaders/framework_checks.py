"""What several values of a framework file together must be: the project, its people, dimensions and tree.

The checks of single indicators are in framework_indicators, those of targets in framework_targets.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from framework.model import ANY_LANGUAGE, Text
from framework.problems import Place, Problem
from loaders import framework_codes as codes
from loaders.framework_entry import Entry
from loaders.framework_indicator_schema import IndicatorEntry
from loaders.framework_renaming import check_renaming
from loaders.framework_schema import (
    CategoryEntry,
    DimensionEntry,
    FrameworkEntry,
    ProjectEntry,
    ReporterEntry,
    ResultEntry,
)
from loaders.framework_values import hint, listed
from loaders.yaml_reader import Block, Node

LONGEST_YEARS = 100
CALENDAR_KEYS = {"start", "end", "fiscal_year_start", "reporting"}

Dimensions = Mapping[str, DimensionEntry]
Coded = TypeVar("Coded", ResultEntry, IndicatorEntry)


def results_of(entries: Iterable[ResultEntry]) -> Iterator[ResultEntry]:
    """All nodes of the tree, parents before children."""
    for entry in entries:
        yield entry
        yield from results_of(entry.results)


def indicators_of(entry: FrameworkEntry) -> list[IndicatorEntry]:
    """All indicators of the tree, in the file's order."""
    return [indicator for result in results_of(entry.goals) for indicator in result.indicators]


def has_calendar(entry: FrameworkEntry) -> bool:
    """True where the project's days are known, so that periods can be looked at."""
    project = entry.project
    read = "project" not in entry.block.unread and not project.block.unread & CALENDAR_KEYS
    return read and not any(_project_days(project))


def check_framework(entry: FrameworkEntry, dimensions: Dimensions) -> Iterator[Problem]:
    """Everything but indicators one by one."""
    if "project" not in entry.block.unread:
        yield from _check_project(entry.project)
    yield from _check_reporters(entry)
    yield from _check_parents(dimensions)
    nodes = list(results_of(entry.goals))
    yield from _check_codes(nodes, "goal or result")
    yield from _check_codes(indicators_of(entry), "indicator")
    yield from check_renaming(entry.reporters, dimensions, indicators_of(entry))
    if "languages" in entry.project.block:
        yield from _check_languages(entry, entry.block, entry.project.languages)


def _check_project(project: ProjectEntry) -> Iterator[Problem]:
    if not project.block.unread & {"start", "end"}:
        yield from _project_days(project)
    if project.off_track_percent < project.deviation_percent:
        key = "off_track_percent" if "off_track_percent" in project.block else "deviation_percent"
        details = {"off_track": project.off_track_percent, "deviation": project.deviation_percent}
        yield Problem(project.block.place(key), codes.DEVIATION_ORDER, str(project.block.get(key)), details)


def _project_days(project: ProjectEntry) -> Iterator[Problem]:
    start, end = project.start, project.end
    details = {"start": project.block.get("start"), "end": project.block.get("end")}
    if end <= start:
        yield Problem(project.block.place("end"), codes.PROJECT_ENDS_BEFORE_START, None, details)
    elif end.year - start.year > LONGEST_YEARS:
        yield Problem(project.block.place("end"), codes.PROJECT_TOO_LONG, None, details)


def _check_reporters(entry: FrameworkEntry) -> Iterator[Problem]:
    for reporter in entry.reporters.values():
        yield from _check_reporter(reporter, entry)


def _check_reporter(reporter: ReporterEntry, entry: FrameworkEntry) -> Iterator[Problem]:
    project = entry.project
    start, until = reporter.from_ or project.start, reporter.until or project.end
    key = "until" if reporter.until else "from"
    place, value = reporter.block.place(key), reporter.block.get(key)
    if reporter.from_ and reporter.until and until <= start:
        details = {"until": value, "start": start}
        yield Problem(place, codes.REPORTER_ENDS_BEFORE_START, str(value), details)
    elif has_calendar(entry) and (start >= project.end or until <= project.start):
        shown = " to ".join(str(reporter.block[name]) for name in ("from", "until") if name in reporter.block)
        days = f"{project.block['start']} to {project.block['end']}"
        yield Problem(place, codes.REPORTER_OUTSIDE_PROJECT, str(value), {"span": shown, "project": days})


def _check_parents(dimensions: Dimensions) -> Iterator[Problem]:
    for code, dimension in dimensions.items():
        known = [name for other, entry in dimensions.items() if other != code for name in entry.categories]
        for name, category in dimension.categories.items():
            if category.parent is not None and category.parent not in known:
                details = {"hint": hint(category.parent, known)}
                yield Problem(category.block.place("parent"), codes.UNKNOWN_PARENT, category.parent, details)
            elif way := _loop(name, dimensions):
                yield Problem(
                    category.block.place("parent"), codes.PARENT_LOOP, category.parent, {"way": " → ".join(way)}
                )


def _loop(code: str, dimensions: Dimensions) -> list[str]:
    """The way from a category through its parents back to it; empty where there is none."""
    parents = {
        name: one.parent for entry in dimensions.values() for name, one in entry.categories.items() if one.parent
    }
    way = [code]
    while (parent := parents.get(way[-1])) and parent not in way:
        way.append(parent)
    return [*way, code] if parent == code else []


def _check_codes(entries: Iterable[Coded], kind: str) -> Iterator[Problem]:
    """Codes are unique in the whole tree, whatever the case of their letters is."""
    first: dict[str, Place] = {}
    for entry in entries:
        place = entry.block.place("code")
        if (before := first.setdefault(entry.code, place)) is not place:
            details = {"what": "another " + kind, "kind": kind, "line": before.line, "file": before.file}
            yield Problem(place, codes.DUPLICATE_CODE, entry.code, details)


def _check_languages(entry: Entry, holder: Block, languages: list[str]) -> Iterator[Problem]:
    """Texts in languages that the project does not have."""
    for name, field in type(entry).model_fields.items():
        key = field.alias or name
        value = getattr(entry, name)
        if isinstance(value, Text):
            yield from _check_text(value, _text_block(entry, holder, key), languages)
        for step, inner in _inner_entries(value):
            node: Node | None = holder.get(key)
            block = node.block(step) if isinstance(node, Block) and step else inner.block
            yield from _check_languages(inner, block, languages)


def _text_block(entry: Entry, holder: Block, key: str) -> Block:
    shorthand = isinstance(entry, CategoryEntry) and key == "title" and "title" not in holder
    return holder if shorthand else holder.block(key)


def _inner_entries(value: object) -> Iterator[tuple[str | None, Entry]]:
    """The entries in a field, with their keys where it is a mapping."""
    if isinstance(value, Entry):
        yield None, value
    elif isinstance(value, list):
        yield from ((None, one) for one in value if isinstance(one, Entry))
    elif isinstance(value, dict):
        yield from ((key, one) for key, one in value.items() if isinstance(one, Entry))


def _check_text(text: Text, block: Block, languages: list[str]) -> Iterator[Problem]:
    for language in text.words:
        if language not in {ANY_LANGUAGE, *languages}:
            details = {"key": language, "allowed": listed(languages)}
            yield Problem(block.key_place(language), codes.OTHER_LANGUAGE, None, details)
