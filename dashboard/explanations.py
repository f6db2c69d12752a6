"""How each key figure of an indicator was computed: the formula in words, and what it was computed from.

Nothing is computed here. The formulas are those of semantics 3 to 5; the inputs are cells of the tables.
"""

from dataclasses import dataclass
from fractions import Fraction

from dashboard import words
from dashboard.evidence import Evidence
from dashboard.findings import is_withheld
from dashboard.words import marked
from framework.model import Cell, Direction, Kind, Row, Rule

MOST_TERMS = 12
"""A longer sum is told by its number of terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A key figure and how it came about."""

    column: str
    """The column of the table `indicators`."""
    name: str
    answer: str
    formula: str
    inputs: str = ""
    """The formula with its numbers; empty where there is nothing to fill in."""


def explanations(evidence: Evidence) -> list[Explanation]:
    """The key figures, each with its formula and inputs; text indicators have only what was stated."""
    if evidence.indicator.kind is Kind.TEXT:
        return [_actual(evidence)]
    if evidence.row["end_target"] is None:
        return [_actual(evidence), _end_target(evidence)]
    first = [_actual(evidence), _target_to_date(evidence), _end_target(evidence)]
    if evidence.indicator.direction is Direction.NONE:
        return first
    return [
        first[0],
        first[1],
        _to_date_pct(evidence),
        _deviation(evidence),
        first[2],
        _met(evidence),
        _progress(evidence),
    ]


ALONG = {
    Rule.SUM: marked("All that was stated for the periods up to the as-of day, added up."),
    Rule.LAST: marked("The latest figure of each reporter at or before the as-of day, carried forward."),
    Rule.MAX: marked("The largest figure stated up to the as-of day."),
    Rule.MIN: marked("The smallest figure stated up to the as-of day."),
    Rule.MEAN: marked("The mean of the figures stated up to the as-of day."),
}
ACROSS = {
    Rule.SUM: marked("Reporters are added."),
    Rule.MAX: marked("Of several reporters the largest counts."),
    Rule.MIN: marked("Of several reporters the smallest counts."),
    Rule.MEAN: marked("Several reporters are averaged."),
}
POOLED = marked("Numerators and denominators are added up separately, then divided; percentages are never averaged.")
LATEST_SHARE = marked("Numerator ÷ denominator of the latest period stated; several reporters are pooled.")
LEAST_ADVANCED = marked("The latest stage stated; of several reporters the least advanced counts.")
STAGES = marked("Place of the stage reached ÷ place of the {target} × 100; the first stage has place 0.")
LATEST_TEXT = marked("The latest text stated.")
NO_BASELINE = marked("The share of the end target, because there is no baseline to start from.")
QUOTIENT = marked("Computed from two indicators: {numerator} ÷ {denominator}.")


def _actual(evidence: Evidence) -> Explanation:
    return Explanation(
        column="actual",
        name=words.say("Actual to date", evidence.language),
        answer=evidence.figure(evidence.row["actual"], words.say("nothing stated", evidence.language)),
        formula=_how_actual(evidence),
        inputs=_actual_inputs(evidence),
    )


def _how_actual(evidence: Evidence) -> str:
    say, language, indicator = words.say, evidence.language, evidence.indicator
    if indicator.quotient:
        parts = indicator.quotient
        return say(QUOTIENT, language, numerator=parts.numerator, denominator=parts.denominator)
    if indicator.kind is Kind.PERCENTAGE:
        return say(POOLED if indicator.over_time is Rule.SUM else LATEST_SHARE, language)
    if indicator.kind is Kind.MILESTONE:
        return say(LEAST_ADVANCED, language)
    if indicator.kind is Kind.TEXT:
        return say(LATEST_TEXT, language)
    if len(evidence.project.reporters) == 1:
        return say(ALONG[indicator.over_time], language)
    return (
        f"{say(ALONG[indicator.over_time], language)} {say(ACROSS.get(indicator.across, ACROSS[Rule.SUM]), language)}"
    )


def _actual_inputs(evidence: Evidence) -> str:
    naming, row = evidence.naming, evidence.row
    parts = naming.parts(row["numerator"], row["denominator"])
    if parts:
        return f"{parts} × {words.number(evidence.indicator.per, evidence.language)} = {naming.figure(row['actual'])}"
    terms = _terms(evidence)
    if len(terms) > MOST_TERMS:
        return words.many("{count} period with figures", "{count} periods with figures", len(terms), evidence.language)
    return f"{' + '.join(naming.figure(term) for term in terms)} = {naming.figure(row['actual'])}" if terms else ""


def _terms(evidence: Evidence) -> list[Cell]:
    """What was added: the periods of a sum, else the reporters of a level."""
    rule = (evidence.indicator.over_time, evidence.indicator.across)
    if evidence.indicator.kind not in {Kind.NUMBER, Kind.AMOUNT} or rule[1] is not Rule.SUM:
        return []
    if rule[0] is Rule.SUM:
        return [row["value"] for row in evidence.series if isinstance(row["value"], Fraction)]
    if rule[0] is Rule.LAST:
        parts = [row["value"] for row in _by_reporter(evidence)]
        return (
            [] if any(is_withheld(part) for part in parts) else [part for part in parts if isinstance(part, Fraction)]
        )
    return []


def _by_reporter(evidence: Evidence) -> list[Row]:
    return [row for row in evidence.breakdown if row["dimension"] == "reporter" and row["period"] == "to_date"]


