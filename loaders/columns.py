"""Which column means what: codes and titles of the project's dimensions, and built-in English and Russian names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from framework.model import Project, Text
from framework.problems import Code, Problem
from framework.renaming import former
from loaders.cells import Fault, Names, plain
from loaders.choices import DIMENSION, IGNORE
from loaders.report_codes import (
    AMBIGUOUS_COLUMN,
    COLUMN_MISSING,
    COLUMN_TWICE,
    UNKNOWN_COLUMN,
    UNNAMED_COLUMN,
)
from loaders.table import Column, Mask, Table

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "indicator": (
        "indicator",
        "indicators",
        "indicator code",
        "индикатор",
        "показатель",
        "код индикатора",
        "код показателя",
    ),
    "period": ("period", "reporting period", "период", "отчетный период", "отчётный период"),
    "date": ("date", "day", "дата", "день"),
    "value": ("value", "actual", "result", "значение", "факт", "результат"),
    "numerator": ("numerator", "числитель"),
    "denominator": ("denominator", "знаменатель"),
    "reporter": (
        "reporter",
        "reported by",
        "partner",
        "отчитывающийся",
        "отчитывается",
        "партнер",
        "партнёр",
        "исполнитель",
    ),
    "part": ("part", "часть"),
    "note": ("note", "notes", "comment", "comments", "примечание", "примечания", "комментарий"),
    "explanation": ("explanation", "пояснение", "объяснение"),
    "evidence": ("evidence", "means of verification", "подтверждение", "источник"),
}
"""The names under which the columns of a report go, besides the titles of dimensions."""
MEASURES = ("value", "numerator", "denominator")
REMARKS = ("note", "explanation", "evidence")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table by what they mean (`indicator`, `value`, …) and by dimension."""

    table: Table
    roles: Mapping[str, Column] = field(default_factory=dict)
    dimensions: Mapping[str, Column] = field(default_factory=dict)
    rows: Mask | None = None
    """The rows that count here, where the table is wide; None for all."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The columns of a table by what they mean, and those whose headers nobody knows, perhaps with the reason."""

    roles: Mapping[str, Column]
    dimensions: Mapping[str, Column]
    others: list[tuple[Column, Fault | None]]
    parts: Mapping[int, dict[str, Column]] = field(default_factory=dict)
    """Where rows state parts of percentages: value, numerator and denominator of a column, by its position."""

    def layout(self, table: Table) -> Layout:
        """The layout of a long table."""
        return Layout(table, self.roles, self.dimensions)


class ColumnNames:
    """What a header can mean in a project; a dimension goes before the further names of built-in columns."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._roles = {plain(name): role for role, names in BUILT_IN.items() for name in names}
        dimensions = project.dimensions
        self._dimensions = Names({code: one.title for code, one in dimensions.items()}, former(dimensions.values()))

    def meaning(self, header: str) -> str | Fault | None:
        """`role:…` or `dimension:…`, a fault where a title has two bearers, None where it is unknown."""
        role = self._roles.get(plain(header))
        if role and role == plain(header):
            return f"role:{role}"
        found = self._dimensions.find(header)
        if isinstance(found, str):
            return f"dimension:{found}"
        return f"role:{role}" if role else found

    def renamed(self, header: str) -> Fault | None:
        """That a header is a code which a dimension had before."""
        return self._dimensions.renamed(header) if plain(header) not in self._roles else None

    def is_header(self, cells: Sequence[str]) -> bool:
        """True of a row that names at least two columns, an indicator or a figure among them."""
        meanings = {meaning for cell in cells if isinstance(meaning := self.meaning(cell), str)}
        named = not meanings.isdisjoint(f"role:{role}" for role in ("indicator", *MEASURES))
        return named and sum(bool(cell.strip()) for cell in cells) > 1

    @cached_property
    def _all_names(self) -> Names:
        titles: dict[str, Text | None] = {role: Text(dict(enumerate_words(names))) for role, names in BUILT_IN.items()}
        return Names({code: dimension.title for code, dimension in self._project.dimensions.items()} | titles)

    def unknown(self, header: str) -> Mapping[str, object]:
        """What a message about an unknown column says."""
        names = [*BUILT_IN, *self._project.dimensions]
        return {"suggestion": self._all_names.suggestion(header), "known": ", ".join(names)}


def enumerate_words(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Names as the words of a `Text`."""
    return ((str(index), name) for index, name in enumerate(names))


def sort_columns(
    table: Table, names: ColumnNames, meanings: Mapping[str, str] = MappingProxyType({})
) -> tuple[Sorted, list[Problem]]:
    """The columns of a table by their meaning, and those that mean the same as an earlier one (interface 2).

    Args:
        table: the table as it stands in the file.
        names: what headers mean in the project.
        meanings: what some of them mean here, by header as headers are compared (`loaders.choices`).
    """
    roles: dict[str, Column] = {}
    dimensions: dict[str, Column] = {}
    others: list[tuple[Column, Fault | None]] = []
    problems: list[Problem] = []
    for column in table.columns:
        said = meanings.get(plain(column.header))
        if said == IGNORE:
            continue
        meaning = _told(said) if said else names.meaning(column.header)
        if isinstance(meaning, str):
            kind, _, name = meaning.partition(":")
            known = roles if kind == "role" else dimensions
            if name in known:
                problems.append(_problem(table, column, COLUMN_TWICE, {"role": name, "first": known[name].header}))
            known.setdefault(name, column)
            if old := names.renamed(column.header):
                problems.append(_problem(table, column, old.code, old.details))
        elif not is_left_out(column):
            others.append((column, meaning))
    return Sorted(roles, dimensions, others), problems


def _told(said: str) -> str:
    return said if said.startswith(DIMENSION) else f"role:{said}"


def is_left_out(column: Column) -> bool:
    """True of a column that is no part of the report: `#` before its name, or neither name nor cells."""
    return column.left_out or (not column.header.strip() and not column.stated.any())


def unknown_column(table: Table, column: Column, fault: Fault | None, names: ColumnNames) -> Problem:
    """What is wrong with a column that nobody knows."""
    if not column.header.strip():
        return _problem(table, column, UNNAMED_COLUMN, {"number": column.position + 1})
    if fault and "codes" in fault.details:
        return _problem(table, column, AMBIGUOUS_COLUMN, fault.details)
    return _problem(
        table, column, fault.code if fault else UNKNOWN_COLUMN, fault.details if fault else names.unknown(column.header)
    )


def _problem(table: Table, column: Column, code: Code, details: Mapping[str, object]) -> Problem:
    return Problem(table.header_place(column), code, column.header or None, details)


def missing_columns(table: Table, roles: Collection[str]) -> list[Problem]:
    """What a table needs and has no column for."""
    problems = []
    if "indicator" not in roles:
        way_out = "Name one indicator; it holds the codes."
        problems.append(
            Problem(table.header_place(), COLUMN_MISSING, details={"role": "indicator", "way_out": way_out})
        )
    if not any(role in roles for role in MEASURES):
        way_out = "Name one value, or two numerator and denominator."
        problems.append(Problem(table.header_place(), COLUMN_MISSING, details={"role": "figures", "way_out": way_out}))
    return problems
