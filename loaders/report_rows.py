"""One table of a report as rows of numbers: what, who, when, where and how much, each read once per distinct text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from framework.model import Amount, Period, Place, Remark
from framework.problems import Problem
from loaders.cells import Fault
from loaders.columns import REMARKS, Layout
from loaders.dates import UNTOLD, Order
from loaders.grouping import Numbering, groups
from loaders.numbers_read import Marks
from loaders.report_amounts import AmountReader
from loaders.report_codes import NOTE_WITHOUT_VALUE, TABLE_REPEATED
from loaders.report_findings import Findings
from loaders.report_periods import Given, TimeReader
from loaders.report_subjects import check_assignments, read_indicators, read_places, read_reporters
from loaders.report_totals import check_totals
from loaders.table import Column, Mask, Positions
from loaders.vocabulary import Vocabulary

NOTES = tuple(role for role in REMARKS if role != "explanation")
"""What is said of a figure and is nothing without it."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The numbers of places, periods and amounts, shared by all files of one load."""

    places: Numbering[Place] = field(default_factory=Numbering)
    periods: Numbering[Period] = field(default_factory=Numbering)
    amounts: Numbering[Amount] = field(default_factory=Numbering)


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of one file without an error, as columns of numbers; `amount` is −1 where nothing is stated."""

    layout: Layout
    indicator: Positions
    reporter: Positions
    period: Positions
    day: Positions
    place: Positions
    amount: Positions
    row: Positions
    """The position of the row in the table."""
    remarks: Mapping[int, Remark]
    """By position of the row in the table."""
    marks: Sequence[Marks] = ()
    """The decimal marks of its columns of figures."""
    order: Order = UNTOLD
    """Of day and month in its dates."""


def read_rows(
    layout: Layout, vocabulary: Vocabulary, registers: Registers, given: Given
) -> tuple[FileRows, list[Problem]]:
    """The good rows of a table, and all problems of the others."""
    findings = Findings(layout.table, layout.rows)
    _leave_out_headers(layout, findings)
    indicators = read_indicators(layout, findings, vocabulary)
    reporters = read_reporters(layout, findings, vocabulary, given.reporter)
    if "indicator" in layout.roles:
        check_assignments(layout, findings, vocabulary, reporters, indicators)
    clock = TimeReader(layout, findings, vocabulary, given)
    times = clock.read(indicators, reporters, registers.periods)
    places = read_places(layout, findings, vocabulary, indicators, registers.places)
    counter = AmountReader(layout, findings, vocabulary, given.way)
    amounts = counter.read(indicators, registers.places.values, places, registers.amounts)
    check_totals(layout, findings, findings.totals, given.way)
    remarks = _remarks(layout, findings, amounts >= 0)
    good = findings.good & (indicators >= 0) & (reporters >= 0) & (times.period >= 0)
    rows = FileRows(
        layout,
        *(indicators[good], reporters[good], times.period[good], times.day[good], places[good], amounts[good]),
        row=np.flatnonzero(good),
        remarks=remarks,
        marks=tuple(counter.marks.values()),
        order=clock.order,
    )
    return rows, findings.problems


def _leave_out_headers(layout: Layout, findings: Findings) -> None:
    """Finds the rows that repeat the header, as of a second table."""
    column = layout.roles.get("indicator")
    if column is None:
        return
    columns = [each for each in layout.table.columns if not each.left_out]
    for row in np.flatnonzero(column.where([text == column.header for text in column.texts] or [False])).tolist():
        if all(each.text(row) == each.header for each in columns):
            findings.add(row, column, Fault(TABLE_REPEATED))
            findings.live[row] = False


def _remarks(layout: Layout, findings: Findings, stating: Mask) -> dict[int, Remark]:
    """What rows say beside their figures; a row without a figure keeps only what it explains."""
    columns = {role: layout.roles[role] for role in REMARKS if role in layout.roles}
    saying = np.zeros(len(findings.table), dtype=np.bool_)
    for column in columns.values():
        saying |= column.stated
    saying &= findings.live
    if not saying.any():
        return {}
    group, firsts = groups(*(column.codes.astype(np.int64) for column in columns.values()))
    texts = [Remark(**{role: _said(column, row) for role, column in columns.items()}) for row in firsts.tolist()]
    silent = np.flatnonzero(saying & ~stating & findings.good).tolist()
    for row in silent:
        notes = (columns[role] for role in NOTES if role in columns)
        if noted := next((column for column in notes if column.text(row).strip()), None):
            findings.add(row, noted, Fault(NOTE_WITHOUT_VALUE))
    kept = {row: texts[group[row]] for row in np.flatnonzero(saying & stating).tolist()}
    return kept | ({} if _repeats(layout) else _explained(silent, texts, group))


def _explained(rows: Sequence[int], texts: Sequence[Remark], group: Positions) -> dict[int, Remark]:
    """The explanations of rows that state no figure."""
    words = {row: texts[group[row]].explanation for row in rows}
    return {row: Remark(explanation=text) for row, text in words.items() if text}


def _repeats(layout: Layout) -> bool:
    """True where a row stands for several figures, so that its explanation may be about the others."""
    named = (layout.roles[role] for role in ("indicator", "period", "date") if role in layout.roles)
    return any(column.fixed for column in named)


def _said(column: Column, row: int) -> str | None:
    return column.text(row).strip() or None
