"""What a results framework and its reports are made of: frozen values without behaviour of their own.

Time ranges are half-open, `[start, end)`; files and tables show the last day. A stated number is a `Fraction`, exact;
`None` is "not stated", never zero. The field's terms are those of docs/glossary.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

ANY_LANGUAGE = ""
ONLY_REPORTER = "project"
"""The code of the reporter of a project that names none (interface 1)."""


class Frequency(StrEnum):
    """How often reports are due (semantics 1.2)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TRIANNUAL = "triannual"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """Length of one period in months."""
        return {"monthly": 1, "quarterly": 3, "triannual": 4, "semiannual": 6, "annual": 12}[self.value]


class Kind(StrEnum):
    """What an indicator's figures are."""

    NUMBER = "number"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    MILESTONE = "milestone"
    TEXT = "text"


class Direction(StrEnum):
    """Which way is better (semantics 5)."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    NONE = "none"


class Rule(StrEnum):
    """How figures combine, across rows and over time (semantics 2.4 and 3)."""

    SUM = "sum"
    LAST = "last"
    MAX = "max"
    MIN = "min"
    MEAN = "mean"


class Pace(StrEnum):
    """When a target becomes due (semantics 4.3)."""

    LINEAR = "linear"
    STEP = "step"


class Cells(StrEnum):
    """Whether the categories of a dimension partition the total (semantics 2.3)."""

    WITHIN = "within"
    FREE = "free"


class Status(StrEnum):
    """An indicator's state, in the order of the tables (semantics 5.5)."""

    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OFF_TRACK = "off_track"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or several languages: `{"en": …, "ru": …}`, or `{"": …}` where the file has a plain string."""

    words: Mapping[str, str]

    def said(self, language: str = ANY_LANGUAGE) -> str:
        """The text in a language, else the plain or the first one."""
        return self.words.get(language) or self.words.get(ANY_LANGUAGE) or next(iter(self.words.values()), "")

    def __str__(self) -> str:
        return self.said()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from `start` up to but without `end`."""

    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The last day inside, as files and tables show it."""
        return self.end - timedelta(days=1)

    def covers(self, other: "Span") -> bool:
        """True where the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True where they share a day."""
        return self.start < other.end and other.start < self.end

    def clipped(self, other: "Span") -> "Span":
        """The part inside the other span (empty where `start >= end`)."""
        return Span(max(self.start, other.start), min(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period: its label as the tables print it and its days, clipped to the project."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a dimension; `parent` is a category of another dimension (a district's province)."""

    code: str
    title: Text
    parent: str | None = None
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to disaggregate: sex, region, category of person."""

    code: str
    title: Text
    categories: tuple[Category, ...]
    geography: str | None = None
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who sends reports; outside `active` it owes none, and after it its levels no longer count (semantics 3)."""

    code: str
    title: Text
    active: Span
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a milestone; its position is its place in `Indicator.stages`, from 0."""

    code: str
    title: Text
    renamed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """What one row, cell or total states.

    A number, an amount and a percentage typed as a number have `value`; a milestone has its stage's position there; a
    percentage to be pooled has `numerator` and `denominator` and no `value`; a text has `word`; "not applicable" is
    `NOT_APPLICABLE`.
    """

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    word: str | None = None

    @property
    def pooled(self) -> bool:
        """True for numerator and denominator."""
        return self.numerator is not None

    @property
    def applies(self) -> bool:
        """False for "not applicable"; most amounts have no word, and numbers take long to compare."""
        return self.word is None or self != NOT_APPLICABLE


NOT_APPLICABLE = Amount(word="n/a")

Place = tuple[tuple[str, str], ...]
"""Which cell: (dimension, category) pairs in the order of the indicator's dimensions; `()` is the total."""

TOTAL: Place = ()

Figure = Mapping[Place, Amount]
"""What one report says of one indicator in one period: the total (where there is one), the totals of single
dimensions and of stated pairs; cells with three and more dimensions are only in the observations."""


