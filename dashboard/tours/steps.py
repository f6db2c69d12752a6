"""The steps of each role's tour: on which page, what is pointed at, and what is said of it.

`OWN` is the same for all: it stands on whatever page the tour begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.addresses import Page
from dashboard.words import marked


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `points_at` is a CSS selector; without a page it is wherever the reader is."""

    page: Page | None
    points_at: str
    title: str
    words: str


ACCOUNT = ".who summary"
"""The name of the reader, behind which is their menu."""
STATES = ".segments"
STANDING = Step(
    Page.OVERVIEW,
    STATES,
    marked("Where the project stands"),
    marked(
        "Each indicator has a state against its target to date. Choose one, such as “Off track”, to see only those."
    ),
)
MOMENT = Step(
    Page.OVERVIEW,
    "details.as-of",
    marked("Any moment"),
    marked(
        "“As of” shows every page as it was at the end of a period or year; the address says so, and can be sent on."
    ),
)
CALENDAR = Step(
    Page.REPORTS,
    ".matrix-box",
    marked("Calendar of reports"),
    marked(
        "One cell for each report: due, late, sent, returned or approved. It opens what was sent, and who did what."
    ),
)
LOG = Step(
    Page.HISTORY,
    "main h1",
    marked("Nothing is lost"),
    marked("The history says who sent, changed or decided what, when and why; earlier versions stay."),
)


def _own(words: str) -> Step:
    return Step(None, ACCOUNT, marked("Welcome"), words)


TOURS: Mapping[str, tuple[Step, ...]] = {
    "officer": (
        _own(
            marked(
                "You send reports and explain deviations. Behind your name are your language and letters; this tour is at the foot of each page."
            )
        ),
        CALENDAR,
        Step(
            Page.REPORTS,
            ".ways-on .button.primary",
            marked("Send a report"),
            marked("The way to send a report; a template for the period is there as well."),
        ),
        Step(
            Page.UPLOAD,
            ".drop-zone",
            marked("Drop the file here"),
            marked(
                "Every problem is shown with its line and the way out. Nothing is kept before you accept the preview."
            ),
        ),
        STANDING,
    ),
    "reviewer": (
        _own(
            marked(
                "You approve and return reports. Behind your name are your language and letters; this tour is at the foot of each page."
            )
        ),
        CALENDAR,
        Step(
            Page.REVIEW,
            "main h1",
            marked("What waits for you"),
            marked("Reports that wait are here with what they change and what is odd in them; approve or return each."),
        ),
        STANDING,
        LOG,
    ),
    "donor": (
        _own(
            marked(
                "You see what is approved. Behind your name are your language and letters; this tour is at the foot of each page."
            )
        ),
        STANDING,
        Step(
            Page.OVERVIEW,
            "tr.indicator th a, tr.indicator td a",
            marked("Why"),
            marked("An indicator opens its progress, its breakdown, and the explanation where it deviates."),
        ),
        Step(
            Page.OVERVIEW,
            ".summary-link",
            marked("One page to print"),
            marked(
                "What was promised, what is reached, what is off track and why, on one screen and one sheet of paper."
            ),
        ),
        MOMENT,
    ),
    "evaluator": (
        _own(
            marked(
                "You see and download every table. Behind your name are your language and letters; this tour is at the foot of each page."
            )
        ),
        Step(
            Page.TABLES,
            ".downloads",
            marked("Tables to work with"),
            marked("CSV, JSON and Excel, byte for byte what the command line prints; the columns are explained below."),
        ),
        Step(
            Page.TABLES,
            "details.as-of.known",
            marked("As it was known"),
            marked(
                "Figures are corrected later. “As known” shows what was known at the end of any day, in every table."
            ),
        ),
        MOMENT,
        LOG,
    ),
    "admin": (
        _own(
            marked(
                "You look after accounts and may do what everyone may. Behind your name is your own account; this tour is at the foot of each page."
            )
        ),
        Step(
            None,
            ACCOUNT,
            marked("Administration"),
            marked(
                "It is behind your name too: invite people by a link, give them roles, end sessions, and see the log of what people did."
            ),
        ),
        STANDING,
        CALENDAR,
        LOG,
    ),
}
"""By role; the first of these that somebody holds is the one whose tour they can ask for."""
