"""A small project and its reports, for tests of what is sent."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.site import Site
from loaders.framework_file import read_framework
from store.database import open_database
from tests.dashboard.readers import team

FRAMEWORK = """\
project:
  code: WELLS
  title: {en: Wells for Khatlon, ru: Колодцы для Хатлона}
  start: 2023-01-01
  end: 2024-12-31
  languages: [en, ru]
reporters:
  NORTH: {title: Northern office}
  SOUTH: {title: Southern office}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G
    level: Goal
    title: Water
    indicators:
      - {code: "1", title: People with water, unit: people, dimensions: [sex], targets: {end: 800}}
      - {code: "2", title: Wells dug, unit: wells, targets: {end: 8}}
"""
GOOD = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,female,60\n1,2023-Q1,NORTH,male,40\n"
BETTER = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,female,65\n2,2023-Q1,NORTH,,1\n"
BAD = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,females,60\n1,2023-Q1,NORTH,male,1.5\n"
NOW = datetime(2023, 5, 10, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


def site_of_wells(folder: Path, clock: Clock, *, review: bool = False) -> Site:
    """The project with an empty database; its reports are reviewed where that is said."""
    file = folder / "indicators.yaml"
    file.write_text(FRAMEWORK.replace("languages:", "review: true\n  languages:") if review else FRAMEWORK, "utf-8")
    frameworks, problems = read_framework([file])
    assert problems == []
    return Site(
        database=open_database(f"sqlite:///{folder / 'wells.sqlite'}"), frameworks=frameworks, now=clock, reader=team
    )
