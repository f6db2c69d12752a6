"""What each row is about: its indicator, its reporter and its place among the categories (semantics 2.1)."""

from collections.abc import Sequence

import numpy as np

from framework.model import Indicator, Place
from loaders.cells import TOTAL_WORDS, Fault, Names, listed, plain
from loaders.columns import Layout
from loaders.grouping import Numbering, groups
from loaders.report_codes import (
    COMPUTED_INDICATOR,
    FOREIGN_DIMENSION,
    INDICATOR_MISSING,
    NOT_THEIR_INDICATOR,
    NOTE_BELOW_TABLE,
    PARENT_DIFFERS,
    REPORTER_DIFFERS,
    REPORTER_MISSING,
    UNKNOWN_CATEGORY,
    UNKNOWN_INDICATOR,
    UNKNOWN_REPORTER,
)
from loaders.report_findings import Findings
from loaders.table import Column, Mask, Positions
from loaders.vocabulary import Vocabulary

NONE = -1


def positions(column: Column, by_text: Sequence[int | Fault | None]) -> Positions:
    """What a column's texts mean, by row; −1 where they mean nothing."""
    numbers = [number if isinstance(number, int) else NONE for number in by_text]
    return np.array(numbers or [NONE], dtype=np.int64)[column.codes]


def faults(by_text: Sequence[object]) -> list[Fault | None]:
    """What is wrong with a column's texts."""
    return [each if isinstance(each, Fault) else None for each in by_text]


def nowhere(findings: Findings) -> Positions:
    """No number for any row."""
    return np.full(len(findings.table), NONE, dtype=np.int64)


def read_indicators(layout: Layout, findings: Findings, vocabulary: Vocabulary) -> Positions:
    """The indicator of every row; remarks below the table and total rows are left out of `findings.live`."""
    column = layout.roles.get("indicator")
    if column is None:
        findings.wrong[:] = True
        return nowhere(findings)
    by_text = [_indicator(text, vocabulary) for text in column.texts]
    _leave_out_totals(column, by_text, findings)
    _leave_out_remarks(layout, positions(column, by_text), findings)
    findings.add_all(column, faults(by_text))
    _tell_old_codes(column, findings, vocabulary.indicator_names)
    found = positions(column, by_text)
    found[~findings.live] = NONE
    return found


def _tell_old_codes(column: Column, findings: Findings, names: Names) -> None:
    """Finds the rows that name something by a code which it had before (semantics 6.7)."""
    findings.add_all(column, [names.renamed(text) for text in column.texts])


def _indicator(text: str, vocabulary: Vocabulary) -> int | Fault | None:
    """The position of an indicator; None for a total row."""
    names = vocabulary.indicator_names
    code = names.find(text) if text.strip() else Fault(INDICATOR_MISSING)
    if isinstance(code, Fault):
        return code
    if code is None:
        return None if plain(text) in TOTAL_WORDS else Fault(UNKNOWN_INDICATOR, {"suggestion": names.suggestion(text)})
    position = names.codes.index(code)
    return _computed(vocabulary.indicators[position]) or position


def _computed(indicator: Indicator) -> Fault | None:
    quotient = indicator.quotient
    if quotient is None:
        return None
    details = {"indicator": indicator.code, "numerator": quotient.numerator, "denominator": quotient.denominator}
    return Fault(COMPUTED_INDICATOR, details)


def _leave_out_totals(column: Column, by_text: Sequence[object], findings: Findings) -> None:
    findings.totals |= column.where([each is None for each in by_text] or [False])
    findings.live &= ~findings.totals


def _leave_out_remarks(layout: Layout, indicators: Positions, findings: Findings) -> None:
    """Rows at the end that fill their first cell only and name no indicator there."""
    first, *others = [each for each in layout.table.columns if not each.left_out]
    alone = first.stated
    for column in others:
        alone &= ~column.stated
    rest = np.flatnonzero(~(alone & (indicators == NONE)))
    if not len(rest) or not findings.live.any():
        return
    for row in range(int(rest[-1]) + 1, len(findings.table)):
        findings.add(row, first, Fault(NOTE_BELOW_TABLE))
        findings.live[row] = False


def read_reporters(layout: Layout, findings: Findings, vocabulary: Vocabulary, given: int | None) -> Positions:
    """The reporter of every row: from the column, else the one given, else the project's only one (interface 3)."""
    sole = 0 if len(vocabulary.reporters) == 1 else None
    otherwise = sole if given is None else given
    missing = Fault(REPORTER_MISSING, {"known": listed(vocabulary.reporter_names.codes)})
    column = layout.roles.get("reporter")
    if column is None:
        if otherwise is None:
            findings.about_table(missing)
        return np.full(len(findings.table), NONE if otherwise is None else otherwise, dtype=np.int64)
    blank = missing if otherwise is None else otherwise
    by_text = [_reporter(text, vocabulary, given) if text.strip() else blank for text in column.texts]
    findings.add_all(column, faults(by_text))
    _tell_old_codes(column, findings, vocabulary.reporter_names)
    return positions(column, by_text)


