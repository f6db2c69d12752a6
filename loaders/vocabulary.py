"""What the cells of a project's reports can name: indicators, reporters, categories, stages; and its calendar."""

from collections.abc import Sequence
from functools import cached_property

from framework.model import Indicator, Project, Reporter, Text
from framework.periods import Calendar, calendar_of
from framework.renaming import former
from loaders.cells import Names
from loaders.columns import ColumnNames

ONLY_REPORTER = "project"
"""The reporter of a project that names none (interface 1)."""


class Vocabulary:
    """The names of one project, looked up once and kept while its files are read."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.indicators: tuple[Indicator, ...] = tuple(project.indicators.values())
        self.dimensions: tuple[str, ...] = tuple(project.dimensions)
        self.calendar: Calendar = calendar_of(project)
        self.columns = ColumnNames(project)
        self.indicator_names = Names({each.code: each.title for each in self.indicators}, former(self.indicators))

    def is_header(self, cells: Sequence[str]) -> bool:
        """True of a row that names columns, or a time and indicators as columns."""
        if self.columns.is_header(cells):
            return True
        meanings = {meaning for cell in cells if isinstance(meaning := self.columns.meaning(cell), str)}
        timed = not meanings.isdisjoint({"role:period", "role:date"})
        return timed and any(isinstance(self.indicator_names.find(cell), str) for cell in cells if cell.strip())

    @cached_property
    def reporters(self) -> tuple[Reporter, ...]:
        """The project's reporters; one called `project` where it names none."""
        only = Reporter(ONLY_REPORTER, Text({"": ONLY_REPORTER}), self.project.span)
        return tuple(self.project.reporters.values()) or (only,)

    @cached_property
    def reporter_names(self) -> Names:
        """The reporters by code and title."""
        return Names({each.code: each.title for each in self.reporters}, former(self.reporters))

    @cached_property
    def category_names(self) -> dict[str, Names]:
        """The categories by code and title, by dimension."""
        return {
            code: Names({one.code: one.title for one in dimension.categories}, former(dimension.categories))
            for code, dimension in self.project.dimensions.items()
        }

    @cached_property
    def stage_names(self) -> dict[str, Names]:
        """The stages by code and title, by milestone."""
        return {
            each.code: Names({stage.code: stage.title for stage in each.stages}, former(each.stages))
            for each in self.indicators
        }

    @cached_property
    def parents(self) -> dict[tuple[str, str], tuple[str, str]]:
        """For a category with a parent, as (dimension, code), the same of the parent."""
        homes = {
            category.code: dimension.code
            for dimension in self.project.dimensions.values()
            for category in dimension.categories
        }
        return {
            (dimension.code, category.code): (homes[category.parent], category.parent)
            for dimension in self.project.dimensions.values()
            for category in dimension.categories
            if category.parent in homes
        }
