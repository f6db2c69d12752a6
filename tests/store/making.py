"""Reports as the readers of files make them, and uploads, with only what a test is about."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from framework.figures import put_together, resolve
from framework.model import Amount, Period, Place, Project, Remark, Report, Rows, Rule, Statement, UploadedFile
from framework.periods import calendar_of
from store.database import Database
from store.reports import Kept, Upload, keep
from tests.framework.making import amount, indicator, project

AT = datetime(2023, 4, 10, 9, tzinfo=UTC)
PEOPLE = project(
    indicator("1", "sex", "region"),
    indicator("2", over_time=Rule.LAST),
)


@dataclass(frozen=True)
class Said:
    """One row of a report."""

    indicator: str
    amount: Any
    place: Place = ()
    day: date | None = None
    remark: Remark | None = None


def period_of(whose: Project, label: str) -> Period:
    frequencies = {each.reporting for each in whose.indicators.values()}
    periods = (period for name in frequencies for period in calendar_of(whose).periods(name))
    return next(period for period in periods if period.label == label)


Key = TypeVar("Key", bound=Hashable)


def positions(keys: Iterable[Key]) -> dict[Key, int]:
    """Every key once, with its position."""
    return {key: position for position, key in enumerate(dict.fromkeys(keys))}


def report(whose: Project, label: str, *said: Said, reporter: str = "A", file: int = 0) -> Report:
    """A report with its summary, as `framework.figures` makes it."""
    period = period_of(whose, label)
    indicators = positions(row.indicator for row in said)
    places = positions(row.place for row in said)
    amounts = positions(amount(row.amount) for row in said)
    rows = Rows(
        indicators=tuple(indicators),
        places=tuple(places),
        amounts=tuple(amounts),
        indicator=[indicators[row.indicator] for row in said],
        place=[places[row.place] for row in said],
        amount=[amounts[amount(row.amount)] for row in said],
        day=[row.day.toordinal() if row.day else 0 for row in said],
        file=[file] * len(said),
        line=list(range(2, len(said) + 2)),
        remarks={position: row.remark for position, row in enumerate(said) if row.remark},
    )
    statements = tuple(
        statement(whose, period, reporter, [row for row in said if row.indicator == code]) for code in indicators
    )
    return Report(reporter=reporter, period=period, rows=rows, statements=statements, files=(file,))


def statement(whose: Project, period: Period, reporter: str, said: Sequence[Said]) -> Statement:
    of = whose.indicators[said[0].indicator]
    dated = any(row.day for row in said)
    figures = {row.place: amount(row.amount) for row in said}
    events = [(row.place, row.day.toordinal() if row.day else 0, amount(row.amount)) for row in said]
    cells = put_together(of.over_time, events) if dated else figures
    explanations = [row.remark.explanation for row in said if row.remark and row.remark.explanation]
    figure, _ = resolve(of, cells)
    return Statement(of.code, reporter, period, period.span, figure, dated, "; ".join(explanations) or None)


def kept(
    database: Database,
    whose: Project,
    data: bytes,
    *reports: Report,
    at: datetime = AT,
    approve: bool = False,
    amend: bool = False,
) -> list[Kept]:
    """Keeps reports that came in one file."""
    files = (UploadedFile("file0.csv", data),)
    upload = Upload(files=files, by="officer", at=at, review=whose.review, approve=approve, amend=amend)
    with database.writing() as connection:
        return keep(connection, whose, upload, reports)


def totals(statements: Sequence[Statement]) -> Mapping[tuple[str, str, str], Amount | None]:
    """The totals by indicator, reporter and period."""
    return {(each.indicator, each.reporter, each.period.label): each.figure.get(()) for each in statements}
