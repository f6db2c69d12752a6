"""What a comparison says in a sentence, and which indicators moved most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from dashboard.compare.comparison import Comparison
from dashboard.compare.figures import brief, difference_of, naming
from dashboard.view import View
from framework.comparison import Move
from framework.model import Indicator, Row

MOST = 3
TOLD = (Move.GREW, Move.FELL, Move.SAME)
UNTOLD = Fraction(-1)
"""The size of a movement that cannot be put in order with others."""
STILL = Fraction(-2)


def indicators_of(view: View, found: Comparison) -> Mapping[str, Indicator]:
    """The indicators of both sides by code."""
    return {**view.project.indicators, **found.gone}


def by_size(view: View, found: Comparison) -> list[Row]:
    """The rows, those first that moved most: in percent, of percentages in points, then what has no size, then the rest."""
    known = indicators_of(view, found)
    return sorted(found.rows, key=lambda row: _size(known[str(row["indicator"])], row), reverse=True)


def _size(indicator: Indicator, row: Row) -> Fraction:
    difference = difference_of(indicator, row)
    if difference.move in {Move.SAME, Move.NOTHING}:
        return STILL
    return UNTOLD if difference.size is None else difference.size


def moved_most(view: View, found: Comparison) -> list[str]:
    """The codes of the few indicators that moved most."""
    known = indicators_of(view, found)
    return [
        str(row["indicator"]) for row in by_size(view, found)[:MOST] if _size(known[str(row["indicator"])], row) > 0
    ]


def finding(view: View, found: Comparison) -> str:
    """How many indicators grew, fell and stayed, and which moved most."""
    counts = Counter(str(row["move"]) for row in found.rows)
    compared = sum(counts[move] for move in TOLD)
    if not compared:
        return view.say("No indicator has a figure on both sides.")
    words = view.many(
        "{grew} of {count} indicator grew, {fell} fell, {same} stayed",
        "{grew} of {count} indicators grew, {fell} fell, {same} stayed",
        compared,
        **{move.value: view.number(counts[move]) for move in TOLD},
    )
    most = moved_most(view, found)[:1]
    rest = _most(view, found, most[0]) if most else ""
    return f"{words}{rest}."


def _most(view: View, found: Comparison, code: str) -> str:
    indicator = indicators_of(view, found)[code]
    row = next(row for row in found.rows if row["indicator"] == code)
    change = brief(view, naming(view, indicator), difference_of(indicator, row))
    return view.say("; the most: {code} {title} ({change})", code=code, title=view.said(indicator.title), change=change)


def status_changes(found: Comparison) -> Sequence[Row]:
    """The rows whose status is another on the second side, where both have one."""
    return [
        row
        for row in found.rows
        if row["first_status"] and row["second_status"] and row["first_status"] != row["second_status"]
    ]
