"""Which reports owe an explanation of a deviation, and beside which reports one belongs (semantics 5.6)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from framework.model import Cell, Indicator, Period, Project, Record, Report, Row
from framework.periods import calendar_of

ReportKey = tuple[str, str]
"""Reporter and label of the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An indicator that deviates in its latest period, and nobody says why."""

    indicator: str
    period: str
    """The label of the indicator's latest period."""
    reporters: tuple[str, ...]
    """Those whose reports of the period state it."""
    deviation_pct: Cell
    status: str
    former: str = ""
    """What was typed beside the report that is replaced."""


def owed(record: Record, rows: Iterable[Row]) -> tuple[Owed, ...]:
    """All explanations that are owed, in the framework's order.

    Args:
        record: what is known of the project.
        rows: those of the table `indicators` of this record.
    """
    return tuple(
        Owed(
            indicator=str(row["indicator"]),
            period=str(row["last_period"]),
            reporters=_stating(record, str(row["indicator"]), str(row["last_period"])),
            deviation_pct=row["deviation_pct"],
            status=str(row["status"]),
        )
        for row in rows
        if row["explanation_due"]
    )


def sources(project: Project, code: str) -> frozenset[str]:
    """The indicators that reports state for an indicator: itself, or what it is computed from."""
    quotient = project.indicators[code].quotient
    return frozenset({quotient.numerator, quotient.denominator} if quotient else {code})


def _stating(record: Record, code: str, label: str) -> tuple[str, ...]:
    """The reporters that state an indicator for a period, in the framework's order."""
    stated = sources(record.project, code)
    found = {each.reporter for each in record.statements if each.indicator in stated and each.period.label == label}
    return tuple(reporter for reporter in record.project.reporters if reporter in found)


def by_reports(all_owed: Iterable[Owed], reports: Collection[ReportKey]) -> tuple[Owed, ...]:
    """Of what is owed that which some reports owe."""
    found = (
        replace(each, reporters=tuple(reporter for reporter in each.reporters if (reporter, each.period) in reports))
        for each in all_owed
    )
    return tuple(each for each in found if each.reporters)


def explained_in(project: Project, reports: Sequence[Report], code: str) -> list[ReportKey]:
    """The reports of an upload beside which an indicator is explained: of its latest period, those that state it.

    Where none states it, those that could; none where the upload has no report on it at all.
    """
    indicator = project.indicators[code]
    periods = {each.label for each in calendar_of(project).periods(indicator.reporting)}
    able = [each for each in reports if each.period.label in periods and _reports_on(indicator, each)]
    latest = max((each.period for each in able), key=_end, default=None)
    last = [each for each in able if each.period == latest]
    stated = sources(project, code)
    stating = [each for each in last if any(said.indicator in stated for said in each.statements)]
    return [(each.reporter, each.period.label) for each in stating or last]


def _reports_on(indicator: Indicator, report: Report) -> bool:
    return not indicator.reporters or report.reporter in indicator.reporters


def _end(period: Period) -> date:
    return period.span.end


def with_former(all_owed: Iterable[Owed], before: Record) -> Iterator[Owed]:
    """What is owed, each with what was typed before beside the reports that are replaced."""
    typed = {
        (each.indicator, each.reporter, each.period.label): each.words for each in before.explanations if each.typed
    }
    for each in all_owed:
        words = dict.fromkeys(typed.get((each.indicator, reporter, each.period), "") for reporter in each.reporters)
        yield replace(each, former="; ".join(filter(None, words)))
