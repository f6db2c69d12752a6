"""Codes that were given up for others: `renamed_from: OLD` (semantics 6.7).

What is kept under an old code belongs to the new one. Nothing that is kept changes: it is read under the codes of
the framework by which it is read, so that the framework of an earlier day shows the codes of that day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from framework.model import Dimension, Indicator, Project, Quotient, Reporter, Result, Stage, Targets

NOTHING_RENAMED: Mapping[str, str] = {}


class Subject(StrEnum):
    """What can get another code."""

    INDICATOR = "indicator"
    DIMENSION = "dimension"
    CATEGORY = "category"
    REPORTER = "reporter"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A code that another one was given up for."""

    subject: Subject
    old: str
    new: str
    of: str = ""
    """A category's dimension, a stage's indicator."""

    def __str__(self) -> str:
        whole = f" of {self.of}" if self.of else ""
        return f"{self.subject}{whole} {self.old} is now {self.new}"


class Coded(Protocol):
    """Anything with a code of its own."""

    @property
    def code(self) -> str:
        """The code it has."""

    @property
    def renamed_from(self) -> tuple[str, ...]:
        """The codes it had."""


def former(things: Iterable[Coded]) -> dict[str, str]:
    """The codes that things had, with those that they have."""
    return {old: each.code for each in things for old in each.renamed_from}


def claims(project: Project) -> list[Renamed]:
    """Every old code that a framework names."""
    dimensions = project.dimensions.values()
    return [
        *_claims(Subject.INDICATOR, project.indicators.values()),
        *_claims(Subject.DIMENSION, dimensions),
        *(each for one in dimensions for each in _claims(Subject.CATEGORY, one.categories, one.code)),
        *_claims(Subject.REPORTER, project.reporters.values()),
        *(each for one in project.indicators.values() for each in _claims(Subject.STAGE, one.stages, one.code)),
    ]


def _claims(subject: Subject, things: Iterable[Coded], of: str = "") -> Iterator[Renamed]:
    for old, new in former(things).items():
        yield Renamed(subject, old, new, of)


def renamed(before: Project, after: Project) -> list[Renamed]:
    """What has another code in the later framework than in the earlier one."""
    terms = _Terms(before, after)
    found = []
    for each in claims(after):
        known = terms.known(each)
        if each.old in known and each.new not in known:
            found.append(each)
    return found


def in_terms_of(before: Project, after: Project) -> Project:
    """A framework with the codes that a later one has for the same things, so that the two can be compared."""
    return _Terms(before, after).project()


def _pairs(known: Collection[str], things: Iterable[Coded]) -> dict[str, str]:
    """Old codes that were known, with their new ones, which were not; each new one once."""
    found: dict[str, str] = {}
    for each in things:
        old = next((code for code in each.renamed_from if code in known), None)
        if old is not None and each.code not in known:
            found[old] = each.code
    return found


class _Terms:
    """The codes of a framework in a later one."""

    def __init__(self, before: Project, after: Project) -> None:
        self.before = before
        self.after = after
        self.indicators = _pairs(before.indicators, after.indicators.values())
        self.reporters = _pairs(before.reporters, after.reporters.values())
        self.dimensions = _pairs(before.dimensions, after.dimensions.values())
        self.categories = {code: self._categories(one) for code, one in before.dimensions.items()}

    def _categories(self, dimension: Dimension) -> Mapping[str, str]:
        """The new codes of an old dimension's categories."""
        now = self.after.dimensions.get(self.dimensions.get(dimension.code, dimension.code))
        return _pairs({one.code for one in dimension.categories}, now.categories) if now else NOTHING_RENAMED

    def known(self, each: Renamed) -> Collection[str]:
        """The codes of the earlier framework among which an old one is to be looked for."""
        if each.subject is Subject.CATEGORY:
            old = {new: old for old, new in self.dimensions.items()}.get(each.of, each.of)
            dimension = self.before.dimensions.get(old)
            return {one.code for one in dimension.categories} if dimension else ()
        if each.subject is Subject.STAGE:
            old = {new: old for old, new in self.indicators.items()}.get(each.of, each.of)
            indicator = self.before.indicators.get(old)
            return {one.code for one in indicator.stages} if indicator else ()
        known = {
            Subject.INDICATOR: self.before.indicators,
            Subject.DIMENSION: self.before.dimensions,
            Subject.REPORTER: self.before.reporters,
        }
        return known[each.subject]

    def project(self) -> Project:
        """The earlier framework with the later codes."""
        before = self.before
        dimensions = map(self._dimension, before.dimensions.values())
        return replace(
            before,
            reporters={one.code: one for one in map(self._reporter, before.reporters.values())},
            dimensions={one.code: one for one in dimensions},
            goals=tuple(map(self._result, before.goals)),
        )

    def _reporter(self, reporter: Reporter) -> Reporter:
        return replace(reporter, code=self.reporters.get(reporter.code, reporter.code))

    def _dimension(self, dimension: Dimension) -> Dimension:
        names = self.categories[dimension.code]
        categories = (replace(one, code=names.get(one.code, one.code)) for one in dimension.categories)
        return replace(dimension, code=self._of_dimension(dimension.code), categories=tuple(categories))

    def _of_dimension(self, code: str) -> str:
        return self.dimensions.get(code, code)

    def _of_category(self, dimension: str, code: str) -> tuple[str, str]:
        return self._of_dimension(dimension), self.categories.get(dimension, NOTHING_RENAMED).get(code, code)

    def _of_indicator(self, code: str) -> str:
        return self.indicators.get(code, code)

    def _result(self, result: Result) -> Result:
        return replace(
            result,
            indicators=tuple(map(self._indicator, result.indicators)),
            results=tuple(map(self._result, result.results)),
        )

    def _indicator(self, indicator: Indicator) -> Indicator:
        quotient = indicator.quotient
        parts = [self._of_indicator(code) for code in (quotient.numerator, quotient.denominator)] if quotient else []
        return replace(
            indicator,
            code=self._of_indicator(indicator.code),
            quotient=Quotient(*parts) if parts else None,
            dimensions={self._of_dimension(code): cells for code, cells in indicator.dimensions.items()},
            numerator_only=frozenset(map(self._of_dimension, indicator.numerator_only)),
            reporters=tuple(self.reporters.get(code, code) for code in indicator.reporters),
            stages=self._stages(indicator),
            targets=self._targets(indicator.targets),
        )

    def _stages(self, indicator: Indicator) -> tuple[Stage, ...]:
        now = self.after.indicators.get(self._of_indicator(indicator.code))
        names = _pairs({one.code for one in indicator.stages}, now.stages) if now else NOTHING_RENAMED
        return tuple(replace(one, code=names.get(one.code, one.code)) for one in indicator.stages)

    def _targets(self, targets: Targets) -> Targets:
        return replace(targets, by={self._of_category(*pair): inner for pair, inner in targets.by.items()})
