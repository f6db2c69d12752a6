"""Changes of the framework as people say them: "Target of 1.1 for FY2024: 1,200 → 1,500"."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from dashboard.naming import naming_of
from dashboard.view import View
from dashboard.words import marked
from framework.model import Cell, Kind
from framework.revision import NOTHING, Revised
from loaders.revision_changes import RevisionChanges

RULES = {
    "kind": marked("Kind of {code}"),
    "unit": marked("Unit of {code}"),
    "decimals": marked("Decimals of {code}"),
    "direction": marked("Direction of {code}"),
    "over_time": marked("How {code} is put together over time"),
    "across": marked("How {code} is put together across reporters and categories"),
    "allow_negative": marked("Whether {code} may be negative"),
    "per": marked("Of how many {code} is a rate"),
    "numerator_only": marked("Dimensions of {code} that split only the numerator"),
    "from": marked("What {code} is computed from"),
    "dimensions": marked("Dimensions of {code}"),
    "stages": marked("Stages of {code}"),
    "reporting": marked("How often {code} is reported"),
}
"""What a rule decides, by its key."""

ARROW = " → "
"""Between what was and what is."""

FIGURES = frozenset({"end", "value", "numerator", "denominator"})
"""Keys of a baseline or of targets whose value is a figure of the indicator, as that of every target period is."""


def change_lines(view: View, changes: RevisionChanges) -> Iterator[str]:
    """A line for every change."""
    for each in changes.revised:
        yield f"{subject(view, each)}: {value_text(view, each, each.old)}{ARROW}{value_text(view, each, each.new)}"
    yield from (view.say("New indicator {code}: {title}", code=code, title=_title(view, code)) for code in changes.new)
    yield from (view.say("Indicator {code} is no longer in the framework", code=code) for code in changes.gone)


def _title(view: View, code: str) -> str:
    indicator = view.project.indicators.get(code)
    return view.said(indicator.title) if indicator else "…"


def subject(view: View, change: Revised) -> str:
    """What a change is about; the key of the file where it has no words."""
    match change.key:
        case ("targets", "by", dimension, category, *rest):
            return f"{_target(view, change, tuple(rest))} ({_category(view, dimension, category)})"
        case ("targets", *rest):
            return _target(view, change, tuple(rest))
        case ("baseline", part):
            return _baseline(view, change.indicator, part)
        case (rule,) if rule in RULES:
            return view.say(RULES[rule], code=change.indicator)
    return f"{change.indicator} {change.what}".strip()


def _baseline(view: View, code: str, part: str) -> str:
    said = view.say("Baseline of {code}", code=code)
    words = {
        "date": view.say("Date of the baseline of {code}", code=code),
        "numerator": f"{said} ({view.say('numerator')})",
        "denominator": f"{said} ({view.say('denominator')})",
    }
    return words.get(part, said)


def _target(view: View, change: Revised, key: tuple[str, ...]) -> str:
    code = change.indicator
    match key:
        case ("end",):
            return view.say("End target of {code}", code=code)
        case ("periods", label):
            return view.say("Target of {code} for {period}", code=code, period=_period(view, label))
        case ("cumulative",):
            return view.say("Whether the targets of {code} are running totals", code=code)
        case ("pace",):
            return view.say("Pace of the targets of {code}", code=code)
    return f"{code} {change.what}"


def _period(view: View, label: str) -> str:
    try:
        return view.day(date.fromisoformat(label))
    except ValueError:
        return label


def _category(view: View, dimension: str, category: str) -> str:
    known = view.project.dimensions.get(dimension)
    titles = {each.code: view.said(each.title) for each in known.categories} if known else {}
    return titles.get(category, category)


def value_text(view: View, change: Revised, text: str) -> str:
    """A value as written in the framework's file, in the reader's numbers, days and words where it has some."""
    words = {NOTHING: view.say("not set"), "true": view.say("yes"), "false": view.say("no")}
    if text in words:
        return words[text]
    is_figure = change.key[-1] in FIGURES or "periods" in change.key[-2:-1]
    return _figure(view, change, text) if is_figure else _period(view, text)


def _figure(view: View, change: Revised, text: str) -> str:
    """A target or a baseline as the indicator's figures are written; a number where the indicator is gone."""
    try:
        cell: Cell = Fraction(text)
    except ValueError:
        cell = text
    indicator = view.project.indicators.get(change.indicator)
    whole = change.key[-1] in {"numerator", "denominator"}
    if indicator is None or whole or (indicator.kind is not Kind.PERCENTAGE and not isinstance(cell, str)):
        return view.number(cell)
    return naming_of(indicator, view.language).figure(cell)


def figure_text(view: View, text: str) -> str:
    """The figure of the indicator that the address names, as the history writes it: `64`, `354 of 600`, `open`."""
    indicator = view.project.indicators.get(view.address.state("indicator") or "")
    if text == NOTHING:
        return view.say("nothing stated")
    part, of, whole = text.partition(" of ")
    try:
        numbers = [view.number(Fraction(each)) for each in (part, whole) if each]
    except ValueError:
        return naming_of(indicator, view.language).figure(text) if indicator else text
    return view.say("{part} of {whole}", part=numbers[0], whole=numbers[1]) if of else numbers[0]
