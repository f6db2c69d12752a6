"""Report files as they were sent, byte for byte (semantics 6.1)."""

from sqlalchemy import Connection, select

from framework.model import UploadedFile
from store.schema import file, period, project, report, reporter, version, version_file


def sent_file(
    connection: Connection, code: str, name: tuple[str, str], version_number: int, place: int
) -> UploadedFile | None:
    """A file that came with a version of a report; None where there is none.

    Args:
        connection: of `Database.reading()`.
        code: of the project.
        name: reporter and label of the period.
        version_number: which version.
        place: which of its files, from 1, in the order in which the table `reports` names them.
    """
    query = (
        select(file.c.name, file.c.data)
        .select_from(version_file)
        .join(file, file.c.id == version_file.c.file_id)
        .join(version, version.c.id == version_file.c.version_id)
        .join(report, report.c.id == version.c.report_id)
        .join(project, project.c.id == report.c.project_id)
        .join(reporter, reporter.c.id == report.c.reporter_id)
        .join(period, period.c.id == report.c.period_id)
        .where(project.c.code == code, reporter.c.code == name[0], period.c.label == name[1])
        .where(version.c.number == version_number, version_file.c.sent)
        .order_by(version_file.c.position)
    )
    row = connection.execute(query.offset(place - 1).limit(1)).one_or_none() if place > 0 else None
    return UploadedFile(*row) if row else None
