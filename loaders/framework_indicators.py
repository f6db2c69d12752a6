"""What the values of one indicator together must be: kind, rules, dimensions, reporters, baseline (semantics 1.5, 2)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework.model import Frequency, Kind, Rule
from framework.problems import Code, Problem
from loaders import framework_codes as codes
from loaders.framework_amounts import measure_of
from loaders.framework_indicator_schema import BaselineEntry, IndicatorEntry
from loaders.framework_schema import DimensionEntry
from loaders.framework_values import hint, listed
from loaders.yaml_reader import Items

FEWEST_STAGES = 2
FITS: Mapping[str, tuple[frozenset[Kind], str]] = {
    "stages": (frozenset({Kind.MILESTONE}), "only milestones have stages"),
    "per": (frozenset({Kind.PERCENTAGE}), "only percentages and rates are per so many"),
    "numerator_only": (frozenset({Kind.PERCENTAGE}), "only percentages have a numerator"),
    "from": (frozenset({Kind.PERCENTAGE}), "only percentages are computed from two indicators"),
    "decimals": (frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE}), "it has no decimals"),
    "targets": (frozenset(Kind) - {Kind.TEXT}, "a text is compared with nothing"),
    "across": (frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE}), "its figures do not add up"),
}
"""Keys that only some kinds of indicators may have, and why."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an indicator refers to."""

    dimensions: Mapping[str, DimensionEntry]
    reporters: Sequence[str]
    indicators: Mapping[str, IndicatorEntry]
    reporting: Frequency | None
    """How often the project reports; None where that could not be read."""


def check_indicator(entry: IndicatorEntry, around: Surroundings) -> Iterator[Problem]:
    """Everything but the targets."""
    if "kind" not in entry.block.unread:
        yield from _check_kind(entry)
        yield from _check_stages(entry)
        yield from _check_baseline(entry)
    yield from _check_dimensions(entry, around)
    yield from _check_reporters(entry, around)
    yield from _check_quotient(entry, around)
    yield from _check_reporting(entry, around)


def _check_kind(entry: IndicatorEntry) -> Iterator[Problem]:
    """Keys and rules that the kind does not have."""
    for key, (kinds, reason) in FITS.items():
        if entry.block.get(key) and entry.kind not in kinds:
            details = {"key": key, "kind": entry.kind.value, "reason": reason}
            yield Problem(entry.block.key_place(key), codes.FORBIDDEN_HERE, None, details)
    if entry.kind is Kind.PERCENTAGE:
        yield from _check_pooling(entry)
    elif entry.kind in {Kind.MILESTONE, Kind.TEXT} and entry.over_time in {Rule.SUM, Rule.MEAN}:
        details = {"key": "over_time", "kind": entry.kind.value, "reason": "its figures do not add up"}
        yield Problem(entry.block.place("over_time"), codes.FORBIDDEN_HERE, entry.over_time.value, details)


def _check_pooling(entry: IndicatorEntry) -> Iterator[Problem]:
    """Percentages pool, over time and across (semantics 2.5)."""
    if entry.over_time in {Rule.MAX, Rule.MIN, Rule.MEAN}:
        details = {"rule": "`over_time` is sum or last"}
        yield Problem(entry.block.place("over_time"), codes.PERCENTAGES_POOL, entry.over_time.value, details)
    if entry.across:
        details = {"rule": "there is no `across`"}
        yield Problem(entry.block.place("across"), codes.PERCENTAGES_POOL, entry.across.value, details)


def _check_stages(entry: IndicatorEntry) -> Iterator[Problem]:
    if entry.kind is not Kind.MILESTONE or "stages" in entry.block.unread:
        return
    written = entry.block.get("stages")
    if not isinstance(written, Items) or len(written) < FEWEST_STAGES:
        place = entry.block.key_place("stages") if "stages" in entry.block else entry.block.place("kind")
        yield Problem(place, codes.STAGES_MISSING)
    yield from _twice(entry, "stages", [stage.code for stage in entry.stages], codes.DUPLICATE_STAGE)


def _twice(entry: IndicatorEntry, key: str, names: Sequence[str], code: Code) -> Iterator[Problem]:
    """Names that a list has twice, at the later one."""
    seen: Counter[str] = Counter()
    for position, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            yield Problem(_items(entry, key).place(position), code, name)


