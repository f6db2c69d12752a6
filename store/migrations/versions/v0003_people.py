"""Accounts, their roles, invitations and tokens, failed sign-ins, and the log of what people did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ROLE = "role IN ('officer', 'reviewer', 'donor', 'evaluator', 'admin')"


def upgrade() -> None:
    """Creates the tables of people."""
    _accounts()
    _ways_in()
    _logs()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _account() -> sa.Column[int]:
    return sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _accounts() -> None:
    op.create_table(
        "account",
        _id(),
        _text("login"),
        _text("name"),
        _text("email", optional=True),
        _text("language", optional=True),
        _text("password", optional=True),
        _text("mark"),
        _moment("made_at"),
        _text("made_by"),
        _moment("disabled_at", optional=True),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "membership",
        _id(),
        _account(),
        _text("project", optional=True),
        _text("role"),
        sa.Column("reporters", sa.JSON, nullable=False),
        sa.CheckConstraint(ROLE, name="role"),
    )


def _ways_in() -> None:
    op.create_table(
        "invitation",
        _id(),
        _account(),
        _text("digest"),
        _moment("made_at"),
        _text("made_by"),
        _moment("expires_at"),
        _moment("used_at", optional=True),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "api_token",
        _id(),
        _account(),
        _text("title"),
        _text("digest"),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("revoked_at", optional=True),
        _moment("used_at", optional=True),
        sa.UniqueConstraint("digest"),
    )


def _logs() -> None:
    op.create_table("attempt", _id(), _text("whose"), _moment("failed_at"))
    op.create_index("ix_attempt_whose", "attempt", ["whose"])
    op.create_table(
        "audit",
        _id(),
        _moment("at"),
        _text("by"),
        _text("event"),
        _text("subject"),
        _text("detail", optional=True),
        _text("address", optional=True),
    )
