"""What a revised framework asks of an indicator in another way than before (semantics 6.7).

Only rules, baselines and targets are compared: what decides which number and status comes out, of the project too.
Titles, the reference sheet, who reports what and by when, and who may see it may change freely. Codes are compared as
the later framework has them (`framework.renaming`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from framework.model import Amount, Baseline, Indicator, Kind, Project, Targets
from framework.numbers import decimal_text
from framework.renaming import in_terms_of

NOTHING = "nothing"

KeyPath = tuple[str, ...]
"""The way to a key of an indicator in the file: `("targets", "periods", "FY2023")`."""

_Words = Iterator[tuple[KeyPath, str]]


@dataclass(frozen=True, slots=True)
class Revised:
    """A rule, a baseline or a target that is different now; values are written as in the file."""

    indicator: str
    """Its code; `''` where the project's time or limits are different."""
    key: KeyPath
    old: str
    new: str

    @property
    def what(self) -> str:
        """The key as people write it: `targets.periods.FY2023`."""
        return ".".join(self.key)

    def __str__(self) -> str:
        return f"{self.indicator} {self.what}: {self.old} → {self.new}".lstrip()


def revised(before: Project, after: Project) -> list[Revised]:
    """What is different of the project and of the indicators that both frameworks have, in the order of the later one."""
    before = in_terms_of(before, after)
    of_project = _differences("", _of_project(before), _of_project(after))
    return [*of_project] + [
        each
        for code, indicator in after.indicators.items()
        if code in before.indicators
        for each in _differences(code, _rules(before.indicators[code], after), _rules(indicator, after))
    ]


def _differences(code: str, old: Mapping[KeyPath, str], new: Mapping[KeyPath, str]) -> Iterator[Revised]:
    for key in {**new, **old}:
        was, now = old.get(key, NOTHING), new.get(key, NOTHING)
        if was != now:
            yield Revised(code, key, was, now)


def sources_of(indicator: Indicator) -> tuple[str, ...]:
    """The codes of the indicators whose figures an indicator shows: its own, or those that it is computed from."""
    quotient = indicator.quotient
    return (quotient.numerator, quotient.denominator) if quotient else (indicator.code,)


def _of_project(project: Project) -> dict[KeyPath, str]:
    """What decides about the numbers of all indicators: the project's time, the limits, which levels count no longer."""
    last: dict[KeyPath, str] = {
        ("reporters", code, "until"): one.active.last_day.isoformat()
        for code, one in project.reporters.items()
        if one.active.end != project.span.end
    }
    return {
        ("project", "start"): project.span.start.isoformat(),
        ("project", "end"): project.span.last_day.isoformat(),
        ("project", "fiscal_year_start"): str(project.fiscal_year_start),
        ("project", "deviation_percent"): decimal_text(project.deviation_percent),
        ("project", "off_track_percent"): decimal_text(project.off_track_percent),
        **last,
    }


def _rules(indicator: Indicator, project: Project) -> dict[KeyPath, str]:
    """Everything that decides about an indicator's numbers, by key; units are compared in the project's first language."""
    quotient = indicator.quotient
    texts = {
        "kind": indicator.kind.value,
        "unit": indicator.unit.said(project.languages[0]) or NOTHING,
        "decimals": "any" if indicator.decimals is None else str(indicator.decimals),
        "direction": indicator.direction.value,
        "over_time": indicator.over_time.value,
        "across": indicator.across.value,
        "allow_negative": str(indicator.allow_negative).lower(),
        "per": str(indicator.per),
        "numerator_only": ", ".join(sorted(indicator.numerator_only)) or NOTHING,
        "from": f"{quotient.numerator} ÷ {quotient.denominator}" if quotient else NOTHING,
        "dimensions": ", ".join(sorted(f"{code} ({cells})" for code, cells in indicator.dimensions.items())) or NOTHING,
        "stages": ", ".join(stage.code for stage in indicator.stages) or NOTHING,
        "reporting": indicator.reporting.value,
    }
    return {
        **{(key,): text for key, text in texts.items()},
        **dict(_of_baseline(indicator, indicator.baseline)),
        **dict(_of_targets(indicator, indicator.targets, ("targets",))),
    }


def _of_baseline(indicator: Indicator, baseline: Baseline | None) -> _Words:
    if baseline is None:
        return
    for key, text in _amount(indicator, baseline.amount):
        yield ("baseline", key), text
    if baseline.day:
        yield ("baseline", "date"), baseline.day.isoformat()


def _amount(indicator: Indicator, amount: Amount) -> Iterator[tuple[str, str]]:
    if amount.word is not None:
        yield "value", amount.word
    for key, number in (
        ("value", amount.value),
        ("numerator", amount.numerator),
        ("denominator", amount.denominator),
    ):
        if number is not None:
            yield key, _number(indicator, number)


def _number(indicator: Indicator, number: Fraction) -> str:
    """A number, or the stage at that position."""
    is_stage = indicator.kind is Kind.MILESTONE and number in range(len(indicator.stages))
    return indicator.stages[int(number)].code if is_stage else decimal_text(number)


def _of_targets(indicator: Indicator, targets: Targets, path: KeyPath) -> _Words:
    yield (*path, "cumulative"), str(targets.cumulative).lower()
    yield (*path, "pace"), targets.pace.value
    if targets.end is not None:
        yield (*path, "end"), _number(indicator, targets.end)
    for target in targets.periods:
        yield (*path, "periods", target.label), _number(indicator, target.amount)
    for (dimension, category), inner in targets.by.items():
        for key, text in _of_targets(indicator, inner, (*path, "by", dimension, category)):
            if key[-1] not in {"cumulative", "pace"} or (inner.cumulative, inner.pace) != (
                targets.cumulative,
                targets.pace,
            ):
                yield key, text
