"""What a picture of a breakdown says: its highest and lowest figure, and what is not disaggregated."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from dashboard.breakdown.figures import Figures
from dashboard.charts.grid import REST, Entry, Grid
from dashboard.view import View

MOST_NAMED = 4
"""More categories with the same figure are counted."""


def finding(figures: Figures, grid: Grid) -> str:
    """The sentence above a picture: "Highest: Khatlon, 144 people; lowest: GBAO, 34; not disaggregated: 16"."""
    view = figures.view
    if grid.withheld:
        return view.say("Some figures are withheld to protect people.")
    known = [each for each in grid.known if REST not in {each[1].code, each[2].code}]
    if not known:
        return view.say("Nothing is stated by category yet.")
    if len(figures.choice.indicators) > 1:
        return _of_each(figures, grid)
    most, least = max(figure for figure, *_ in known), min(figure for figure, *_ in known)
    parts = [_of_highest(figures, [place(grid, *spot) for figure, *spot in known if figure == most], most)]
    lowest = [place(grid, *spot) for figure, *spot in known if figure == least]
    if least != most and len(lowest) == 1:
        value = grid.naming.figure(least)
        parts.append(view.say("lowest: {category}, {value}", category=lowest[0], value=value))
    return "; ".join([*parts, *_rest(view, grid)])


def _of_each(figures: Figures, grid: Grid) -> str:
    """The highest of each indicator: they count different things, so they are not held against each other."""
    said = []
    for column in grid.columns:
        told = [(figure, line) for figure, line, one in grid.known if one == column and line.code != REST]
        if told:
            figure, line = max(told, key=lambda each: each[0])
            said.append(f"{column.code} {line.title}, {grid.naming.figure(figure)}")
    return figures.view.say("Highest of each indicator: {figures}", figures="; ".join(said))


def _of_highest(figures: Figures, names: Sequence[str], most: Fraction) -> str:
    """Who has the highest figure, or how many share it."""
    view, value = figures.view, figures.naming.counted(most)
    if len(names) == 1:
        return view.say("Highest: {category}, {value}", category=names[0], value=value)
    said = ", ".join(names) if len(names) <= MOST_NAMED else view.number(len(names))
    return view.say("Highest: {value} each in {categories}", value=value, categories=said)


def latest_finding(figures: Figures) -> str:
    """The same of the last period with figures, for pictures that go through the periods."""
    if not figures.choice.periods:
        return finding(figures, figures.at_one_time())
    last = figures.choice.periods[-1]
    then = replace(figures, choice=replace(figures.choice, period=last))
    said = finding(then, then.at_one_time())
    return figures.view.say("{finding} ({period}, the last with figures)", period=last, finding=said)


def of_panel(figures: Figures, panel: Entry, grid: Grid) -> str:
    """What a small chart says: the last figure of each of its lines."""
    told = [
        figures.view.say("{value} in {period}", value=f"{name} {figure}".strip(), period=period)
        for name, figure, period in last_figures(figures, grid)
    ]
    return f"{panel.title}: {'; '.join(told)}"


def last_figures(figures: Figures, grid: Grid) -> list[tuple[str, str, str]]:
    """The name, last figure and its period of each line that has some; one line alone needs no name."""
    found = []
    for line in grid.lines:
        stated = [column for column in grid.columns if grid.size(line, column) is not None]
        if stated:
            name = line.title if len(grid.lines) > 1 else ""
            found.append((name, figures.naming.counted(grid.cell(line, stated[-1])), stated[-1].title))
    return found


def place(grid: Grid, line: Entry, column: Entry) -> str:
    """A cell by its line, and by its column where there are several."""
    return line.title if len(grid.columns) == 1 else f"{line.title}, {column.title}"


def _rest(view: View, grid: Grid) -> list[str]:
    """What is not disaggregated, where there is one such figure."""
    rests = [figure for figure, line, column in grid.known if line.code == REST and column.code != REST]
    if len(grid.columns) > 1 or not rests:
        return []
    return [view.say("not disaggregated: {rest}", rest=grid.naming.figure(rests[0]))]
