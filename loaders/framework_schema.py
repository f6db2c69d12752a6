"""The schema of indicators.yaml: what may stand where, said once.

From these models come the checks of a file, the JSON Schema for editors (`resultsboard schema`) and the reference page
docs/indicators.md. Values parse themselves (framework_values); what several values together must be is in
framework_checks, framework_indicators and framework_targets.
"""

from fractions import Fraction

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from framework.model import Frequency
from loaders.framework_entry import Entry
from loaders.framework_indicator_schema import IndicatorEntry
from loaders.framework_values import (
    WORDS_SCHEMA,
    Below,
    CodeText,
    Currency,
    Day,
    Days,
    FormerCodes,
    FrequencyWord,
    FundingWord,
    Language,
    MonthNumber,
    Name,
    Share,
    Switch,
    Until,
    Words,
)


class SmallCells(Entry):
    """Protection of people in small cells."""

    below: Below
    """Counts above 0 and below this are hidden from donors, in indicators that are `sensitive`"""


class ProjectEntry(Entry):
    """The project itself."""

    code: CodeText
    """Its short name, in addresses and tables"""
    title: Words
    """Its name"""
    description: Words | None = None
    """What it is about"""
    start: Day
    """Its first day"""
    end: Until
    """Its last day"""
    fiscal_year_start: MonthNumber = 1
    """The month in which its fiscal year starts; a fiscal year bears the calendar year in which it ends"""
    reporting: FrequencyWord = Frequency.QUARTERLY
    """How often reports are due"""
    report_due_days: Days = 30
    """Days from the end of a period until its report is due"""
    currency: Currency | None = None
    """The currency of `funding`, an ISO 4217 code"""
    languages: list[Language] = Field(default=["en"], min_length=1)
    """Languages of the texts; the first is the default"""
    review: Switch = False
    """Whether reports count for donors only after approval"""
    deviation_percent: Share = Fraction(10)
    """Up to this deviation from the target to date an indicator is on track"""
    off_track_percent: Share = Fraction(30)
    """Beyond this deviation below the target to date it is off track"""
    small_cells: SmallCells | None = None
    """Protection of people in small cells"""
    public: Switch = False
    """Whether anyone may view (never upload) without an account"""


class FundingEntry(Entry):
    """A source of the budget."""

    source: Name
    """Who gives it"""
    kind: FundingWord
    """What kind of money it is"""
    amount: Share
    """How much, in the project's currency"""
    agency: Name | None = None
    """Which agency receives it"""
    year: Name | None = None
    """For which year it is"""


class ReporterEntry(Entry):
    """Who sends reports."""

    title: Words
    """Its name"""
    from_: Day | None = Field(default=None, alias="from")
    """Its first day; the project's where it is left out"""
    until: Until | None = None
    """Its last day; the project's where it is left out"""
    renamed_from: FormerCodes = ()
    """The code that it had before, or several: what was reported under them is its own"""


class CategoryEntry(Entry):
    """One value of a dimension; its title alone will do."""

    title: Words
    """Its name"""
    parent: Name | None = None
    """The category of another dimension in which it lies, such as the province of a district"""
    renamed_from: FormerCodes = ()
    """The code that it had before, or several: what was reported under them is its own"""

    @classmethod
    def shorthand(cls, value: object) -> object:
        """`Women` and `{en: Women, ru: …}` stand for a title."""
        if isinstance(value, dict) and value.keys() & {"title", "parent", "renamed_from"}:
            return value
        return {"title": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping, or the title alone."""
        return {"anyOf": [*WORDS_SCHEMA["anyOf"], handler(schema)]}


class MapEntry(Entry):
    """Where the outlines of a dimension's categories are: the map of the page Breakdown."""

    file: Name
    """A GeoJSON file in degrees (WGS 84), by a path relative to the file that names it"""
    source: Words
    """Where the outlines come from and under which licence; stands below every map"""
    property: Name | None = None
    """Which property of a feature holds the category's code; the feature's own `id` where it is left out"""


class DimensionEntry(Entry):
    """A way to disaggregate."""

    title: Words
    """Its name"""
    geography: Name | None = None
    """The standard of its codes, such as ISO-3166-2"""
    map_: MapEntry | None = Field(default=None, alias="map")
    """The outlines of its categories"""
    renamed_from: FormerCodes = ()
    """The code that it had before, or several: what was reported under them is its own"""
    categories: dict[CodeText, CategoryEntry]
    """Its values, by code: a title, or a mapping"""


class ResultEntry(Entry):
    """A node of the tree: a goal, outcome, output or whatever `level` calls it."""

    code: CodeText
    """Its code, unique in the project"""
    level: Words | None = None
    """What it is: Goal, Outcome, Output"""
    title: Words
    """Its name"""
    indicators: list[IndicatorEntry] = Field(default_factory=list)
    """Its indicators"""
    results: list["ResultEntry"] = Field(default_factory=list)
    """The results below it"""


class IncludedEntry(Entry):
    """What a file may hold that others include."""

    dimensions: dict[CodeText, DimensionEntry] = Field(default_factory=dict)
    """Ways to disaggregate, by code"""


class FrameworkEntry(Entry):
    """A whole file."""

    include: list[Name] = Field(default_factory=list)
    """Other files that hold shared `dimensions`, by paths relative to this one"""
    project: ProjectEntry
    """The project itself"""
    funding: list[FundingEntry] = Field(default_factory=list)
    """Sources of the budget"""
    reporters: dict[CodeText, ReporterEntry] = Field(default_factory=dict)
    """Who sends reports, by code; without it there is one, `project`"""
    dimensions: dict[CodeText, DimensionEntry] = Field(default_factory=dict)
    """Ways to disaggregate, by code"""
    goals: list[ResultEntry] = Field(default_factory=list)
    """The tree of results"""
