"""One table of a report as rows of numbers: what, who, when, where and how much, each read once per distinct text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from framework.model import Amount, Period, Place, Remark, Span
from framework.problems import Problem
from loaders.cells import Fault
from loaders.columns import REMARKS, Layout
from loaders.grouping import Numbering, groups
from loaders.report_amounts import AmountReader
from loaders.report_codes import NOTE_WITHOUT_VALUE, TABLE_REPEATED
from loaders.report_findings import Findings
from loaders.report_periods import TimeReader
from loaders.report_subjects import check_assignments, read_indicators, read_places, read_reporters
from loaders.report_totals import check_totals
from loaders.table import Column, Mask, Positions
from loaders.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Given:
    """What the command says for all files: a reporter, by position, and a period."""

    reporter: int | None = None
    span: Span | None = None


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
    times = TimeReader(layout, findings, vocabulary, given.span).read(indicators, reporters, registers.periods)
    places = read_places(layout, findings, vocabulary, indicators, registers.places)
    amounts = AmountReader(layout, findings, vocabulary).read(
        indicators, registers.places.values, places, registers.amounts
    )
    check_totals(layout, findings, findings.totals)
    remarks = _remarks(layout, findings, amounts >= 0)
    good = findings.good & (indicators >= 0) & (reporters >= 0) & (times.period >= 0)
    rows = FileRows(
        layout,
        *(indicators[good], reporters[good], times.period[good], times.day[good], places[good], amounts[good]),
        row=np.flatnonzero(good),
        remarks=remarks,
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
    """What rows say beside their figures; a row without a figure cannot keep it."""
    columns = {role: layout.roles[role] for role in REMARKS if role in layout.roles}
    saying = np.zeros(len(findings.table), dtype=np.bool_)
    for column in columns.values():
        saying |= column.stated
    saying &= findings.live
    if not saying.any():
        return {}
    group, firsts = groups(*(column.codes.astype(np.int64) for column in columns.values()))
    texts = [Remark(**{role: _said(column, row) for role, column in columns.items()}) for row in firsts.tolist()]
    for row in np.flatnonzero(saying & ~stating & findings.good).tolist():
        column = next(column for column in columns.values() if column.text(row).strip())
        findings.add(row, column, Fault(NOTE_WITHOUT_VALUE))
    return {row: texts[group[row]] for row in np.flatnonzero(saying & stating).tolist()}


def _said(column: Column, row: int) -> str | None:
    return column.text(row).strip() or None
