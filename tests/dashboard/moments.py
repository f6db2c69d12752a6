"""A project whose past differs from today: versions, approvals, a returned report, and a revised framework."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dashboard.site import Site
from framework.model import UploadedFile
from loaders.framework_file import Framework, read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from loaders.revisions import Grounds, record
from store.database import Connection, Database, open_database
from store.reports import decide
from tests.dashboard.readers import team

FIRST = """\
project:
  code: P
  title: {en: Safe journeys, ru: Безопасный путь}
  start: 2023-01-01
  end: 2024-12-31
  review: true
  languages: [en, ru]
reporters: {NORTH: {title: Northern office}, SOUTH: {title: Southern office}}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G
    level: Goal
    title: Prevention
    indicators:
      - {code: "1", title: People trained, unit: people, dimensions: [sex], targets: {end: 800}}
      - {code: "2", title: Wells dug, unit: wells, targets: {periods: {2023: 4, 2024: 4}}}
      - {code: "3", title: Share of girls, kind: percentage, baseline: {numerator: 20, denominator: 50}, targets: {end: 60}}
"""
SECOND = (
    FIRST.replace("targets: {end: 800}}", "targets: {end: 1200, by: {sex: {female: {end: 500}}}}}")
    .replace("title: People trained", "title: Women and men trained")
    .replace("{2023: 4, 2024: 4}", "{2023: 4, 2024: 6}")
    + '      - {code: "4", title: A new one, unit: people}\n'
)
NORTH_Q1 = (
    "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,female,60\n1,2023-Q1,NORTH,male,40\n2,2023-Q1,NORTH,,1\n"
)
NORTH_Q1_MENDED = NORTH_Q1.replace("female,60", "female,66")
SOUTH_Q1 = "indicator,period,reporter,sex,value\n1,2023-Q1,SOUTH,female,10\n2,2023-Q1,SOUTH,,2\n"
NORTH_Q2 = "indicator,period,reporter,sex,value\n1,2023-Q2,NORTH,female,30\n"
NOW = datetime(2023, 11, 15, 9, 30, tzinfo=UTC)


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=UTC)


MOMENTS = (at(1, 2), at(4, 10), at(4, 12), at(4, 20), at(5, 2), at(5, 3), at(6, 1), at(7, 5), at(7, 6), NOW)
"""One after each thing that happened, and one before all of them."""


def framework_of(folder: Path, text: str) -> Framework:
    file = folder / "indicators.yaml"
    file.write_text(text, "utf-8")
    (found,), problems = read_framework([file])
    assert not problems, [str(problem) for problem in problems]
    return found


def site_with_a_past(folder: Path, url: str = "") -> Site:
    """What happened in 2023, recorded in its order; the framework is the revised one."""
    database = open_database(url or f"sqlite:///{folder / 'kept.sqlite'}")
    first = framework_of(folder, FIRST)
    write(database, lambda connection: record(connection, first, Grounds(by="lead", at=at(1, 5))))
    take(database, first, NORTH_Q1, at(4, 10), by="Anna")
    take(database, first, SOUTH_Q1, at(4, 12), by="Boris")
    judge(database, first, "NORTH/2023-Q1", "approved", at(4, 20))
    take(database, first, NORTH_Q1_MENDED, at(5, 2), by="Anna", reason="Counted again")
    judge(database, first, "SOUTH/2023-Q1", "returned", at(5, 3), "Where are the men?")
    second = framework_of(folder, SECOND)
    grounds = Grounds(by="lead", at=at(6, 1), reason="Amendment 1")
    write(database, lambda connection: record(connection, second, grounds))
    take(database, second, NORTH_Q2, at(7, 5), by="Anna")
    judge(database, second, "NORTH/2023-Q1", "approved", at(7, 6))
    return Site(database=database, frameworks=(second,), now=lambda: NOW, reader=team)


def write(database: Database, what: Callable[[Connection], object]) -> None:
    with database.writing() as connection:
        what(connection)


def take(
    database: Database, into: Framework, text: str, moment: datetime, *, by: str, reason: str | None = None
) -> None:
    how = Instructions(by=by, at=moment, reason=reason)
    outcome = load(database, into, [UploadedFile("report.csv", text.encode())], how)
    assert outcome.kept, [str(problem) for problem in outcome.problems]


def judge(
    database: Database, of: Framework, report: str, state: str, moment: datetime, comment: str | None = None
) -> None:
    said = {"by": "Reviewer", "at": moment, "comment": comment}
    write(database, lambda connection: decide(connection, of.project, f"P/{report}", state, **said))  # type: ignore[arg-type]
