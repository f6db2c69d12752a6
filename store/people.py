"""The tables of people: accounts, what they may, how they get in, and what they did.

Passwords and tokens are kept as hashes only: who reads the database cannot sign in with what is there.
"""

from sqlalchemy import JSON, CheckConstraint, Column, Index, Table, UniqueConstraint

from store.columns import identity, link, metadata, moment, text

ROLES = "('officer', 'reviewer', 'donor', 'evaluator', 'admin')"

account = Table(
    "account",
    metadata,
    identity(),
    text("login"),
    text("name"),
    text("email", optional=True),
    text("language", optional=True),
    text("password", optional=True),
    text("mark"),
    moment("made_at"),
    text("made_by"),
    moment("disabled_at", optional=True),
    UniqueConstraint("login"),
)
"""`password` is an argon2id hash; without one nobody signs in. `mark` is in every session: a new one ends them all."""

membership = Table(
    "membership",
    metadata,
    identity(),
    link("account_id", "account"),
    text("project", optional=True),
    text("role"),
    Column("reporters", JSON, nullable=False),
    text("source", optional=True),
    CheckConstraint(f"role IN {ROLES}", name="role"),
)
"""A role in a project, by its code, or without one in all of them; an officer's `reporters`, all where it is empty.

`source` says what gave it: groups of single sign-on, or nothing where somebody did by hand.
"""

provider_identity = Table(
    "identity",
    metadata,
    identity(),
    link("account_id", "account"),
    text("issuer"),
    text("subject"),
    moment("linked_at"),
    UniqueConstraint("issuer", "subject"),
)
"""Who an account is for a provider of single sign-on."""

invitation = Table(
    "invitation",
    metadata,
    identity(),
    link("account_id", "account"),
    text("digest"),
    moment("made_at"),
    text("made_by"),
    moment("expires_at"),
    moment("used_at", optional=True),
    UniqueConstraint("digest"),
)
"""A link by which an account gets its password, once."""

api_token = Table(
    "api_token",
    metadata,
    identity(),
    link("account_id", "account"),
    text("title"),
    text("digest"),
    moment("made_at"),
    moment("expires_at"),
    moment("revoked_at", optional=True),
    moment("used_at", optional=True),
    UniqueConstraint("digest"),
)

attempt = Table(
    "attempt",
    metadata,
    identity(),
    text("whose"),
    moment("failed_at"),
    Index("ix_attempt_whose", "whose"),
)
"""A sign-in that failed, once for the login and once for the address it came from."""

audit = Table(
    "audit",
    metadata,
    identity(),
    moment("at"),
    text("by"),
    text("event"),
    text("subject"),
    text("detail", optional=True),
    text("address", optional=True),
)
"""Sign-ins, changes of roles, approvals and downloads."""
