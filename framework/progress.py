"""Over time and across reporters: what has been reached by a moment, or within some days (semantics 3).

The order matters: first along time within each reporter, then across reporters. Moments are exclusive ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from framework.figures import across, joined
from framework.model import (
    TOTAL,
    Amount,
    Figure,
    Indicator,
    Kind,
    Period,
    Place,
    Project,
    Rule,
    Span,
    Statement,
)
from framework.periods import calendar_of
from framework.targets import number_of


def day_after(as_of: date) -> date:
    """The moment at which a day is over."""
    return as_of + timedelta(days=1)


UNKNOWN = Amount()
"""The total of percentages that cannot be pooled."""


def says_something(figure: Figure) -> bool:
    """True where a figure is stated: "not applicable" and 0 of 0 are none (semantics 2.5, 3)."""
    return any(amount.applies and amount.denominator != 0 for amount in figure.values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that counts of one indicator, by reporter and time."""

    project: Project
    indicator: Indicator
    whole: Mapping[str, Sequence[Statement]]
    """By reporter, in order of time: what was stated for whole periods."""
    parts: Mapping[tuple[str, Span], Statement]
    """By reporter and days: events of a part of a period."""

    @property
    def periods(self) -> Sequence[Period]:
        """The indicator's own reporting periods (semantics 1.5)."""
        return calendar_of(self.project).periods(self.indicator.reporting)

    @property
    def statements(self) -> Iterable[Statement]:
        """Every whole statement, reporter by reporter."""
        return (statement for statements in self.whole.values() for statement in statements)

    @property
    def places(self) -> set[Place]:
        """Every place that anything is stated for."""
        return {place for statement in self.statements for place in statement.figure}

    def to_date(self, place: Place, moment: date, *, begun: bool = False, reporter: str | None = None) -> Amount | None:
        """What has been reached by a moment.

        Args:
            place: the total or a cell.
            moment: the exclusive end of time.
            begun: whether figures count of a period that has begun but not ended (semantics 1.6).
            reporter: one reporter's part alone.
        """
        whole = self.project.span
        window = Span(whole.start, min(max(moment, whole.start), whole.end))
        names = self._counting(reporter, window.end)
        return self._together(place, names, window, whole if begun else window)

    def within(
        self, place: Place, span: Span, *, until: date | None = None, reporter: str | None = None
    ) -> Amount | None:
        """What was stated for some days alone: sums and pooled percentages of them, the latest level in them.

        Args:
            place: the total or a cell.
            span: the days; a figure of a period that does not lie in them, a level of one that does not end in them,
                is none of theirs.
            until: the exclusive end of time; the figures of a period that has begun by then count (semantics 1.6).
            reporter: one reporter's part alone.
        """
        return self._together(place, self._reporters(reporter), _cut(span, until), span)

    def closing(self, place: Place, span: Span, *, until: date | None = None) -> Amount | None:
        """The same, levels of reporters that have left by the end of the days no longer counted (semantics 3)."""
        window = _cut(span, until)
        return self._together(place, self._counting(None, window.end), window, span)

    def stated(self, moment: date) -> bool:
        """True where anything at all is stated for a time before the moment."""
        return any(self.said_in(period, until=moment) for period in self.periods)

    def said_in(self, period: Period, *, until: date | None = None) -> bool:
        """True where a figure is stated for a period, of events one dated before `until`."""
        window = _cut(period.span, until)
        figures = (self._part(statement, window, period.span) for statement in self.statements)
        return any(figure and says_something(figure) for figure in figures)

    def last_period(self, moment: date) -> Period | None:
        """The latest of its periods for which anything is stated that counts at the moment (semantics 1.6)."""
        whole = self.project.span
        window = _cut(whole, moment)
        said = [
            statement.period.span for statement in self.statements if self._part(statement, window, whole) is not None
        ]
        return next((one for one in reversed(self.periods) if any(one.span.covers(span) for span in said)), None)

    def last_ended(self, moment: date) -> Period | None:
        """The last of its periods that has ended."""
        ended = [period for period in self.periods if period.span.end <= moment]
        return ended[-1] if ended else None

    def _reporters(self, only: str | None) -> list[str]:
        return [name for name in self.whole if only is None or name == only]

    def _counting(self, only: str | None, moment: date) -> list[str]:
        """The reporters that count at a moment: levels of those that have left do not (semantics 3)."""
        carried = self.indicator.over_time is Rule.LAST
        left = {name for name, who in self.project.reporters.items() if carried and moment > who.active.end}
        return [name for name in self._reporters(only) if name not in left]

    def _together(self, place: Place, reporters: Sequence[str], window: Span, whole: Span) -> Amount | None:
        """First along time within each reporter, then across them."""
        amounts = [self._along(place, self._stated(name, window, whole)) for name in reporters]
        stated = [amount for amount in amounts if amount is not None and amount.denominator != 0]
        return across(self.indicator, stated) if stated else None

    def _stated(self, reporter: str, window: Span, whole: Span) -> list[Figure]:
        """What a reporter states for the days of a window, in order of time."""
        figures = (self._part(statement, window, whole) for statement in self.whole[reporter])
        return [figure for figure in figures if figure]

    def _part(self, statement: Statement, window: Span, whole: Span) -> Figure | None:
        """What of a statement falls in the window that has passed of some days: all, its events there, or nothing.

        A figure has no days of its own: it counts where its period lies in the whole days, a level where that ends in
        them, as soon as it has begun.
        """
        period = statement.period.span
        if not window.overlaps(period):
            return None
        if statement.dated and not window.covers(period):
            part = self.parts.get((statement.reporter, period.clipped(window)))
            return part.figure if part else None
        level_ends_inside = self.indicator.over_time is Rule.LAST and period.end <= whole.end
        return statement.figure if level_ends_inside or whole.covers(period) else None

    def _along(self, place: Place, figures: Sequence[Figure]) -> Amount | None:
        """One reporter along time, by `over_time`; the latest period counts as a whole, total and cells."""
        if self.indicator.over_time is Rule.LAST:
            latest = next((figure for figure in reversed(figures) if says_something(figure)), None)
            return self._at(place, latest or (figures[-1] if figures else {}))
        amounts = [amount for figure in figures if (amount := self._at(place, figure)) and amount.denominator != 0]
        return joined(self.indicator, self.indicator.over_time, amounts)

    def _at(self, place: Place, figure: Figure) -> Amount | None:
        """What a figure says of a place; of a percentage without a total that there is one, unknown (semantics 2.5)."""
        unknown = place == TOTAL and self.indicator.kind is Kind.PERCENTAGE and says_something(figure)
        return figure.get(place, UNKNOWN if unknown else None)


