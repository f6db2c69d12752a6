"""How files are to be taken in, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from framework.doubts import Flag
from framework.problems import Problem, refuses
from loaders.choices import NOTHING, Choices
from loaders.differences import Change, Effect
from loaders.limits import STANDARD, Limits
from loaders.manner import Manner
from loaders.owing import Owed
from store.reports import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """Who sends files, when, and how they are to be taken (interface 3, load)."""

    by: str
    at: datetime
    at_is_said: bool = False
    """Whether somebody says when the files came: then not before what is kept of the same reports already."""
    reporter: str | None = None
    period: str | None = None
    reporters: frozenset[str] | None = None
    """Whose reports the sender may send; None for all."""
    amend: bool = False
    """Only the indicators in the files change."""
    approve: bool = False
    reason: str | None = None
    dry_run: bool = False
    """Everything is told, nothing is kept."""
    revises: bool = True
    """Whether a framework that differs from the recorded one is a revision; otherwise the program is out of date."""
    limits: Limits = STANDARD
    expected: str | None = None
    """The mark of what must still stand (`store.marks`); nothing is kept where something else does."""
    explanations: Mapping[str, str] = field(default_factory=dict)
    """Why indicators deviate, by their codes: kept beside the reports of their latest period, with them."""
    leave_owed: bool = True
    """Whether reports are kept that owe an explanation (semantics 5.6)."""
    choices: Choices = NOTHING
    """How the files are to be read; once they are accepted, remembered for their reporters."""
    forget: bool = False
    """What was remembered of the reporters is not used, and forgotten once the files are accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some files; nothing is kept where a problem is an error."""

    problems: tuple[Problem, ...] = ()
    kept: tuple[Kept, ...] = ()
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    """Of a dry run and of an upload that waited: every indicator, in the framework's order."""
    flags: tuple[Flag, ...] = ()
    """What of the reports calls for a second look; it keeps nothing from being kept."""
    owed: tuple[Owed, ...] = ()
    """The explanations that the reports owe, once they are kept; where they may not be left owed, nothing is kept."""
    misplaced: tuple[str, ...] = ()
    """Indicators that were to be explained and that no report of the files is about; then nothing is kept."""
    acceptable: bool = True
    """Whether this may be kept, as far as explanations go."""
    standing: str | None = None
    """The mark of what stood before; None where the files were not compared with it."""
    earlier: tuple[Kept, ...] = ()
    """Reports that are said to have come before what is kept of them already; then nothing is kept."""
    outdated: bool = False
    """True where something else stood than was expected, so that nothing was kept."""
    manners: tuple[Manner, ...] = ()
    """How every table of the files was read."""

    @property
    def refused(self) -> bool:
        """True where nothing may be kept."""
        return self.outdated or bool(self.earlier) or not self.acceptable or refuses(self.problems)
