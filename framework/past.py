"""An earlier framework as it may be told today: who is protected now is protected in the past too (semantics 6.5, 7)."""

from collections.abc import Callable
from dataclasses import replace

from framework.model import Indicator, Project, Result

Today = Callable[[str], Indicator | None]
"""The indicator of today that an indicator of then became, by its code of then."""


def guarded_as_today(then: Project, now: Project, today: Today) -> Project:
    """The framework of then, with the protection of small cells that it had or that today's has, whichever is stricter.

    Args:
        then: the framework of an earlier moment.
        now: the framework of today.
        today: what became of its indicators.
    """
    limits = [limit for limit in (then.small_cells_below, now.small_cells_below) if limit is not None]
    goals = tuple(_guarded(goal, today) for goal in then.goals)
    return replace(then, small_cells_below=max(limits, default=None), goals=goals)


def _guarded(node: Result, today: Today) -> Result:
    return replace(
        node,
        indicators=tuple(_sensitive(each, today(each.code)) for each in node.indicators),
        results=tuple(_guarded(each, today) for each in node.results),
    )


def _sensitive(then: Indicator, now: Indicator | None) -> Indicator:
    return replace(then, sensitive=True) if now is not None and now.sensitive else then
