"""Small projects, indicators and statements, made with only what a test is about."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from framework.figures import resolve
from framework.model import (
    Amount,
    Category,
    Cells,
    Dimension,
    Explanation,
    Frequency,
    Indicator,
    PeriodTarget,
    Place,
    Project,
    Record,
    Reporter,
    Result,
    Span,
    Statement,
    Targets,
    Text,
)
from framework.periods import calendar_of

AT = datetime(2023, 4, 1, tzinfo=UTC)
TWO_YEARS = Span(date(2023, 1, 1), date(2025, 1, 1))
CATEGORIES = {"sex": ("female", "male"), "region": ("DU", "KT", "SU"), "service": ("food", "shelter")}


def text(words: str) -> Text:
    return Text({"": words})


def dimension(code: str) -> Dimension:
    return Dimension(code, text(code), tuple(Category(name, text(name)) for name in CATEGORIES[code]))


def indicator(code: str = "1", *dimensions: str, **fields: Any) -> Indicator:
    """An indicator; `fields` are those of the model, a dimension written `service:free` has free cells."""
    cells = {name.split(":")[0]: Cells.FREE if name.endswith(":free") else Cells.WITHIN for name in dimensions}
    given: dict[str, Any] = {"title": text(code), "goal": "G", "result": "G", "reporters": ("A", "B")}
    return Indicator(code=code, dimensions=cells, **(given | fields))


def targets(end: int | None = None, **fields: Any) -> Targets:
    return Targets(end=None if end is None else Fraction(end), **fields)


def period_target(label: str, amount: int, start: date, end: date) -> PeriodTarget:
    return PeriodTarget(label, Span(start, end), Fraction(amount))


def project(*indicators: Indicator, span: Span = TWO_YEARS, **fields: Any) -> Project:
    """A quarterly project of two calendar years with the reporters A and B."""
    goal = Result(code="G", level=text("Goal"), title=text("Goal"), indicators=indicators)
    reporters = {name: Reporter(name, text(name), span) for name in ("A", "B")}
    known = {name: dimension(name) for name in CATEGORIES}
    given: dict[str, Any] = {"code": "P", "title": text("P"), "reporters": reporters, "dimensions": known}
    return Project(span=span, goals=(goal,), **(given | fields))


def place(**categories: str) -> Place:
    return tuple(categories.items())


def amount(value: float | str | Amount | tuple[int, int]) -> Amount:
    """A number, (numerator, denominator), or the amount itself."""
    if isinstance(value, Amount):
        return value
    if isinstance(value, tuple):
        return Amount(numerator=Fraction(value[0]), denominator=Fraction(value[1]))
    return Amount(value=Fraction(str(value)))


def statement(
    whose: Project, code: str, label: str, cells: object, reporter: str = "A", explanation: str | None = None
) -> Statement:
    """What a reporter states for a period: a total, or amounts by place."""
    of = whose.indicators[code]
    period = next(found for found in calendar_of(whose).periods(of.reporting) if found.label == label)
    stated: dict[Place, Any] = cells if isinstance(cells, dict) else {(): cells}
    figure, _ = resolve(of, {where: amount(value) for where, value in stated.items()})
    return Statement(code, reporter, period, period.span, figure, explanation=explanation)


def record(whose: Project, *statements: Statement) -> Record:
    explanations = tuple(
        Explanation(
            indicator=each.indicator, reporter=each.reporter, period=each.period, words=each.explanation, at=AT, by="A"
        )
        for each in statements
        if each.explanation
    )
    return Record(project=whose, statements=statements, explanations=explanations)


QUARTERS = tuple(period.label for period in calendar_of(project()).periods(Frequency.QUARTERLY))
