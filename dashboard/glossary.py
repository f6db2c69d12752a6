"""The words of the field, and what each means here: the pages explain them on the spot, docs/glossary.md lists them.

A meaning may name the limits of the project that is looked at: `{near}` and `{far}` are its deviation_percent and
off_track_percent, `{days}` its report_due_days, `{below}` the smallest count that it shows of sensitive indicators.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.words import SOURCE, marked, number, say
from framework.model import Project, Status
from framework.report_calendar import State

SMALL = 5
"""The limit of small cells that is told where a project sets none."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means, both as messages."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers that meanings name; at first the usual ones."""

    near: str = "10"
    far: str = "30"
    days: str = "30"
    below: str = str(SMALL)


STATUSES: Mapping[Status, Term] = {
    Status.ACHIEVED: Term(
        marked("Achieved"),
        marked(
            "The end target is met as of this day. What is to be kept at its target is achieved while it is within "
            "{near} % of it; a total that is to stay small, only at the project’s end."
        ),
    ),
    Status.AHEAD: Term(marked("Ahead"), marked("More than {near} % better than the target to date.")),
    Status.ON_TRACK: Term(
        marked("On track"), marked("Within {near} % of the target to date, exactly −{near} % and +{near} % included.")
    ),
    Status.BEHIND: Term(
        marked("Behind"), marked("Worse than the target to date by more than {near} %, but by no more than {far} %.")
    ),
    Status.OFF_TRACK: Term(marked("Off track"), marked("Worse than the target to date by more than {far} %.")),
    Status.NOT_DUE: Term(
        marked("Not due yet"), marked("None of its periods has ended, or no target is due yet: nothing to compare.")
    ),
    Status.NO_DATA: Term(
        marked("No data"), marked("A period has ended and nothing at all was stated. It is not zero.")
    ),
    Status.NO_TARGET: Term(marked("No target"), marked("The framework sets no target to compare with.")),
}
"""The statuses of indicators (semantics 5.5)."""

STATES: Mapping[State, Term] = {
    State.APPROVED: Term(marked("approved"), marked("A reviewer approved it: donors and evaluators see its figures.")),
    State.ON_TIME: Term(
        marked("received on time"), marked("Its first version came no later than {days} days after its period ended.")
    ),
    State.CAME_LATE: Term(
        marked("received late"), marked("Its first version came more than {days} days after its period ended.")
    ),
    State.WAITING: Term(
        marked("waits for review"),
        marked("Officers and reviewers see its figures; donors see the version that was approved last, if any."),
    ),
    State.RETURNED: Term(
        marked("returned"),
        marked("A reviewer sent it back with a comment. Its figures do not count until it is mended."),
    ),
    State.LATE: Term(
        marked("late, not received"),
        marked("No version has come, and more than {days} days passed since its period ended."),
    ),
    State.DUE: Term(marked("due"), marked("Its period has ended; it is to come within {days} days of that.")),
    State.NOT_DUE: Term(marked("not due"), marked("Its period has not ended, or its reporter owes none for it.")),
}
"""Where a report can be (semantics 6.3, 6.4)."""

TERMS: Mapping[str, Term] = {
    "actual": Term(
        marked("Actual to date"), marked("What was reached by the as-of day, worked out from the reports that count.")
    ),
    "as_of": Term(
        marked("As of"), marked("The day by whose end the figures hold; figures of later periods are left out.")
    ),
    "baseline": Term(marked("Baseline"), marked("Where a level stood before the project.")),
    "breakdown": Term(marked("Breakdown"), marked("The figures of an indicator by category.")),
    "category": Term(marked("Category"), marked("One value of a dimension: women, Khatlon.")),
    "cumulative": Term(
        marked("To date"), marked("Running total: all periods so far together, not the last one alone.")
    ),
    "deviation_pct": Term(
        marked("Deviation"),
        marked("How far the actual is from the target to date, in percent of it. +: better than it."),
    ),
    "dimension": Term(marked("Dimension"), marked("A way to divide figures: sex, region, age group.")),
    "direction": Term(
        marked("Direction"),
        marked("Whether more is better, less is better, the same is to be kept, or neither is compared."),
    ),
    "end_target": Term(marked("End target"), marked("What is to be reached by the project’s end.")),
    "event": Term(marked("Event"), marked("A row with a date: a training, a seminar.")),
    "explanation_due": Term(
        marked("Explanation due"), marked("The deviation is beyond ±{near} %, and the latest report does not say why.")
    ),
    "figure": Term(marked("Figure"), marked("What a report states of an indicator for a period.")),
    "fiscal_year": Term(
        marked("Fiscal year"),
        marked("A year that may start in any month; it bears the calendar year in which it ends (FY2024)."),
    ),
    "flags": Term(
        marked("Worth a second look"),
        marked("A point about a report that may be a mistake and may be right. It is put aside with a reason."),
    ),
    "framework": Term(marked("Framework"), marked("Goals, outcomes, outputs and their indicators: indicators.yaml.")),
    "indicator": Term(marked("Indicator"), marked("What is measured.")),
    "known_at": Term(
        marked("As known"),
        marked("The day whose knowledge is shown: reports, approvals and targets that came later are left out."),
    ),
    "level": Term(
        marked("Level"), marked("A figure that stands at a moment and does not add up: its latest value counts.")
    ),
    "met_pct": Term(
        marked("Of the end target"),
        marked("The actual in percent of the target; where less is better, the other way round."),
    ),
    "milestone": Term(marked("Milestone"), marked("An indicator whose figures are stages.")),
    "not_disaggregated": Term(marked("Not disaggregated"), marked("The part of a total that no category explains.")),
    "pace": Term(
        marked("Pace of the targets"), marked("Whether a target grows evenly or falls due at the end of its period.")
    ),
    "period": Term(marked("Period"), marked("A month, quarter, third, half or year of the project’s calendar.")),
    "progress_pct": Term(
        marked("Progress from the baseline"),
        marked(
            "How much of the way from the baseline to the end target is covered, in percent. It may be negative or above 100 %."
        ),
    ),
    "report": Term(marked("Report"), marked("What one reporter says for one period; it has versions.")),
    "reporter": Term(marked("Reporter"), marked("Who sends reports.")),
    "reports_due": Term(
        marked("Reports due"),
        marked("A report is due {days} days after its period ended, from every reporter of an indicator."),
    ),
    "result": Term(marked("Result"), marked("A goal, an outcome or an output of the framework.")),
    "status": Term(marked("Status"), marked("How the actual compares with the target to date, in one of eight words.")),
    "target_to_date": Term(
        marked("Target to date"),
        marked(
            "What was to be reached by now: all targets of ended periods, and of the running one the share that is over."
        ),
    ),
    "to_date_pct": Term(
        marked("Of the target to date"), marked("The actual in percent of what was to be reached by now.")
    ),
    "version": Term(
        marked("Version"), marked("A report that is sent again replaces the former one as a whole; nothing is deleted.")
    ),
    "withheld": Term(
        marked("Withheld figures"),
        marked(
            "<{below} is a small count; * is a figure from which a small count could be computed. Both protect people; "
            "totals are always told."
        ),
    ),
}
"""All other words, by a key; the columns of tables are their own keys."""


def limits_of(project: Project, language: str = SOURCE) -> Limits:
    """The limits of a project as they are written in a language."""
    return Limits(
        near=number(project.deviation_percent, language),
        far=number(project.off_track_percent, language),
        days=number(project.report_due_days, language),
        below=number(project.small_cells_below or SMALL, language),
    )


def meaning(term: Term, limits: Limits, language: str) -> str:
    """What a term means, with the limits of a project."""
    return say(term.meaning, language, near=limits.near, far=limits.far, days=limits.days, below=limits.below)


def every_term() -> list[Term]:
    """All terms in the order of their words."""
    return sorted([*STATUSES.values(), *STATES.values(), *TERMS.values()], key=lambda term: term.word.casefold())
