"""What one request looks at: a project as it was known, up to a day, in a language.

Pages get a `View` and nothing else. Rows are those of the public tables, worked out once (`dashboard.remembered`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from dashboard import words
from dashboard.access import May, Rights
from dashboard.addresses import EARLIEST, LATEST, Address, Impossible, Page
from dashboard.calls import read_moment
from dashboard.questions import ROWS, NoSuchDayError, Question, read_as_of, table_rows
from dashboard.remembered import Book, Reading
from dashboard.site import Site
from dashboard.words import Cell, marked
from framework import tables
from framework.model import Indicator, Project, Record, Row, Text
from framework.periods import calendar_of
from framework.tables import COLUMNS
from loaders.revisions import as_known
from store.errors import RevisionUnreadableError
from store.versions import UNTOLD_NAMES

NO_PROJECT = marked("There is no project with the code {code}.")
NO_INDICATOR = marked("The project has no indicator with the code {code}.")
NOT_THEN = marked("Indicator {code} was not in the framework as known on {moment}.")
UNREADABLE = marked("The framework as known on {moment} cannot be read by this version of the program.")
NO_DAY = marked("“{value}” is no day (2024-03-31) and no period of the project (such as {example}).")


@dataclass(frozen=True, kw_only=True)
class View:
    """One project as a request sees it."""

    site: Site
    address: Address
    project: Project
    book: Book
    """All that is known, and the rows of the tables."""
    language: str
    today: date
    """The day it is; of a view of the past, the day of its knowledge."""
    default_as_of: date
    known_at: datetime | None = None
    """The moment whose knowledge is shown (semantics 6.5); None for what is known now."""
    offered: tuple[str, ...] = ("en",)
    """The languages that the reader may switch to."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """What the reader typed into a form that was refused, and as `notice` why; shown again."""

    @property
    def record(self) -> Record:
        """All that is known of the project, for the reader's role."""
        return self.book.record

    @property
    def as_of(self) -> date:
        """The last day that counts, inclusive."""
        return self.book.as_of

    def rows(self, table: str, indicator: str | None = None) -> Sequence[Row]:
        """The rows of a public table up to `as_of`, of one indicator if one is named (interface 4); not to be changed."""
        return self.book.rows(table, indicator)

    def table(self, name: str) -> tuple[Sequence[str], Sequence[Row]]:
        """A public table as it is downloaded: its columns and rows, filtered as the address says."""
        question = Question(
            as_of=self.as_of.isoformat(),
            known_at=self.known_at,
            role=self.rights.role,
            indicator=self.address.state("indicator"),
            dimension=self.address.state("dimension"),
        )
        if name in ROWS:
            return COLUMNS[name], [row for row in self.rows(name) if question.fits(row)]
        return table_rows(self.site.database, [self.project], name, question)

    def say(self, message: str, **values: object) -> str:
        """A message in the reader's language."""
        return words.say(message, self.language, **values)

    def many(self, one: str, other: str, count: int, **values: object) -> str:
        """A message with a count in the reader's language."""
        return words.many(one, other, count, self.language, **values)

    def said(self, text: Text | None) -> str:
        """A text of the framework in the reader's language; empty where there is none."""
        return words.in_language(text, self.language) if text else ""

    def number(self, value: Cell, places: int | None = None) -> str:
        """A number in the reader's language."""
        return words.number(value, self.language, places)

    def percent(self, value: Cell, *, signed: bool = False, places: int = 0) -> str:
        """A percentage in the reader's language (semantics 5.9)."""
        return words.percent(value, self.language, signed=signed, places=places)

    def day(self, value: date) -> str:
        """A day in the reader's language."""
        return words.day(value, self.language)

    @property
    def rights(self) -> Rights:
        """What the reader may do in the project."""
        return self.site.rights(self.project)

    def may(self, what: May, reporter: str | None = None) -> bool:
        """True where the reader may do that, for a reporter's reports where one is named."""
        return self.rights.may(what, reporter)

    def person(self, name: str) -> str:
        """Who did something; the public is told no names."""
        return self.say("the project’s team") if self.rights.role in UNTOLD_NAMES else name

    @property
    def is_past(self) -> bool:
        """True where the page shows what was known at an earlier moment: nothing can be changed there."""
        return self.known_at is not None and self.known_at < self.site.now()

    @property
    def indicator(self) -> Indicator | None:
        """The indicator that the address names."""
        return self.project.indicators.get(self.address.indicator or "")

    @property
    def budget(self) -> Fraction:
        """All funding together."""
        return sum((source.amount for source in self.project.funding), Fraction(0))

    @property
    def elapsed(self) -> Fraction:
        """The share of the project's days that is over, in percent."""
        share = self.rows("projects")[0]["elapsed_pct"]
        return share if isinstance(share, Fraction) else Fraction(0)


def whole(cell: Cell) -> int:
    """A cell that counts things; 0 where it is empty."""
    return int(cell) if isinstance(cell, Fraction | int) else 0


def read_view(site: Site, address: Address, language: str) -> View | Impossible:
    """The view of a project that an address asks for, read from the database."""
    project, known_at = site.project(address.project), known_moment(address)
    if project is None:
        return Impossible(404, NO_PROJECT, {"code": address.project or ""})
    try:
        (project,) = as_known(site.database, [project], known_at)
    except RevisionUnreadableError:
        return _not_then(UNREADABLE, address, language)
    if address.page is Page.INDICATOR and address.indicator not in project.indicators:
        return _no_indicator(site, address, language)
    asked = address.state("as_of")
    as_of = _as_of(project, asked) if asked else None
    if isinstance(as_of, Impossible):
        return as_of
    asked_for = Reading(project=project, role=site.rights(project).role, as_of=as_of, known_at=known_at)
    book = site.remembered.book(site.database, asked_for)
    return View(
        site=site,
        address=address,
        project=project,
        book=book,
        language=language,
        today=min(known_at, site.now()).date() if known_at else site.today(),
        default_as_of=tables.default_as_of(book.record),
        known_at=known_at,
        offered=offered_languages(site),
    )


def known_moment(address: Address) -> datetime | None:
    """The moment whose knowledge an address asks for."""
    asked = address.state("known_at")
    return read_moment(asked) if asked else None


def _no_indicator(site: Site, address: Address, language: str) -> Impossible:
    """Why there is no page of an indicator: it is nowhere, or it was not there at the moment asked for."""
    today, code = site.project(address.project), address.indicator or ""
    if today and code in today.indicators:
        return _not_then(NOT_THEN, address, language)
    return Impossible(404, NO_INDICATOR, {"code": code})


def _not_then(message: str, address: Address, language: str) -> Impossible:
    moment = known_moment(address)
    said = words.moment(moment, language) if moment else ""
    return Impossible(404, message, {"code": address.indicator or "", "moment": said}, address.having(known_at=None))


def _as_of(project: Project, asked: str) -> date | Impossible:
    """A day, or the last day of a period of the project's calendar."""
    try:
        day = read_as_of(project, asked)
    except NoSuchDayError:
        day = None
    if day is not None and EARLIEST <= day.year <= LATEST:
        return day
    example = calendar_of(project).periods(project.reporting)[0].label
    return Impossible(400, NO_DAY, {"value": asked, "example": example})


def offered_languages(site: Site) -> tuple[str, ...]:
    """The languages that a page can be read in: those of the projects, then those that the pages themselves speak."""
    return tuple(dict.fromkeys((*(site.languages or (words.SOURCE,)), *words.languages())))
