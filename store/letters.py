"""The tables of letters: who wants which, those that were sent or wait for another try, and the links that end them."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Table, UniqueConstraint

from store.columns import identity, integer, link, metadata, moment, text

KINDS = "('digest', 'reminders')"
STATES = "('claimed', 'sent', 'failed', 'given_up', 'needless')"

subscription = Table(
    "subscription",
    metadata,
    identity(),
    link("account_id", "account"),
    text("project"),
    text("kind"),
    Column("wanted", Boolean, nullable=False),
    moment("chosen_at"),
    UniqueConstraint("account_id", "project", "kind"),
    CheckConstraint(f"kind IN {KINDS}", name="kind"),
)
"""What somebody chose; where there is nothing, the rule for their role holds."""

letter = Table(
    "letter",
    metadata,
    identity(),
    link("account_id", "account"),
    text("project"),
    text("kind"),
    text("occasion"),
    text("state"),
    integer("tries"),
    moment("tried_at"),
    moment("next_at", optional=True),
    text("answer", optional=True),
    UniqueConstraint("account_id", "project", "kind", "occasion"),
    CheckConstraint(f"kind IN {KINDS}", name="kind"),
    CheckConstraint(f"state IN {STATES}", name="state"),
    Index("ix_letter_next_at", "next_at"),
)
"""A letter, by whom it is for and on which occasion: of several servers the one that puts it here first sends it.

`next_at` is when it may be tried again; `answer` is what the mail server said last.
"""

letter_link = Table(
    "letter_link",
    metadata,
    identity(),
    link("account_id", "account"),
    text("project"),
    text("kind"),
    text("digest"),
    moment("made_at"),
    UniqueConstraint("digest"),
)
"""A link in a letter by which its reader ends that kind of letter without signing in; kept as a hash."""
