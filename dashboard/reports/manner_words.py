"""Words for how a file is read: delimiters, decimal marks, orders of day and month, what columns mean."""

from dashboard.view import View
from dashboard.words import marked
from loaders.choices import DAY_FIRST, DIMENSION, IGNORE, MONTH_FIRST
from loaders.manner import UNDECIDED, ColumnManner

DELIMITERS = {
    ",": marked("commas"),
    ";": marked("semicolons"),
    "\t": marked("tabs"),
    "|": marked("vertical bars"),
}
DECIMALS = {
    ",": marked("decimal comma"),
    ".": marked("decimal point"),
    UNDECIDED: marked("decimal mark not clear"),
}
DATES = {
    DAY_FIRST: marked("days before months"),
    MONTH_FIRST: marked("months before days"),
    UNDECIDED: marked("order of day and month not clear"),
}
MEANINGS = {
    "indicator": marked("Indicator"),
    "period": marked("Period"),
    "date": marked("Date"),
    "value": marked("Value"),
    "numerator": marked("Numerator"),
    "denominator": marked("Denominator"),
    "reporter": marked("Reporter"),
    "part": marked("Part of a percentage"),
    "note": marked("Note"),
    "explanation": marked("Explanation"),
    "evidence": marked("Evidence"),
    IGNORE: marked("Left out"),
}
KINDS = {
    "category": marked("Figures of the category {of}"),
    "period": marked("Figures of the period {of}"),
    "indicator": marked("Figures of the indicator {of}"),
}


def delimiter_said(view: View, sign: str) -> str:
    """A delimiter in words; one that has none as it is."""
    return view.say(DELIMITERS[sign]) if sign in DELIMITERS else sign


def decimals_said(view: View, mark: str) -> str:
    """A decimal mark in words."""
    return view.say(DECIMALS[mark])


def order_said(view: View, order: str) -> str:
    """The order of day and month in words."""
    return view.say(DATES[order])


def meaning_said(view: View, meaning: str) -> str:
    """What a column can mean: a role, or a dimension by its title."""
    dimension = view.project.dimensions.get(meaning.removeprefix(DIMENSION))
    return view.said(dimension.title) if dimension and meaning.startswith(DIMENSION) else view.say(MEANINGS[meaning])


def taken_for(view: View, column: ColumnManner) -> str:
    """What a column was taken for."""
    if column.meaning is None:
        return view.say("Not known")
    if column.of == "total":
        return view.say("Figures of the totals")
    if column.of is not None:
        return view.say(KINDS[column.meaning], of=column.of)
    return meaning_said(view, column.meaning)
