"""Who changed what, when and why: reports, decisions on them, revisions of the framework (semantics 6.1, 6.7)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from framework.model import TOTAL, Figure, Project, Row
from framework.numbers import decimal_text
from framework.progress import shown
from framework.renaming import Subject, in_terms_of, renamed
from framework.revision import revised
from loaders.revisions import read_revision
from store import frameworks
from store.database import Connection, Database
from store.dismissals import dismissals
from store.frameworks import Revision
from store.history import ReportEvent, figures_of, report_events
from store.notation import report_id
from store.remark_events import remark_events

COLUMNS = ("at", "project", "subject", "version", "event", "by", "why", "changes")
"""`subject` is a report or `framework`; `changes` are joined by `; `."""


def history(database: Database, project: Project, indicator: str | None = None) -> list[Row]:
    """What happened to a project, the newest first.

    Args:
        database: where it is recorded.
        project: the framework as it is now.
        indicator: only what states, or changes a rule, baseline or target of, the indicator of this code.
    """
    with database.reading() as connection:
        rows = [
            *_revisions(connection, project, indicator),
            *_reports(connection, project, indicator),
            *_dismissals(connection, project, indicator),
            *_remarks(connection, project, indicator),
        ]
    rows.sort(key=_moment)
    return rows[::-1]


def _moment(row: Row) -> datetime:
    at = row["at"]
    assert isinstance(at, datetime)  # noqa: S101 — rows of this module have moments
    return at


def _revisions(connection: Connection, project: Project, indicator: str | None) -> Iterator[Row]:
    recorded = frameworks.revisions(connection, project.code)
    frames = [read_revision(connection, project.code, each.number) for each in recorded]
    before: Project | None = None
    for each, frame, code in zip(recorded, frames, _codes_then(frames, project, indicator), strict=True):
        changes = [*_changed(before, frame, code)]
        if indicator is None or changes:
            yield _revision(project.code, each, changes)
        before = frame or before


def _codes_then(frames: Sequence[Project | None], now: Project, indicator: str | None) -> list[str | None]:
    """The code that an indicator of today had in each revision (semantics 6.7)."""
    codes: list[str | None] = []
    code, later = indicator, now
    for frame in reversed(frames):
        if frame is not None and code is not None:
            olds = {each.new: each.old for each in renamed(frame, later) if each.subject is Subject.INDICATOR}
            code, later = olds.get(code, code), frame
        codes.append(code)
    return codes[::-1]


def _revision(code: str, each: Revision, changes: list[str]) -> Row:
    return {
        "at": each.at,
        "project": code,
        "subject": "framework",
        "version": each.number,
        "event": "revised" if each.number > 1 else "recorded",
        "by": each.by,
        "why": each.reason,
        "changes": "; ".join(changes) or None,
    }


def _changed(before: Project | None, after: Project | None, indicator: str | None) -> Iterator[str]:
    """What a revision changed, of all indicators or of one; of the first one only that the indicator is there."""
    if after is None:
        return
    for each in renamed(before, after) if before else ():
        if indicator is None or (each.subject, each.new) == (Subject.INDICATOR, indicator):
            yield str(each)
    for change in revised(before, after) if before else ():
        if indicator in {None, change.indicator}:
            yield str(change)
    known = in_terms_of(before, after) if before else None
    old, new = (set(one.indicators) if one else set() for one in (known, after))
    for code in sorted(old ^ new):
        if indicator == code or (indicator is None and before):
            yield f"{code}: {'new' if code in new else 'gone'}"


def _reports(connection: Connection, project: Project, indicator: str | None) -> Iterator[Row]:
    events = report_events(connection, project)
    if indicator is None:
        for each in events:
            yield _report(project.code, each, f"rows: {each.figures}" if each.what == "received" else None)
        return
    stated = figures_of(connection, project, indicator)
    former = _former(events)
    for each in events:
        before, after = stated.get(former.get(each.version_id, 0)), stated.get(each.version_id)
        if before is not None or after is not None:
            told = f"{_told(project, indicator, before)} → {_told(project, indicator, after)}"
            yield _report(project.code, each, told if each.what == "received" else None)


def _remarks(connection: Connection, project: Project, indicator: str | None) -> Iterator[Row]:
    """Explanations and evidence, each under the report that it stands beside."""
    for each in remark_events(connection, project.code):
        if indicator in {None, each.indicator}:
            yield {
                "at": each.at,
                "project": project.code,
                "subject": each.report,
                "version": each.number,
                "event": each.what,
                "by": each.by,
                "why": None,
                "changes": f"{each.indicator}: {each.words or 'taken back'}",
            }


def _former(events: list[ReportEvent]) -> dict[int, int]:
    """Which version stood before each, by their numbers."""
    by_report: dict[str, list[int]] = {}
    for each in events:
        if each.what == "received":
            by_report.setdefault(each.report, []).append(each.version_id)
    return {late: early for versions in by_report.values() for early, late in pairwise(versions)}


def _report(code: str, each: ReportEvent, changes: str | None) -> Row:
    return {
        "at": each.at,
        "project": code,
        "subject": each.report,
        "version": each.number,
        "event": each.what,
        "by": each.by,
        "why": each.why,
        "changes": changes,
    }


def _dismissals(connection: Connection, project: Project, indicator: str | None) -> Iterator[Row]:
    """The doubts that were put aside, about all indicators or one."""
    for each in dismissals(connection, project.code):
        doubt, of, _ = (*each.flag.split(":"), "", "")[:3]
        if indicator in {None, of}:
            yield {
                "at": each.at,
                "project": project.code,
                "subject": report_id(project.code, each.reporter, each.period),
                "version": each.version,
                "event": "flag dismissed",
                "by": each.by,
                "why": each.reason,
                "changes": f"{of or 'report'}: {doubt}",
            }


def _told(project: Project, code: str, figure: Figure | None) -> str:
    """The total that a version states, for a reader."""
    amount = (figure or {}).get(TOTAL)
    if amount is None:
        return "nothing"
    if amount.numerator is not None and amount.denominator is not None:
        return f"{decimal_text(amount.numerator)} of {decimal_text(amount.denominator)}"
    cell = shown(project.indicators[code], amount)
    return decimal_text(cell) if isinstance(cell, Fraction) else cell or "nothing"
