"""What tells one state of a project's reports from another, in whichever process it was seen.

Every version comes with a decision, and every later decision is another row: the number of the last one is the mark of
the state. Writers of a project stand in line (`store.numbering.locked_project`), so that marks only rise.
"""

from datetime import datetime

from sqlalchemy import Column, Connection, ScalarSelect, func, select

from framework.model import Project
from store.beside import explanation
from store.schema import decision, project, rename, report, revision, version
from store.versions import Version, all_versions

State = tuple[object, ...]
"""What differs after everything that a record is read from has changed in any way (`state_of_records`)."""


def mark(connection: Connection, project_code: str) -> str:
    """The mark of what stands now; "0" where nothing came yet."""
    query = select(func.max(decision.c.id)).join(version).join(report).join(project)
    return str(connection.execute(query.where(project.c.code == project_code)).scalar_one() or 0)


def state_of_records(connection: Connection) -> State:
    """What tells apart any two states of the database from which `store.record.read_record` reads different things.

    What a version says is written in the transaction of its first decision and never changed; decisions, explanations
    and revisions are rows that are only ever added, and remembered codes change with a revision. So their numbers of
    rows rise with every change, in whichever order writers of different projects end; the newest moments tell a database
    from the copy that was put in its place.
    """
    added = (
        (decision, decision.c.decided_at),
        (explanation, explanation.c.given_at),
        (revision, revision.c.recorded_at),
    )
    parts = [part for table, at in added for part in (_how_many(table.c.id), _newest(table.c.id, at))]
    codes = [_how_many(rename.c.id), select(func.sum(rename.c.id)).scalar_subquery()]
    return tuple(connection.execute(select(*parts, *codes)).one())


def _how_many(number: Column[int]) -> ScalarSelect[int]:
    return select(func.count(number)).scalar_subquery()


def _newest(number: Column[int], at: Column[datetime]) -> ScalarSelect[datetime]:
    return select(at).order_by(number.desc()).limit(1).scalar_subquery()


def arrived_since(connection: Connection, of: Project, former: str) -> list[Version]:
    """The versions that came since a mark was seen, by period, reporter and number; none of what is no mark."""
    if not (former.isascii() and former.isdigit()):
        return []
    first = select(decision.c.version_id, func.min(decision.c.id)).group_by(decision.c.version_id)
    came = {number for number, begun in connection.execute(first) if begun > int(former)}
    return [each for each in all_versions(connection, of) if each.id in came]
