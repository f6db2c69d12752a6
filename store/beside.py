"""The tables of what stands beside the figures of reports.

Explanations that were typed in, evidence, flags that somebody put aside, how a reporter's files are to be read, and
uploads that wait for a decision. Nothing here changes a figure. Rows are added and never changed, but for evidence that
is withdrawn and uploads, which go once they are decided on or a day old.
"""

from sqlalchemy import JSON, CheckConstraint, Column, LargeBinary, PrimaryKeyConstraint, Table, UniqueConstraint

from store.columns import identity, integer, link, metadata, moment, text

explanation = Table(
    "explanation",
    metadata,
    identity(),
    link("version_id", "version"),
    link("indicator_id", "indicator"),
    text("words"),
    moment("given_at"),
    text("given_by"),
)
"""Why an indicator deviates, said beside a version of a report; the newest one of an indicator holds, an empty one
takes the former back."""

evidence = Table(
    "evidence",
    metadata,
    identity(),
    link("report_id", "report"),
    link("indicator_id", "indicator"),
    text("title"),
    text("link", optional=True),
    link("file_id", "file", optional=True),
    moment("added_at"),
    text("added_by"),
    moment("withdrawn_at", optional=True),
    text("withdrawn_by", optional=True),
    CheckConstraint("(link IS NULL) <> (file_id IS NULL)", name="what"),
)
"""What proves the figure of an indicator in a report: an address, or a file."""

dismissal = Table(
    "dismissal",
    metadata,
    identity(),
    link("version_id", "version"),
    text("flag"),
    text("reason"),
    moment("dismissed_at"),
    text("dismissed_by"),
    UniqueConstraint("version_id", "flag"),
)
"""A doubt about a version that somebody put aside, by the key of the flag (`framework.quality`)."""

reading_choice = Table(
    "reading_choice",
    metadata,
    identity(),
    link("project_id", "project"),
    link("reporter_id", "reporter"),
    Column("choices", JSON, nullable=False),
    moment("chosen_at"),
    text("chosen_by"),
)
"""How a reporter's files are to be read where they leave it open (`loaders.choices`); the newest row holds."""

upload = Table(
    "upload",
    metadata,
    identity(),
    link("project_id", "project"),
    text("token"),
    moment("sent_at"),
    Column("asked", JSON, nullable=False),
    text("state"),
    Column("answer", JSON, nullable=True),
    UniqueConstraint("token"),
    CheckConstraint("state IN ('waiting', 'kept', 'discarded')", name="state"),
)
"""Files that were sent and wait for a decision. `asked` is what was said beside them, `answer` what became of them."""

upload_file = Table(
    "upload_file",
    metadata,
    link("upload_id", "upload"),
    integer("position"),
    text("name"),
    integer("size"),
    PrimaryKeyConstraint("upload_id", "position"),
)

upload_part = Table(
    "upload_part",
    metadata,
    link("upload_id", "upload"),
    integer("position"),
    integer("part"),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("upload_id", "position", "part"),
)
"""The bytes of a file, piece by piece, so that no statement holds all of a large one; they go with the decision."""
