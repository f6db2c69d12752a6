"""Which reports are due, received, on time, late or missing (semantics 6.4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from framework.model import Indicator, Period, Project, Record, ReportVersion, Row
from framework.periods import calendar_of

DUE_COLUMNS = ("project", "reporter", "period", "due", "state", "days")


@dataclass(frozen=True, slots=True, order=True)
class Obligation:
    """A reporter owes a report of a period from the period's last day on, in time until `due`."""

    ended: date
    due: date
    period: str
    reporter: str


def due_date(project: Project, period: Period) -> date:
    """The last day on which a period's report is on time."""
    return period.span.last_day + timedelta(days=project.report_due_days)


def obligations(project: Project, indicators: Iterable[Indicator]) -> list[Obligation]:
    """The reports that these indicators need: their reporters, while active, times their periods; in order of time."""
    calendar = calendar_of(project)
    owed = {
        (name, period)
        for indicator in indicators
        if indicator.quotient is None
        for name in indicator.reporters
        for period in calendar.periods(indicator.reporting)
        if period.span.overlaps(project.reporters[name].active)
    }
    return sorted(
        Obligation(period.span.last_day, due_date(project, period), period.label, name) for name, period in owed
    )


def received(record: Record) -> Mapping[tuple[str, str], datetime]:
    """When the first version of each report came, by (reporter, period), of the reports that have one that counts."""
    first: dict[tuple[str, str], datetime] = {}
    standing = {version.report_key for version in record.versions if version.counts}
    for version in record.versions:
        key = version.report_key
        if key in standing:
            first[key] = min(first.get(key, version.received_at), version.received_at)
    return first


def completeness(record: Record, as_of: date, indicators: Iterable[Indicator]) -> tuple[int, int, int]:
    """How many reports ended periods owe by a day, how many of these are received, and how many were so on time."""
    came = received(record)
    owed = [item for item in obligations(record.project, indicators) if item.ended <= as_of]
    there = [item for item in owed if (item.reporter, item.period) in came]
    on_time = [item for item in there if came[item.reporter, item.period].date() <= item.due]
    return len(owed), len(there), len(on_time)


def report_rows(record: Record, as_of: date) -> Iterator[Row]:
    """The table `reports`: every version, and what is due by as_of (its period has ended) and has none."""
    project = record.project
    labels = {period.label: period for version in record.versions for period in [version.period]}
    yield from (_version_row(project, version, labels[version.period.label]) for version in record.versions)
    known = {version.report_key for version in record.versions}
    for owed in obligations(project, project.indicators.values()):
        if owed.ended <= as_of and (owed.reporter, owed.period) not in known:
            yield _missing_row(project, owed, as_of)


def _version_row(project: Project, version: ReportVersion, period: Period) -> Row:
    due = due_date(project, period)
    return {
        "report": f"{project.code}/{version.reporter}/{period.label}",
        "reporter": version.reporter,
        "period": period.label,
        "version": version.number,
        "status": version.status,
        "due": due,
        "received_at": version.received_at,
        "days_late": max((version.received_at.date() - due).days, 0),
        "file": "; ".join(version.files),
        "sha256": "; ".join(version.sha256),
        "figures": version.figures,
        "uploaded_by": version.uploaded_by,
        "reviewed_by": version.reviewed_by,
        "comment": version.comment,
    }


def _missing_row(project: Project, owed: Obligation, as_of: date) -> Row:
    return dict.fromkeys(("version", "received_at", "file", "sha256", "figures", "uploaded_by")) | {
        "report": f"{project.code}/{owed.reporter}/{owed.period}",
        "reporter": owed.reporter,
        "period": owed.period,
        "status": "missing",
        "due": owed.due,
        "days_late": max((as_of - owed.due).days, 0),
        "reviewed_by": None,
        "comment": None,
    }


def due_rows(record: Record, on: date) -> Iterator[Row]:
    """Reports of ended periods that have not come: `due` until their day, `late` after it (interface 3 due)."""
    project = record.project
    came = received(record)
    for owed in obligations(project, project.indicators.values()):
        if owed.ended <= on and (owed.reporter, owed.period) not in came:
            yield {
                "project": project.code,
                "reporter": owed.reporter,
                "period": owed.period,
                "due": owed.due,
                "state": "late" if on > owed.due else "due",
                "days": abs((on - owed.due).days),
            }
