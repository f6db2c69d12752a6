"""Rows across categories, reporters and pairs: the table `breakdown` (interface 4, semantics 2.3)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from framework.model import TOTAL, Amount, Cells, Kind, Place, Project, Row, Rule, Span
from framework.progress import Ledger, as_cell, day_after, over_the_whole, shown
from framework.standing import category_schedule

TO_DATE = "to_date"
NOT_DISAGGREGATED = "*"

Reading = Callable[..., Amount | None]
"""What is known at a place, in one period or to date: `reading(place, reporter=None)`."""

Due = Callable[[tuple[str, str]], Fraction | None]
"""A category's target in one period or to date."""


def breakdown_rows(project: Project, ledger: Ledger, as_of: date) -> Iterator[Row]:
    """To date, then each period with data: dimensions, reporters, stated pairs, and what is not disaggregated."""
    end = day_after(as_of)

    def to_date(place: Place, reporter: str | None = None) -> Amount | None:
        return ledger.to_date(place, end, begun=True, reporter=reporter)

    yield from _labelled(TO_DATE, project, ledger, to_date, _due_to_date(project, ledger, end))
    for period in ledger.periods:
        if period.span.start < end and ledger.said_in(period):
            yield from _labelled(period.label, project, ledger, *_readings(project, ledger, period.span, end))


def rows_to_date(project: Project, ledger: Ledger, end: date) -> Iterator[Row]:
    """The breakdown to date alone, at an exclusive end of time; `target` is left empty."""

    def to_date(place: Place, reporter: str | None = None) -> Amount | None:
        return ledger.to_date(place, end, begun=True, reporter=reporter)

    yield from _rows(project, ledger, to_date, lambda _: None)


def _readings(project: Project, ledger: Ledger, span: Span, end: date) -> tuple[Reading, Due]:
    known = Span(span.start, min(span.end, end))

    def within(place: Place, reporter: str | None = None) -> Amount | None:
        return ledger.within(place, known, begun=True, reporter=reporter)

    def due(category: tuple[str, str]) -> Fraction | None:
        schedule = category_schedule(project, ledger.indicator, category)
        return schedule.own(span) if schedule else None

    return within, due


def _due_to_date(project: Project, ledger: Ledger, end: date) -> Due:
    last = ledger.last_ended(end)

    def due(category: tuple[str, str]) -> Fraction | None:
        schedule = category_schedule(project, ledger.indicator, category)
        moment = schedule.moment(end, last.span.end if last else None) if schedule else None
        return schedule.to_date(moment) if schedule and moment else None

    return due


def _labelled(label: str, project: Project, ledger: Ledger, reading: Reading, due: Due) -> Iterator[Row]:
    for row in _rows(project, ledger, reading, due):
        yield {"period": label, **row}


def _rows(project: Project, ledger: Ledger, reading: Reading, due: Due) -> Iterator[Row]:
    total = reading(TOTAL)
    for name in ledger.indicator.dimensions:
        yield from _dimension_rows(project, ledger, name, reading, due)
    for reporter in ledger.indicator.reporters:
        yield _row(ledger, "reporter", reporter, reading(TOTAL, reporter=reporter), None)
    places = ledger.places
    for pair in combinations(ledger.indicator.dimensions, 2):
        stated = [place for place in places if tuple(name for name, _ in place) == pair]
        if stated and total is not None:
            yield from _pair_rows(project, ledger, pair, reading)


def _row(ledger: Ledger, dimension: str, category: str, amount: Amount | None, target: Fraction | None) -> Row:
    return {
        "dimension": dimension,
        "category": category,
        "value": shown(ledger.indicator, amount),
        "numerator": amount.numerator if amount else None,
        "denominator": amount.denominator if amount else None,
        "target": as_cell(ledger.indicator, target),
    }


def _dimension_rows(project: Project, ledger: Ledger, name: str, reading: Reading, due: Due) -> Iterator[Row]:
    """Every category in the framework's order, null where nothing is stated, then what is not disaggregated."""
    total = reading(TOTAL)
    amounts = {category.code: reading(((name, category.code),)) for category in project.dimensions[name].categories}
    shares_denominator = name in ledger.indicator.numerator_only
    for code, amount in amounts.items():
        cell = over_the_whole(amount, total) if shares_denominator else amount
        yield _row(ledger, name, code, cell, due((name, code)))
    left = _remainder(ledger, (name,), total, list(amounts.values()))
    if left:
        yield _row(ledger, name, NOT_DISAGGREGATED, left, None)


def _pair_rows(project: Project, ledger: Ledger, pair: tuple[str, str], reading: Reading) -> Iterator[Row]:
    """Stated pairs in the framework's order, then what each category leaves over."""
    first, second = ([category.code for category in project.dimensions[name].categories] for name in pair)
    cells = {(one, two): reading(((pair[0], one), (pair[1], two))) for one in first for two in second}
    known = {codes: amount for codes, amount in cells.items() if amount is not None}
    for (one, two), amount in known.items():
        yield _row(ledger, "+".join(pair), f"{one}+{two}", amount, None)
    for one in first:
        parts = [amount for codes, amount in known.items() if codes[0] == one]
        left = _remainder(ledger, pair, reading(((pair[0], one),)), parts) if parts else None
        if left:
            yield _row(ledger, "+".join(pair), f"{one}+{NOT_DISAGGREGATED}", left, None)
    for two in second:
        parts = [amount for codes, amount in known.items() if codes[1] == two]
        left = _remainder(ledger, pair, reading(((pair[1], two),)), parts) if parts else None
        if left:
            yield _row(ledger, "+".join(pair), f"{NOT_DISAGGREGATED}+{two}", left, None)


def _remainder(
    ledger: Ledger, dimensions: tuple[str, ...], total: Amount | None, cells: Sequence[Amount | None]
) -> Amount | None:
    """What cells leave of their total; None where they leave nothing or need not add up (semantics 2.3, 2.4)."""
    indicator = ledger.indicator
    adds_up = indicator.across is Rule.SUM and indicator.over_time in {Rule.SUM, Rule.LAST}
    partitions = all(indicator.dimensions[name] is Cells.WITHIN for name in dimensions)
    if total is None or not adds_up or not partitions or indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
        return None
    stated = [cell for cell in cells if cell is not None]
    if total.pooled:
        return _pooled_remainder(total, stated, shared=bool(indicator.numerator_only & {*dimensions}))
    if total.value is None or (indicator.kind is Kind.PERCENTAGE and stated):
        return None
    left = total.value - sum((cell.value for cell in stated if cell.value is not None), Fraction(0))
    return Amount(value=left) if left else None


def _pooled_remainder(total: Amount, cells: list[Amount], *, shared: bool) -> Amount | None:
    if total.numerator is None or any(not cell.pooled for cell in cells):
        return None
    numerator = total.numerator - sum((cell.numerator or Fraction(0) for cell in cells), Fraction(0))
    denominator = total.denominator
    if denominator is not None and not shared:
        denominator -= sum((cell.denominator or Fraction(0) for cell in cells), Fraction(0))
    left = Amount(numerator=numerator, denominator=denominator)
    return left if numerator or (denominator and not shared) else None
