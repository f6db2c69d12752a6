"""The tables.

Texts that repeat a million times are kept once per project and numbered: reporters, indicators, periods and places (a
combination of categories). A report has versions; a version its files, its decisions, its observations (one per row
that states something), and a summary: what `framework.figures` made of the rows, an amount per indicator and place.
Pages and tables read summaries only, so that they cost the same however many rows there are.

Numbers are exact texts (`1200.5`, `10/3`) in three columns, beside `word` for texts and "not applicable"; of a milestone
`value` is the position of the stage, which sorts and computes without the framework. Moments are UTC.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from store.columns import identity, integer, link, metadata, moment, text

SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision of the schema, the oldest first; the last is the one that this program needs."""

project = Table("project", metadata, identity(), text("code"), UniqueConstraint("code"))

file = Table(
    "file",
    metadata,
    identity(),
    text("name"),
    text("sha256"),
    integer("size"),
    Column("data", LargeBinary, nullable=False),
)

revision = Table(
    "revision",
    metadata,
    identity(),
    link("project_id", "project"),
    integer("number"),
    moment("recorded_at"),
    text("recorded_by"),
    text("reason", optional=True),
    Column("end_targets", JSON, nullable=False),
    UniqueConstraint("project_id", "number"),
    CheckConstraint("number > 0", name="number"),
)

revision_file = Table(
    "revision_file",
    metadata,
    link("revision_id", "revision"),
    integer("position"),
    link("file_id", "file"),
    PrimaryKeyConstraint("revision_id", "position"),
)

rename = Table(
    "rename",
    metadata,
    identity(),
    link("project_id", "project"),
    text("subject"),
    text("whole"),
    text("old"),
    text("new"),
    UniqueConstraint("project_id", "subject", "whole", "old", "new"),
)
"""Codes that recorded frameworks gave up for others (`framework.renaming`); `whole` is a category's dimension, else `''`."""

reporter = Table(
    "reporter",
    metadata,
    identity(),
    link("project_id", "project"),
    text("code"),
    UniqueConstraint("project_id", "code"),
)

indicator = Table(
    "indicator",
    metadata,
    identity(),
    link("project_id", "project"),
    text("code"),
    UniqueConstraint("project_id", "code"),
)

period = Table(
    "period",
    metadata,
    identity(),
    link("project_id", "project"),
    text("label"),
    Column("start_day", Date, nullable=False),
    Column("end_day", Date, nullable=False),
    UniqueConstraint("project_id", "label"),
    CheckConstraint("start_day < end_day", name="days"),
)

place = Table(
    "place", metadata, identity(), link("project_id", "project"), text("cell"), UniqueConstraint("project_id", "cell")
)
"""`cell` is the canonical text of `store.notation`: `region=TJ-KT;sex=female`, `''` for the total."""

report = Table(
    "report",
    metadata,
    identity(),
    link("project_id", "project"),
    link("reporter_id", "reporter"),
    link("period_id", "period"),
    UniqueConstraint("project_id", "reporter_id", "period_id"),
)

STATES = "('accepted', 'submitted', 'approved', 'returned')"

version = Table(
    "version",
    metadata,
    identity(),
    link("report_id", "report"),
    integer("number"),
    text("state"),
    moment("received_at"),
    text("uploaded_by"),
    text("reason", optional=True),
    Column("amends", Boolean, nullable=False),
    integer("figures"),
    UniqueConstraint("report_id", "number"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint(f"state IN {STATES}", name="state"),
)
"""`state` is that of the last decision."""

version_file = Table(
    "version_file",
    metadata,
    link("version_id", "version"),
    integer("position"),
    link("file_id", "file"),
    Column("sent", Boolean, nullable=False),
    PrimaryKeyConstraint("version_id", "position"),
)
"""`sent` with this version; otherwise carried over from the version that it amends."""

decision = Table(
    "decision",
    metadata,
    identity(),
    link("version_id", "version"),
    text("state"),
    moment("decided_at"),
    text("decided_by"),
    text("comment", optional=True),
    UniqueConstraint("version_id", "id"),
    CheckConstraint(f"state IN {STATES}", name="state"),
)
"""The states of a version one after the other, the one in which it came first: what it was at any moment."""


def _amount() -> tuple[Column[str], ...]:
    return tuple(text(name, optional=True) for name in ("value", "numerator", "denominator", "word"))


# Observations have no other index than their key and no foreign keys: each would be paid a million times over.
observation = Table(
    "observation",
    metadata,
    integer("version_id"),
    Column("row", Integer, nullable=False),
    integer("indicator_id"),
    integer("day"),
    integer("place_id"),
    *_amount(),
    integer("file"),
    integer("line"),
    PrimaryKeyConstraint("version_id", "row"),
    sqlite_with_rowid=False,
)
"""`day` is `date.toordinal()`, 0 for a figure of the whole period; `file` a position in `version_file`."""

remark = Table(
    "remark",
    metadata,
    link("version_id", "version"),
    Column("row", Integer, nullable=False),
    text("note", optional=True),
    text("explanation", optional=True),
    text("evidence", optional=True),
    PrimaryKeyConstraint("version_id", "row"),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    link("version_id", "version"),
    link("indicator_id", "indicator"),
    Column("dated", Boolean, nullable=False),
    text("explanation", optional=True),
    text("rules"),
    PrimaryKeyConstraint("version_id", "indicator_id"),
    sqlite_with_rowid=False,
)
"""`rules` are those of the indicator by which the summary was made (`store.notation.rules_text`)."""

summary = Table(
    "summary",
    metadata,
    link("version_id", "version"),
    integer("indicator_id"),
    integer("place_id"),
    *_amount(),
    PrimaryKeyConstraint("version_id", "indicator_id", "place_id"),
    sqlite_with_rowid=False,
)
