"""What a picture of a breakdown says: its highest and lowest figure, and what is not disaggregated."""

from dataclasses import replace

from dashboard.breakdown.figures import Figures
from dashboard.charts.grid import REST, Entry, Grid
from dashboard.view import View


def finding(figures: Figures, grid: Grid) -> str:
    """The sentence above a picture: "Highest: Khatlon, 144 people; lowest: GBAO, 34; not disaggregated: 16"."""
    view = figures.view
    if grid.withheld:
        return view.say("Some figures are withheld to protect people.")
    known = [each for each in grid.known if REST not in {each[1].code, each[2].code}]
    if not known:
        return view.say("Nothing is stated by category yet.")
    most, least = max(known, key=lambda each: each[0]), min(known, key=lambda each: each[0])
    parts = [
        view.say("Highest: {category}, {value}", category=place(grid, *most[1:]), value=figures.naming.counted(most[0]))
    ]
    if least[0] != most[0]:
        value = grid.naming.figure(least[0])
        parts.append(view.say("lowest: {category}, {value}", category=place(grid, *least[1:]), value=value))
    return "; ".join([*parts, *_rest(view, grid)])


def latest_finding(figures: Figures, grid: Grid) -> str:
    """The same of the last period with figures."""
    stated = {column.code for _, _, column in grid.known}
    last = [column for column in grid.columns if column.code in stated][-1:]
    said = finding(figures, replace(grid, columns=last or grid.columns))
    if not last:
        return said
    return figures.view.say("{period}, the last with figures: {finding}", period=last[0].title, finding=said)


def place(grid: Grid, line: Entry, column: Entry) -> str:
    """A cell by its line, and by its column where there are several."""
    return line.title if len(grid.columns) == 1 else f"{line.title}, {column.title}"


def _rest(view: View, grid: Grid) -> list[str]:
    """What is not disaggregated, where there is one such figure."""
    rests = [figure for figure, line, column in grid.known if line.code == REST and column.code != REST]
    if len(grid.columns) > 1 or not rests:
        return []
    return [view.say("not disaggregated: {rest}", rest=grid.naming.figure(rests[0]))]
