"""A letter before it is written down: what it says, in which language, and where its links lead."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard import words
from dashboard.access import Rights
from dashboard.addresses import Address
from framework.model import ONLY_REPORTER, Project, Text
from store.accounts import Account


class Tone(StrEnum):
    """Whether a line is good news or bad, or neither."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a letter tells."""

    words: str
    details: str = ""
    links: tuple[Link, ...] = ()
    """The first is that of the words themselves; further ones stand below."""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title."""

    title: str
    lines: Sequence[Line]
    count: int
    """How many there are, those that are left out included."""
    rest: str = ""
    """What is said of the lines that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is told to one reader."""

    language: str
    subject: str
    title: str
    lead: str
    sections: Sequence[Section]
    button: Link
    why: str
    """Why the reader gets it."""
    choose: Link
    """Where the reader chooses the letters."""
    leave: str
    """The words of the link that ends such letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who a letter about a project is for."""

    account: Account
    project: Project
    rights: Rights
    home: str = field(repr=False)
    """Where the dashboard is."""

    @property
    def language(self) -> str:
        """The reader's, else the project's first."""
        return self.account.language or self.project.languages[0]

    def say(self, message: str, **values: object) -> str:
        """A message in the reader's language."""
        return words.say(message, self.language, **values)

    def many(self, one: str, other: str, count: int) -> str:
        """A message with a count in the reader's language."""
        return words.many(one, other, count, self.language)

    def said(self, text: Text) -> str:
        """A text of the framework in the reader's language."""
        return words.in_language(text, self.language)

    def day(self, value: date) -> str:
        """A day in the reader's language."""
        return words.day(value, self.language)

    def at(self, address: Address) -> str:
        """Where a page is found from outside."""
        return f"{self.home}{address}"

    def page(self, path: str) -> str:
        """Where an address of the site is found from outside."""
        return f"{self.home}{path}"

    def reporter(self, code: str) -> str:
        """A reporter's title; of a project that names none, the project itself."""
        known = self.project.reporters.get(code)
        title = self.said(known.title) if known else code
        return self.say("the project") if title == ONLY_REPORTER else title

    def report(self, reporter: str, period: str) -> str:
        """The name of a report: its period, and whose it is where there are several."""
        return f"{period} · {self.reporter(reporter)}" if len(self.project.reporters) > 1 else period
