"""A checked framework file → the project, all defaults filled in."""

from collections.abc import Iterator, Mapping

from framework.model import (
    ANY_LANGUAGE,
    Amount,
    Baseline,
    Category,
    Cells,
    Dimension,
    Funding,
    Indicator,
    Kind,
    Project,
    Quotient,
    Reference,
    Reporter,
    Result,
    Rule,
    Span,
    Stage,
    Targets,
    Text,
)
from loaders.framework_amounts import measure_of, rule_over_time
from loaders.framework_indicator_schema import BaselineEntry, IndicatorEntry
from loaders.framework_schema import DimensionEntry, FrameworkEntry, ProjectEntry, ReporterEntry, ResultEntry

ONLY_REPORTER = "project"
NOTHING = Text({ANY_LANGUAGE: ""})
PERCENT = 100


def build_project(
    entry: FrameworkEntry, dimensions: Mapping[str, DimensionEntry], targets: Mapping[str, Targets]
) -> Project:
    """The project of a file without errors.

    Args:
        entry: the file.
        dimensions: its own dimensions and those it includes.
        targets: of every indicator, by code.
    """
    written = entry.project
    span = Span(written.start, written.end)
    reporters = _reporters(entry.reporters, span, written)
    return Project(
        code=written.code,
        title=written.title,
        span=span,
        description=written.description,
        fiscal_year_start=written.fiscal_year_start,
        reporting=written.reporting,
        report_due_days=written.report_due_days,
        currency=written.currency,
        languages=tuple(written.languages),
        review=written.review,
        deviation_percent=written.deviation_percent,
        off_track_percent=written.off_track_percent,
        small_cells_below=written.small_cells.below if written.small_cells else None,
        public=written.public,
        funding=tuple(Funding(one.source, one.kind.value, one.amount, one.agency, one.year) for one in entry.funding),
        reporters=reporters,
        dimensions={code: _dimension(code, one) for code, one in dimensions.items()},
        goals=tuple(_result(goal, goal.code, _Defaults(written, tuple(reporters), targets)) for goal in entry.goals),
    )


class _Defaults:
    """What indicators take from the project."""

    def __init__(self, project: ProjectEntry, reporters: tuple[str, ...], targets: Mapping[str, Targets]) -> None:
        self.reporting = project.reporting
        self.reporters = reporters
        self.targets = targets


def _reporters(written: Mapping[str, ReporterEntry], span: Span, project: ProjectEntry) -> dict[str, Reporter]:
    if not written:
        return {ONLY_REPORTER: Reporter(ONLY_REPORTER, project.title, span)}
    return {
        code: Reporter(code, one.title, Span(one.from_ or span.start, one.until or span.end), one.renamed_from)
        for code, one in written.items()
    }


def _dimension(code: str, entry: DimensionEntry) -> Dimension:
    categories = (Category(name, one.title, one.parent, one.renamed_from) for name, one in entry.categories.items())
    return Dimension(code, entry.title, tuple(categories), entry.geography, entry.renamed_from)


def _result(entry: ResultEntry, goal: str, defaults: _Defaults) -> Result:
    return Result(
        code=entry.code,
        level=entry.level or NOTHING,
        title=entry.title,
        indicators=tuple(_indicator(one, goal, entry.code, defaults) for one in entry.indicators),
        results=tuple(_result(one, goal, defaults) for one in entry.results),
    )


def _indicator(entry: IndicatorEntry, goal: str, result: str, defaults: _Defaults) -> Indicator:
    return Indicator(
        code=entry.code,
        title=entry.title,
        goal=goal,
        result=result,
        renamed_from=entry.renamed_from,
        definition=entry.definition,
        unit=entry.unit or NOTHING,
        kind=entry.kind,
        decimals=measure_of(entry).decimals,
        direction=entry.direction,
        over_time=rule_over_time(entry),
        across=entry.across or Rule.SUM,
        allow_negative=entry.allow_negative,
        per=entry.per or PERCENT,
        numerator_only=frozenset(entry.numerator_only),
        quotient=Quotient(entry.from_.numerator, entry.from_.denominator) if entry.from_ else None,
        dimensions=dict(_cells(entry)),
        sensitive=entry.sensitive,
        reporters=tuple(entry.reporters) or defaults.reporters,
        reporting=entry.reporting or defaults.reporting,
        stages=tuple(Stage(stage.code, stage.title, stage.renamed_from) for stage in entry.stages),
        baseline=_baseline(entry, entry.baseline),
        targets=defaults.targets.get(entry.code, Targets()),
        source=entry.source,
        method=entry.method,
        responsible=entry.responsible,
        limitations=entry.limitations,
        tags=tuple(entry.tags),
        references=tuple(Reference(one.vocabulary, one.code) for one in entry.references),
    )


def _cells(entry: IndicatorEntry) -> Iterator[tuple[str, Cells]]:
    for use in entry.dimensions:
        yield use.code, use.cells or entry.cells


def _baseline(entry: IndicatorEntry, written: BaselineEntry | None) -> Baseline | None:
    if written is None:
        return None
    if written.value is None:
        return Baseline(Amount(numerator=written.numerator, denominator=written.denominator), written.date)
    if entry.kind is Kind.TEXT:
        return Baseline(Amount(word=written.value), written.date)
    value, _ = measure_of(entry).read(written.value, written.block.place("value"))
    return Baseline(Amount(value=value), written.date)
