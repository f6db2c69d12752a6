"""Which accounts have seen the tour of which role."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ROLE = "role IN ('officer', 'reviewer', 'donor', 'evaluator', 'admin')"


def upgrade() -> None:
    """Creates the table of tours."""
    op.create_table(
        "tour_seen",
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role"),
        sa.CheckConstraint(ROLE, name="role"),
    )
