"""Every page that there is, from the program's own list, and what the pages look like while somebody works on them.

A page that is added is looked at without a word here, or, where its address needs more than the project, is missed by
`covered`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Locator, expect

from dashboard.addresses import Address, Page, read_address
from dashboard.routing import LAYOUTS
from store.accounts import add_account, choose_language
from store.database import open_database
from store.subscriptions import Kind, Subscription, make_link
from tests.browser.program import Served
from tests.browser.reader import Reader

NEXT = Path(__file__).parents[2] / "data" / "next-quarter"
PROJECT = "SMCT-TJ"

Views = Mapping[Page, Sequence[str]]
"""What stands after the path of a page to see all that it can show."""
State = Callable[[Reader], None]
"""What somebody does to get to a state of a page."""

EXAMPLE: Views = {
    Page.OVERVIEW: ("?status=off_track", "?known_at=2023-08-16T09:29:59.999999Z&as_of=FY2023-Q2"),
    Page.RESULTS: ("?category=region:TJ-DU", "?q=nothing-is-called-so", "?status=behind&reporter=NGO"),
    Page.BREAKDOWN: (
        *(f"?indicator=2.2&dimension=region&chart={chart}" for chart in ("time", "bars", "heat", "multiples", "map")),
        *("?indicator=2.2&dimension=sex%2Bregion&chart=heat", "?indicator=2.2&dimension=region&chart=bars&show=share"),
    ),
    Page.COMPARE: ("?compare=years", "?compare=known&then=2023-08-01&as_of=FY2023-Q3"),
    Page.INDICATOR: (
        *("/1.1", "/1.4", "/1.5", "/1.6", "/2.1", "/2.2", "/2.3", "/2.4", "/2.6", "/3.2"),
        *("/2.2?measure=period&step=year", "/2.2?as_of=FY2023-Q3&known_at=2023-08-01"),
    ),
    Page.TABLES: ("?table=breakdown", "?table=reports"),
    Page.REPORTS: ("?known_at=2023-08-01",),
    Page.REPORT: ("/NGO/FY2023-Q3", "/IOM/FY2023-Q3", "/IOM/FY2025-Q3"),
    Page.HISTORY: ("?indicator=2.2&what=reports",),
}
REVIEWED: Views = {Page.INDICATOR: ("/2.6",), Page.REPORT: ("/NGO/FY2024-Q3", "/IOM/FY2025-Q1", "/IOM/FY2024-Q4")}
EMPTY: Views = {
    Page.OVERVIEW: ("?known_at=2024-02-01",),
    Page.INDICATOR: ("/1.1", "/1.2", "/1.3"),
    Page.REPORT: ("/project/2024-Q1",),
    Page.TABLES: ("?table=observations",),
}


SITE = ("/", "/admin", "/admin?account=3", "/admin?part=tokens", "/admin?part=log", "/account")
"""The pages of no project, as an administrator sees them."""


def places(project: str, views: Views) -> list[str]:
    """The addresses of all pages of a project, and of those views of them."""
    found = []
    for page in LAYOUTS:
        path = Address(page, project).path
        plain = [path] if _page_at(path) is page else []
        found += [*plain, *(path + view for view in views.get(page, ()))]
    return found


def covered(paths: Sequence[str]) -> set[object]:
    """The pages at those addresses."""
    return {_page_at(path.partition("?")[0]) for path in paths}


def _page_at(path: str) -> object:
    return getattr(read_address(path), "page", None)


def visited(reader: Reader, paths: Sequence[str]) -> Iterator[str]:
    """Goes to the addresses one after the other, as links do, and sees that there is a page at each."""
    for path, state in zip(paths, seen(paths), strict=True):
        state(reader)
        yield path


def seen(paths: Sequence[str]) -> list[State]:
    """The same as states of one reader: the first is loaded, the others are turned to."""
    return [at(path, load=number == 0) for number, path in enumerate(paths)]


def at(path: str, *, load: bool) -> State:
    """An address with a page."""

    def state(reader: Reader) -> None:
        (reader.go if load else reader.turn_to)(path)
        expect(reader.page.locator("#page .sheet.narrow .reason")).to_have_count(0)

    return state


def opened(path: str, details: str, most: int = 1) -> State:
    """A page of the example with a menu opened, or so many."""

    def state(reader: Reader) -> None:
        reader.go(f"/p/{PROJECT}{path}")
        for each in reader.page.locator(f"#page {details}").all()[:most]:
            each.locator("summary").first.click()
        expect(reader.page.locator(f"#page {details}[open]").first).to_be_visible()

    return state


def computed(reader: Reader) -> None:
    """An indicator with its formulas, tables and rows open."""
    opened("/indicators/2.2", "details:is(.key-figure, .as-figures:not(.away *))", most=20)(reader)
    reader.main.locator("#show-rows").click()
    expect(reader.main.locator("#rows-shown table")).to_be_visible()


def sent(name: str) -> State:
    """What a report file leads to."""

    def state(reader: Reader) -> None:
        reader.go(f"/p/{PROJECT}/reports/upload")
        before = reader.page.url
        reader.page.set_input_files("#page form.upload input[type=file]", NEXT / name)
        expect(reader.page).not_to_have_url(before)
        reader.settled()

    return state


def form(reader: Reader) -> Locator:
    """Where a preview is accepted."""
    return reader.main.locator("form.accept")


def unexplained(reader: Reader) -> None:
    """A preview that was accepted without the explanations that it owes."""
    sent("FY2025-Q3.csv")(reader)
    form(reader).locator("button.primary").click()
    expect(reader.main.locator(".notice[role=alert]")).to_be_visible()


def nowhere(path: str, status: int) -> State:
    """An address without a page."""

    def state(reader: Reader) -> None:
        reader.expects(f"status of {status}")
        reader.stand_at(path)

    return state


STATES: Mapping[str, State] = {
    "menu of periods": opened("", "details.as-of:not(.known)"),
    "menu of knowledge": opened("", "details.known"),
    "how a figure is computed": opened("", "details.opens"),
    "an indicator with all that it holds": computed,
    "a file that does not say its period": opened("/reports/upload", "details.choices"),
    "a file with problems": sent("FY2025-Q3-with-problems.csv"),
    "what a file changes": sent("FY2025-Q3.csv"),
    "an acceptance without explanations": unexplained,
    "an address that leads nowhere": nowhere("/p/NOPE", 404),
    "an address that cannot be": nowhere(f"/p/{PROJECT}?as_of=yesterday", 400),
}
"""Of the example; none of them changes what is kept."""

REFUSED: Mapping[str, State] = {
    "a page that is not for donors": nowhere(f"/p/{PROJECT}/reports/upload", 403),
    "a page that is not for anybody but administrators": nowhere("/admin", 403),
    "a page that is not there": nowhere("/nowhere", 404),
}
"""As a donor meets it."""


def standing(path: str) -> State:
    """A page that needs no script."""
    return lambda reader: reader.stand_at(path)


def signed_out(of: Served, language: str) -> Sequence[State]:
    """What somebody sees who did not sign in: the door, an invitation, and what letters lead to."""
    invitation = of.said("users", "password", "donor", "--link").decode().split("/login/")[1].split()[0]
    return (
        standing("/login"),
        standing(f"/p/{PROJECT}/reports"),
        standing(f"/login/{invitation}"),
        nowhere("/login/ended", 410),
        standing(f"/letters/unsubscribe/{_letters(of, language)}"),
        nowhere("/letters/unsubscribe/nobodys", 404),
    )


def _letters(of: Served, language: str) -> str:
    """The token by which the letters in a language are ended."""
    database, at = open_database(f"sqlite:///{of.database}"), datetime.now(UTC)
    with database.writing() as connection:
        reader = add_account(connection, f"reads-{language}", f"reads-{language}", by="tests", at=at)
        choose_language(connection, reader, language)
        token = make_link(connection, Subscription(reader.id, PROJECT, Kind.DIGEST), at)
    database.close()
    return token
