"""Reminders to officers: their reports that are due within a week, due today, or late."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from dashboard.access import May
from dashboard.addresses import Address, Page
from dashboard.letters.books import Books
from dashboard.letters.letter import Addressee, Letter, Line, Link, Section, Tone
from dashboard.letters.occasions import LATE, meant, missing
from framework.model import Record
from framework.obligations import Obligation
from framework.report_calendar import versions_by_report


def reminder(to: Addressee, books: Books, key: str, today: date) -> Letter | None:
    """The letter of an occasion (`occasions.reminders_due`); None where the reports have come meanwhile.

    Args:
        to: who it is for.
        books: the records.
        key: the occasion.
        today: the day on which it is sent.
    """
    if not to.rights.may(May.SEND):
        return None
    record = books.now(to.project, to.rights.role)
    found = meant(missing(record, to.rights), key, today)
    if not found:
        return None
    lines = [missing_line(to, record, each, today) for each in found]
    said = _subject(to, found, late=key.startswith(LATE))
    return Letter(
        language=to.language,
        subject=f"[{to.project.code}] {said}",
        title=to.said(to.project.title),
        lead=said,
        sections=[Section(to.say("Reports to send"), lines, len(lines))],
        button=Link(to.say("Send a report"), to.at(Address(Page.UPLOAD, to.project.code))),
        why=to.say("You get reminders because you send reports of this project."),
        choose=Link(to.say("Choose your letters"), to.page(Page.ACCOUNT)),
        leave=to.say("Stop the reminders of {project}", project=to.project.code),
    )


def _subject(to: Addressee, found: Sequence[Obligation], *, late: bool) -> str:
    if late:
        return to.many("{count} report is late", "{count} reports are late", len(found))
    day = to.day(found[0].due)
    if len(found) == 1:
        return to.say("Report {period} is due on {day}", period=found[0].period, day=day)
    return to.many("{count} report is due", "{count} reports are due", len(found)) + f": {day}"


def missing_line(to: Addressee, record: Record, each: Obligation, today: date) -> Line:
    """A report that has not come: its day, how far away that is, where to send it, and its empty form."""
    name, code = to.report(each.reporter, each.period), to.project.code
    asked = urlencode({"period": each.period, "reporter": each.reporter, "lang": to.language})
    template = f"{Address(Page.OVERVIEW, code).template('xlsx')}?{asked}"
    links = (
        Link(name, to.at(Address(Page.REPORT, code, report=(each.reporter, each.period)))),
        Link(to.say("Send it"), to.at(Address(Page.UPLOAD, code))),
        Link(to.say("Template"), to.page(template)),
    )
    details = "; ".join(filter(None, (_when(to, each, today), _returned(to, record, each))))
    return Line(name, details, links, Tone.BAD if today > each.due else Tone.PLAIN)


def _when(to: Addressee, each: Obligation, today: date) -> str:
    days, day = (each.due - today).days, to.day(each.due)
    if days < 0:
        late = to.many("late by {count} day", "late by {count} days", -days)
        return to.say("{late}; it was due on {day}", late=late, day=day)
    if days == 0:
        return to.say("due today, {day}", day=day)
    left = to.many("{count} day left", "{count} days left", days)
    return f"{to.say('due by {day}', day=day)}; {left}"


def _returned(to: Addressee, record: Record, each: Obligation) -> str:
    """That it came and was returned."""
    versions = versions_by_report(record.versions).get((each.reporter, each.period))
    return to.say("it was returned and is to be sent again") if versions else ""
