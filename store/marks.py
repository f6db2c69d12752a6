"""What tells one state of a project's reports from another, in whichever process it was seen.

Every version comes with a decision, and every later decision is another row: the number of the last one is the mark of
the state. Writers of a project stand in line (`store.numbering.locked_project`), so that marks only rise.
"""

from sqlalchemy import Connection, func, select

from framework.model import Project
from store.schema import decision, project, report, version
from store.versions import Version, all_versions


def mark(connection: Connection, project_code: str) -> str:
    """The mark of what stands now; "0" where nothing came yet."""
    query = select(func.max(decision.c.id)).join(version).join(report).join(project)
    return str(connection.execute(query.where(project.c.code == project_code)).scalar_one() or 0)


def arrived_since(connection: Connection, of: Project, former: str) -> list[Version]:
    """The versions that came since a mark was seen, by period, reporter and number; none of what is no mark."""
    if not (former.isascii() and former.isdigit()):
        return []
    first = select(decision.c.version_id, func.min(decision.c.id)).group_by(decision.c.version_id)
    came = {number for number, begun in connection.execute(first) if begun > int(former)}
    return [each for each in all_versions(connection, of) if each.id in came]
