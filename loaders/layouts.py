"""Wide tables as long ones: a column for each category, period or indicator becomes a layout of its own (interface 2).

indicator,period,female,male,total     1.1,2023-Q1,30,60,100
indicator,sex,FY2023-Q1,FY2023-Q2      1.1,female,1,2
period,1.2,People trained              2023-Q1,3,40
indicator,part,2023-Q1,2023-Q2         1.3,numerator,3,9 and 1.3,denominator,4,10
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from framework.model import Span
from framework.period_labels import read_period
from framework.problems import Problem
from loaders.cells import TOTAL_WORDS, Fault, listed, plain
from loaders.choice_codes import LAYOUT_DIFFERS
from loaders.choices import CATEGORIES, INDICATORS, LONG, NOTHING, PERIODS, Choices
from loaders.columns import MEASURES, REMARKS, Layout, Sorted, missing_columns, sort_columns, unknown_column
from loaders.grouping import groups
from loaders.report_codes import AMBIGUOUS_COLUMN, UNKNOWN_PART
from loaders.table import Column, Mask, Positions, Table, constant
from loaders.vocabulary import Vocabulary

CROSSED = "+"
PARTS = {"numerator": 1, "числитель": 1, "denominator": 2, "знаменатель": 2}
NUMERATOR, DENOMINATOR = 1, 2


@dataclass(frozen=True, slots=True)
class Wide:
    """A column of figures and what its header says of them: an indicator, a period, or categories by dimension."""

    column: Column
    roles: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a table says.

    `layouts` are one, of a wide table one for each column of figures; none where the table lacks what a report needs.
    """

    layouts: list[Layout]
    problems: list[Problem]
    known: Sorted
    wide: Sequence[Wide]
    layout: str
    remembered: frozenset[str] = frozenset()
    """The columns (as headers are compared) whose meaning a remembered choice settled."""


def read_layouts(table: Table, vocabulary: Vocabulary, choices: Choices = NOTHING) -> Header:
    """The columns of a table by their meaning (interface 2).

    Args:
        table: the table as it stands in the file.
        vocabulary: the names of the project.
        choices: of layout and columns, which hold.
    """
    known, problems = sort_columns(table, vocabulary.columns, choices.meanings)
    wide, others, known, misfits = _wide_columns(table, known, vocabulary, choices.layout)
    layouts, found = _layouts(table, vocabulary, known, wide, others)
    return Header(layouts, [*problems, *misfits, *found], known, wide, _layout(wide))


def _layouts(
    table: Table, vocabulary: Vocabulary, known: Sorted, wide: list[Wide], others: "Unknown"
) -> tuple[list[Layout], list[Problem]]:
    """One layout for each column of figures, and what is wrong with the columns."""
    problems = [unknown_column(table, column, fault, vocabulary.columns) for column, fault in others]
    stated = {role for each in wide for role in each.roles} | ({"value"} if wide else set())
    absent = missing_columns(table, {*known.roles, *stated})
    if absent:
        return [], [*problems, *absent]
    if "part" in known.roles:
        table, known, wide, of_parts = _parts_beside(table, known, wide)
        problems += of_parts
    return (_split(table, known, wide) if wide else [known.layout(table)]), problems


def _layout(wide: Sequence[Wide]) -> str:
    """The name of the layout of a table with these wide columns."""
    if not wide:
        return LONG
    roles = {role for each in wide for role in each.roles}
    return INDICATORS if "indicator" in roles else PERIODS if "period" in roles else CATEGORIES


Unknown = list[tuple[Column, Fault | None]]


