"""The schema of one indicator in indicators.yaml: its stages, baseline, targets and itself."""

from typing import Annotated, NamedTuple

from pydantic import Field, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from framework.model import Cells, Direction, Kind, Pace
from loaders import framework_codes as codes
from loaders.framework_entry import Entry
from loaders.framework_values import (
    CODE_SCHEMA,
    AcrossWord,
    CellsWord,
    CodeText,
    Day,
    Decimals,
    DirectionWord,
    FormerCodes,
    FrequencyWord,
    KindWord,
    Name,
    Number,
    PaceWord,
    Per,
    RefusedError,
    RuleWord,
    Switch,
    Target,
    Words,
    found,
    one_of,
)


class StageEntry(Entry):
    """A step of a milestone; its code alone will do."""

    code: CodeText
    """Its code, as reports write it"""
    title: Words
    """Its name"""
    renamed_from: FormerCodes = ()
    """The code that it had before, or several: what was reported under them is its own"""

    @classmethod
    def shorthand(cls, value: object) -> object:
        """`opened` stands for the code and the title."""
        return {"code": value, "title": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping, or the code alone."""
        return {"anyOf": [CODE_SCHEMA, handler(schema)]}


class BaselineEntry(Entry):
    """Where an indicator stood before the project."""

    value: Target | None = None
    """The number, or a milestone's stage"""
    numerator: Number | None = None
    """Of a percentage: the numerator"""
    denominator: Number | None = None
    """Of a percentage: the denominator"""
    date: Day | None = None
    """The day of the measurement"""


class CategoryTargetsEntry(Entry):
    """Targets of one category."""

    cumulative: Switch | None = None
    """As for the indicator, where it is left out"""
    pace: PaceWord | None = None
    """As for the indicator, where it is left out"""
    end: Target | None = None
    """What is to be reached by the project's end"""
    periods: dict[str, Target] = Field(default_factory=dict)
    """What is to be reached in periods, or by dates"""


class TargetsEntry(Entry):
    """What is to be reached."""

    cumulative: Switch = False
    """Of sums: `true` where a period's target is the running total to be reached by its end"""
    pace: PaceWord = Pace.LINEAR
    """Whether targets fall due evenly over time or at the end of their period"""
    end: Target | None = None
    """What is to be reached by the project's end"""
    periods: dict[str, Target] = Field(default_factory=dict)
    """What is to be reached in periods (`FY2023`, `2023-H1`, two days joined by `/`); for levels and cumulative targets dates also (`2025-03-31: 45`)"""
    by: dict[str, dict[str, CategoryTargetsEntry]] = Field(default_factory=dict)
    """Targets of categories: `{sex: {female: {end: 600}}}`"""


class QuotientEntry(Entry):
    """The two indicators of which a percentage is computed."""

    numerator: Name
    """The code of the one above"""
    denominator: Name
    """The code of the one below"""


class ReferenceEntry(Entry):
    """An entry of an IATI indicator vocabulary."""

    vocabulary: Name
    """The vocabulary's code"""
    code: Name
    """The indicator's code there"""


class DimensionChoice(NamedTuple):
    """A dimension of an indicator, with its own rule for cells where it has one."""

    code: str
    cells: Cells | None = None


def read_dimension(value: object) -> DimensionChoice:
    """`sex`, or `{service: free}`."""
    if isinstance(value, str):
        return DimensionChoice(value)
    if isinstance(value, dict) and len(value) == 1:
        ((code, cells),) = value.items()
        try:
            return DimensionChoice(str(code), one_of(*Cells)(cells))
        except RefusedError as refused:
            raise refused.under(str(code)) from None
    raise RefusedError(
        codes.WRONG_SHAPE,
        expected="the code of a dimension, alone or with its rule such as {service: free}",
        found=found(value),
    )


DimensionUse = Annotated[
    DimensionChoice,
    PlainValidator(read_dimension),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "additionalProperties": {"enum": [cells.value for cells in Cells]},
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ]
        }
    ),
]


class IndicatorEntry(Entry):
    """One indicator."""

    code: CodeText
    """Its code, unique in the project; quote one such as `"1.10"` where other programs read the file"""
    title: Words
    """Its name"""
    renamed_from: FormerCodes = ()
    """The code that it had before, or several: what was reported under them is its own"""
    definition: Words | None = None
    """What exactly is counted"""
    unit: Words | None = None
    """What it is counted in: people, USD, %"""
    kind: KindWord = Kind.NUMBER
    """What its figures are"""
    decimals: Decimals | None = None
    """How many decimals a figure may have: 0 for a number, 2 for an amount, any for a percentage where it is left out"""
    direction: DirectionWord = Direction.INCREASE
    """Which way is better; `none` for context"""
    over_time: RuleWord | None = None
    """How the figures of periods combine: `sum` for numbers and amounts, else `last`, where it is left out"""
    across: AcrossWord | None = None
    """How categories and reporters combine: `sum` where it is left out"""
    allow_negative: Switch = False
    """Whether figures, baseline and targets may be below zero"""
    cells: CellsWord = Cells.WITHIN
    """`free` where one person may be in several categories, so that cells may add up to more than the total"""
    per: Per | None = None
    """Of a percentage: 100, or 1000, 100000 … for a rate"""
    numerator_only: list[Name] = Field(default_factory=list)
    """Of a percentage: dimensions that split the numerator but not the denominator"""
    from_: QuotientEntry | None = Field(default=None, alias="from")
    """A percentage computed of two other indicators; it takes no rows of reports"""
    dimensions: list[DimensionUse] = Field(default_factory=list)
    """How it is disaggregated: codes of dimensions, one with its own rule as `{service: free}`"""
    sensitive: Switch = False
    """Whether its small cells are protected"""
    reporters: list[Name] = Field(default_factory=list)
    """Who reports it: codes; all where it is left out"""
    reporting: FrequencyWord | None = None
    """How often it is reported, where that is less often than the project reports"""
    stages: list[StageEntry] = Field(default_factory=list)
    """Of a milestone: its steps in order; the last one is the achievement"""
    baseline: BaselineEntry | None = None
    """Where it stood before the project"""
    targets: TargetsEntry | None = None
    """What is to be reached"""
    source: Words | None = None
    """Where the data come from"""
    method: Words | None = None
    """How they are collected"""
    responsible: Words | None = None
    """Which role is responsible"""
    limitations: Words | None = None
    """What the figures cannot tell"""
    tags: list[Name] = Field(default_factory=list)
    """Words to filter by, such as SDG-8.7"""
    references: list[ReferenceEntry] = Field(default_factory=list)
    """Entries of IATI indicator vocabularies"""
