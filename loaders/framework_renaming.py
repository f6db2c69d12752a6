"""What `renamed_from` may say: codes that nothing has any more, each claimed once (semantics 6.7)."""

from collections.abc import Iterator, Mapping, Sequence

from framework.problems import Problem
from loaders import framework_codes as codes
from loaders.framework_indicator_schema import IndicatorEntry, StageEntry
from loaders.framework_schema import CategoryEntry, DimensionEntry, ReporterEntry

Renamable = IndicatorEntry | StageEntry | CategoryEntry | DimensionEntry | ReporterEntry

KEY = "renamed_from"


def check_renaming(
    reporters: Mapping[str, ReporterEntry],
    dimensions: Mapping[str, DimensionEntry],
    indicators: Sequence[IndicatorEntry],
) -> Iterator[Problem]:
    """The old codes of everything that can be renamed, each kind by itself."""
    yield from _check(reporters, "reporter")
    yield from _check(dimensions, "dimension")
    for dimension in dimensions.values():
        yield from _check(dimension.categories, "category")
    yield from _check({one.code: one for one in indicators}, "indicator")
    for indicator in indicators:
        yield from _check({one.code: one for one in indicator.stages}, "stage")


def _check(things: Mapping[str, Renamable], kind: str) -> Iterator[Problem]:
    """The old codes of things that may not share one."""
    first: dict[str, tuple[str, Renamable]] = {}
    for code, thing in things.items():
        place = thing.block.place(KEY)
        for old in dict.fromkeys(thing.renamed_from):
            claimed, other = first.setdefault(old, (code, thing))
            if old == code:
                yield Problem(place, codes.RENAMED_FROM_ITSELF, old, {"kind": kind})
            elif old in things:
                yield Problem(place, codes.RENAMED_STILL_THERE, old, {"kind": kind})
            elif other is not thing:
                details = {"kind": kind, "other": claimed, "line": other.block.place(KEY).line}
                yield Problem(place, codes.RENAMED_TWICE, old, details)
