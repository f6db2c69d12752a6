"""One round of letters: who is to get one now, claiming each, writing it, handing it over, and keeping what became of it."""

import logging
import smtplib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from threading import Event, Thread

from dashboard.access import rights
from dashboard.letters.books import Books
from dashboard.letters.digest import digest
from dashboard.letters.letter import Addressee, Letter
from dashboard.letters.message import message
from dashboard.letters.occasions import labelled_week, missing, reminders_due, week_before
from dashboard.letters.post import NoServerError, RefusedError, hand_over, post
from dashboard.letters.reminders import reminder
from dashboard.letters.settings import Settings, address_of, settings_of
from dashboard.letters.wishes import Choices, offered, since, wanted
from dashboard.site import Site
from framework.model import Project
from store.accounts import Account, account_by_number, accounts
from store.errors import StoreError
from store.letter_log import Claim, Occasion, claim, logged, note_failed, note_needless, note_sent, waiting
from store.subscriptions import Kind, Subscription, choices, make_link

LOG = logging.getLogger("resultsboard")

LEAVE = "/letters/unsubscribe/"
HOURLY_SECONDS = 3600
FIRST_SECONDS = 60
"""After the start a round waits so long."""
BAD_ADDRESS = "The account's e-mail address is none to which letters can be sent."


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    FAILED = "failed"
    """Kept for another try."""
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A letter of a round."""

    login: str
    subject: str
    fate: Fate
    answer: str
    """What the mail server said."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter and who it is for."""

    account: Account
    letter: Letter


def due_now(site: Site, books: Books, today: date) -> Iterator[Occasion]:
    """The letters to be sent now: those of the day, then those that wait for another try."""
    with site.database.reading() as connection:
        chosen, everybody = choices(connection), accounts(connection)
        again, known = waiting(connection, site.now()), logged(connection)
    writing_to = [account for account in everybody if account.email and account.disabled_at is None]
    for account in writing_to:
        for project in site.every_project:
            yield from (each for each in _occasions(account, project, books, chosen, today) if each not in known)
    yield from again


def _occasions(account: Account, project: Project, books: Books, chosen: Choices, today: date) -> Iterator[Occasion]:
    allowed = rights(account, project)
    for kind in offered(allowed):
        what = Subscription(account.id, project.code, kind)
        if not wanted(chosen, allowed, what):
            continue
        if kind is Kind.REMINDERS:
            record = books.now(project, allowed.role)
            yield from (Occasion(what, key) for key in reminders_due(missing(record, allowed), today))
        elif (at := since(chosen, what)) and at < week_before(today).end:
            yield Occasion(what, week_before(today).label)


def draft(site: Site, books: Books, home: str, of: Occasion, today: date) -> Draft | None:
    """The letter of an occasion; None where nobody may or wants to read it any more, or nothing is to be told.

    Rights and wishes are those of this moment, whatever they were when the letter was first tried.
    """
    what = of.subscription
    with site.database.reading() as connection:
        account, chosen = account_by_number(connection, what.account), choices(connection)
    project = next((each for each in site.every_project if each.code == what.project), None)
    if account is None or project is None or account.disabled_at is not None or not account.email:
        return None
    allowed = rights(account, project)
    if not wanted(chosen, allowed, what):
        return None
    to = Addressee(account=account, project=project, rights=allowed, home=home)
    letter = _letter(to, books, of, today)
    return Draft(account, letter) if letter else None


def _letter(to: Addressee, books: Books, of: Occasion, today: date) -> Letter | None:
    if of.subscription.kind is Kind.DIGEST:
        return digest(to, books, labelled_week(of.key), today)
    return reminder(to, books, of.key, today)


def drafts(site: Site, home: str, today: date) -> Iterator[Draft]:
    """The letters that would be sent now; nothing is kept of it."""
    books = Books(site.database)
    for each in due_now(site, books, today):
        found = draft(site, books, home, each, today)
        if found:
            yield found


