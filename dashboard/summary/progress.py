"""The running figures of one indicator, period by period, as its chart draws them."""

from dashboard.charts.slots import period_slots
from dashboard.charts.story import Progress
from dashboard.evidence import Evidence
from dashboard.view import View
from framework.model import Frequency, Rule
from framework.periods import calendar_of


def running(view: View, evidence: Evidence) -> Progress:
    """What was reached to date against the targets to date, over the whole project."""
    return Progress(
        summary=evidence.row,
        slots=period_slots(evidence.series),
        years=calendar_of(view.project).periods(Frequency.ANNUAL),
        naming=evidence.naming,
        pace=evidence.indicator.targets.pace,
        baseline=evidence.row["baseline"] if evidence.indicator.over_time is not Rule.SUM else None,
    )
