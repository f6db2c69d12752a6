"""What of a project stands on one page, by rules that docs/donor.md tells its readers too.

- Headlines: of every goal, in the order of the framework, its first indicators that have an end target. Goals share
  `MOST_HEADLINES` places equally; each has one at least.
- Charts: three at most. Of every goal the indicator with an end target for which figures were stated in the most
  periods: a line with many points tells most. Among equals a running total comes before a level, then the order of the
  framework decides. The first three goals come first; where fewer goals have any, their next ones follow.
- Concerns: every indicator that is off track, then every one that is behind, the largest deviation first; the page
  tells the first of them whole and counts the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest

from framework.model import Direction, Indicator, Kind, Project, Result, Row, Rule, Status

MOST_HEADLINES = 9
MOST_CHARTS = 3
DRAWN = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.PERCENTAGE})


def promised(indicator: Indicator, row: Row) -> bool:
    """True where there is an end target to be reached."""
    return row["end_target"] is not None and indicator.direction is not Direction.NONE


def below(node: Result) -> Sequence[Indicator]:
    """The indicators of a result and of all results below it, in the order of the framework."""
    return [*node.indicators, *(indicator for child in node.results for indicator in below(child))]


def headlines(project: Project, rows: Mapping[str, Row]) -> dict[str, list[Indicator]]:
    """The indicators by which each goal is told, by the goal's code.

    Args:
        project: whose goals.
        rows: of `indicators`, by code.
    """
    goals = project.goals[:MOST_HEADLINES]
    share = MOST_HEADLINES // max(len(goals), 1)
    return {goal.code: [each for each in below(goal) if promised(each, rows[each.code])][:share] for goal in goals}


def charted(project: Project, rows: Mapping[str, Row], series: Iterable[Row]) -> list[Indicator]:
    """The indicators that are drawn.

    Args:
        project: whose goals.
        rows: of `indicators`, by code.
        series: the rows of `series`, of all indicators.
    """
    points = _points(series)
    ranked = [_most_told(goal, rows, points) for goal in project.goals]
    in_turn = [each.code for turn in zip_longest(*ranked) for each in turn if each is not None]
    return [each for code, each in project.indicators.items() if code in in_turn[:MOST_CHARTS]]


def _points(series: Iterable[Row]) -> dict[str, int]:
    """In how many periods figures were stated, by indicator."""
    counts: dict[str, int] = {}
    for row in series:
        stated = row["value"] is not None or row["numerator"] is not None
        if stated and isinstance(row["actual_to_date"], Fraction):
            counts[str(row["indicator"])] = counts.get(str(row["indicator"]), 0) + 1
    return counts


def _most_told(goal: Result, rows: Mapping[str, Row], points: Mapping[str, int]) -> list[Indicator]:
    """A goal's indicators that can be drawn, those with the most points first; among equals running totals."""
    fit = [each for each in below(goal) if each.kind in DRAWN and promised(each, rows[each.code])]
    return sorted(
        (each for each in fit if each.code in points),
        key=lambda each: (-points[each.code], each.over_time is not Rule.SUM or each.kind is Kind.PERCENTAGE),
    )


def concerns(rows: Iterable[Row]) -> list[Row]:
    """The rows of `indicators` that are off track or behind, the worst first."""
    order = {Status.OFF_TRACK.value: 0, Status.BEHIND.value: 1}
    return sorted(
        (row for row in rows if row["status"] in order), key=lambda row: (order[str(row["status"])], _deviation(row))
    )


def _deviation(row: Row) -> Fraction:
    """The deviation; one that cannot be told in percent is the worst."""
    deviation = row["deviation_pct"]
    return deviation if isinstance(deviation, Fraction) else Fraction(-(10**9))
