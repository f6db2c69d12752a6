"""Figures and differences of a comparison in words."""

from dashboard.naming import Naming, naming_of
from dashboard.view import View
from dashboard.words import MINUS
from framework.comparison import Difference, Move, Scale, difference
from framework.model import Cell, Indicator, Row

ARROWS = {Move.GREW: "▲", Move.FELL: "▼", Move.SAME: "=", Move.CHANGED: "≠", Move.CAME: "+", Move.WENT: "−"}


def difference_of(indicator: Indicator, row: Row) -> Difference:
    """The difference that a row of a comparison tells."""
    return difference(indicator, row["first_value"], row["second_value"])


def figure(naming: Naming, cell: Cell) -> str:
    """A figure without its unit; a dash where nothing is stated."""
    return "–" if cell is None else naming.figure(cell)


def brief(view: View, naming: Naming, found: Difference) -> str:
    """The difference in one figure: `+45 %`, `−3.2 pp`, `1 stage forward`; else what became of it."""
    if found.move is Move.SAME:
        return view.say("no change")
    if found.percent is not None:
        return view.percent(found.percent, signed=True)
    return absolute(view, naming, found) or _word(view, found.move)


def absolute(view: View, naming: Naming, found: Difference) -> str:
    """The difference in its own unit; empty where none is said."""
    if found.change is None or found.scale is None:
        return ""
    if found.scale is Scale.STAGES:
        return _stages(view, int(found.change))
    if found.scale is Scale.POINTS:
        return view.say("{number} pp", number=_signed(view, found.change, 1))
    return f"{_signed(view, found.change, naming.places)} {naming.unit}".strip()


def _stages(view: View, steps: int) -> str:
    if steps < 0:
        return view.many("{count} stage back", "{count} stages back", -steps)
    return view.many("{count} stage forward", "{count} stages forward", steps) if steps else view.say("no change")


def _signed(view: View, change: Cell, places: int) -> str:
    text = view.number(change, places)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def _word(view: View, move: Move) -> str:
    words = {
        Move.CHANGED: view.say("another text"),
        Move.CAME: view.say("no earlier figure"),
        Move.WENT: view.say("no later figure"),
        Move.UNSAID: view.say("not said"),
    }
    return words.get(move, "–")


def naming(view: View, indicator: Indicator) -> Naming:
    """The words of an indicator in the language of the page."""
    return naming_of(indicator, view.language)
