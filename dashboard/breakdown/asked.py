"""What the address asks for: which indicators, by what, as which picture; and what is shown where that cannot be.

Whatever is unknown to the project is an `Impossible`. What the project knows, but the chosen indicator does not have, such
as another dimension, gives way to what it has, and a note says so: so one choice of the form never breaks another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.addresses import Impossible
from dashboard.breakdown.choice import CHARTS, SHARE, Chart, Choice, row_name, row_name_of
from dashboard.breakdown.stock import PAIR, Stock
from dashboard.view import NO_INDICATOR, View
from dashboard.words import marked
from framework.breakdown import TO_DATE
from framework.model import Indicator, Row
from framework.shares import REPORTER, whole_of
from loaders.boundaries import Boundaries

UNKNOWN_PERIOD = marked("“{value}” is no period of this project.")
UNKNOWN_DIMENSION = marked("“{value}” is no dimension of this project, nor two of them such as {example}.")
LEFT_OUT = marked("Left out beside it, because the unit or the dimensions are others: {codes}.")
MOST_BESIDE = 5


def read_choice(view: View, stock: Stock) -> Choice | Impossible | None:
    """What is to be shown; None where nothing of the project is broken down."""
    wrong = _unknown(view)
    if wrong or not stock.broken_down:
        return wrong
    chosen = _with_indicator(view, stock)
    for step in (_with_dimensions, _with_companions, _with_chart, _with_period, _with_shares):
        chosen = step(view, stock, chosen)
    return chosen


def _unknown(view: View) -> Impossible | None:
    """The first thing asked for that the project does not have at all."""
    for code in (view.address.state("indicator"), *_beside(view)):
        if code and code not in view.project.indicators:
            return Impossible(404, NO_INDICATOR, {"code": code})
    known, asked = {*view.project.dimensions, REPORTER}, _asked_dimensions(view)
    if asked and (not known.issuperset(asked) or len({*asked}) < len(asked) or len(asked) > 2):  # noqa: PLR2004 — a pair
        example = PAIR.join([*view.project.dimensions, REPORTER][:2])
        return Impossible(400, UNKNOWN_DIMENSION, {"value": PAIR.join(asked), "example": example})
    period = view.address.state("period")
    if period and period != TO_DATE and period not in {row["period"] for row in view.rows("series")}:
        return Impossible(400, UNKNOWN_PERIOD, {"value": period})
    return None


def _asked_dimensions(view: View) -> list[str]:
    """The dimensions asked for; a plus sign that somebody typed arrives as a space."""
    asked = view.address.state("dimension") or ""
    return asked.replace(" ", PAIR).split(PAIR) if asked else []


def _beside(view: View) -> list[str]:
    return [code for code in (view.address.state("with") or "").split(",") if code]


def _with_indicator(view: View, stock: Stock) -> Choice:
    asked = view.address.state("indicator")
    found = next((each for each in stock.broken_down if each.code == asked), None)
    if found:
        return Choice(indicators=(found,), dimensions=())
    best = max(stock.broken_down, key=stock.richness)
    note = view.say("Nothing of indicator {asked} is stated by category; shown is {code}.", asked=asked, code=best.code)
    return Choice(indicators=(best,), dimensions=(), notes=(note,) if asked else ())


def _with_dimensions(view: View, stock: Stock, choice: Choice) -> Choice:
    code = choice.indicator.code
    singles, pairs = tuple(stock.singles(code)), tuple(stock.pairs(code))
    choice = replace(choice, singles=singles, pairs=pairs)
    asked = tuple(_asked_dimensions(view))
    if asked and row_name_of(choice.indicator, asked) in {*singles, *pairs}:
        return replace(choice, dimensions=asked)
    fallback = next((name for name in asked if name in singles), None) or _default_dimension(view, stock, choice)
    note = view.say(
        "Indicator {code} is not stated by {asked}; shown is {dimension}.",
        code=code,
        asked=" × ".join(dimension_title(view, name) for name in asked),
        dimension=dimension_title(view, fallback),
    )
    return replace(choice, dimensions=(fallback,), notes=(*choice.notes, *((note,) if asked else ())))


def _default_dimension(view: View, stock: Stock, choice: Choice) -> str:
    """Where there is a map, that; else what is stated by the most categories."""

    def merit(name: str) -> tuple[bool, int]:
        rows = stock.find(choice.indicator.code, name, TO_DATE).values()
        return _boundaries(view, name) is not None, sum(row["value"] is not None for row in rows)

    return max(choice.singles, key=merit)


def dimension_title(view: View, name: str) -> str:
    """A dimension's title, or the word for reporters."""
    known = view.project.dimensions.get(name)
    return view.said(known.title) if known else view.say("Reporter")


def _with_companions(view: View, stock: Stock, choice: Choice) -> Choice:
    """The indicators beside the chosen one; a pair has none."""
    if choice.pair:
        return replace(choice, notes=(*choice.notes, *_left_out(view, _beside(view))))
    able = [
        each
        for each in stock.broken_down
        if each.code != choice.indicator.code
        and _of_one_unit(each, choice.indicator)
        and choice.dimensions[0] in stock.singles(each.code)
    ]
    wanted = dict.fromkeys(_beside(view))
    chosen = [each for each in able if each.code in wanted][:MOST_BESIDE]
    lost = [code for code in wanted if code not in {each.code for each in (*chosen, choice.indicator)}]
    return replace(
        choice,
        indicators=(choice.indicator, *chosen),
        companions=tuple(each for each in able if each not in chosen),
        notes=(*choice.notes, *_left_out(view, lost)),
    )


