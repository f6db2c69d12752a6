"""Random histories of a project: reports that come in any order, again, amended, returned, approved, and new frameworks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from hypothesis import strategies as st

from framework.model import Project, UploadedFile
from loaders.framework_file import Framework, read_recorded
from loaders.intake import load
from loaders.outcome import Instructions
from loaders.revisions import Grounds, record
from store.database import Database
from store.reports import decide, versions

BEGIN = datetime(2023, 4, 1, tzinfo=UTC)
PERIODS = {"2023-Q1": "2023-02-", "2023-Q2": "2023-05-"}
REPORTERS = ("A", "B")
FRAMEWORK = """project:
  code: P
  title: Example
  start: 2023-01-01
  end: 2023-12-31
  review: true
  small_cells: {below: 5}
reporters: {A: {title: Anna}, B: {title: Boris}}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G
    level: Goal
    title: Goal
    indicators:
      - {code: "1", title: People, unit: people, dimensions: [sex], targets: {end: 60}}
      - {code: "2", title: Level, unit: points, over_time: last, baseline: {value: 2}, targets: {end: 9}}
      - {code: "3", title: Share, kind: percentage, over_time: sum, targets: {end: 80}}
      - {code: "4", title: Law, kind: milestone, stages: [planned, open]}
      - {code: "5", title: Helped, unit: people, dimensions: [sex], sensitive: true}
"""
FRAMEWORKS = (
    FRAMEWORK,
    FRAMEWORK.replace("end: 60", "end: 90"),
    FRAMEWORK.replace("over_time: last", "over_time: max"),
    FRAMEWORK.replace("over_time: sum", "over_time: last"),
    FRAMEWORK.replace("review: true", "review: false"),
    FRAMEWORK.replace("below: 5", "below: 8").replace("title: Helped", "title: Helped people"),
    FRAMEWORK + '      - {code: "6", title: Trained, unit: people, targets: {end: 5}}\n',
    FRAMEWORK.replace('      - {code: "4", title: Law, kind: milestone, stages: [planned, open]}\n', ""),
)
HEADER = "indicator,{when},reporter,sex,value,numerator,denominator,explanation"


@dataclass(frozen=True)
class Send:
    """A file is sent."""

    data: bytes
    amend: bool
    approve: bool


@dataclass(frozen=True)
class Decide:
    """The newest version of a report is approved or returned."""

    number: int
    """Which of those that came by then."""
    state: str


@dataclass(frozen=True)
class Revise:
    """The framework is changed."""

    number: int


@dataclass(frozen=True)
class Event:
    """What happens, and when."""

    at: datetime
    what: Send | Decide | Revise


def _total(code: str) -> st.SearchStrategy[list[str]]:
    return st.integers(0, 20).map(lambda value: [f"{code},{{when}},,{value},,,"])


def _by_sex(code: str) -> st.SearchStrategy[list[str]]:
    pairs = st.dictionaries(st.sampled_from(("female", "male")), st.integers(0, 9), min_size=1)
    return pairs.map(lambda cells: [f"{code},{{when}},{sex},{value},,," for sex, value in cells.items()])


NOTHING: st.SearchStrategy[list[str]] = st.just([])
FIGURES = st.tuples(
    st.one_of(NOTHING, _total("1"), _by_sex("1")),
    st.one_of(NOTHING, _total("2"), st.just(["2,{when},,n/a,,,"])),
    st.one_of(NOTHING, st.tuples(st.integers(0, 5), st.integers(5, 9)).map(lambda n: [f"3,{{when}},,,{n[0]},{n[1]},"])),
    st.one_of(NOTHING, st.sampled_from(("planned", "open")).map(lambda stage: [f"4,{{when}},,{stage},,,late"])),
    st.one_of(NOTHING, _total("5"), _by_sex("5")),
).map(lambda groups: [row for group in groups for row in group])
WITHDRAWN = "2,{when},,,,,"


@st.composite
def _file(draw: st.DrawFn) -> bytes:
    """A report of one or two reporters and periods, of figures or of events."""
    dated = draw(st.booleans())
    lines = [HEADER.format(when="date" if dated else "period")]
    for reporter in draw(st.lists(st.sampled_from(REPORTERS), min_size=1, max_size=2, unique=True)):
        for period in draw(st.lists(st.sampled_from(tuple(PERIODS)), min_size=1, max_size=2, unique=True)):
            days = draw(st.sets(st.integers(10, 28), min_size=1, max_size=2)) if dated else ()
            for when in [f"{PERIODS[period]}{day}" for day in sorted(days)] or [period]:
                rows = draw(FIGURES) or [WITHDRAWN]
                lines += [row.format(when=f"{when},{reporter}") for row in rows]
    return "\n".join(lines).encode()


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Some events one after the other; now and then two at one moment."""
    files = draw(st.lists(_file(), min_size=2, max_size=4))
    sends = st.builds(Send, st.sampled_from(files), st.booleans(), st.booleans())
    decisions = st.builds(Decide, st.integers(0, 3), st.sampled_from(("approved", "returned")))
    revisions = st.builds(Revise, st.integers(0, len(FRAMEWORKS) - 1))
    happened = draw(st.lists(st.one_of(sends, sends, sends, decisions, decisions, revisions), min_size=3, max_size=10))
    hours = accumulate(draw(st.lists(st.integers(0, 2), min_size=len(happened), max_size=len(happened))))
    return [Event(BEGIN + timedelta(hours=hour), what) for hour, what in zip(hours, happened, strict=True)]


def framework(number: int) -> Framework:
    """One of the frameworks."""
    found, problems = read_recorded([UploadedFile("indicators.yaml", FRAMEWORKS[number].encode())])
    assert found is not None, problems
    return found


def play(database: Database, events: Sequence[Event]) -> Framework:
    """Lets things happen in a fresh database; the framework that is in force at the end.

    What is refused (a framework that forgets an indicator with figures, a file that says nothing right) changes nothing.
    """
    current = _revised(database, framework(0), BEGIN - timedelta(days=1)) or framework(0)
    for event in events:
        match event.what:
            case Send(data, amend, approve):
                how = Instructions(by="officer", at=event.at, amend=amend, approve=approve)
                load(database, current, [UploadedFile("report.csv", data)], how)
            case Decide():
                _decide(database, current.project, event.what, event.at)
            case Revise(number):
                current = _revised(database, framework(number), event.at) or current
    return current


def _decide(database: Database, project: Project, what: Decide, at: datetime) -> None:
    with database.writing() as connection:
        found = versions(connection, project)
        names = sorted({f"P/{each.reporter}/{each.period.label}" for each in found})
        if names:
            name = names[what.number % len(names)]
            decide(connection, project, name, what.state, by="lead", at=at, comment=what.state)


def _revised(database: Database, wanted: Framework, at: datetime) -> Framework | None:
    with database.writing() as connection:
        found = record(connection, wanted, Grounds(by="lead", at=at, reason="because"))
    return None if found.problems else wanted