def _items(entry: IndicatorEntry, key: str) -> Items:
    node = entry.block.get(key)
    return node if isinstance(node, Items) else Items(entry.block.file, (*entry.block.path, key), entry.block.mark)


def _check_dimensions(entry: IndicatorEntry, around: Surroundings) -> Iterator[Problem]:
    known = list(around.dimensions)
    own = [use.code for use in entry.dimensions]
    for position, code in enumerate(own):
        if code not in known:
            details = {"hint": hint(code, known), "allowed": listed(known)}
            yield Problem(_items(entry, "dimensions").place(position), codes.UNKNOWN_DIMENSION, code, details)
    yield from _twice(entry, "dimensions", own, codes.DUPLICATE_DIMENSION)
    for position, code in enumerate(entry.numerator_only):
        if code not in own and "dimensions" not in entry.block.unread:
            place = _items(entry, "numerator_only").place(position)
            yield Problem(place, codes.NUMERATOR_ONLY_UNKNOWN, code, {"allowed": listed(own)})


def _check_reporters(entry: IndicatorEntry, around: Surroundings) -> Iterator[Problem]:
    known = list(around.reporters)
    for position, code in enumerate(entry.reporters):
        if code not in known:
            details = {"hint": hint(code, known), "allowed": listed(known)}
            yield Problem(_items(entry, "reporters").place(position), codes.UNKNOWN_REPORTER, code, details)


def _check_quotient(entry: IndicatorEntry, around: Surroundings) -> Iterator[Problem]:
    """`from` names indicators that count (semantics 2.5)."""
    if entry.from_ is None or entry.kind is not Kind.PERCENTAGE:
        return
    for key, code in (("numerator", entry.from_.numerator), ("denominator", entry.from_.denominator)):
        other = around.indicators.get(code)
        place = entry.from_.block.place(key)
        if other is None:
            yield Problem(place, codes.UNKNOWN_INDICATOR, code, {"hint": hint(code, list(around.indicators))})
        elif other.kind not in {Kind.NUMBER, Kind.AMOUNT} and "kind" not in other.block.unread:
            yield Problem(place, codes.INDICATOR_NOT_COUNTED, code, {"kind": other.kind.value})


def _check_reporting(entry: IndicatorEntry, around: Surroundings) -> Iterator[Problem]:
    """An indicator's periods are made of whole periods of the project (semantics 1.5)."""
    if entry.reporting is None or around.reporting is None:
        return
    allowed = [frequency for frequency in Frequency if frequency.months % around.reporting.months == 0]
    if entry.reporting not in allowed:
        details = {"project": around.reporting.value, "allowed": listed([frequency.value for frequency in allowed])}
        yield Problem(entry.block.place("reporting"), codes.REPORTING_TOO_OFTEN, entry.reporting.value, details)


def _check_baseline(entry: IndicatorEntry) -> Iterator[Problem]:
    baseline = entry.baseline
    if baseline is None or baseline.block.unread & {"value", "numerator", "denominator"}:
        return
    pooled = [key for key in ("numerator", "denominator") if key in baseline.block and baseline.block[key] != ""]
    if pooled and entry.kind is not Kind.PERCENTAGE:
        details = {"key": pooled[0], "kind": entry.kind.value}
        yield Problem(baseline.block.key_place(pooled[0]), codes.BASELINE_NOT_POOLED, None, details)
    elif len(pooled) == 1 or (baseline.value is None) is not bool(pooled):
        given = [*(["value"] if baseline.value is not None else []), *pooled]
        found = {"found": f"only {given[0]}" if len(given) == 1 else listed(given)}
        yield Problem(entry.block.key_place("baseline"), codes.BASELINE_INCOMPLETE, None, found)
    else:
        yield from _check_amounts(entry, baseline)


def _check_amounts(entry: IndicatorEntry, baseline: BaselineEntry) -> Iterator[Problem]:
    """Decimals, signs and stages of a baseline (semantics 2.6)."""
    measure = measure_of(entry)
    if baseline.value is not None and entry.kind is not Kind.TEXT and "stages" not in entry.block.unread:
        yield from measure.read(baseline.value, baseline.block.place("value"))[1]
    for key, number in (("numerator", baseline.numerator), ("denominator", baseline.denominator)):
        if number is not None:
            yield from measure.check(number, str(baseline.block[key]), baseline.block.place(key))
    if baseline.denominator == 0:
        yield Problem(baseline.block.place("denominator"), codes.ZERO_DENOMINATOR)