def _cut(span: Span, until: date | None) -> Span:
    """The days before a moment."""
    return span if until is None else Span(span.start, min(span.end, until))


@dataclass(frozen=True, slots=True)
class QuotientLedger(Ledger):
    """The ledger of a percentage computed from two indicators; it has no statements of its own (semantics 2.5)."""

    top: Ledger
    bottom: Ledger

    @property
    def statements(self) -> Iterable[Statement]:
        """The numerator's and the denominator's statements."""
        yield from self.top.statements
        yield from self.bottom.statements

    @property
    def places(self) -> set[Place]:
        """Places that both indicators know."""
        return {place for place in self.top.places if self._below(place) in self.bottom.places}

    def _below(self, place: Place) -> Place:
        """The place by whose denominator a place is divided (semantics 2.5 numerator_only)."""
        return tuple(pair for pair in place if pair[0] not in self.indicator.numerator_only)

    def to_date(self, place: Place, moment: date, *, begun: bool = False, reporter: str | None = None) -> Amount | None:
        """The one to date ÷ the other to date."""
        return _divided(
            self.top.to_date(place, moment, begun=begun, reporter=reporter),
            self.bottom.to_date(self._below(place), moment, begun=begun, reporter=reporter),
        )

    def within(
        self, place: Place, span: Span, *, until: date | None = None, reporter: str | None = None
    ) -> Amount | None:
        """The one of some days ÷ the other of the same days."""
        return _divided(
            self.top.within(place, span, until=until, reporter=reporter),
            self.bottom.within(self._below(place), span, until=until, reporter=reporter),
        )

    def closing(self, place: Place, span: Span, *, until: date | None = None) -> Amount | None:
        """The one by the end of some days ÷ the other."""
        return _divided(
            self.top.closing(place, span, until=until), self.bottom.closing(self._below(place), span, until=until)
        )


