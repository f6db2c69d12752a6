"""Whose reports somebody sends: an officer has reporters, and no other's report is taken from them."""

from collections.abc import Collection, Iterable, Sequence

from framework.model import Report, UploadedFile
from framework.problems import Place, Problem
from loaders.report_codes import NOT_YOUR_REPORTER


def strange(
    read: Iterable[Report], files: Sequence[UploadedFile], reporters: Collection[str] | None
) -> Sequence[Problem]:
    """A problem for each report that its sender may not send, at its first row.

    Args:
        read: the reports in the files.
        files: as they were sent.
        reporters: whose reports the sender sends; None for all.
    """
    if reporters is None:
        return ()
    yours = ", ".join(sorted(reporters))
    return [
        Problem(_place(each, files), NOT_YOUR_REPORTER, each.reporter, {"reporter": each.reporter, "yours": yours})
        for each in read
        if each.reporter not in reporters
    ]


def _place(of: Report, files: Sequence[UploadedFile]) -> Place:
    if len(of.rows.line):
        return Place(files[of.rows.file[0]].name, int(of.rows.line[0]), "reporter")
    return Place(files[of.files[0] if of.files else 0].name, 1, "reporter")
