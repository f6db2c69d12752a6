"""What of some reports that were just kept calls for a second look (see `framework.doubts`)."""

from collections.abc import Iterator, Sequence

from framework.doubts import Flag
from framework.model import Project, Record, Report, Statement
from framework.quality import all_flags
from store.database import Connection
from store.dismissals import dismissals, put_aside
from store.summaries import Reader
from store.versions import Version, all_versions, shown, standing_of

ROLE = "officer"


def second_look(connection: Connection, project: Project, read: Sequence[Report], *, amend: bool) -> tuple[Flag, ...]:
    """The doubts about reports that nobody put aside, report by report.

    Args:
        connection: of the transaction that kept them.
        project: the framework by which to read.
        read: the reports as they came.
        amend: whether more stands than what came; otherwise only what was said before is read again.
    """
    keys = [(each.reporter, each.period.label) for each in read]
    found = all_versions(connection, project)
    came = [] if amend else [said for each in read for said in each.statements]
    versions = list(_compared(standing_of(found, project, ROLE), read, amend=amend))
    former: list[Statement] = list(Reader(connection, project).whole(versions)) if versions else []
    record = Record(
        project=project, statements=(*former, *came), versions=shown(connection, project, found, ROLE), role=ROLE
    )
    aside = put_aside(dismissals(connection, project.code))
    doubts = all_flags(record, only=frozenset(keys))
    return tuple(flag for key in keys for flag in doubts.get(key, ()) if (*key, flag.key) not in aside)


def _compared(standing: Sequence[Version], read: Sequence[Report], *, amend: bool) -> Iterator[Version]:
    """The versions that these reports are compared with: of their reporters, of no later period."""
    latest = {each.reporter: each.period.span for each in sorted(read, key=lambda each: each.period.span)}
    keys = {(each.reporter, each.period.label) for each in read}
    for each in standing:
        is_early = each.reporter in latest and each.period.span <= latest[each.reporter]
        if is_early and (amend or (each.reporter, each.period.label) not in keys):
            yield each
