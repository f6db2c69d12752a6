"""Doubts about reports in words: what is doubted, with its numbers, in one sentence."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from dashboard import words
from dashboard.naming import Naming, naming_of
from dashboard.words import in_language, marked, say
from framework.doubts import Doubt, Flag
from framework.model import Project

CELLS_SHOWN = 6
"""Further cells of a sum are left out."""

MARKS: Mapping[Doubt, tuple[str, str]] = {
    Doubt.LATE: ("◷", marked("Late")),
    Doubt.REPEATS: ("=", marked("Same as before")),
    Doubt.BEYOND_MEDIAN: ("↑", marked("Unusually large")),
    Doubt.FALLS: ("↓", marked("Falls")),
    Doubt.OVER_100: ("%", marked("More than 100 %")),
    Doubt.UNEQUAL: ("≠", marked("Does not add up")),
    Doubt.UNDIVIDED: ("⊘", marked("Not disaggregated")),
}
"""Symbol and name of each kind."""


def name(kind: Doubt, language: str) -> str:
    """The kind of a doubt."""
    return say(MARKS[kind][1], language)


def sentence(flag: Flag, project: Project, language: str) -> str:
    """Why the report is doubted: "76, more than 3 times the median of 4 earlier periods, 25"."""
    return SENTENCES[flag.kind](flag, project, language)


def subject(flag: Flag, project: Project, language: str) -> str:
    """Which indicator is meant: "2.2 People trained"; of a whole report, that."""
    indicator = project.indicators.get(flag.indicator or "")
    return (
        f"{indicator.code} {in_language(indicator.title, language)}" if indicator else say("The whole report", language)
    )


def _naming(flag: Flag, project: Project, language: str) -> Naming:
    indicator = project.indicators.get(flag.indicator or "")
    return naming_of(indicator, language) if indicator else Naming(language=language)


def _late(flag: Flag, _: Project, language: str) -> str:
    return words.many(
        "The report came {count} day late; it was due by {due}.",
        "The report came {count} days late; it was due by {due}.",
        int(flag.numbers[0]),
        language,
        due=words.day(flag.due, language) if flag.due else "",
    )


def _repeats(flag: Flag, _: Project, language: str) -> str:
    if flag.indicator is None:
        return say("All figures of the report are the same as in {period}.", language, period=flag.since)
    return say("The figures are the same as in {period}.", language, period=flag.since)


def _beyond_median(flag: Flag, project: Project, language: str) -> str:
    naming = _naming(flag, project, language)
    return words.many(
        "{figure} is more than 3 times {median}, the median of {count} earlier period.",
        "{figure} is more than 3 times {median}, the median of {count} earlier periods.",
        flag.count,
        language,
        figure=naming.figure(flag.numbers[0]),
        median=naming.figure(flag.against),
    )


def _falls(flag: Flag, project: Project, language: str) -> str:
    naming = _naming(flag, project, language)
    return say(
        "{figure} is less than {former} in {period}; a running total does not fall.",
        language,
        figure=naming.figure(flag.numbers[0]),
        former=naming.figure(flag.against),
        period=flag.since,
    )


def _over_100(flag: Flag, project: Project, language: str) -> str:
    figure = _naming(flag, project, language).figure(flag.numbers[0])
    if not flag.place:
        return say("{figure} is more than 100 %.", language, figure=figure)
    return say("{place}: {figure} is more than 100 %.", language, figure=figure, place=_place(flag, project, language))


def _unequal(flag: Flag, project: Project, language: str) -> str:
    total, *cells = flag.numbers
    message = UNEQUAL[flag.part]
    return say(
        message,
        language,
        dimension=_dimension(flag, project, language),
        cells=" + ".join(_cells(cells, language)),
        sum=words.number(sum(cells, Fraction(0)), language),
        total=words.number(total, language),
    )


UNEQUAL = {
    "value": marked("{dimension}: {cells} = {sum}, but the total is {total}."),
    "numerator": marked("{dimension}, numerators: {cells} = {sum}, but that of the total is {total}."),
    "denominator": marked("{dimension}, denominators: {cells} = {sum}, but that of the total is {total}."),
}


def _cells(cells: list[Fraction], language: str) -> list[str]:
    shown = [words.number(number, language) for number in cells[:CELLS_SHOWN]]
    return shown if len(cells) <= CELLS_SHOWN else [*shown, "…"]


def _undivided(flag: Flag, project: Project, language: str) -> str:
    return say(
        "The disaggregation given in {period} is missing: {dimension}.",
        language,
        dimension=_dimension(flag, project, language),
        period=flag.since,
    )


def _dimension(flag: Flag, project: Project, language: str) -> str:
    codes = (flag.dimension or "").split("+")
    known = project.dimensions
    return ", ".join(in_language(known[code].title, language) if code in known else code for code in codes)


def _place(flag: Flag, project: Project, language: str) -> str:
    titles = {
        (dimension.code, category.code): in_language(category.title, language)
        for dimension in project.dimensions.values()
        for category in dimension.categories
    }
    return " · ".join(titles.get(pair, pair[1]) for pair in flag.place)


SENTENCES: Mapping[Doubt, Callable[[Flag, Project, str], str]] = {
    Doubt.LATE: _late,
    Doubt.REPEATS: _repeats,
    Doubt.BEYOND_MEDIAN: _beyond_median,
    Doubt.FALLS: _falls,
    Doubt.OVER_100: _over_100,
    Doubt.UNEQUAL: _unequal,
    Doubt.UNDIVIDED: _undivided,
}
