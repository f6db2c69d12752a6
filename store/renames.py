"""Under which code of a framework something kept is read (semantics 6.7).

What is kept bears the code that it had when it came. Recorded frameworks say which codes were given up for which
others; a kept code is that of whatever the framework has of the same name, or of the nearest one in this chain, in
whichever direction: an earlier framework reads what came under a later code, too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, Table, delete, insert, select

from framework.model import Project
from framework.renaming import Renamed, Subject, claims
from store.notation import place_of, place_text
from store.numbering import all_numbers, locked_project, project_number
from store.schema import rename


class Chain:
    """The codes of one kind of thing: those that the framework has, and those that lead to them."""

    def __init__(self, live: Collection[str], links: Iterable[tuple[str, str]]) -> None:
        self.live = live
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        for old, new in links:
            self._near[old].append(new)
            self._near[new].append(old)

    def code(self, kept: str) -> str | None:
        """The framework's code for a kept one; None where it has none."""
        return next((code for code in self._from(kept) if code in self.live), None)

    def codes(self, code: str) -> list[str]:
        """Every code under which something of a code of the framework may be kept, that code first."""
        return [each for each in self._from(code) if self.code(each) == code] if self._near else [code]

    def _from(self, start: str) -> Iterator[str]:
        """The codes of a chain, the nearest first."""
        seen = [start]
        for code in seen:
            yield code
            seen += [each for each in dict.fromkeys(self._near.get(code, ())) if each not in seen]


class Renames:
    """How the kept codes of a project are read by a framework."""

    def __init__(self, connection: Connection, project: Project, number: int | None = None) -> None:
        number = project_number(connection, project.code) if number is None else number
        self.links = [*_recorded(connection, number), *claims(project)] if number is not None else []
        self.indicators = Chain(project.indicators, self._pairs(Subject.INDICATOR))
        self.reporters = Chain(project.reporters, self._pairs(Subject.REPORTER))
        self.dimensions = Chain(project.dimensions, self._pairs(Subject.DIMENSION))
        self.categories = {
            code: Chain([one.code for one in dimension.categories], self._of(code))
            for code, dimension in project.dimensions.items()
        }

    def cell(self, kept: str) -> str:
        """The canonical text of a kept place in the codes of the framework; what it does not know stays as it is."""
        if not self.links or not kept:
            return kept
        return place_text(tuple(self.pair(*pair) for pair in place_of(kept, ())))

    def cells(self, kept: dict[str, int]) -> dict[int, str]:
        """Places by their numbers, in the codes of the framework."""
        return {number: self.cell(text) for text, number in kept.items()}

    def reporter(self, kept: str) -> str:
        """The reporter of a kept code; that code where the framework has none."""
        return self.reporters.code(kept) or kept

    def pair(self, dimension: str, category: str) -> tuple[str, str]:
        """A kept dimension and category in the codes of the framework, as far as it has them."""
        now = self.dimensions.code(dimension)
        return (now, self.categories[now].code(category) or category) if now else (dimension, category)

    def _pairs(self, subject: Subject, wholes: Collection[str] = ("",)) -> Iterator[tuple[str, str]]:
        return ((each.old, each.new) for each in self.links if each.subject is subject and each.of in wholes)

    def _of(self, dimension: str) -> Iterator[tuple[str, str]]:
        """The links of a dimension's categories, under whichever code it had then."""
        return self._pairs(Subject.CATEGORY, self.dimensions.codes(dimension))


def numbers_by_code(connection: Connection, table: Table, number: int, chain: Chain) -> dict[str, list[int]]:
    """The numbers of everything kept under each code of a framework.

    Args:
        connection: to read from.
        table: `indicator` or `reporter`.
        number: of the project.
        chain: its codes.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for kept, identity in all_numbers(connection, table, number, "code").items():
        if code := chain.code(kept):
            found[code].append(identity)
    return found


def _recorded(connection: Connection, number: int) -> list[Renamed]:
    query = select(rename.c.subject, rename.c.old, rename.c.new, rename.c.whole)
    rows = connection.execute(query.where(rename.c.project_id == number).order_by(rename.c.id))
    return [Renamed(Subject(subject), old, new, whole) for subject, old, new, whole in rows]


def remember(connection: Connection, project: Project) -> None:
    """Keeps the old codes that a framework names; codes that it has itself are old ones no longer.

    Stages are kept by their positions, so that their codes need not be remembered.

    Args:
        connection: of `Database.writing()`.
        project: the framework that is recorded.
    """
    number = locked_project(connection, project.code)
    known = _recorded(connection, number)
    new = [each for each in claims(project) if each.subject is not Subject.STAGE and each not in known]
    rows = [
        {"project_id": number, "subject": each.subject.value, "whole": each.of, "old": each.old, "new": each.new}
        for each in new
    ]
    if rows:
        connection.execute(insert(rename), rows)
    for subject, whole, codes in _live(project):
        stale = (rename.c.project_id == number, rename.c.subject == subject.value, rename.c.whole == whole)
        if codes & {each.old for each in known if (each.subject, each.of) == (subject, whole)}:
            connection.execute(delete(rename).where(*stale, rename.c.old.in_(codes)))


def _live(project: Project) -> Iterator[tuple[Subject, str, set[str]]]:
    """The codes that a framework has, by kind."""
    yield Subject.INDICATOR, "", set(project.indicators)
    yield Subject.REPORTER, "", set(project.reporters)
    yield Subject.DIMENSION, "", set(project.dimensions)
    for code, dimension in project.dimensions.items():
        yield Subject.CATEGORY, code, {one.code for one in dimension.categories}
