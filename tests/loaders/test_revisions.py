"""Frameworks are recorded, and what needs a reason is asked for one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from framework.model import UploadedFile
from loaders.framework_file import Framework, read_framework, read_recorded
from loaders.intake import load
from loaders.outcome import Instructions, Outcome
from loaders.revisions import Grounds, Recording, as_known, record, record_changed
from store import frameworks
from store.database import Database, open_database

AT = datetime(2023, 4, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)

FRAMEWORK = """project: {code: P, title: Example, start: 2023-01-01, end: 2023-12-31}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G1
    level: Goal
    title: Goal
    results:
      - code: O1
        title: Outcome
        indicators:
          - code: "1.1"
            title: People
            unit: people
            kind: number
            dimensions: [sex]
            targets:
              end: 100
          - {code: "1.2", title: Others, unit: people, kind: number, targets: {end: 50}}
"""
REPORT = b"indicator,period,sex,value\n1.1,2023-Q1,female,30\n"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()


def framework(*changes: tuple[str, str]) -> Framework:
    text = FRAMEWORK
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found, problems = read_recorded([UploadedFile("indicators.yaml", text.encode())])
    assert found is not None, problems
    return found


def apply(database: Database, *changes: tuple[str, str], reason: str | None = None, at: datetime = AT) -> Recording:
    with database.writing() as connection:
        return record(connection, framework(*changes), Grounds(by="officer", at=at, reason=reason))


def take(database: Database, of: Framework, data: bytes = REPORT, **how: object) -> Outcome:
    given = {"by": "officer", "at": AT} | how
    return load(database, of, [UploadedFile("q1.csv", data)], Instructions(**given))  # type: ignore[arg-type]


def told(recording: Recording) -> list[tuple[str, int]]:
    return [(problem.code.name, problem.place.line) for problem in recording.problems]


RAISED = ("end: 100", "end: 150")
RENAMED = ("title: People", "title: Persons")


def test_the_first_revision_and_the_same_bytes_again(database: Database) -> None:
    first, again = apply(database), apply(database)
    assert (first.number, first.is_new) == (1, True)
    assert (again.number, again.is_new) == (1, False)


def test_without_data_everything_may_change(database: Database) -> None:
    apply(database)
    assert apply(database, RAISED).number == 2


def test_a_changed_target_with_data_needs_a_reason_and_is_told_in_its_place(database: Database) -> None:
    take(database, framework())
    found = apply(database, RAISED)
    (problem,) = found.problems
    assert str(problem) == (
        "indicators.yaml:18:20: [REASON_NEEDED] column 'goals[0].results[0].indicators[0].targets.end': "
        '"150" — Indicator 1.1 has data, and its targets.end was 100 so far: such a change needs a reason. '
        "Give it once (`resultsboard apply --reason TEXT`), or put 100 back."
    )
    assert not found.is_new


def test_with_a_reason_it_is_recorded_with_what_changed(database: Database) -> None:
    take(database, framework())
    found = apply(database, RAISED, reason="Amendment 1")
    assert [str(each) for each in found.changes] == ["1.1 targets.end: 100 → 150"]
    with database.reading() as connection:
        assert frameworks.revisions(connection, "P")[-1].reason == "Amendment 1"


def test_titles_and_indicators_without_data_need_none(database: Database) -> None:
    take(database, framework())
    assert apply(database, RENAMED, ("end: 50", "end: 60")).number == 2


def test_a_changed_kind_is_asked_about_once(database: Database) -> None:
    take(database, framework())
    kind = ("kind: number\n            dimensions", "kind: amount\n            dimensions")
    assert told(apply(database, kind)) == [("REASON_NEEDED", 15)]


def test_several_changes_are_told_in_the_order_of_the_file(database: Database) -> None:
    take(database, framework())
    down = ("unit: people\n", "unit: people\n            direction: decrease\n")
    assert told(apply(database, RAISED, down)) == [("REASON_NEEDED", 15), ("REASON_NEEDED", 19)]


def test_a_category_with_figures_is_held_back_whatever_the_reason(database: Database) -> None:
    take(database, framework())
    found = apply(database, ("female: Women, ", ""), reason="Board")
    (problem,) = found.problems
    assert str(problem).endswith(
        "[CATEGORY_HAS_FIGURES] column 'dimensions.sex': \"female\" — Category female is no longer in dimension sex, "
        "but it is stated in P/project/2023-Q1 (rows: 1). Put it back; if it has another code now, "
        "write `renamed_from: female` there."
    )


def test_an_indicator_with_figures_is_held_back(database: Database) -> None:
    take(database, framework())
    assert told(apply(database, ('code: "1.1"', 'code: "1.3"'), reason="Board")) == [("INDICATOR_HAS_FIGURES", 5)]


def test_a_dimension_with_figures_is_held_back_at_its_indicator(database: Database) -> None:
    take(database, framework())
    recording = apply(database, ("            dimensions: [sex]\n", ""), reason="Board")
    assert told(recording) == [("DIMENSION_HAS_FIGURES", 12)]


def test_a_load_with_a_changed_framework_needs_the_reason_too(database: Database) -> None:
    take(database, framework())
    second = REPORT.replace(b"Q1", b"Q2")
    refused = take(database, framework(RAISED), second)
    assert [problem.code.name for problem in refused.problems] == ["REASON_NEEDED"]
    assert not refused.kept
    assert take(database, framework(RAISED), second, reason="Amendment 1").kept


def test_a_dry_run_records_no_revision(database: Database) -> None:
    take(database, framework())
    assert not take(database, framework(RAISED), dry_run=True, reason="Amendment 1").problems
    with database.reading() as connection:
        assert len(frameworks.revisions(connection, "P")) == 1


def test_a_server_with_an_older_framework_takes_nothing(database: Database) -> None:
    take(database, framework())
    apply(database, RENAMED)
    refused = take(database, framework(), REPORT.replace(b"30", b"31"), revises=False)
    assert [problem.code.name for problem in refused.problems] == ["FRAMEWORK_OUTDATED"]
    assert not refused.kept


def test_reading_records_what_changed_but_no_first_revision(database: Database) -> None:
    grounds = Grounds(by="officer", at=AT)
    assert record_changed(database, [framework()], grounds) == []
    apply(database)
    assert record_changed(database, [framework()], grounds) == []
    assert [each.number for each in record_changed(database, [framework(RENAMED)], grounds)] == [2]


def test_the_framework_is_known_as_it_was(database: Database) -> None:
    apply(database)
    apply(database, RENAMED, at=AT + 2 * DAY)
    now = framework(RENAMED).project
    titles = [
        as_known(database, [now], at)[0].indicators["1.1"].title.said()
        for at in (AT - DAY, AT, AT + DAY, AT + 2 * DAY, None)
    ]
    assert titles == ["People", "People", "People", "Persons", "Persons"]


def test_a_revision_is_read_with_what_it_included(tmp_path: Path) -> None:
    shared = "dimensions:\n  sex: {title: Sex, categories: {female: Women, male: Men}}\n"
    own = FRAMEWORK.replace(shared, "include: [shared.yaml]\n")
    (tmp_path / "shared.yaml").write_text(shared, "utf-8")
    (tmp_path / "indicators.yaml").write_text(own, "utf-8")
    (on_disk,), _ = read_framework([tmp_path / "indicators.yaml"])
    recorded, problems = read_recorded(on_disk.files)
    assert not problems
    assert recorded is not None
    assert recorded.project == on_disk.project


def test_a_revision_without_what_it_included_is_not_read() -> None:
    data = FRAMEWORK.replace("dimensions:\n  sex", "include: [shared.yaml]\ndimensions:\n  sex").encode()
    recorded, problems = read_recorded([UploadedFile("indicators.yaml", data)])
    assert recorded is None
    assert [problem.code.name for problem in problems] == ["INCLUDE_REFUSED"]
