"""The tables.

Texts that repeat a million times are kept once per project and numbered: reporters, indicators, periods and places (a
combination of categories). A report has versions; a version its files, its decisions, its observations (one per row
that states something), and a summary: what `framework.figures` made of the rows, an amount per indicator and place.
Pages and tables read summaries only, so that they cost the same however many rows there are.

Numbers are exact texts (`1200.5`, `10/3`) in three columns, beside `word` for texts and "not applicable"; of a milestone
`value` is the position of the stage, which sorts and computes without the framework. Moments are UTC.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

SCHEMAS = ("0001",)
"""Every revision of the schema, the oldest first; the last is the one that this program needs."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment, aware of its zone; kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite keeps no zone."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC again."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _link(name: str, target: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=optional)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional)


def _integer(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _moment(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=optional)


project = Table("project", metadata, _id(), _text("code"), UniqueConstraint("code"))

file = Table(
    "file",
    metadata,
    _id(),
    _text("name"),
    _text("sha256"),
    _integer("size"),
    Column("data", LargeBinary, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    _id(),
    _link("project_id", "project"),
    _integer("number"),
    _moment("recorded_at"),
    _text("recorded_by"),
    _text("reason", optional=True),
    Column("end_targets", JSON, nullable=False),
    UniqueConstraint("project_id", "number"),
    CheckConstraint("number > 0", name="number"),
)

revision_file = Table(
    "revision_file",
    metadata,
    _link("revision_id", "revision"),
    _integer("position"),
    _link("file_id", "file"),
    PrimaryKeyConstraint("revision_id", "position"),
)

reporter = Table(
    "reporter", metadata, _id(), _link("project_id", "project"), _text("code"), UniqueConstraint("project_id", "code")
)

indicator = Table(
    "indicator", metadata, _id(), _link("project_id", "project"), _text("code"), UniqueConstraint("project_id", "code")
)

period = Table(
    "period",
    metadata,
    _id(),
    _link("project_id", "project"),
    _text("label"),
    Column("start_day", Date, nullable=False),
    Column("end_day", Date, nullable=False),
    UniqueConstraint("project_id", "label"),
    CheckConstraint("start_day < end_day", name="days"),
)

place = Table(
    "place", metadata, _id(), _link("project_id", "project"), _text("cell"), UniqueConstraint("project_id", "cell")
)
"""`cell` is the canonical text of `store.notation`: `region=TJ-KT;sex=female`, `''` for the total."""

report = Table(
    "report",
    metadata,
    _id(),
    _link("project_id", "project"),
    _link("reporter_id", "reporter"),
    _link("period_id", "period"),
    UniqueConstraint("project_id", "reporter_id", "period_id"),
)

STATES = "('accepted', 'submitted', 'approved', 'returned')"

version = Table(
    "version",
    metadata,
    _id(),
    _link("report_id", "report"),
    _integer("number"),
    _text("state"),
    _moment("received_at"),
    _text("uploaded_by"),
    _text("reason", optional=True),
    Column("amends", Boolean, nullable=False),
    _integer("figures"),
    UniqueConstraint("report_id", "number"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint(f"state IN {STATES}", name="state"),
)
"""`state` is that of the last decision."""

version_file = Table(
    "version_file",
    metadata,
    _link("version_id", "version"),
    _integer("position"),
    _link("file_id", "file"),
    Column("sent", Boolean, nullable=False),
    PrimaryKeyConstraint("version_id", "position"),
)
"""`sent` with this version; otherwise carried over from the version that it amends."""

decision = Table(
    "decision",
    metadata,
    _id(),
    _link("version_id", "version"),
    _text("state"),
    _moment("decided_at"),
    _text("decided_by"),
    _text("comment", optional=True),
    UniqueConstraint("version_id", "id"),
    CheckConstraint(f"state IN {STATES}", name="state"),
)
"""The states of a version one after the other, the one in which it came first: what it was at any moment."""


def _amount() -> tuple[Column[str], ...]:
    return tuple(_text(name, optional=True) for name in ("value", "numerator", "denominator", "word"))


# Observations have no other index than their key and no foreign keys: each would be paid a million times over.
observation = Table(
    "observation",
    metadata,
    _integer("version_id"),
    Column("row", Integer, nullable=False),
    _integer("indicator_id"),
    _integer("day"),
    _integer("place_id"),
    *_amount(),
    _integer("file"),
    _integer("line"),
    PrimaryKeyConstraint("version_id", "row"),
    sqlite_with_rowid=False,
)
"""`day` is `date.toordinal()`, 0 for a figure of the whole period; `file` a position in `version_file`."""

remark = Table(
    "remark",
    metadata,
    _link("version_id", "version"),
    Column("row", Integer, nullable=False),
    _text("note", optional=True),
    _text("explanation", optional=True),
    _text("evidence", optional=True),
    PrimaryKeyConstraint("version_id", "row"),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    _link("version_id", "version"),
    _link("indicator_id", "indicator"),
    Column("dated", Boolean, nullable=False),
    _text("explanation", optional=True),
    _text("rules"),
    PrimaryKeyConstraint("version_id", "indicator_id"),
    sqlite_with_rowid=False,
)
"""`rules` are those of the indicator by which the summary was made (`store.notation.rules_text`)."""

summary = Table(
    "summary",
    metadata,
    _link("version_id", "version"),
    _integer("indicator_id"),
    _integer("place_id"),
    *_amount(),
    PrimaryKeyConstraint("version_id", "indicator_id", "place_id"),
    sqlite_with_rowid=False,
)
