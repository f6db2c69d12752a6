"""What was said beside reports, as it happened: explanations and evidence (semantics 5.6, 6.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, FromClause, Select, and_, select

from store.beside import evidence, explanation
from store.notation import report_id
from store.schema import indicator, period, project, report, reporter, version


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkEvent:
    """A deviation was explained, or evidence was added or withdrawn."""

    report: str
    """`PROJECT/REPORTER/PERIOD`."""
    number: int | None
    """Of the version that was explained; evidence belongs to the report."""
    what: str
    """explained, evidence added or evidence withdrawn."""
    at: datetime
    by: str
    indicator: str
    words: str
    """The explanation, empty where it was taken back; the title of the evidence."""


def remark_events(connection: Connection, code: str) -> list[RemarkEvent]:
    """Everything that was said beside a project's reports, in the order in which it was recorded."""
    return [*_explained(connection, code), *_proved(connection, code)]


def _named(start: FromClause, code: str, *columns: Column[Any]) -> Select[*tuple[Any, ...]]:
    """Rows of a join that ends in `report`, with the codes of their reporter, period and indicator."""
    names = (reporter.c.code.label("reporter"), period.c.label.label("period"), indicator.c.code.label("indicator"))
    return (
        select(*columns, *names)
        .select_from(start)
        .join(project, project.c.id == report.c.project_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
        .where(project.c.code == code)
    )


def _explained(connection: Connection, code: str) -> Iterator[RemarkEvent]:
    """Explanations; what an amendment took over from the version before it was said when that one stood."""
    said = explanation.join(
        version, and_(version.c.id == explanation.c.version_id, version.c.received_at <= explanation.c.given_at)
    )
    start = said.join(report, report.c.id == version.c.report_id).join(
        indicator, indicator.c.id == explanation.c.indicator_id
    )
    columns = (explanation.c.words, explanation.c.given_at, explanation.c.given_by, version.c.number)
    for row in connection.execute(_named(start, code, *columns).order_by(explanation.c.id)):
        yield RemarkEvent(
            report=report_id(code, row.reporter, row.period),
            number=row.number,
            what="explained",
            at=row.given_at,
            by=row.given_by,
            indicator=row.indicator,
            words=row.words,
        )


def _proved(connection: Connection, code: str) -> Iterator[RemarkEvent]:
    """Evidence that came, and that went."""
    start = evidence.join(report, report.c.id == evidence.c.report_id).join(
        indicator, indicator.c.id == evidence.c.indicator_id
    )
    columns = (
        *(evidence.c.title, evidence.c.added_at, evidence.c.added_by),
        *(evidence.c.withdrawn_at, evidence.c.withdrawn_by),
    )
    for row in connection.execute(_named(start, code, *columns).order_by(evidence.c.id)):
        name = report_id(code, row.reporter, row.period)
        added = RemarkEvent(
            report=name,
            number=None,
            what="evidence added",
            at=row.added_at,
            by=row.added_by,
            indicator=row.indicator,
            words=row.title,
        )
        yield added
        if row.withdrawn_at is not None:
            yield replace(added, what="evidence withdrawn", at=row.withdrawn_at, by=row.withdrawn_by)
