"""Report files: what they state, checked, as one report per reporter and period (semantics 2 and 6.1, interface 2)."""

from array import array
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from framework.model import Project, Remark, Report, Rows, Statement, UploadedFile
from framework.problems import Place as Position
from framework.problems import Problem, refuses
from loaders.cells import Fault
from loaders.csv_reader import read_table
from loaders.figures_check import LoadRows, check_keys, together
from loaders.grouping import groups
from loaders.layouts import read_layouts
from loaders.limits import STANDARD, Limits
from loaders.report_codes import FILE_TOO_LARGE, NO_ROWS
from loaders.report_figures import Stated, figures
from loaders.report_periods import read_span
from loaders.report_rows import FileRows, Given, Registers, read_rows
from loaders.report_subjects import find_reporter
from loaders.table import Positions, Table
from loaders.vocabulary import Vocabulary
from loaders.workbook_archive import is_workbook

Value = TypeVar("Value")
SEPARATOR = "; "
"""Between several explanations of one indicator."""


def read_reports(
    project: Project,
    files: Sequence[UploadedFile],
    *,
    reporter: str | None = None,
    period: str | None = None,
    limits: Limits = STANDARD,
) -> tuple[list[Report], list[Problem]]:
    """The reports in some files; files for the same (reporter, period) make one report together (semantics 2.2).

    Args:
        project: the framework that the files report on.
        files: the files as they were sent.
        reporter: a code or title, for rows that name no reporter; a row that names another one is an error.
        period: a label, likewise.
        limits: the most that is read of one file.

    Returns:
        A report per (reporter, period), in the order of the files, and all problems. The reports are whole only where
        no problem is an error.
    """
    vocabulary = Vocabulary(project)
    given, problems = _given(vocabulary, reporter, period, files[0].name if files else "")
    registers = Registers()
    parts: list[tuple[int, FileRows]] = []
    for number, file in enumerate(files):
        of_file, found = _read_file(file, vocabulary, registers, given, limits)
        problems += found
        parts += [(number, rows) for rows in of_file]
    rows = together(vocabulary, parts, registers)
    stated, clashes = figures(rows)
    beside = sorted([*check_keys(rows), *clashes], key=lambda found: found[0])
    return _reports(rows, stated), _in_order([*problems, *(problem for _, problem in beside)], files)


def _in_order(problems: list[Problem], files: Sequence[UploadedFile]) -> list[Problem]:
    """By file, sheet and line."""
    order = {file.name: number for number, file in enumerate(files)}
    sheets: dict[str | None, int] = {}
    for problem in problems:
        sheets.setdefault(problem.place.sheet, len(sheets))
    return sorted(
        problems,
        key=lambda problem: (order.get(problem.place.file, -1), sheets[problem.place.sheet], problem.place.line),
    )


def _given(vocabulary: Vocabulary, reporter: str | None, period: str | None, file: str) -> tuple[Given, list[Problem]]:
    """What the command says about all files, or what is wrong with it."""
    problems = []
    who: int | None = None
    if reporter is not None:
        code = find_reporter(reporter, vocabulary.reporter_names)
        if isinstance(code, Fault):
            problems.append(Problem(Position(file, 1), code.code, reporter, code.details))
        else:
            who = vocabulary.reporter_names.codes.index(code)
    span = read_span(period, vocabulary.calendar) if period is not None else None
    if isinstance(span, Fault):
        problems.append(Problem(Position(file, 1), span.code, period, span.details))
        span = None
    return Given(who, span), problems


def _tables(file: UploadedFile, vocabulary: Vocabulary, limits: Limits) -> tuple[Sequence[Table], list[Problem]]:
    """The tables of a file: of a workbook one for each of its sheets."""
    if len(file.data) > limits.size:
        return [], [Problem(Position(file.name, 1), FILE_TOO_LARGE, details={"limit": limits.megabytes})]
    if is_workbook(file.data):
        from loaders.xlsx_reader import read_workbook  # noqa: PLC0415 — a CSV file shall not wait for it

        return read_workbook(file.name, file.data, vocabulary.columns.is_header, limits)
    table, problems = read_table(file.name, file.data, vocabulary.columns.is_header, limits)
    return [table] if table is not None else [], problems


def _read_file(
    file: UploadedFile, vocabulary: Vocabulary, registers: Registers, given: Given, limits: Limits
) -> tuple[list[FileRows], list[Problem]]:
    """The good rows of a file and all its problems; a sheet without rows is no fault beside others."""
    tables, problems = _tables(file, vocabulary, limits)
    empty = not refuses(problems) and not any(map(len, tables))
    parts: list[FileRows] = []
    for table in tables if empty else [table for table in tables if len(table)]:
        of_table, found = _read_table(table, vocabulary, registers, given)
        parts += of_table
        problems += found
    if tables and empty and not refuses(problems):
        problems.append(Problem(tables[0].header_place(), NO_ROWS))
    return parts, problems