def _wide_columns(
    table: Table, known: Sorted, vocabulary: Vocabulary, chosen: str | None
) -> tuple[list[Wide], Unknown, Sorted, list[Problem]]:
    """The columns whose headers say what their figures are of, those that nobody knows, and the others.

    Where a wide layout was chosen a column of values is that of the totals beside the categories; otherwise, and where no
    column is of that layout, the table is not so.
    """
    measures = [role for role in MEASURES if role in known.roles]
    if chosen == LONG or (measures and chosen is None):
        return [], known.others, known, []
    wide, others = _found_wide(known, vocabulary, chosen)
    if chosen is None or (wide and not measures):
        return wide, others, known, []
    if not wide or chosen != CATEGORIES or measures != ["value"]:
        misfit = Problem(table.header_place(), LAYOUT_DIFFERS, details={"layout": chosen})
        return [], known.others, known, [misfit]
    roles = {role: column for role, column in known.roles.items() if role != "value"}
    return [*wide, Wide(known.roles["value"])], others, replace(known, roles=roles), []


def _found_wide(known: Sorted, vocabulary: Vocabulary, chosen: str | None) -> tuple[list[Wide], Unknown]:
    found = [(column, fault, _reading(column, known, vocabulary, chosen)) for column, fault in known.others]
    others = [
        (column, reading if isinstance(reading, Fault) else fault)
        for column, fault, reading in found
        if not isinstance(reading, Wide)
    ]
    return [reading for _, _, reading in found if isinstance(reading, Wide)], others


def _reading(column: Column, known: Sorted, vocabulary: Vocabulary, chosen: str | None) -> Wide | Fault | None:
    """What the figures of a column are of, as its header says; only of the chosen layout, where there is one."""
    if not column.header.strip():
        return None
    may_name = {chosen} if chosen else {INDICATORS, PERIODS, CATEGORIES}
    if (
        INDICATORS in may_name
        and "indicator" not in known.roles
        and vocabulary.indicator_names.find(column.header) is not None
    ):
        return Wide(column, roles={"indicator": column.header})
    if PERIODS in may_name and known.roles.keys().isdisjoint({"period", "date"}):
        span = read_period(column.header, vocabulary.calendar)
        if isinstance(span, Span) or span.reason == "ambiguous":
            return Wide(column, roles={"period": column.header})
    return _categories(column, vocabulary) if CATEGORIES in may_name else None


def _categories(column: Column, vocabulary: Vocabulary) -> Wide | Fault | None:
    """The categories in a header such as `female`, `female+TJ-KT`, `total`."""
    categories: dict[str, str] = {}
    for part in column.header.split(CROSSED):
        found = {dimension: names.find(part) for dimension, names in vocabulary.category_names.items()}
        bearers = {dimension: code for dimension, code in found.items() if isinstance(code, str)}
        faults = [fault for fault in found.values() if isinstance(fault, Fault)]
        if len(bearers) + len(faults) > 1:
            return Fault(AMBIGUOUS_COLUMN, {"codes": listed(f"categories of {name}" for name in found if found[name])})
        if faults:
            return faults[0]
        if not bearers and plain(part) not in TOTAL_WORDS:
            return None
        names = vocabulary.category_names
        categories |= {name: part if names[name].renamed(part) else code for name, code in bearers.items()}
    return Wide(column, categories=categories)


def _split(table: Table, known: Sorted, wide: Sequence[Wide]) -> list[Layout]:
    """A layout for every column of figures with the rows that fill it, and one for the rows that fill none."""
    empty = np.ones(len(table), dtype=np.bool_)
    layouts = []
    for each in wide:
        measures = _measures(each.column, known)
        filled = _filled(measures)
        empty &= ~filled
        layouts.append(_narrow(table, known, each, measures, filled))
    nothing = {"value": constant("", "", len(table))}
    return [*layouts, _narrow(table, known, replace(wide[0], categories={}), nothing, empty)]


def _measures(column: Column, known: Sorted) -> dict[str, Column]:
    """The columns of figures that a wide column stands for: several where its rows are parts."""
    return known.parts.get(column.position, {"value": column})


def _filled(measures: Mapping[str, Column]) -> Mask:
    filled: Mask = np.logical_or.reduce([column.stated for column in measures.values()])
    return filled


