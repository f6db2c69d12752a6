"""The public tables (interface 4): rows of plain values, no file format.

A row is a dict by column. Numbers are exact fractions, already rounded where a table rounds; dates are last days;
`None` is null. `as_of` is the day by whose end things are told.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

from framework.breakdown import breakdown_rows
from framework.disclosure import guarded, guards
from framework.model import Cell, Indicator, Kind, Period, Project, Record, Result, Row, Span, Status
from framework.numbers import decimals_of, rounded
from framework.obligations import completeness, report_rows
from framework.periods import calendar_of
from framework.progress import Ledger, as_cell, day_after, ledgers, shown
from framework.series import series_rows, target_rows
from framework.standing import elapsed, explanation_due, projection, standing
from framework.targets import baseline_number, schedule_of

STATUSES = tuple(status.value for status in Status)
RATIO = ("numerator", "denominator")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "projects": (
        *("project", "title", "start", "end", "as_of", "elapsed_pct", "indicators"),
        *(*STATUSES, "reports_due", "reports_received", "on_time"),
    ),
    "indicators": (
        *("project", "goal", "result", "indicator", "title", "unit", "kind", "direction", "over_time", "baseline"),
        *("as_of", "actual", *RATIO, "target_to_date", "to_date_pct", "deviation_pct", "end_target", "met_pct"),
        *("progress_pct", "status", "explanation_due", "explanation", "last_period", "reports_received"),
        *("reports_due", "original_end_target", "projected_end", "projected_date"),
    ),
    "series": (
        *("project", "indicator", "period", "start", "end", "ended", "value", *RATIO, "actual_to_date"),
        *("target", "target_to_date", "to_date_pct", "status"),
    ),
    "targets": (
        *("project", "indicator", "target_period", "start", "end", "ended", "actual", *RATIO),
        *("target", "met_pct", "status"),
    ),
    "breakdown": ("project", "indicator", "period", "dimension", "category", "value", *RATIO, "target"),
    "observations": (
        *("project", "indicator", "period", "date", "reporter", "value", *RATIO, "note", "explanation"),
        *("evidence", "status", "report", "version", "file", "line"),
    ),
    "results": ("project", "result", "level", "title", "indicators", *STATUSES),
    "reports": (
        *("report", "project", "reporter", "period", "version", "status", "due", "received_at", "days_late"),
        *("file", "sha256", "figures", "uploaded_by", "reviewed_by", "comment"),
    ),
}
"""The columns of every table in their order; `observations` has one more per dimension, after `reporter`."""


def observation_columns(projects: Iterable[Project]) -> tuple[str, ...]:
    """The columns of `observations`: those above with a column for each dimension of the projects."""
    names = dict.fromkeys(name for project in projects for name in project.dimensions)
    fixed = COLUMNS["observations"]
    split = fixed.index("reporter") + 1
    return (*fixed[:split], *names, *fixed[split:])


def default_as_of(record: Record) -> date:
    """The last day of the latest period for which anything counts; without any data the first of the project (1.6)."""
    ends = [statement.period.span.last_day for statement in record.statements if statement.figure]
    return max(ends, default=record.project.span.start)


def slices_needed(project: Project, as_of: date) -> frozenset[Span]:
    """Parts of reporting periods for which the tables need the events of their days alone.

    A period is cut where as_of, or the start or end of a target period, falls inside it (semantics 1.6, 4.3).
    """
    end = day_after(as_of)
    windows = {Span(project.span.start, end)}
    for indicator in project.indicators.values():
        windows |= _windows(project, indicator, end)
    frequencies = {indicator.reporting for indicator in project.indicators.values()}
    periods = {period.span for name in frequencies for period in calendar_of(project).periods(name)}
    cut = {(period, window) for period in periods for window in windows if period.overlaps(window)}
    return frozenset(period.clipped(window) for period, window in cut if not window.covers(period))


def _windows(project: Project, indicator: Indicator, end: date) -> set[Span]:
    """The stretches of time over which an indicator is summed up or compared."""
    schedule = schedule_of(project, indicator)
    stated = [target.span for target in indicator.targets.periods]
    dues = {Span(project.span.start, span.end) for span in stated}
    if schedule.steps:
        dues |= {Span(project.span.start, moment) for moment, _ in schedule.points}
    return {Span(span.start, min(span.end, end)) for span in {*dues, *stated} if span.start < end}


def indicators(record: Record, as_of: date, language: str = "", *, only: str | None = None) -> list[Row]:
    """One row per indicator, or that of one: where it stands."""
    found = ledgers(record.project, record.statements, only)
    return [_indicator(record, ledger, as_of, language) for ledger in found.values()]


def _indicator(record: Record, ledger: Ledger, as_of: date, language: str) -> Row:
    project, indicator = record.project, ledger.indicator
    now = standing(project, ledger, as_of)
    last = ledger.last_period(day_after(as_of))
    explanations = explained(record, indicator, last)
    pace = projection(project, ledger, as_of)
    due, received, _ = completeness(record, as_of, [indicator])
    goal = record.original_end_targets.get(indicator.code, now.end_target)
    return {
        "project": project.code,
        "goal": indicator.goal,
        "result": indicator.result,
        "indicator": indicator.code,
        "title": indicator.title.said(language),
        "unit": indicator.unit.said(language),
        "kind": indicator.kind.value,
        "direction": indicator.direction.value,
        "over_time": indicator.over_time.value,
        "baseline": _cell(indicator, baseline_number(indicator)),
        "as_of": as_of,
        "actual": _tidy(indicator, shown(indicator, now.actual)),
        "numerator": now.actual.numerator if now.actual else None,
        "denominator": now.actual.denominator if now.actual else None,
        "target_to_date": _cell(indicator, now.target_to_date),
        "to_date_pct": _percent(now.to_date_pct),
        "deviation_pct": _percent(now.deviation_pct),
        "end_target": _cell(indicator, now.end_target),
        "met_pct": _percent(now.met_pct),
        "progress_pct": _percent(now.progress_pct),
        "status": now.status.value,
        "explanation_due": explanation_due(project, now, explanations),
        "explanation": "; ".join(explanations) or None,
        "last_period": last.label if last else None,
        "reports_received": received,
        "reports_due": due,
        "original_end_target": _cell(indicator, goal),
        "projected_end": _tidy(indicator, pace.end) if pace else None,
        "projected_date": pace.day if pace else None,
    }


def explained(record: Record, indicator: Indicator, period: Period | None) -> list[str]:
    """What explains an indicator in a period, in the order in which it came, each text once (semantics 5.6)."""
    return list(
        dict.fromkeys(
            said.words
            for said in record.explanations
            if period and said.indicator == indicator.code and said.period.span == period.span
        )
    )


def _percent(value: Fraction | None) -> Fraction | None:
    return None if value is None else rounded(value)


def _cell(indicator: Indicator, number: Fraction | None) -> Fraction | str | None:
    return _tidy(indicator, as_cell(indicator, number))


def _tidy(indicator: Indicator, value: Fraction | str | None) -> Fraction | str | None:
    """Percentages, and numbers that no decimal writes, rounded; `n/a` is no actual."""
    if value == "n/a":
        return None
    if isinstance(value, Fraction) and (indicator.kind is Kind.PERCENTAGE or decimals_of(value) is None):
        return rounded(value)
    return value


def series(record: Record, as_of: date, *, only: str | None = None) -> list[Row]:
    """One row per indicator and reporting period over the whole project; after as_of only targets."""
    return _tidied(record, series_rows, as_of, only)


def targets(record: Record, as_of: date, *, only: str | None = None) -> list[Row]:
    """One row per stated target period and fiscal year: what was reached in that time alone."""
    return _tidied(record, target_rows, as_of, only)


def breakdown(record: Record, as_of: date, *, only: str | None = None) -> list[Row]:
    """Categories, reporters and pairs, to date and in each period with data; for outsiders semantics 7 holds."""

    def rows(project: Project, ledger: Ledger, as_of: date) -> Iterable[Row]:
        found = breakdown_rows(project, ledger, as_of)
        hides = guards(project, ledger.indicator, record.role)
        return guarded(project, ledger, as_of, found) if hides else found

    return _tidied(record, rows, as_of, only)


def _tidied(
    record: Record, rows: Callable[[Project, Ledger, date], Iterable[Row]], as_of: date, only: str | None
) -> list[Row]:
    """The rows of every indicator or of one, its codes before them, numbers as tables give them."""
    project = record.project
    return [
        {"project": project.code, "indicator": code, **{name: _exact(ledger, value) for name, value in row.items()}}
        for code, ledger in ledgers(project, record.statements, only).items()
        for row in rows(project, ledger, as_of)
    ]


def _exact(ledger: Ledger, value: Cell) -> Cell:
    if isinstance(value, Fraction) and (ledger.indicator.kind is Kind.PERCENTAGE or decimals_of(value) is None):
        return rounded(value)
    return value


def results(record: Record, as_of: date, language: str = "") -> list[Row]:
    """One row per goal, outcome, output: its indicators by status, over its whole subtree (semantics 5.7)."""
    counts = _status_counts(record, as_of)
    return [
        {
            "project": record.project.code,
            "result": node.code,
            "level": node.level.said(language),
            "title": node.title.said(language),
            "indicators": sum(_counted(node, counts).values()),
            **{name: _counted(node, counts)[name] for name in STATUSES},
        }
        for node in record.project.results
    ]


def _status_counts(record: Record, as_of: date) -> dict[str, Counter[str]]:
    """How many of a node's own indicators have each status."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ledger in ledgers(record.project, record.statements).values():
        counts[ledger.indicator.result][standing(record.project, ledger, as_of).status.value] += 1
    return counts


def _counted(node: Result, counts: Mapping[str, Counter[str]]) -> Counter[str]:
    own = counts.get(node.code, Counter())
    return sum((_counted(child, counts) for child in node.results), Counter(own))


def projects(record: Record, as_of: date, language: str = "") -> list[Row]:
    """One row: the project, its time, its indicators by status, its reports."""
    project = record.project
    counts = sum(_status_counts(record, as_of).values(), Counter[str]())
    due, received, on_time = completeness(record, as_of, project.indicators.values())
    row: Row = {
        "project": project.code,
        "title": project.title.said(language),
        "start": project.span.start,
        "end": project.span.last_day,
        "as_of": as_of,
        "elapsed_pct": rounded(elapsed(project, as_of)),
        "indicators": len(project.indicators),
    }
    row |= {name: counts[name] for name in STATUSES}
    return [row | {"reports_due": due, "reports_received": received, "on_time": on_time}]


def reports(record: Record, as_of: date) -> list[Row]:
    """One row per version of a report, and one per report that is due by as_of and missing."""
    return [{"project": record.project.code, **row} for row in report_rows(record, as_of)]
