"""Explanations, evidence, dismissed flags, ways of reading, uploads that wait, and codes that were given up."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Creates the tables of what stands beside the figures of reports, and of codes that were given up."""
    _explanations()
    _evidence()
    _dismissals()
    _choices()
    _uploads()
    _renames()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _link(name: str, target: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=optional)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _explanations() -> None:
    op.create_table(
        "explanation",
        _id(),
        _link("version_id", "version"),
        _link("indicator_id", "indicator"),
        _text("words"),
        _moment("given_at"),
        _text("given_by"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        _id(),
        _link("report_id", "report"),
        _link("indicator_id", "indicator"),
        _text("title"),
        _text("link", optional=True),
        _link("file_id", "file", optional=True),
        _moment("added_at"),
        _text("added_by"),
        _moment("withdrawn_at", optional=True),
        _text("withdrawn_by", optional=True),
        sa.CheckConstraint("(link IS NULL) <> (file_id IS NULL)", name="what"),
    )


def _dismissals() -> None:
    op.create_table(
        "dismissal",
        _id(),
        _link("version_id", "version"),
        _text("flag"),
        _text("reason"),
        _moment("dismissed_at"),
        _text("dismissed_by"),
        sa.UniqueConstraint("version_id", "flag"),
    )


def _choices() -> None:
    op.create_table(
        "reading_choice",
        _id(),
        _link("project_id", "project"),
        _link("reporter_id", "reporter"),
        sa.Column("choices", sa.JSON, nullable=False),
        _moment("chosen_at"),
        _text("chosen_by"),
    )


def _uploads() -> None:
    op.create_table(
        "upload",
        _id(),
        _link("project_id", "project"),
        _text("token"),
        _moment("sent_at"),
        sa.Column("asked", sa.JSON, nullable=False),
        _text("state"),
        sa.Column("answer", sa.JSON),
        sa.UniqueConstraint("token"),
        sa.CheckConstraint("state IN ('waiting', 'kept', 'discarded')", name="state"),
    )
    op.create_table(
        "upload_file",
        _link("upload_id", "upload"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("name"),
        sa.Column("size", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("upload_id", "position"),
    )
    op.create_table(
        "upload_part",
        _link("upload_id", "upload"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("upload_id", "position", "part"),
    )


def _renames() -> None:
    op.create_table(
        "rename",
        _id(),
        _link("project_id", "project"),
        _text("subject"),
        _text("whole"),
        _text("old"),
        _text("new"),
        sa.UniqueConstraint("project_id", "subject", "whole", "old", "new"),
    )
