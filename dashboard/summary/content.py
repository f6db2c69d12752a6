"""What the donor's page says, in the reader's language: the same for the page, for paper and for the PDF.

Every figure is a cell of a public table as the reader's role may see it (interface 4); nothing is computed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.evidence import Evidence
from dashboard.findings import finding
from dashboard.naming import naming_of
from dashboard.parts import STATUS_WORDS, status_name
from dashboard.summary.bars import Bar, bar_of
from dashboard.summary.choosing import MOST_HEADLINES, charted, concerns, headlines
from dashboard.summary.notes import facts, notes
from dashboard.summary.plot import Plot, plot_of
from dashboard.summary.progress import running
from dashboard.time_bar import time_finding
from dashboard.view import View, whole
from framework.model import Indicator, Kind, Result, Row, Status

MOST_CONCERNS = 5
LONGEST_EXPLANATION = 240
"""Signs of an explanation that are told; the page of the indicator has the rest."""
WITHHELD = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many indicators have a status."""

    status: str
    word: str
    count: int
    said: str
    """The count as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An indicator: what was promised and what is reached."""

    code: str
    title: str
    promised: str
    reached: str
    share: str
    """Of the end target in percent, or the stage reached of how many; empty where there is neither."""
    status: str
    symbol: str
    word: str
    bar: Bar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal with its indicators by status and its headlines."""

    name: str
    title: str
    counts: Sequence[Count]
    headlines: Sequence[Headline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One of the charts under its finding."""

    code: str
    title: str
    finding: str
    plot: Plot


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """An indicator that is off track or behind, and why."""

    code: str
    title: str
    status: str
    symbol: str
    word: str
    finding: str
    deviation: str
    explanation: str
    explained: bool
    """False where `explanation` says that there is none, or that it is withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The whole page."""

    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    time: str
    elapsed: float
    """The share of the time that is over, from 0 to 1."""
    counts: Sequence[Count]
    goals: Sequence[Goal]
    more_goals: str
    charts: Sequence[Chart]
    concerns: Sequence[Concern]
    more_concerns: str
    notes: Sequence[str]
    words: Mapping[str, str]
    """Headings and what stands in place of what is not there."""


def summary_of(view: View) -> Summary:
    """What the page of a project says."""
    rows = {str(row["indicator"]): row for row in view.rows("indicators")}
    chosen = headlines(view.project, rows)
    worst = concerns(rows.values())
    left = len(view.project.goals) - MOST_HEADLINES
    return Summary(
        language=view.language,
        title=view.said(view.project.title),
        facts=facts(view),
        time=time_finding(view),
        elapsed=round(float(view.elapsed) / 100, 4),
        counts=_counts(view, view.rows("projects")[0]),
        goals=[_goal(view, goal, chosen[goal.code], rows) for goal in view.project.goals[:MOST_HEADLINES]],
        more_goals=view.many("and {count} more goal", "and {count} more goals", left) if left > 0 else "",
        charts=[_chart(view, each) for each in charted(view.project, rows, view.rows("series"))],
        concerns=[_concern(view, row) for row in worst[:MOST_CONCERNS]],
        more_concerns=_more(view, len(worst) - MOST_CONCERNS),
        notes=notes(view),
        words=_words(view),
    )


def _words(view: View) -> dict[str, str]:
    return {
        "promised": view.say("What was promised and what is reached"),
        "goal": view.say("Goals and their main indicators"),
        "by_end": view.say("Promised by {day}", day=view.day(view.project.span.last_day)),
        "by_now": view.say("Reached by {day}", day=view.day(view.as_of)),
        "share": view.say("Of the end target"),
        "status": view.say("Status"),
        "charts": view.say("Progress over time"),
        "no_charts": view.say("Charts appear here with the first figures of indicators that have an end target."),
        "concerns": view.say("What is off track or behind, and why"),
        "no_concerns": view.say("No indicator is off track or behind."),
        "no_goals": view.say("This framework has no indicators yet."),
        "statuses": view.say("Indicators by status"),
        "actual": view.say("actual to date"),
        "due": view.say("target to date"),
        "end": view.say("end target"),
        "rounded": view.say("Percentages are computed from exact figures and rounded for display only."),
    }


