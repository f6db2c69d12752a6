"""Frameworks, reports, their versions, observations and summaries."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STATE = "state IN ('accepted', 'submitted', 'approved', 'returned')"


def upgrade() -> None:
    """Creates every table."""
    _projects()
    _revisions()
    _numbered_texts()
    _reports()
    _rows()
    _summaries()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _link(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=False)


def _needed(name: str, kind: type[sa.types.TypeEngine[Any]]) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _amount() -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text) for name in ("value", "numerator", "denominator", "word"))


def _projects() -> None:
    op.create_table("project", _id(), _needed("code", sa.Text), sa.UniqueConstraint("code"))
    op.create_table(
        "file",
        _id(),
        _needed("name", sa.Text),
        _needed("sha256", sa.Text),
        _needed("size", sa.Integer),
        _needed("data", sa.LargeBinary),
    )


def _revisions() -> None:
    op.create_table(
        "revision",
        _id(),
        _link("project_id", "project"),
        _needed("number", sa.Integer),
        _moment("recorded_at"),
        _needed("recorded_by", sa.Text),
        sa.Column("reason", sa.Text),
        _needed("end_targets", sa.JSON),
        sa.UniqueConstraint("project_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
    )
    op.create_table(
        "revision_file",
        _link("revision_id", "revision"),
        _needed("position", sa.Integer),
        _link("file_id", "file"),
        sa.PrimaryKeyConstraint("revision_id", "position"),
    )


def _numbered_texts() -> None:
    for table, text in (("reporter", "code"), ("indicator", "code"), ("place", "cell")):
        project = _link("project_id", "project")
        op.create_table(table, _id(), project, _needed(text, sa.Text), sa.UniqueConstraint("project_id", text))
    op.create_table(
        "period",
        _id(),
        _link("project_id", "project"),
        _needed("label", sa.Text),
        _needed("start_day", sa.Date),
        _needed("end_day", sa.Date),
        sa.UniqueConstraint("project_id", "label"),
        sa.CheckConstraint("start_day < end_day", name="days"),
    )


def _reports() -> None:
    op.create_table(
        "report",
        _id(),
        _link("project_id", "project"),
        _link("reporter_id", "reporter"),
        _link("period_id", "period"),
        sa.UniqueConstraint("project_id", "reporter_id", "period_id"),
    )
    op.create_table(
        "version",
        _id(),
        _link("report_id", "report"),
        _needed("number", sa.Integer),
        _needed("state", sa.Text),
        _moment("received_at"),
        _needed("uploaded_by", sa.Text),
        sa.Column("reason", sa.Text),
        _needed("amends", sa.Boolean),
        _needed("figures", sa.Integer),
        sa.UniqueConstraint("report_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint(STATE, name="state"),
    )
    op.create_table(
        "version_file",
        _link("version_id", "version"),
        _needed("position", sa.Integer),
        _link("file_id", "file"),
        _needed("sent", sa.Boolean),
        sa.PrimaryKeyConstraint("version_id", "position"),
    )
    op.create_table(
        "decision",
        _id(),
        _link("version_id", "version"),
        _needed("state", sa.Text),
        _moment("decided_at"),
        _needed("decided_by", sa.Text),
        sa.Column("comment", sa.Text),
        sa.UniqueConstraint("version_id", "id"),
        sa.CheckConstraint(STATE, name="state"),
    )


def _rows() -> None:
    op.create_table(
        "observation",
        _needed("version_id", sa.Integer),
        _needed("row", sa.Integer),
        _needed("indicator_id", sa.Integer),
        _needed("day", sa.Integer),
        _needed("place_id", sa.Integer),
        *_amount(),
        _needed("file", sa.Integer),
        _needed("line", sa.Integer),
        sa.PrimaryKeyConstraint("version_id", "row"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remark",
        _link("version_id", "version"),
        _needed("row", sa.Integer),
        *(sa.Column(name, sa.Text) for name in ("note", "explanation", "evidence")),
        sa.PrimaryKeyConstraint("version_id", "row"),
        sqlite_with_rowid=False,
    )


def _summaries() -> None:
    op.create_table(
        "statement",
        _link("version_id", "version"),
        _link("indicator_id", "indicator"),
        _needed("dated", sa.Boolean),
        sa.Column("explanation", sa.Text),
        _needed("rules", sa.Text),
        sa.PrimaryKeyConstraint("version_id", "indicator_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "summary",
        _link("version_id", "version"),
        _needed("indicator_id", sa.Integer),
        _needed("place_id", sa.Integer),
        *_amount(),
        sa.PrimaryKeyConstraint("version_id", "indicator_id", "place_id"),
        sqlite_with_rowid=False,
    )
