"""Share links: one project to read for people without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Creates the table of share links."""
    op.create_table(
        "share_link",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("project"),
        _text("title"),
        _text("opens", optional=True),
        _text("digest"),
        _moment("made_at"),
        _text("made_by"),
        _moment("expires_at"),
        _moment("revoked_at", optional=True),
        _text("revoked_by", optional=True),
        _moment("used_at", optional=True),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_share_link_project", "share_link", ["project"])


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)