def _target_to_date(evidence: Evidence) -> Explanation:
    say, language = words.say, evidence.language
    how = marked("Targets of ended target periods, and of the running one the share of its months that is over.")
    if evidence.steps:
        how = marked("Only targets of target periods that have ended.")
    elif evidence.runs_up:
        how = marked("On a straight line between the target before (or the baseline) and the next one, by months.")
    return Explanation(
        column="target_to_date",
        name=say("Target to date", language),
        answer=evidence.figure(evidence.row["target_to_date"], say("no target is due yet", language)),
        formula=say(how, language),
        inputs=_target_inputs(evidence),
    )


def _target_inputs(evidence: Evidence) -> str:
    pieces = [evidence.basis, *_listed(evidence)]
    return "; ".join(piece for piece in pieces if piece)


def _listed(evidence: Evidence) -> list[str]:
    stated = evidence.stated_targets()
    return stated if len(stated) <= MOST_TERMS else []


def _to_date_pct(evidence: Evidence) -> Explanation:
    row, compared = evidence.row, evidence.compared
    reached = compared["actual_to_date"] if compared else None
    return Explanation(
        column="to_date_pct",
        name=words.say("Of the target to date", evidence.language),
        answer=evidence.percent("to_date_pct"),
        formula=_share_words(evidence, words.say("target to date", evidence.language)),
        inputs="; ".join(
            piece for piece in (_share_inputs(evidence, reached, row["target_to_date"]), evidence.basis) if piece
        ),
    )


def _share_words(evidence: Evidence, target: str) -> str:
    say, language = words.say, evidence.language
    if evidence.indicator.kind is Kind.MILESTONE:
        return say(STAGES, language, target=target)
    if evidence.indicator.direction is Direction.DECREASE:
        return say("{target} ÷ actual × 100, because less is better.", language, target=_capital(target))
    return say("Actual ÷ {target} × 100.", language, target=target)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _share_inputs(evidence: Evidence, actual: Cell, target: Cell) -> str:
    if actual is None or target is None:
        return ""
    top, bottom = (evidence.term(cell) for cell in (actual, target))
    if evidence.indicator.direction is Direction.DECREASE:
        top, bottom = bottom, top
    return f"{top} ÷ {bottom}"


def _deviation(evidence: Evidence) -> Explanation:
    say, language, project = words.say, evidence.language, evidence.project
    how = marked("Percentage of the target to date − 100.")
    if evidence.indicator.direction is Direction.MAINTAIN:
        how = marked("−100 × the distance from the target ÷ the target: either side counts against it.")
    bounds = marked("On track from −{near} % to +{near} %, off track below −{far} %.")
    near, far = (words.number(bound, language) for bound in (project.deviation_percent, project.off_track_percent))
    return Explanation(
        column="deviation_pct",
        name=say("Deviation", language),
        answer=evidence.percent("deviation_pct", signed=True),
        formula=f"{say(how, language)} {say(bounds, language, near=near, far=far)}",
        inputs=_deviation_inputs(evidence),
    )


def _deviation_inputs(evidence: Evidence) -> str:
    if evidence.indicator.direction is Direction.MAINTAIN or evidence.row["to_date_pct"] is None:
        return ""
    return f"{words.percent(evidence.row['to_date_pct'], evidence.language, places=1)} − 100"


def _end_target(evidence: Evidence) -> Explanation:
    say, language, row = words.say, evidence.language, evidence.row
    original = evidence.original
    was = "" if original is None else say("originally {value}", language, value=evidence.figure(original))
    return Explanation(
        column="end_target",
        name=say("End target", language),
        answer=evidence.figure(row["end_target"], say("no target is set", language)),
        formula=say(_how_end_target(evidence), language),
        inputs=was,
    )


def _how_end_target(evidence: Evidence) -> str:
    targets, kind = evidence.indicator.targets, evidence.indicator.kind
    if targets.end is not None:
        return marked("As the framework states it, for the whole project.")
    if targets.periods and evidence.runs_up:
        return marked("The last of the stated targets.")
    if targets.periods:
        return marked("The sum of the period targets.")
    if kind is Kind.MILESTONE:
        return marked("The last stage, by the project's end.")
    return marked("The framework states none.")


def _met(evidence: Evidence) -> Explanation:
    row, language = evidence.row, evidence.language
    return Explanation(
        column="met_pct",
        name=words.say("Of the end target", language),
        answer=evidence.percent("met_pct"),
        formula=_share_words(evidence, words.say("end target", language)),
        inputs=_share_inputs(evidence, row["actual"], row["end_target"]),
    )


def _progress(evidence: Evidence) -> Explanation:
    row, language = evidence.row, evidence.language
    start = row["baseline"] if evidence.indicator.over_time is not Rule.SUM else None
    known = start is not None and row["actual"] is not None and row["end_target"] is not None
    actual, origin, goal = (evidence.term(cell) for cell in (row["actual"], start, row["end_target"]))
    how = marked("(Actual − baseline) ÷ (end target − baseline) × 100.")
    return Explanation(
        column="progress_pct",
        name=words.say("Progress from the baseline", language),
        answer=evidence.percent("progress_pct"),
        formula=words.say(how if start is not None else NO_BASELINE, language),
        inputs=f"({actual} − {origin}) ÷ ({goal} − {origin})" if known else _met(evidence).inputs,
    )
