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
        if ledger.said_in(period, until=end):
            yield from _labelled(period.label, project, ledger, *_readings(project, ledger, period.span, end))


def rows_to_date(project: Project, ledger: Ledger, end: date) -> Iterator[Row]:
    """The breakdown to date alone, at an exclusive end of time; `target` is left empty."""

    def to_date(place: Place, reporter: str | None = None) -> Amount | None:
        return ledger.to_date(place, end, begun=True, reporter=reporter)

    yield from _rows(project, ledger, to_date, lambda _: None)


def _readings(project: Project, ledger: Ledger, span: Span, end: date) -> tuple[Reading, Due]:
    def within(place: Place, reporter: str | None = None) -> Amount | None:
        return ledger.within(place, span, until=end, reporter=reporter)

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


def _cell(ledger: Ledger, place: Place, reading: Reading) -> Amount | None:
    """What is known of a cell; one that splits only the numerator is divided by the whole (semantics 2.5)."""
    whole = tuple(pair for pair in place if pair[0] not in ledger.indicator.numerator_only)
    amount = reading(place)
    return amount if whole == place else over_the_whole(amount, reading(whole))


def _dimension_rows(project: Project, ledger: Ledger, name: str, reading: Reading, due: Due) -> Iterator[Row]:
    """Every category in the framework's order, null where nothing is stated, then what is not disaggregated."""
    categories = [category.code for category in project.dimensions[name].categories]
    amounts = {code: _cell(ledger, ((name, code),), reading) for code in categories}
    for code, amount in amounts.items():
        yield _row(ledger, name, code, amount, due((name, code)))
    left = _remainder(ledger, name, TOTAL, reading, list(amounts.values()))
    if left:
        yield _row(ledger, name, NOT_DISAGGREGATED, left, None)


def _pair_rows(project: Project, ledger: Ledger, pair: tuple[str, str], reading: Reading) -> Iterator[Row]:
    """Stated pairs in the framework's order, then what each category leaves over."""
    first, second = ([category.code for category in project.dimensions[name].categories] for name in pair)
    cells = {(one, two): _cell(ledger, ((pair[0], one), (pair[1], two)), reading) for one in first for two in second}
    known = {codes: amount for codes, amount in cells.items() if amount is not None}
    for (one, two), amount in known.items():
        yield _row(ledger, "+".join(pair), f"{one}+{two}", amount, None)
    for one in first:
        parts = [amount for codes, amount in known.items() if codes[0] == one]
        left = _remainder(ledger, pair[1], ((pair[0], one),), reading, parts) if parts else None
        if left:
            yield _row(ledger, "+".join(pair), f"{one}+{NOT_DISAGGREGATED}", left, None)
    for two in second:
        parts = [amount for codes, amount in known.items() if codes[1] == two]
        left = _remainder(ledger, pair[0], ((pair[1], two),), reading, parts) if parts else None
        if left:
            yield _row(ledger, "+".join(pair), f"{NOT_DISAGGREGATED}+{two}", left, None)


def _remainder(
    ledger: Ledger, dimension: str, place: Place, reading: Reading, cells: Sequence[Amount | None]
) -> Amount | None:
    """What a dimension's cells leave of a place; None where that is nothing, or they need not add up (2.3, 2.4)."""
    indicator, total = ledger.indicator, _cell(ledger, place, reading)
    adds_up = indicator.across is Rule.SUM and indicator.over_time in {Rule.SUM, Rule.LAST}
    partitions = indicator.dimensions[dimension] is Cells.WITHIN
    if total is None or not adds_up or not partitions or indicator.kind in {Kind.MILESTONE, Kind.TEXT}:
        return None
    stated = [cell for cell in cells if cell is not None]
    if total.pooled:
        splits_numerators = bool(indicator.numerator_only & {dimension, *(name for name, _ in place)})
        rest = _pooled_remainder(total, stated, shared=dimension in indicator.numerator_only)
        return rest if rest and (rest.numerator or (rest.denominator and not splits_numerators)) else None
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
    return Amount(numerator=numerator, denominator=denominator)
