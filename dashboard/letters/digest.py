"""The weekly digest: what moved in a project in the week that is over, as far as its reader may know."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.access import May
from dashboard.addresses import Address, Page
from dashboard.findings import finding
from dashboard.letters.books import Books
from dashboard.letters.letter import Addressee, Letter, Line, Link, Section, Tone
from dashboard.letters.occasions import Week, missing
from dashboard.letters.reminders import missing_line
from dashboard.naming import naming_of
from dashboard.parts import status_name
from dashboard.words import marked
from framework.model import Row, Status
from framework.report_calendar import waiting
from store.history import ReportEvent

AHEAD = timedelta(days=14)
"""Reports that are due so soon are told."""
LONGEST_LIST = 12
LONGEST_EXPLANATION = 280
ORDER = (Status.OFF_TRACK, Status.BEHIND, Status.ON_TRACK, Status.AHEAD, Status.ACHIEVED)
"""Statuses from bad to good; the others are neither."""
GOOD_ENOUGH = ORDER.index(Status.ON_TRACK)
"""From here on a change is neither good news nor bad."""
EVENTS = {
    "received": marked("version {number} came on {day}"),
    "approved": marked("version {number} was approved on {day}"),
    "returned": marked("version {number} was returned on {day}"),
    "submitted": marked("the approval of version {number} was taken back on {day}"),
}


def digest(to: Addressee, books: Books, week: Week, today: date) -> Letter | None:
    """The letter; None where nothing moved and nothing is due.

    Args:
        to: who it is for.
        books: the records.
        week: which it tells about.
        today: the day on which it is sent.
    """
    news = [_statuses(to, books, week), _reports(to, books, week), _to_review(to, books), _to_send(to, books, today)]
    if not any(section.lines for section in news):
        return None
    found = [*news[:1], _off_track(to, books, week), *news[1:]]
    overview = to.at(Address(Page.OVERVIEW, to.project.code))
    days = {"first": to.day(week.monday), "last": to.day(week.last_day)}
    named = to.say("Weekly digest to {last}", **days)
    return Letter(
        language=to.language,
        subject=f"[{to.project.code}] {named}",
        title=to.said(to.project.title),
        lead=": ".join([to.say("Week from {first} to {last}", **days), *_counted(to, news)]),
        sections=[section for section in found if section.lines],
        button=Link(to.say("Open the project"), overview),
        why=to.say("You asked for the weekly digest of this project."),
        choose=Link(to.say("Choose your letters"), to.page(Page.ACCOUNT)),
        leave=to.say("Stop the weekly digest of {project}", project=to.project.code),
    )


def _counted(to: Addressee, news: Sequence[Section]) -> list[str]:
    """What moved in one sentence; nothing where nothing did."""
    statuses, reports = (section.count for section in news[:2])
    moved = to.many("{count} indicator changed its status", "{count} indicators changed their status", statuses)
    told = to.many("{count} change to reports", "{count} changes to reports", reports)
    parts = [words for words, count in ((moved, statuses), (told, reports)) if count]
    return [", ".join(parts)] if parts else []


def _cut(to: Addressee, title: str, lines: Sequence[Line]) -> Section:
    rest = len(lines) - LONGEST_LIST
    more = to.many("and {count} more", "and {count} more", rest) if rest > 0 else ""
    return Section(title, lines[:LONGEST_LIST], len(lines), more)


def _statuses(to: Addressee, books: Books, week: Week) -> Section:
    """The indicators whose status is another than a week before; the worst first."""
    then = books.standing(to.project, to.rights.role, week.start)
    now = books.standing(to.project, to.rights.role, week.end)
    moved = [
        (str(then[code]["status"]), row)
        for code, row in now.items()
        if code in then and then[code]["status"] != row["status"] and code in to.project.indicators
    ]
    moved.sort(key=lambda each: _rank(str(each[1]["status"])))
    return _cut(to, to.say("What changed"), [_moved(to, before, row) for before, row in moved])


def _rank(status: str) -> int:
    return ORDER.index(Status(status)) if status in ORDER else len(ORDER)


def _moved(to: Addressee, before: str, row: Row) -> Line:
    after = str(row["status"])
    change = f"{status_name(before, to.language)} → {status_name(after, to.language)}"
    return _indicator(to, row, f"{change}. {_figure(to, row)}", tone_of(before, after))


def tone_of(before: str, after: str) -> Tone:
    """Whether a change of status is good news or bad."""
    earlier, later = (min(_rank(status), GOOD_ENOUGH) for status in (before, after))
    if earlier == later or not {before, after} <= set(ORDER):
        return Tone.PLAIN
    return Tone.GOOD if earlier < later else Tone.BAD


def _indicator(to: Addressee, row: Row, details: str, tone: Tone) -> Line:
    code = str(row["indicator"])
    words = f"{code} {to.said(to.project.indicators[code].title)}"
    address = Address(Page.INDICATOR, to.project.code, code)
    return Line(words, details, (Link(words, to.at(address)),), tone)


def _figure(to: Addressee, row: Row) -> str:
    return finding(row, naming_of(to.project.indicators[str(row["indicator"])], to.language))


def _off_track(to: Addressee, books: Books, week: Week) -> Section:
    rows = books.standing(to.project, to.rights.role, week.end).values()
    off = [row for row in rows if row["status"] == Status.OFF_TRACK and row["indicator"] in to.project.indicators]
    return _cut(to, to.say("Off track"), [_explained(to, row) for row in off])


def _explained(to: Addressee, row: Row) -> Line:
    """An indicator off track with the explanation for it, as far as the reader may read one."""
    said = " ".join(str(row["explanation"] or "").split())
    cut = said if len(said) <= LONGEST_EXPLANATION else f"{said[: LONGEST_EXPLANATION - 1].rstrip()}…"
    owed = to.say("An explanation is due.") if row["explanation_due"] else ""
    told = f"“{cut}”" if cut else owed
    return _indicator(to, row, ". ".join(filter(None, (_figure(to, row), told))), Tone.BAD)


def _reports(to: Addressee, books: Books, week: Week) -> Section:
    """What happened to reports; to those who see approved figures alone, only that figures came to count."""
    found = [each for each in books.events(to.project) if week.start <= each.at < week.end]
    told = found if to.rights.may(May.FOLLOW) else _counting(to, books, week, found)
    return _cut(to, to.say("Reports"), [_event(to, each) for each in told])


def _counting(to: Addressee, books: Books, week: Week, found: Sequence[ReportEvent]) -> list[ReportEvent]:
    record = books.before(to.project, to.rights.role, week.end)
    kept = record.versions if record else ()
    counting = {(f"{to.project.code}/{each.reporter}/{each.period.label}", each.number) for each in kept if each.counts}
    what = "approved" if to.project.review else "received"
    return [each for each in found if each.what == what and (each.report, each.number) in counting]


def _event(to: Addressee, each: ReportEvent) -> Line:
    _, reporter, period = each.report.split("/", 2)
    name = to.report(reporter, period)
    said = to.say(EVENTS[each.what], number=each.number, day=to.day(each.at.date()))
    comment = f": “{each.why}”" if each.why and each.what == "returned" and to.rights.may(May.FOLLOW) else ""
    address = Address(Page.REPORT, to.project.code, report=(reporter, period))
    tone = Tone.BAD if each.what == "returned" else Tone.PLAIN
    return Line(name, said + comment, (Link(name, to.at(address)),), tone)


def _to_review(to: Addressee, books: Books) -> Section:
    """For reviewers: the reports that wait for them."""
    lines = []
    if to.rights.may(May.REVIEW) and to.project.review:
        for each in waiting(books.now(to.project, to.rights.role).versions):
            name = to.report(each.reporter, each.period.label)
            came = to.say("since {day}", day=to.day(each.received_at.date()))
            page = to.at(Address(Page.REPORT, to.project.code, report=each.report_key))
            lines.append(Line(name, came, (Link(name, page),)))
    return _cut(to, to.say("Waiting for your review"), lines)


def _to_send(to: Addressee, books: Books, today: date) -> Section:
    """For officers: their reports that are late, or due within two weeks."""
    record = books.now(to.project, to.rights.role)
    soon = [each for each in missing(record, to.rights) if each.due <= today + AHEAD]
    return _cut(to, to.say("Due and late"), [missing_line(to, record, each, today) for each in soon])