def _read_table(
    table: Table, vocabulary: Vocabulary, registers: Registers, given: Given
) -> tuple[list[FileRows], list[Problem]]:
    """The good rows of a table, of a wide one column by column, and all its problems, each once."""
    layouts, problems = read_layouts(table, vocabulary)
    parts = []
    for layout in layouts:
        rows, found = read_rows(layout, vocabulary, registers, given)
        parts.append(rows)
        problems += found
    return parts, _each_once(problems) if layouts[1:] else problems


def _each_once(problems: Sequence[Problem]) -> list[Problem]:
    """The columns that a wide table repeats for each of its figures are read for each of them."""
    return list({(problem.place, problem.code.name, problem.value): problem for problem in problems}.values())


def _reports(rows: LoadRows, stated: Mapping[tuple[int, int, int], Stated]) -> list[Report]:
    """The reports that the rows name, those without any figure included (semantics 6.1)."""
    group, firsts = groups(rows.reporter, rows.period)
    explanations = _explanations(rows)
    by_report: dict[tuple[int, int], list[Statement]] = {}
    for (reporter, period, indicator), what in stated.items():
        statement = Statement(
            indicator=rows.vocabulary.indicators[indicator].code,
            reporter=rows.vocabulary.reporters[reporter].code,
            period=rows.periods[period],
            span=rows.periods[period].span,
            figure=what.figure,
            dated=what.dated,
            explanation=explanations.get((reporter, period, indicator)),
        )
        by_report.setdefault((reporter, period), []).append(statement)
    return [
        Report(
            reporter=rows.vocabulary.reporters[rows.reporter[row]].code,
            period=rows.periods[rows.period[row]],
            rows=_rows(rows, np.flatnonzero(group == number)),
            statements=tuple(by_report.get((int(rows.reporter[row]), int(rows.period[row])), ())),
            files=tuple(np.unique(rows.file_of[rows.part[group == number]]).tolist()),
            explanations=_beside_no_figure(rows, row, explanations, stated),
        )
        for number, row in enumerate(firsts.tolist())
    ]


def _beside_no_figure(
    rows: LoadRows,
    of: int,
    explanations: Mapping[tuple[int, int, int], str],
    stated: Mapping[tuple[int, int, int], Stated],
) -> dict[str, str]:
    """What the report of a row explains of indicators that it states no figure of."""
    report = (int(rows.reporter[of]), int(rows.period[of]))
    return {
        rows.vocabulary.indicators[key[2]].code: words
        for key, words in explanations.items()
        if key[:2] == report and key not in stated
    }


def _explanations(rows: LoadRows) -> dict[tuple[int, int, int], str]:
    """The explanations of every (reporter, period, indicator), in the order of the files (semantics 5.6)."""
    said: dict[tuple[int, int, int], dict[str, None]] = {}
    for row, remark in _remarks(rows, np.arange(len(rows.row))).items():
        if remark.explanation:
            key = (int(rows.reporter[row]), int(rows.period[row]), int(rows.indicator[row]))
            said.setdefault(key, {})[remark.explanation] = None
    return {key: SEPARATOR.join(texts) for key, texts in said.items()}


def _remarks(rows: LoadRows, chosen: Positions) -> dict[int, Remark]:
    if not any(part.remarks for part in rows.files):
        return {}
    return {row: remark for row in chosen.tolist() if (remark := rows.remark(row))}


def _rows(rows: LoadRows, of_report: Positions) -> Rows:
    """The rows of a report as the store keeps them, with numbers of their own.

    Its indicators are all that the files name, those without any figure too: an amendment withdraws theirs.
    """
    chosen = of_report[rows.stating[of_report]]
    indicators, named = _used([each.code for each in rows.vocabulary.indicators], rows.indicator[of_report])
    indicator = named[rows.stating[of_report]]
    places, place = _used(rows.places, rows.place[chosen])
    amounts, amount = _used(rows.amounts, rows.amount[chosen])
    remarks = _remarks(rows, chosen)
    return Rows(
        indicators=tuple(indicators),
        places=tuple(places),
        amounts=tuple(amounts),
        indicator=_array(indicator),
        place=_array(place),
        amount=_array(amount),
        day=_array(rows.day[chosen]),
        file=_array(rows.file_of[rows.part[chosen]]) if len(chosen) else _array(chosen),
        line=_array(rows.lines[chosen]),
        remarks={index: remarks[row] for index, row in enumerate(chosen.tolist()) if row in remarks} if remarks else {},
    )


def _used(values: Sequence[Value], numbers: Positions) -> tuple[list[Value], Positions]:
    """The values that occur, in their order, and the numbers among them."""
    occurs = np.zeros(len(values) + 1, dtype=np.bool_)
    occurs[numbers] = True
    renumbered = np.cumsum(occurs) - 1
    return [values[number] for number in np.flatnonzero(occurs).tolist()], renumbered[numbers]


def _array(numbers: Positions) -> "array[int]":
    return array("i", numbers.astype(np.intc).tobytes())