def send_letters(site: Site, settings: Settings, today: date) -> list[Outcome]:
    """Sends what is to be sent on a day, and what waits for another try.

    Args:
        site: whose accounts and projects.
        settings: how.
        today: the day.
    """
    books = Books(site.database)
    with ExitStack() as stack:
        round_ = _Round(site, settings, stack)
        found = [round_.outcome(each, books, today) for each in due_now(site, books, today)]
    return [each for each in found if each]


@dataclass
class _Round:
    """One connection for all letters; where there is none, all letters are kept for another try."""

    site: Site
    settings: Settings
    stack: ExitStack
    server: smtplib.SMTP | None = None
    trouble: NoServerError | None = None
    failures: list[str] = field(default_factory=list)

    def outcome(self, of: Occasion, books: Books, today: date) -> Outcome | None:
        """Sends one letter; None where another server does, or there is nothing to tell."""
        with self.site.database.writing() as connection:
            held = claim(connection, of, self.site.now())
        if held is None:
            return None
        found = draft(self.site, books, self.settings.address, of, today)
        if found is None:
            with self.site.database.writing() as connection:
                note_needless(connection, held, self.site.now())
            return None
        return self._sent(of, held, found)

    def _sent(self, of: Occasion, held: Claim, found: Draft) -> Outcome:
        try:
            answer = self._handed(of, found)
        except (NoServerError, RefusedError) as error:
            return self._failed(held, found, str(error))
        with self.site.database.writing() as connection:
            note_sent(connection, held, self.site.now(), answer)
        return Outcome(found.account.login, found.letter.subject, Fate.SENT, answer)

    def _failed(self, held: Claim, found: Draft, answer: str) -> Outcome:
        with self.site.database.writing() as connection:
            again = note_failed(connection, held, self.site.now(), answer)
        fate = Fate.FAILED if again else Fate.GIVEN_UP
        LOG.warning(
            "The letter %r to %s was not sent (%s): %s", found.letter.subject, found.account.login, fate, answer
        )
        return Outcome(found.account.login, found.letter.subject, fate, answer)

    def _handed(self, of: Occasion, found: Draft) -> str:
        to = address_of(found.account.name, found.account.email or "")
        if to is None:
            raise RefusedError(BAD_ADDRESS)
        with self.site.database.writing() as connection:
            token = make_link(connection, of.subscription, self.site.now())
        leave = f"{self.settings.address}{LEAVE}{token}"
        made = message(found.letter, to, self.settings, leave, of, self.site.now())
        try:
            return hand_over(self._open(), made, self.settings.sender.addr_spec, to.addr_spec)
        except NoServerError as error:
            self.trouble = error
            raise

    def _open(self) -> smtplib.SMTP:
        if self.trouble:
            raise self.trouble
        if self.server is None:
            self.server = self.stack.enter_context(post(self.settings))
        return self.server


@contextmanager
def letters_sent(site: Site, environment: Mapping[str, str]) -> Iterator[None]:
    """Sends letters every hour while the block runs, where the environment names a mail server.

    Raises:
        SettingError: the settings cannot be used.
    """
    settings, stop = settings_of(environment), Event()
    if settings:
        sending_letters(site, settings, stop)
    try:
        yield
    finally:
        stop.set()


def sending_letters(site: Site, settings: Settings, stop: Event) -> Thread:
    """Starts a thread that sends letters every hour until `stop` is set; it does not keep the program alive."""
    thread = Thread(target=_send_hourly, args=(site, settings, stop), name="letters", daemon=True)
    thread.start()
    return thread


def _send_hourly(site: Site, settings: Settings, stop: Event) -> None:
    pause = FIRST_SECONDS
    while not stop.wait(pause):
        pause = HOURLY_SECONDS
        try:
            found = send_letters(site, settings, site.today())
        except StoreError as error:
            LOG.error("Letters wait for the next hour: %s", error)  # noqa: TRY400 — a sentence for the administrator
        else:
            sent = sum(each.fate is Fate.SENT for each in found)
            LOG.info("Letters: %d sent, %d not.", sent, len(found) - sent)