def _narrow(table: Table, known: Sorted, each: Wide, measures: Mapping[str, Column], rows: Mask) -> Layout:
    def said(text: str) -> Column:
        return replace(constant(each.column.header, text, len(table)), position=each.column.position)

    roles = {**known.roles, **{role: said(text) for role, text in each.roles.items()}, **measures}
    dimensions = {**known.dimensions, **{name: said(code) for name, code in each.categories.items()}}
    return Layout(table, roles, dimensions, rows)


def _parts_beside(table: Table, known: Sorted, wide: Sequence[Wide]) -> tuple[Table, Sorted, list[Wide], list[Problem]]:
    """The table with the denominator of a percentage in the row of its numerator (interface 2, wide layouts)."""
    figures = [each.column for each in wide] or [known.roles[role] for role in ("value",) if role in known.roles]
    part, problems = _read_parts(table, known.roles["part"])
    key = groups(*(column.codes.astype(np.int64) for column in _key_columns(table, known, figures)))[0]
    partner = _partners(key, part)
    paired = {row for row in partner if row >= 0}
    kept = np.array([row for row in range(len(table)) if row not in paired], dtype=np.int64)
    shorter = replace(table, columns=tuple(_taken(column, kept) for column in table.columns), lines=table.lines[kept])
    parts = {column.position: _part_columns(column, part, partner, kept) for column in figures}
    moved = {name: shorter.columns[column.position] for name, column in known.roles.items()}
    dimensions = {name: shorter.columns[column.position] for name, column in known.dimensions.items()}
    if not wide:
        moved |= parts[figures[0].position] if figures else {}
    now = [replace(each, column=shorter.columns[each.column.position]) for each in wide]
    return shorter, Sorted(moved, dimensions, known.others, parts), now, problems


def _read_parts(table: Table, column: Column) -> tuple[Positions, list[Problem]]:
    """1 for numerators, 2 for denominators, 0 for whole figures; and what is none of these."""
    numbers = [0 if not text.strip() else PARTS.get(plain(text), -1) for text in column.texts]
    part = np.array(numbers or [0], dtype=np.int64)[column.codes]
    unknown = np.flatnonzero(part < 0).tolist()
    return part, [Problem(table.place(row, column), UNKNOWN_PART, column.text(row)) for row in unknown]


def _key_columns(table: Table, known: Sorted, figures: Sequence[Column]) -> list[Column]:
    """What a numerator and its denominator have in common."""
    apart = {column.position for column in figures} | {known.roles["part"].position}
    apart |= {column.position for role, column in known.roles.items() if role in REMARKS}
    named = {column.position for column in (*known.roles.values(), *known.dimensions.values())}
    return [column for column in table.columns if column.position in named - apart]


def _partners(key: Positions, part: Positions) -> list[int]:
    """For every numerator the row of its denominator: the first with the first, the second with the second; else −1."""
    waiting: dict[int, Iterator[int]] = {
        int(group): iter(np.flatnonzero((key == group) & (part == DENOMINATOR)).tolist()) for group in np.unique(key)
    }
    return [next(waiting[int(group)], -1) if which == NUMERATOR else -1 for group, which in zip(key, part, strict=True)]


def _taken(column: Column, rows: Positions) -> Column:
    return replace(column, codes=column.codes[rows])


def _part_columns(column: Column, part: Positions, partner: Sequence[int], kept: Positions) -> dict[str, Column]:
    """Value, numerator and denominator of the kept rows, from the rows that state them."""
    blank = len(column.texts)
    of_partner = np.array([column.codes[row] if row >= 0 else blank for row in partner], dtype=np.int32)
    codes = {
        "value": np.where(part == 0, column.codes, blank),
        "numerator": np.where(part == NUMERATOR, column.codes, blank),
        "denominator": np.where(part == DENOMINATOR, column.codes, of_partner),
    }
    texts = (*column.texts, "")
    return {role: replace(column, texts=texts, codes=chosen[kept].astype(np.int32)) for role, chosen in codes.items()}
