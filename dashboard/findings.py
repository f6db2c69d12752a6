"""What a chart says, in a sentence: its title for those who see it, its label for those who do not."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from dashboard import words
from dashboard.naming import Naming
from framework.breakdown import TO_DATE
from framework.model import Cell, Kind, Row, Status


def finding(row: Row, naming: Naming, compared: Row | None = None) -> str:
    """What a row of `indicators` says in words: "513 people, 96 % of the target to date".

    Args:
        row: of `indicators`.
        naming: the words of the indicator.
        compared: the row of `series` at whose end the target to date was due, where it is known.
    """
    if row["kind"] == Kind.TEXT:
        return _of_text(row, naming)
    if row["actual"] is None:
        return _of_nothing(row, naming)
    if row["kind"] == Kind.MILESTONE:
        return _of_milestone(row, naming)
    return _of_figure(row, naming, compared)


def _of_text(row: Row, naming: Naming) -> str:
    if row["actual"] is None:
        return words.say("Nothing stated yet", naming.language)
    return words.say("Last stated in {period}", naming.language, period=str(row["last_period"]))


def _of_nothing(row: Row, naming: Naming) -> str:
    if row["last_period"] is not None:
        return words.say("Stated, but no total: what is stated cannot be put together", naming.language)
    if row["status"] == Status.NOT_DUE:
        return words.say("No period has ended yet: nothing is due", naming.language)
    return words.say("No data: nothing has been stated yet", naming.language)


def _of_milestone(row: Row, naming: Naming) -> str:
    say, language = words.say, naming.language
    reached, due = naming.figure(row["actual"]), row["target_to_date"]
    if row["status"] == Status.ACHIEVED:
        return say("Achieved: {stage}", language, stage=reached)
    if due is None:
        return say("Reached: {stage}; nothing is due yet", language, stage=reached)
    return say("Reached: {stage}; due by now: {due}", language, stage=reached, due=naming.figure(due))


def _of_figure(row: Row, naming: Naming, compared: Row | None) -> str:
    say, language, actual = words.say, naming.language, naming.counted(row["actual"])
    if row["direction"] == "none":
        return say("{actual}; context, not compared with a target", language, actual=actual)
    if row["status"] == Status.ACHIEVED:
        return say(
            "{actual}: the end target of {target} is met",
            language,
            actual=actual,
            target=naming.figure(row["end_target"]),
        )
    if row["status"] == Status.NO_TARGET:
        return say("{actual} so far; no target is set", language, actual=actual)
    if compared and compared["actual_to_date"] not in {None, row["actual"]}:
        return _of_two_moments(row, naming, compared)
    return _compared(row, naming, actual)


def _compared(row: Row, naming: Naming, actual: str) -> str:
    say, language, due = words.say, naming.language, row["target_to_date"]
    if due is None:
        return say("{actual} so far; no target is due yet", language, actual=actual)
    target = naming.figure(due)
    if naming.percentage or row["to_date_pct"] is None:
        return say("{actual} against {target} due by now", language, actual=actual, target=target)
    share = words.percent(row["to_date_pct"], language)
    if row["over_time"] == "sum":
        return say("{actual}, {share} of the target to date", language, actual=actual, share=share)
    return say("{actual} against {target} due by now ({share})", language, actual=actual, target=target, share=share)


def _of_two_moments(row: Row, naming: Naming, compared: Row) -> str:
    """More is known by now than by the day on which the target was due."""
    end, due = compared["end"], row["target_to_date"]
    if due is None or not isinstance(end, date):
        return _compared(row, naming, naming.counted(row["actual"]))
    return words.say(
        "{actual} so far; {reached} of the {target} due by {day} ({share})",
        naming.language,
        actual=naming.counted(row["actual"]),
        reached=naming.figure(compared["actual_to_date"]),
        target=naming.figure(due),
        day=words.day(end, naming.language),
        share=words.percent(row["to_date_pct"], naming.language),
    )


def breakdown_finding(rows: Sequence[Row], titles: Mapping[str, str], naming: Naming) -> str:
    """What a breakdown to date says: its largest part, and what is not disaggregated; or that cells are withheld.

    Args:
        rows: a dimension's rows of `breakdown` to date.
        titles: of its categories, by code.
        naming: the words of the indicator.
    """
    say, language = words.say, naming.language
    if any(is_withheld(row["value"]) for row in rows):
        return say("Some figures are withheld to protect people.", language)
    sizes = {str(row["category"]): row["value"] for row in rows if isinstance(row["value"], Fraction)}
    known = {code: value for code, value in sizes.items() if code != "*"}
    if not known:
        return say("Nothing is stated by category yet.", language)
    largest = max(known, key=lambda code: known[code])
    values = {"category": titles.get(largest, largest), "value": naming.counted(known[largest])}
    if "*" in sizes:
        rest = naming.figure(sizes["*"])
        return say("Highest: {category}, {value}; not disaggregated: {rest}", language, rest=rest, **values)
    return say("Highest: {category}, {value}", language, **values)


def latest_finding(rows: Sequence[Row], titles: Mapping[str, str], naming: Naming) -> str:
    """What a breakdown by period says: the largest part of its latest period with figures; or that cells are withheld.

    Args:
        rows: a dimension's rows of `breakdown`.
        titles: of its categories, by code.
        naming: the words of the indicator.
    """
    periods = [row for row in rows if row["period"] != TO_DATE]
    if any(is_withheld(row["value"]) for row in periods):
        return words.say("Some figures are withheld to protect people.", naming.language)
    known = [
        (str(row["period"]), str(row["category"]), row["value"])
        for row in periods
        if isinstance(row["value"], Fraction) and row["category"] != "*"
    ]
    if not known:
        return words.say("Nothing is stated by category yet.", naming.language)
    latest = known[-1][0]
    sizes = {category: value for period, category, value in known if period == latest}
    largest = max(sizes, key=lambda category: sizes[category])
    return words.say(
        "Latest period, {period}: highest {category}, {value}",
        naming.language,
        period=latest,
        category=titles.get(largest, largest),
        value=naming.counted(sizes[largest]),
    )


def is_withheld(cell: Cell) -> bool:
    """True for `<k` and `*` (semantics 7)."""
    return isinstance(cell, str) and (cell == "*" or cell.startswith("<"))