def _divided(top: Amount | None, bottom: Amount | None) -> Amount | None:
    if top is None or bottom is None or top.value is None or not bottom.value:
        return None
    return Amount(numerator=top.value, denominator=bottom.value)


def ledgers(project: Project, statements: Sequence[Statement], only: str | None = None) -> dict[str, Ledger]:
    """The ledger of every indicator, in the framework's order; or of one alone."""
    indicators = project.indicators
    if only is not None:
        indicators = {code: each for code, each in indicators.items() if code in _needed(indicators, only)}
    every = _ledgers(project, indicators, statements)
    return every if only is None else {code: each for code, each in every.items() if code == only}


def _needed(indicators: Mapping[str, Indicator], code: str) -> set[str]:
    """An indicator and those that it is computed from."""
    quotient = indicators[code].quotient if code in indicators else None
    return {code, quotient.numerator, quotient.denominator} if quotient else {code}


def _ledgers(
    project: Project, indicators: Mapping[str, Indicator], statements: Sequence[Statement]
) -> dict[str, Ledger]:
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    known = (statement for statement in statements if statement.indicator in indicators)
    for statement in sorted(known, key=lambda entry: (entry.period.span.start, entry.period.span.end)):
        said[statement.indicator].append(statement)
    plain = {code: _ledger(project, indicator, said[code]) for code, indicator in indicators.items()}
    for code, indicator in indicators.items():
        if indicator.quotient:
            top, bottom = plain[indicator.quotient.numerator], plain[indicator.quotient.denominator]
            whole = {**top.whole, **bottom.whole}
            plain[code] = QuotientLedger(
                project, indicator, whole, {**top.parts, **bottom.parts}, top=top, bottom=bottom
            )
    return plain


def _ledger(project: Project, indicator: Indicator, in_time: Sequence[Statement]) -> Ledger:
    whole = {
        reporter: [entry for entry in in_time if entry.reporter == reporter and entry.span == entry.period.span]
        for reporter in project.reporters
    }
    parts = {(entry.reporter, entry.span): entry for entry in in_time if entry.span != entry.period.span}
    return Ledger(project, indicator, {name: said for name, said in whole.items() if said}, parts)


def shown(indicator: Indicator, amount: Amount | None) -> Fraction | str | None:
    """An amount as tables give it: a number, a stage's code, a text, or `n/a`."""
    if amount is None:
        return None
    if amount.word is not None:
        return amount.word
    return as_cell(indicator, number_of(indicator, amount))


def as_cell(indicator: Indicator, number: Fraction | None) -> Fraction | str | None:
    """A number as tables give it: of a milestone the code of the stage at that position (semantics 2.7)."""
    if number is None or indicator.kind is not Kind.MILESTONE:
        return number
    return indicator.stages[int(number)].code


def over_the_whole(amount: Amount | None, total: Amount | None) -> Amount | None:
    """A cell that splits only the numerator, with the denominator of the whole (semantics 2.5 numerator_only)."""
    if amount is None or not amount.pooled or total is None or total.denominator is None:
        return amount
    return Amount(numerator=amount.numerator, denominator=total.denominator)