def _counts(view: View, row: Row) -> list[Count]:
    """The statuses that a row of `projects` or `results` counts any of."""
    return [
        Count(status=each.value, word=status_name(each.value, view.language), count=count, said=view.number(count))
        for each in STATUS_WORDS
        if (count := whole(row[each.value]))
    ]


def _goal(view: View, goal: Result, chosen: Sequence[Indicator], rows: Mapping[str, Row]) -> Goal:
    row = next(row for row in view.rows("results") if row["result"] == goal.code)
    return Goal(
        name=f"{view.said(goal.level)} {goal.code}".strip(),
        title=view.said(goal.title),
        counts=_counts(view, row),
        headlines=[_headline(view, each, rows[each.code]) for each in chosen],
    )


def _headline(view: View, indicator: Indicator, row: Row) -> Headline:
    naming = naming_of(indicator, view.language)
    status = str(row["status"])
    return Headline(
        code=indicator.code,
        title=view.said(indicator.title),
        promised=naming.counted(row["end_target"]),
        reached=view.say("nothing stated") if row["actual"] is None else naming.counted(row["actual"]),
        share=_share(view, indicator, row),
        status=status,
        symbol=STATUS_WORDS[Status(status)][0],
        word=status_name(status, view.language),
        bar=bar_of(indicator, row),
    )


def _share(view: View, indicator: Indicator, row: Row) -> str:
    if row["actual"] is None:
        return ""
    if indicator.kind is not Kind.MILESTONE:
        return view.percent(row["met_pct"]) if isinstance(row["met_pct"], Fraction) else ""
    codes = [stage.code for stage in indicator.stages]
    place = view.number(codes.index(str(row["actual"])) + 1)
    return view.say("stage {place} of {count}", place=place, count=view.number(len(codes)))


def _chart(view: View, indicator: Indicator) -> Chart:
    evidence = _evidence(view, indicator)
    return Chart(
        code=indicator.code,
        title=view.said(indicator.title),
        finding=finding(evidence.row, evidence.naming, evidence.compared),
        plot=plot_of(running(view, evidence)),
    )


def _evidence(view: View, indicator: Indicator) -> Evidence:
    return Evidence(
        project=view.project,
        indicator=indicator,
        row=view.rows("indicators", indicator.code)[0],
        series=view.rows("series", indicator.code),
        targets=view.rows("targets", indicator.code),
        language=view.language,
    )


def _concern(view: View, row: Row) -> Concern:
    evidence = _evidence(view, view.project.indicators[str(row["indicator"])])
    status, said = str(row["status"]), row["explanation"]
    return Concern(
        code=str(row["indicator"]),
        title=view.said(evidence.indicator.title),
        status=status,
        symbol=STATUS_WORDS[Status(status)][0],
        word=status_name(status, view.language),
        finding=finding(row, evidence.naming, evidence.compared),
        deviation=_deviation(view, row),
        explanation=_explanation(view, row),
        explained=said not in {None, WITHHELD},
    )


def _deviation(view: View, row: Row) -> str:
    if row["deviation_pct"] is None:
        return ""
    return view.say("deviation {share}", share=view.percent(row["deviation_pct"], signed=True))


def _explanation(view: View, row: Row) -> str:
    """The words of the explanation as far as there is room for them, or why there are none."""
    said = row["explanation"]
    if said is None:
        return view.say("Not explained yet.")
    if said == WITHHELD:
        return view.say("The explanation is withheld to protect people.")
    return shortened(str(said))


def shortened(text: str, most: int = LONGEST_EXPLANATION) -> str:
    """A text cut at the end of a word."""
    if len(text) <= most:
        return text
    return f"{text[: most + 1].rsplit(None, 1)[0].rstrip('.,;:')} …"


def _more(view: View, count: int) -> str:
    if count <= 0:
        return ""
    return view.many("and {count} more indicator", "and {count} more indicators", count)
