"""Report files: what they state, checked, as one report per reporter and period (semantics 2 and 6.1, interface 2)."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar, Unpack

import numpy as np

from framework.model import Project, Remark, Report, Rows, Statement, UploadedFile
from framework.problems import Place as Position
from framework.problems import Problem
from loaders.cells import Fault
from loaders.choices import NOTHING, Choices, Way
from loaders.figures_check import LoadRows, check_keys, together
from loaders.file_reader import FileReader, absent_headers
from loaders.grouping import groups
from loaders.limits import STANDARD, Limits
from loaders.manner import Manner
from loaders.report_figures import Stated, figures
from loaders.report_periods import Given, read_span
from loaders.report_rows import Registers
from loaders.report_subjects import find_reporter
from loaders.table import Positions
from loaders.vocabulary import Vocabulary

Value = TypeVar("Value")
SEPARATOR = "; "
"""Between several explanations of one indicator."""


class Asked(TypedDict, total=False):
    """What is said beside files."""

    reporter: str | None
    """A code or title, for rows that name no reporter; a row that names another one is an error."""
    period: str | None
    """A label, likewise."""
    limits: Limits
    """The most that is read of one file."""
    choices: Choices
    """How the files are to be read."""
    remembered: Mapping[str, Choices]
    """How earlier files were, by reporter; it settles what a file leaves open."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What some files say: a report per (reporter, period), all problems, and how every table of them was read."""

    reports: list[Report]
    problems: list[Problem]
    manners: list[Manner]


def read_reports(
    project: Project, files: Sequence[UploadedFile], **given: Unpack[Asked]
) -> tuple[list[Report], list[Problem]]:
    """The reports in some files and their problems; see `read_files`."""
    read = read_files(project, files, **given)
    return read.reports, read.problems


def read_files(project: Project, files: Sequence[UploadedFile], **given: Unpack[Asked]) -> Reading:
    """The reports in some files; files for the same (reporter, period) make one report together (semantics 2.2).

    Args:
        project: the framework that the files report on.
        files: the files as they were sent.
        given: what is said beside them.

    Returns:
        A report per (reporter, period), in the order of the files, and all problems. The reports are whole only where
        no problem is an error.
    """
    vocabulary = Vocabulary(project)
    said, problems = _given(vocabulary, given, files[0].name if files else "")
    registers = Registers()
    reader = FileReader(vocabulary, registers, given.get("limits", STANDARD), given.get("remembered", {}))
    read = [reader.read(file, said) for file in files]
    parts = [(number, rows) for number, of_file in enumerate(read) for rows in of_file.parts]
    problems += [problem for of_file in read for problem in of_file.problems]
    problems += absent_headers([table for of_file in read for table in of_file.tables], said.way.chosen)
    rows = together(vocabulary, parts, registers)
    stated, clashes = figures(rows)
    beside = sorted([*check_keys(rows), *clashes], key=lambda found: found[0])
    return Reading(
        _reports(rows, stated),
        _in_order([*problems, *(problem for _, problem in beside)], files),
        [manner for of_file in read for manner in of_file.manners],
    )


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


def _given(vocabulary: Vocabulary, given: Asked, file: str) -> tuple[Given, list[Problem]]:
    """What is said about all files, or what is wrong with it."""
    problems = []
    who: int | None = None
    reporter, period = given.get("reporter"), given.get("period")
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
    return Given(who, span, Way(given.get("choices", NOTHING))), problems


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
