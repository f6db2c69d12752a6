"""What the columns of a table mean: as its header says, as somebody chose, or as remembered where the header is not clear."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from framework.problems import Problem, Severity
from loaders.cells import plain
from loaders.choice_codes import NO_SUCH_DIMENSION
from loaders.choices import DIMENSION, NOTHING, Choices, Way
from loaders.layouts import Header, read_layouts
from loaders.report_codes import COLUMN_TWICE
from loaders.table import Table
from loaders.vocabulary import Vocabulary


def read_header(table: Table, vocabulary: Vocabulary, way: Way) -> Header:
    """The columns by their meaning.

    A header without an error stays as it is read. Otherwise the remembered meanings are laid over the columns that have
    problems; then, where that is not enough, over all columns, with the remembered layout.
    """
    chosen, unknown = _without_foreign(table, vocabulary, way.chosen)
    own = read_layouts(table, vocabulary, chosen)
    settled = own
    if _errors(own.problems):
        remembered, _ = _without_foreign(table, vocabulary, way.remembered)
        troubled = set(_troubled(own.problems))
        some = {header: said for header, said in remembered.columns.items() if plain(header) in troubled}
        for further in (Choices(columns=some), Choices(columns=remembered.columns, layout=remembered.layout)):
            if further and _errors(settled.problems):
                settled = _better(settled, _read_with(table, vocabulary, chosen, further))
    return replace(settled, problems=[*unknown, *settled.problems])


def _read_with(table: Table, vocabulary: Vocabulary, chosen: Choices, remembered: Choices) -> Header:
    header = read_layouts(table, vocabulary, chosen.over(remembered))
    return replace(header, remembered=frozenset(remembered.meanings.keys() - chosen.meanings.keys()))


def _better(one: Header, other: Header) -> Header:
    return other if _errors(other.problems) < _errors(one.problems) else one


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.code.severity is Severity.ERROR for problem in problems)


def _troubled(problems: Iterable[Problem]) -> Iterator[str]:
    """The headers that problems are about; of two that give the same both."""
    for problem in problems:
        if problem.place.column:
            yield plain(problem.place.column)
        if problem.code is COLUMN_TWICE:
            yield plain(str(problem.details["first"]))


def _without_foreign(table: Table, vocabulary: Vocabulary, choices: Choices) -> tuple[Choices, list[Problem]]:
    """The choices without meanings that the project has not, and these as problems."""
    here = {plain(column.header): column for column in table.columns}
    foreign = {
        header: said
        for header, said in choices.columns.items()
        if said.startswith(DIMENSION) and said.removeprefix(DIMENSION) not in vocabulary.project.dimensions
    }
    known = ", ".join(vocabulary.project.dimensions)
    problems = [
        Problem(
            table.header_place(here.get(plain(header))),
            NO_SUCH_DIMENSION,
            said,
            {"dimension": said.removeprefix(DIMENSION), "known": known},
        )
        for header, said in foreign.items()
        if plain(header) in here
    ]
    kept = {header: said for header, said in choices.columns.items() if header not in foreign}
    return (replace(choices, columns=kept) if foreign else choices or NOTHING), problems
