"""People who read the small project with a past, and how letters are sent to them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.letters.settings import Settings, needed
from dashboard.site import Site
from store.accounts import Account, Membership, account_of, add_account, choose_language, grant
from store.subscriptions import Kind, Subscription, choose
from tests.dashboard.moments import at, site_with_a_past

PEOPLE = (
    ("south@example.org", "Southern officer", Membership("officer", "P", ("SOUTH",))),
    ("reviewer@example.org", "Reviewer", Membership("reviewer", "P")),
    ("donor@example.org", "Donor", Membership("donor", "P")),
    ("stranger@example.org", "Stranger", Membership("donor", "Q")),
)
MONDAY = datetime(2023, 7, 10, 6, tzinfo=UTC)
"""After the week in which NORTH's second quarter came and its first was approved."""
HOME = "https://results.example.org"


def with_people(folder: Path, url: str = "") -> Site:
    """The site on that Monday; its people chose the digest long ago but for the officer, who has reminders."""
    site = replace(site_with_a_past(folder, url), now=lambda: MONDAY)
    for login, name, membership in PEOPLE:
        with site.database.writing() as connection:
            made = add_account(connection, login, name, by="admin", at=at(1, 2), email=login)
            grant(connection, made, membership)
    for login, _, _ in PEOPLE[1:]:
        wants(site, login, Kind.DIGEST)
    return site


def wants(site: Site, login: str, kind: Kind, *, wanted: bool = True, since: datetime | None = None) -> None:
    what = Subscription(account(site, login).id, "P", kind)
    with site.database.writing() as connection:
        choose(connection, what, since or at(1, 2), wanted=wanted)


def account(site: Site, login: str) -> Account:
    with site.database.reading() as connection:
        found = account_of(connection, login)
    assert found
    return found


def reads(site: Site, login: str, language: str) -> None:
    of = account(site, login)
    with site.database.writing() as connection:
        choose_language(connection, of, language)


def settings(port: int, user: str = "", query: str = "") -> Settings:
    return needed(
        {
            "RESULTSBOARD_SMTP": f"smtp://{user}127.0.0.1:{port}{query}",
            "RESULTSBOARD_MAIL_FROM": "Results <results@example.org>",
            "RESULTSBOARD_ADDRESS": HOME + "/",
        }
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