def _left_out(view: View, codes: Sequence[str]) -> list[str]:
    return [view.say(LEFT_OUT, codes=", ".join(codes))] if codes else []


def _of_one_unit(one: Indicator, other: Indicator) -> bool:
    return (one.unit.words, one.kind, one.per) == (other.unit.words, other.kind, other.per)


def _with_chart(view: View, stock: Stock, choice: Choice) -> Choice:
    choice = replace(choice, boundaries=_drawable(view, choice))
    periods = _periods(stock, choice)
    there: Mapping[Chart, bool] = {
        Chart.MAP: choice.boundaries is not None,
        Chart.BARS: True,
        Chart.TIME: bool(periods) and not choice.pair and len(choice.indicators) == 1,
        Chart.HEAT: choice.pair or len(choice.indicators) > 1 or bool(periods),
        Chart.MULTIPLES: bool(periods),
    }
    charts = tuple(chart for chart, possible in there.items() if possible)
    default = Chart.HEAT if choice.pair else charts[0]
    asked = view.address.state("chart")
    chart = next((each for each in charts if each == asked), default)
    note = view.say("“{asked}” is not possible here.", asked=view.say(CHARTS[Chart(asked)]) if asked else "")
    notes = (note,) if asked and chart != asked else ()
    return replace(choice, chart=chart, charts=charts, notes=(*choice.notes, *notes))


def _drawable(view: View, choice: Choice) -> Boundaries | None:
    """The boundaries of the chosen dimension, or of one of the pair."""
    found = [_boundaries(view, name) for name in choice.dimensions]
    return next((each for each in found if each), None)


def _boundaries(view: View, dimension: str) -> Boundaries | None:
    """Today's boundaries of a dimension, in views of the past too."""
    framework = next((each for each in view.site.frameworks if each.project.code == view.project.code), None)
    return framework.boundaries.get(dimension) if framework else None


def map_first(view: View, choice: Choice) -> Choice:
    """The same with the dimension of the map in lines."""
    flipped = _boundaries(view, choice.dimensions[0]) is None
    return replace(choice, dimensions=choice.dimensions[::-1]) if flipped else choice


def _periods(stock: Stock, choice: Choice) -> tuple[str, ...]:
    """The periods in which any of the indicators is stated."""
    names = [
        label for each in choice.indicators for label in stock.periods(each.code, row_name(each, choice.dimensions))
    ]
    return tuple(dict.fromkeys(names))


def _with_period(view: View, stock: Stock, choice: Choice) -> Choice:
    periods = tuple(label for label in _in_order(view, choice) if label in {*_periods(stock, choice)})
    choice = replace(choice, periods=periods)
    asked = view.address.state("period") or TO_DATE
    if not choice.at_one_time or asked in {TO_DATE, *periods}:
        return replace(choice, period=asked if choice.at_one_time else TO_DATE)
    note = view.say("Nothing is stated by category in {period}; shown is what is known to date.", period=asked)
    return replace(choice, notes=(*choice.notes, note))


def _in_order(view: View, choice: Choice) -> list[str]:
    """The labels of the periods of all chosen indicators, by their first days, longer ones after shorter ones."""
    codes = {each.code for each in choice.indicators}
    rows: list[Row] = [row for row in view.rows("series") if row["indicator"] in codes]
    spans = {str(row["period"]): (str(row["start"]), str(row["end"])) for row in rows}
    return sorted(spans, key=spans.__getitem__)


def _with_shares(view: View, stock: Stock, choice: Choice) -> Choice:
    why = _no_shares(stock, choice)
    wanted = view.address.state("show") == SHARE
    notes = (view.say(why),) if why and wanted else ()
    return replace(choice, no_shares=why, shares=wanted and not why, notes=(*choice.notes, *notes))


NOT_PARTS = marked("There are no shares: these figures are no parts of one total, so they stand side by side.")
HIDDEN = marked("There are no shares: some figures are withheld, and shares could tell them.")
NO_TOTAL = marked("There are no shares: figures below zero, or none but zero, make no whole.")


def _no_shares(stock: Stock, choice: Choice) -> str | None:
    """Why there are no shares; None where there are (semantics 2.4, 2.5, 7)."""
    if not choice.stacks:
        return NOT_PARTS
    rows = [row for each in choice.indicators for row in _rows_behind(stock, each, choice)]
    if any(isinstance(row["value"], str) for row in rows):
        return HIDDEN
    return NO_TOTAL if whole_of(row["value"] for row in rows) is None else None


def _rows_behind(stock: Stock, indicator: Indicator, choice: Choice) -> list[Row]:
    names = {row_name(indicator, choice.dimensions), *choice.dimensions}
    return [row for name in names for row in stock.of(indicator.code, name)]


def rows_address(view: View, indicator: Indicator, choice: Choice) -> str:
    """Where the rows of the public table behind a picture are downloaded, those of one indicator."""
    name = row_name(indicator, choice.dimensions)
    shown = view.address.having(indicator=indicator.code, dimension=name, as_of=view.as_of.isoformat())
    return shown.download("breakdown", "csv")
