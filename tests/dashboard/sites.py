"""Whole small sites: a framework, its reports in a database, and a clock that stands still."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.addresses import Address, Impossible, read_address
from dashboard.site import Site
from dashboard.view import View, read_view
from framework.model import UploadedFile
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from store.database import open_database
from tests.dashboard.readers import team

NOW = datetime(2023, 11, 15, 9, 30, tzinfo=UTC)

FRAMEWORK = """
project:
  code: P
  title: {en: Safe journeys, ru: Безопасный путь}
  start: 2023-01-01
  end: 2024-12-31
  currency: USD
  languages: [en, ru]
funding:
  - {source: Donor, kind: grant, amount: 1500000}
goals:
  - code: G1
    level: Goal
    title: Prevention
    results:
      - code: O1
        level: Outcome
        title: People know the risks
        indicators:
          - {code: "1", title: {en: People trained, ru: Обученные люди}, unit: people, kind: number, targets: {end: 800}}
          - {code: "2", title: People reached, unit: people, kind: number, targets: {end: 1000}}
          - {code: "3", title: =1+1, unit: people, kind: number}
      - code: O2
        level: Outcome
        title: Help is there
        indicators:
          - {code: "4", title: A hotline, kind: milestone, stages: [planned, open]}
          - {code: "5", title: Lessons, kind: text}
"""

REPORTS = """indicator,period,value
1,2023-Q1,90
1,2023-Q2,110
2,2023-Q1,30
3,2023-Q2,7
5,2023-Q2,=cmd
"""

EMPTY = "project: {code: E, title: Nothing yet, start: 2023-01-01, end: 2023-12-31}\n"


def site(folder: Path, framework: str = FRAMEWORK, reports: str = REPORTS) -> Site:
    """A site of one project, its reports loaded."""
    file = folder / "indicators.yaml"
    file.write_text(framework, "utf-8")
    frameworks, problems = read_framework([file])
    assert not problems, [str(problem) for problem in problems]
    made = Site(
        database=open_database(f"sqlite:///{folder / 'kept.sqlite'}"),
        frameworks=frameworks,
        now=lambda: NOW,
        reader=team,
    )
    if reports:
        upload = [UploadedFile("report.csv", reports.encode())]
        outcome = load(made.database, frameworks[0], upload, Instructions(by="officer", at=NOW))
        assert not outcome.problems, [str(problem) for problem in outcome.problems]
    return made


def view(of: Site, path: str, query: str = "", language: str = "en") -> View:
    """What a page at an address gets to see."""
    address = read_address(path, query)
    assert isinstance(address, Address)
    seen = read_view(of, address, language)
    assert not isinstance(seen, Impossible)
    return seen
