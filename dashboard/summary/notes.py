"""The facts at the head of the donor's page, and at its foot what the figures are: of when, and for whom."""

from dashboard.view import View, whole
from dashboard.words import moment, money
from framework.disclosure import guards
from store.versions import INSIDERS


def facts(view: View) -> list[tuple[str, str]]:
    """Names and values: code, donors, budget, period, reports received of those due."""
    project = view.project
    found = [(view.say("Code"), project.code)]
    if project.funding:
        donors = ", ".join(dict.fromkeys(source.source for source in project.funding))
        found += [
            (view.say("Funded by"), donors),
            (view.say("Budget"), money(view.budget, project.currency, view.language)),
        ]
    return [
        *found,
        (view.say("Period"), f"{view.day(project.span.start)} – {view.day(project.span.last_day)}"),
        (view.say("Reports"), _reports(view)),
    ]


def _reports(view: View) -> str:
    row = view.rows("projects")[0]
    due, received, on_time = (whole(row[name]) for name in ("reports_due", "reports_received", "on_time"))
    if not due:
        return view.say("none due yet")
    return view.say(
        "{received} of {due} due received, {on_time} on time",
        received=view.number(received),
        due=view.number(due),
        on_time=view.number(on_time),
    )


def notes(view: View) -> list[str]:
    """As of which day, as known when, what is left out; no sentences, for days may end with a full stop."""
    return [
        view.say("Figures as of {day}", day=view.day(view.as_of)),
        _known(view),
        *_left_out(view),
        view.say("The dark mark on a bar is the target to date"),
    ]


def _known(view: View) -> str:
    """The moment of the knowledge; without one the day of the last report that counts, so that the same data say the same."""
    if view.known_at is not None and view.is_past:
        return view.say("As known on {moment} (UTC)", moment=moment(view.known_at, view.language))
    arrived = [version.received_at for version in view.record.versions if version.counts]
    if not arrived:
        return view.say("No report has come yet")
    return view.say("Latest report received on {day}", day=view.day(max(arrived).date()))


def _left_out(view: View) -> list[str]:
    """What readers of this role are not told, or are told before it is approved (semantics 6.3 and 7)."""
    project, role = view.project, view.rights.role
    said = []
    if project.review and role in INSIDERS:
        said.append(view.say("Includes figures that are not approved yet"))
    elif project.review:
        said.append(view.say("Approved figures only"))
    if any(guards(project, indicator, role) for indicator in project.indicators.values()):
        said.append(view.say("Small counts are withheld to protect people"))
    return said
