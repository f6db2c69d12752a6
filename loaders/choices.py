"""How files are to be read where somebody knows better: encoding, delimiter, decimals, header, layout, columns.

A choice that is made for a file holds for it. What was chosen for earlier files of a reporter is remembered, and settles
only what a later file leaves open: a clear file is never read otherwise because of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loaders.cells import plain

ENCODINGS = ("utf-8", "utf-16", "windows-1251")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
"""The delimiters by the names under which they can be chosen; their signs do as well."""
DECIMALS = (",", ".")
DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
DATES = (DAY_FIRST, MONTH_FIRST)
LONG, CATEGORIES, PERIODS, INDICATORS = "long", "categories", "periods", "indicators"
LAYOUTS = (LONG, CATEGORIES, PERIODS, INDICATORS)
"""One figure per row, or one column for every category, period or indicator (interface 2)."""
IGNORE = "ignore"
DIMENSION = "dimension:"
ROLES = (
    *("indicator", "period", "date", "value", "numerator", "denominator"),
    *("reporter", "part", "note", "explanation", "evidence"),
)
"""What a column can mean besides a dimension (`loaders.columns.BUILT_IN`)."""
MOST_COLUMNS = 500
LONGEST = 200
HIGHEST_LINE = 1_000
ALLOWED = {"encoding": ENCODINGS, "decimals": DECIMALS, "dates": DATES, "layout": LAYOUTS}


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody said about files; None, or no entry, leaves it to the reader."""

    encoding: str | None = None
    delimiter: str | None = None
    decimals: str | None = None
    dates: str | None = None
    header_line: int | None = None
    layout: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """What columns mean, by header as written: a role such as `value`, `dimension:sex`, or `ignore`."""

    def __bool__(self) -> bool:
        return bool(self.as_json())

    @property
    def meanings(self) -> dict[str, str]:
        """The meanings of columns by header as headers are compared."""
        return {plain(header): meaning for header, meaning in self.columns.items()}

    def over(self, former: "Choices") -> "Choices":
        """These choices, and what the former ones say where these say nothing."""
        stated = {name: value for name, value in self.as_json().items() if name != "columns"}
        kept = {header: meaning for header, meaning in former.columns.items() if plain(header) not in self.meanings}
        return replace(former, **stated, columns={**kept, **self.columns})  # type: ignore[arg-type]

    def as_json(self) -> dict[str, object]:
        """The choices that were made, as a database keeps them."""
        said: dict[str, object] = {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "decimals": self.decimals,
            "dates": self.dates,
            "header_line": self.header_line,
            "layout": self.layout,
            "columns": dict(self.columns),
        }
        return {name: value for name, value in said.items() if value not in (None, {})}


@dataclass(frozen=True, slots=True)
class Impossible:
    """A choice that cannot be: which, and what was said."""

    name: str
    value: str


def read_choices(stated: Mapping[str, object]) -> Choices | Impossible:
    """Choices from a form, the command line or the database, checked; the first one that cannot be.

    Args:
        stated: the names of the fields with their texts (`header_line` a number or its digits, `columns` a mapping). Empty
            texts choose nothing, other names are nobody's.
    """
    said = {name: value for name, value in stated.items() if value not in (None, "", {})}
    for name in (*ALLOWED, "delimiter", "header_line", "columns"):
        if name in said and not _possible(name, said[name]):
            return Impossible(name, str(said[name])[:LONGEST])
    known = {name: str(said[name]) for name in ALLOWED if name in said}
    columns = said.get("columns", {})
    return Choices(
        **known,
        delimiter=_delimiter(said["delimiter"]) if "delimiter" in said else None,
        header_line=int(str(said["header_line"])) if "header_line" in said else None,
        columns={str(header): str(meaning) for header, meaning in _entries(columns) if meaning},
    )


def _entries(columns: object) -> list[tuple[object, object]]:
    return list(columns.items()) if isinstance(columns, Mapping) else []


def _possible(name: str, value: object) -> bool:
    if name in ALLOWED:
        return value in ALLOWED[name]
    if name == "delimiter":
        return _delimiter(value) is not None
    if name == "header_line":
        digits = str(value)
        return digits.isascii() and digits.isdecimal() and len(digits) < LONGEST and 0 < int(digits) <= HIGHEST_LINE
    return (
        isinstance(value, Mapping) and len(value) <= MOST_COLUMNS and all(_is_column(*each) for each in value.items())
    )


def _delimiter(value: object) -> str | None:
    """A delimiter by its name or its sign."""
    return DELIMITERS.get(str(value)) or (str(value) if value in DELIMITERS.values() else None)


def _is_column(header: object, meaning: object) -> bool:
    return isinstance(header, str) and bool(header.strip()) and isinstance(meaning, str) and can_mean(meaning)


def can_mean(meaning: str) -> bool:
    """Whether a column may be said to mean this: nothing, a role, a dimension, or to be ignored."""
    named = meaning.removeprefix(DIMENSION) if meaning.startswith(DIMENSION) else ""
    return meaning in {"", IGNORE, *ROLES} or (bool(named) and len(named) <= LONGEST)


NOTHING = Choices()


@dataclass(frozen=True, slots=True)
class Way:
    """How one file is to be read: what was chosen for it, which holds, and what is remembered, which settles."""

    chosen: Choices = NOTHING
    remembered: Choices = NOTHING


RECOGNISED = Way()
"""As the file itself shows."""
