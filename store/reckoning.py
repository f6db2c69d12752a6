"""From kept observations to figures: what a summary should be, and figures of the events of some days.

The database counts rows that are alike before they leave it, so that a million events become a few thousand groups.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, literal, select

from framework.figures import Event, put_together, resolve, times
from framework.model import Figure, Indicator, Rule, Span
from store.notation import amount_of, place_of
from store.schema import observation

FETCHED_AT_ONCE = 10_000
AMOUNT = (observation.c.value, observation.c.numerator, observation.c.denominator, observation.c.word)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the observations of one version come to, for one indicator."""

    figure: Figure
    dated: bool


def reckon(
    connection: Connection,
    version_id: int,
    indicators: Mapping[int, Indicator],
    cells: Mapping[int, str],
    days: Span | None = None,
) -> dict[int, Reckoned]:
    """The figures of a version, worked out from its observations (semantics 2).

    Args:
        connection: to read from.
        version_id: whose observations count.
        indicators: which indicators, by their numbers.
        cells: the canonical texts of places, by their numbers.
        days: only the events of these days; None for everything.

    Returns:
        By the numbers of the indicators, those that state something.
    """
    rows = connection.execute(_groups(version_id, indicators, days), execution_options={"yield_per": FETCHED_AT_ONCE})
    return {
        number: _reckoned(indicators[number], list(group), cells)
        for number, group in groupby(rows, key=attrgetter("indicator_id"))
    }


def _groups(version_id: int, indicators: Mapping[int, Indicator], days: Span | None) -> Select[*tuple[object, ...]]:
    """Rows that are alike, with their count; where events are added up their days do not matter."""
    sums = [number for number, indicator in indicators.items() if indicator.over_time is Rule.SUM]
    day: ColumnElement[int] = case((observation.c.indicator_id.in_(sums), literal(0)), else_=observation.c.day)
    alike = (observation.c.indicator_id, observation.c.place_id, *AMOUNT, day)
    query = select(
        *(observation.c.indicator_id, observation.c.place_id, *AMOUNT),
        func.max(observation.c.day).label("day"),
        func.count().label("times"),
    ).where(observation.c.version_id == version_id, observation.c.indicator_id.in_(list(indicators)))
    if days is not None:
        first, end = days.start.toordinal(), days.end.toordinal()
        query = query.where(observation.c.day >= first, observation.c.day < end)
    return query.group_by(*alike).order_by(observation.c.indicator_id)


def _reckoned(indicator: Indicator, rows: list[Row[*tuple[object, ...]]], cells: Mapping[int, str]) -> Reckoned:
    order = tuple(indicator.dimensions)
    dated = any(row.day for row in rows)
    events = _events(indicator, rows, cells, order)
    stated = put_together(indicator.over_time, events) if dated else {place: amount for place, _, amount in events}
    return Reckoned(resolve(indicator, stated)[0], dated)


def _events(
    indicator: Indicator, rows: Iterable[Row[*tuple[object, ...]]], cells: Mapping[int, str], order: tuple[str, ...]
) -> Iterator[Event]:
    for row in rows:
        place = place_of(cells[row.place_id], order)
        amount = amount_of(row.value, row.numerator, row.denominator, row.word)
        if indicator.over_time is Rule.SUM:
            yield place, row.day, times(amount, row.times)
        else:
            yield from repeat((place, row.day, amount), row.times)