@dataclass(frozen=True, slots=True)
class PeriodTarget:
    """A target of `targets.periods`: a period's, or (`dated`) what is to be reached by the last day of `span`.

    `span` is clipped to the project; of a dated target it starts with the project. A milestone's amount is the
    position of its stage.
    """

    label: str
    span: Span
    amount: Fraction
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What is to be reached (semantics 4); empty where nothing is."""

    cumulative: bool = False
    pace: Pace = Pace.LINEAR
    end: Fraction | None = None
    periods: tuple[PeriodTarget, ...] = ()
    by: Mapping[tuple[str, str], "Targets"] = field(default_factory=dict)
    """Targets of categories, by (dimension, category); they share `cumulative` and `pace` unless they say otherwise."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where an indicator stood before the project."""

    amount: Amount
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Quotient:
    """`from:`: a percentage computed from two indicators, by their codes (semantics 2.5)."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of an IATI indicator vocabulary."""

    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator with all defaults filled in; the fields are those of indicators.yaml (interface 1)."""

    code: str
    title: Text
    goal: str
    result: str
    """The code of the node it hangs on; the goal's own code where it hangs on the goal."""
    renamed_from: tuple[str, ...] = ()
    """The codes that it had before: what was kept under them is its own (semantics 6.7)."""
    definition: Text | None = None
    unit: Text = Text({ANY_LANGUAGE: ""})
    kind: Kind = Kind.NUMBER
    decimals: int | None = 0
    """How many decimals a stated number may have; None where any (a percentage)."""
    direction: Direction = Direction.INCREASE
    over_time: Rule = Rule.SUM
    across: Rule = Rule.SUM
    allow_negative: bool = False
    per: int = 100
    numerator_only: frozenset[str] = frozenset()
    quotient: Quotient | None = None
    dimensions: Mapping[str, Cells] = field(default_factory=dict)
    """The codes of its dimensions, in the file's order, each with its rule for cells."""
    sensitive: bool = False
    reporters: tuple[str, ...] = ()
    """Who reports it: codes, all of the project's by default."""
    reporting: Frequency = Frequency.QUARTERLY
    stages: tuple[Stage, ...] = ()
    baseline: Baseline | None = None
    targets: Targets = Targets()
    source: Text | None = None
    method: Text | None = None
    responsible: Text | None = None
    limitations: Text | None = None
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A node of the tree: goal, outcome, output, or whatever `level` calls it."""

    code: str
    level: Text
    title: Text
    indicators: tuple[Indicator, ...] = ()
    results: tuple["Result", ...] = ()


@dataclass(frozen=True, slots=True)
class Funding:
    """A source of the budget, in the project's currency."""

    source: str
    kind: str
    amount: Fraction
    agency: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A whole framework: what indicators.yaml says, checked."""

    code: str
    title: Text
    span: Span
    description: Text | None = None
    fiscal_year_start: int = 1
    reporting: Frequency = Frequency.QUARTERLY
    report_due_days: int = 30
    currency: str | None = None
    languages: tuple[str, ...] = ("en",)
    review: bool = False
    deviation_percent: Fraction = Fraction(10)
    off_track_percent: Fraction = Fraction(30)
    small_cells_below: int | None = None
    public: bool = False
    funding: tuple[Funding, ...] = ()
    reporters: Mapping[str, Reporter] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    goals: tuple[Result, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """All nodes, goals included, in the file's order, parents before children."""
        return tuple(node for goal in self.goals for node in _subtree(goal))

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by code, in the file's order."""
        return {indicator.code: indicator for node in self.results for indicator in node.indicators}


def _subtree(node: Result) -> list[Result]:
    return [node, *(inner for child in node.results for inner in _subtree(child))]


Cell = Fraction | date | datetime | bool | int | str | None
"""What a cell of a public table holds; numbers are exact, `None` is null."""

Row = dict[str, Cell]
"""A row of a public table, by column."""


ReportKey = tuple[str, str]
"""A report of a project: its reporter, and the label of its period."""


class OfReport:
    """What belongs to the report of one reporter and period."""

    __slots__ = ()
    reporter: str
    period: Period

    @property
    def report_key(self) -> ReportKey:
        """Which report it is."""
        return self.reporter, self.period.label


@dataclass(frozen=True, slots=True)
class Statement(OfReport):
    """What one report that counts says of one indicator, for its whole period or for `span`, a part of it.

    A part can be told only of events (`dated`): it holds those of its days.
    """

    indicator: str
    reporter: str
    period: Period
    span: Span
    figure: Figure
    dated: bool = False
    explanation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(OfReport):
    """Why an indicator deviates in a period, as one report that counts explains it (semantics 5.6)."""

    indicator: str
    reporter: str
    period: Period
    words: str
    at: datetime
    by: str
    typed: bool = False
    """Whether somebody typed it beside the report, instead of writing it into the file beside a figure."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a row says beside its figure."""

    note: str | None = None
    explanation: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one report that state something, as columns of equal length (a report may have a million rows).

    `indicator`, `place` and `amount` are positions in the tuples of their plural names; a place here is the whole
    combination of categories of the row. `day` is `date.toordinal()`, 0 where the row is a figure of the period;
    `file` is a position in the files of the upload, `line` the 1-based line there. `remarks` are by position of the row.
    """

    indicators: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    indicator: Sequence[int] = ()
    place: Sequence[int] = ()
    amount: Sequence[int] = ()
    day: Sequence[int] = ()
    file: Sequence[int] = ()
    line: Sequence[int] = ()
    remarks: Mapping[int, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(OfReport):
    """One report, read and checked, before it is kept: (project, reporter, period) with its rows and their summary."""

    reporter: str
    period: Period
    rows: Rows
    statements: tuple[Statement, ...]
    """One per indicator that the report states, for the whole period."""
    files: tuple[int, ...] = ()
    """Positions of the upload's files that name this report; where empty, the files of its rows."""
    explanations: Mapping[str, str] = field(default_factory=dict)
    """What it explains of indicators that it states no figure of, by their codes."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion(OfReport):
    """One version of a report, as the table `reports` shows it (semantics 6)."""

    project: str
    reporter: str
    period: Period
    number: int
    status: str
    """accepted (no review), submitted, approved or returned."""
    received_at: datetime
    files: tuple[str, ...]
    sha256: tuple[str, ...]
    figures: int
    """How many rows state something."""
    uploaded_by: str
    counts: bool = True
    """Whether this version is the one that stands, for the role and moment asked for."""
    reviewed_by: str | None = None
    comment: str | None = None
    reason: str | None = None
    """Why it was uploaded, where that was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is known of a project, for one role and moment: what the tables are computed from."""

    project: Project
    statements: Sequence[Statement] = ()
    versions: Sequence[ReportVersion] = ()
    explanations: Sequence[Explanation] = ()
    """In the order in which they came."""
    original_end_targets: Mapping[str, Fraction] = field(default_factory=dict)
    """End targets of the first framework revision, of the indicators that had one."""
    role: str = "officer"
    """For whom: of sensitive indicators donors and the public are not told small cells (semantics 7)."""
