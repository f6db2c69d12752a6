"""What the pages are given: the frameworks, the database and the clock. The commands put it together."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.access import May, Rights, rights
from dashboard.remembered import Remembered
from dashboard.shown import Shown
from dashboard.staging import Staging
from framework.model import Project
from loaders.framework_file import Framework
from loaders.limits import Limits, limits_of
from store.accounts import Account
from store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that a page may draw on."""

    database: Database
    frameworks: Sequence[Framework]
    now: Callable[[], datetime]
    """The clock, in UTC."""
    reader: Callable[[], Account | None]
    """Who the request at hand comes from; None where nobody signed in."""
    shown_accounts: Sequence[tuple[str, str]] = ()
    """Logins and passwords that the page to sign in shows: those of a demo."""
    single_sign_on: str | None = None
    """What the provider of single sign-on is called; None where there is none."""
    shown: Shown = field(default_factory=Shown)
    """Previews of uploads that this process worked out."""
    remembered: Remembered = field(default_factory=Remembered)
    """Records and rows that this process worked out."""
    limits: Limits = field(default_factory=lambda: limits_of(os.environ))
    """The most that is read of a report file, and so taken in a request."""

    @property
    def uploads(self) -> Staging:
        """Report files that were sent and wait for a decision."""
        return Staging(self.database)

    @property
    def every_project(self) -> Sequence[Project]:
        """The projects, in the order of their files, whoever may read them."""
        return [framework.project for framework in self.frameworks]

    @property
    def projects(self) -> Sequence[Project]:
        """The projects that the reader may read, in the order of their files."""
        return [project for project in self.every_project if self.rights(project).may(May.READ)]

    def project(self, code: str | None) -> Project | None:
        """The project with that code; one that the reader may not read is as if it were not there."""
        return next((project for project in self.projects if project.code == code), None)

    def rights(self, project: Project) -> Rights:
        """What the reader may do in a project."""
        return rights(self.reader(), project)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of all projects, each once."""
        return tuple(dict.fromkeys(language for project in self.every_project for language in project.languages))

    def today(self) -> date:
        """The day it is."""
        return self.now().date()
