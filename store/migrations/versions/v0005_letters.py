"""Who wants which letters, those that were sent or wait for another try, and the links that end them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KIND = "kind IN ('digest', 'reminders')"
STATE = "state IN ('claimed', 'sent', 'failed', 'given_up', 'needless')"


def upgrade() -> None:
    """Creates the tables of letters."""
    _subscriptions()
    _letters()
    _links()


def _about() -> tuple[sa.Column[int], sa.Column[int], sa.Column[str], sa.Column[str]]:
    """Its number, and whose letter of which project and kind it is about."""
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        _text("project"),
        _text("kind"),
    )


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def _moment(name: str, *, optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        *_about(),
        sa.Column("wanted", sa.Boolean, nullable=False),
        _moment("chosen_at"),
        sa.UniqueConstraint("account_id", "project", "kind"),
        sa.CheckConstraint(KIND, name="kind"),
    )


def _letters() -> None:
    op.create_table(
        "letter",
        *_about(),
        _text("occasion"),
        _text("state"),
        sa.Column("tries", sa.Integer, nullable=False),
        _moment("tried_at"),
        _moment("next_at", optional=True),
        _text("answer", optional=True),
        sa.UniqueConstraint("account_id", "project", "kind", "occasion"),
        sa.CheckConstraint(KIND, name="kind"),
        sa.CheckConstraint(STATE, name="state"),
    )
    op.create_index("ix_letter_next_at", "letter", ["next_at"])


def _links() -> None:
    op.create_table("letter_link", *_about(), _text("digest"), _moment("made_at"), sa.UniqueConstraint("digest"))