def _reporter(text: str, vocabulary: Vocabulary, given: int | None) -> int | Fault:
    names = vocabulary.reporter_names
    code = find_reporter(text, names)
    if isinstance(code, Fault):
        return code
    if given is not None and names.codes[given] != code:
        return Fault(REPORTER_DIFFERS, {"stated": code, "given": names.codes[given]})
    return names.codes.index(code)


def find_reporter(text: str, names: Names) -> str | Fault:
    """The reporter that a text names."""
    unknown = {"suggestion": names.suggestion(text), "known": listed(names.codes)}
    return names.find(text) or Fault(UNKNOWN_REPORTER, unknown)


def check_assignments(
    layout: Layout, findings: Findings, vocabulary: Vocabulary, who: Positions, what: Positions
) -> None:
    """Finds the rows of reporters who do not report that indicator (semantics 6.4)."""
    codes = [reporter.code for reporter in vocabulary.reporters]
    theirs = np.array(
        [[not each.reporters or code in each.reporters for code in codes] for each in vocabulary.indicators]
    )
    known = findings.live & (who >= 0) & (what >= 0)
    for row in np.flatnonzero(known)[~theirs[what[known], who[known]]] if known.any() else ():
        indicator = vocabulary.indicators[what[row]]
        details = {"reporter": codes[who[row]], "indicator": indicator.code, "reporters": listed(indicator.reporters)}
        findings.add(
            int(row), layout.roles.get("reporter", layout.roles["indicator"]), Fault(NOT_THEIR_INDICATOR, details)
        )


def read_places(
    layout: Layout, findings: Findings, vocabulary: Vocabulary, indicators: Positions, places: Numbering[Place]
) -> Positions:
    """The categories of every row as a number in `places`; a blank cell, or `Total`, means all (semantics 2.1)."""
    stated = {name: nowhere(findings) for name in vocabulary.dimensions}
    for name, column in layout.dimensions.items():
        by_text = [_category(text, name, vocabulary) for text in column.texts]
        findings.add_all(column, faults(by_text))
        _tell_old_codes(column, findings, vocabulary.category_names[name])
        stated[name] = positions(column, by_text)
        _check_foreign(name, column, findings, vocabulary, (indicators, stated[name] >= 0))
    _state_parents(stated, layout, findings, vocabulary)
    group, firsts = groups(indicators, *stated.values())
    numbers = [places.of(_place(int(row), int(indicators[row]), stated, vocabulary)) for row in firsts]
    return np.array(numbers, dtype=np.int64)[group] if numbers else nowhere(findings)


def _category(text: str, dimension: str, vocabulary: Vocabulary) -> int | Fault | None:
    if not text.strip():
        return None
    names = vocabulary.category_names[dimension]
    code = names.find(text)
    if isinstance(code, Fault):
        return code
    if code is None and plain(text) in TOTAL_WORDS:
        return None
    if code is None:
        details = {"dimension": dimension, "suggestion": names.suggestion(text), "known": listed(names.codes)}
        return Fault(UNKNOWN_CATEGORY, details)
    return names.codes.index(code)


def _check_foreign(
    name: str, column: Column, findings: Findings, vocabulary: Vocabulary, cells: tuple[Positions, Mask]
) -> None:
    """Finds the categories of a dimension that the row's indicator does not have."""
    indicators, stated = cells
    theirs = np.array([name in each.dimensions for each in vocabulary.indicators] + [True])  # −1 is the last one
    for row in np.flatnonzero(stated & ~theirs[indicators] & findings.live):
        details = {"indicator": vocabulary.indicators[indicators[row]].code, "dimension": name}
        findings.add(int(row), column, Fault(FOREIGN_DIMENSION, details))


def _state_parents(stated: dict[str, Positions], layout: Layout, findings: Findings, vocabulary: Vocabulary) -> None:
    """A category states its parent too, a district its province (interface 1); finds the rows that say otherwise."""
    for (name, code), (parent_name, parent) in vocabulary.parents.items():
        if name not in layout.dimensions:
            continue
        of_parent = stated[parent_name]
        number = vocabulary.category_names[parent_name].codes.index(parent)
        rows = stated[name] == vocabulary.category_names[name].codes.index(code)
        for row in np.flatnonzero(rows & (of_parent >= 0) & (of_parent != number) & findings.live):
            other = vocabulary.category_names[parent_name].codes[of_parent[row]]
            findings.add(int(row), layout.dimensions[name], Fault(PARENT_DIFFERS, {"parent": parent, "stated": other}))
        of_parent[rows] = number


def _place(row: int, indicator: int, stated: dict[str, Positions], vocabulary: Vocabulary) -> Place:
    """The categories of a row in the order of its indicator's dimensions."""
    if indicator < 0:
        return ()
    return tuple(
        (name, vocabulary.category_names[name].codes[stated[name][row]])
        for name in vocabulary.indicators[indicator].dimensions
        if stated[name][row] >= 0
    )
