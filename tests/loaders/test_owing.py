"""Explanations that come with reports, those that are owed, and those that are given while loading."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from framework.model import UploadedFile
from framework.tables import default_as_of, indicators
from loaders.framework_file import Framework, read_framework
from loaders.history import history
from loaders.intake import load
from loaders.outcome import Instructions, Outcome
from store.database import Database, open_database
from store.record import read_record
from store.verification import differences

FRAMEWORK = """\
project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
reporters: {A: {title: A}, B: {title: B}}
goals:
  - code: G
    level: Goal
    title: G
    indicators:
      - {code: "1", title: Trained, unit: people, targets: {end: 400}}
      - {code: "2", title: Wells, unit: wells, reporters: [A], targets: {end: 40}}
      - {code: "3", title: Laws, unit: laws, reporters: [A], reporting: annual, targets: {end: 4}}
"""
NOON = datetime(2023, 4, 20, 12, tzinfo=UTC)
HEADER = "indicator,period,reporter,value,explanation\n"
BEHIND = f"{HEADER}1,2023-Q1,A,50,\n2,2023-Q1,A,10,\n"


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    file = tmp_path / "indicators.yaml"
    file.write_text(dedent(FRAMEWORK), "utf-8")
    [found], problems = read_framework([file])
    assert problems == []
    return found


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()


def take(database: Database, framework: Framework, text: str, **how: object) -> Outcome:
    sent = [UploadedFile("q.csv", text.encode())]
    return load(database, framework, sent, Instructions(**({"by": "Anna", "at": NOON} | how)))  # type: ignore[arg-type]


def owing(outcome: Outcome) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.indicator, each.period, each.reporters) for each in outcome.owed]


def standing(database: Database, framework: Framework) -> dict[str, tuple[object, object]]:
    record = read_record(database, framework.project)
    rows = indicators(record, default_as_of(record))
    return {str(row["indicator"]): (row["explanation_due"], row["explanation"]) for row in rows}


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_load_tells_what_its_reports_owe(database: Database, framework: Framework, *, dry_run: bool) -> None:
    outcome = take(database, framework, BEHIND, dry_run=dry_run)
    assert owing(outcome) == [("1", "2023-Q1", ("A",))]
    assert (outcome.owed[0].status, outcome.owed[0].deviation_pct) == ("off_track", -50)


def test_an_explanation_in_the_file_is_none_owed(database: Database, framework: Framework) -> None:
    assert take(database, framework, f"{HEADER}1,2023-Q1,A,50,Floods\n").owed == ()


def test_every_reporter_that_states_it_owes(database: Database, framework: Framework) -> None:
    outcome = take(database, framework, f"{HEADER}1,2023-Q1,A,20,\n1,2023-Q1,B,20,\n")
    assert owing(outcome) == [("1", "2023-Q1", ("A", "B"))]


def test_what_another_report_owes_is_not_told(database: Database, framework: Framework) -> None:
    take(database, framework, BEHIND)
    assert take(database, framework, f"{HEADER}2,2023-Q1,A,10,\n", amend=True).owed != ()
    assert take(database, framework, f"{HEADER}2,2023-Q2,A,10,\n").owed == ()


def test_explanations_are_kept_with_the_reports(database: Database, framework: Framework) -> None:
    outcome = take(database, framework, BEHIND, explanations={"1": "Floods"})
    assert outcome.owed == ()
    assert standing(database, framework)["1"] == (False, "Floods")
    assert differences(database, [framework.project]) == []


def test_of_several_periods_the_latest_is_explained(database: Database, framework: Framework) -> None:
    text = f"{BEHIND}1,2023-Q2,A,50,\n"
    outcome = take(database, framework, text, explanations={"1": "Floods"})
    assert "1" not in {each.indicator for each in outcome.owed}
    [found] = read_record(database, framework.project).explanations
    assert (found.period.label, found.by) == ("2023-Q2", "Anna")


def test_a_dry_run_keeps_no_explanation(database: Database, framework: Framework) -> None:
    assert take(database, framework, BEHIND, explanations={"1": "Floods"}, dry_run=True).owed == ()
    assert read_record(database, framework.project).explanations == ()


def test_nothing_is_kept_where_nothing_may_be_left_owed(database: Database, framework: Framework) -> None:
    outcome = take(database, framework, BEHIND, leave_owed=False)
    assert (outcome.acceptable, owing(outcome)) == (False, [("1", "2023-Q1", ("A",))])
    assert read_record(database, framework.project).versions == []
    assert take(database, framework, BEHIND, leave_owed=False, explanations={"1": "Floods"}).acceptable


def test_an_explanation_without_a_report_keeps_everything_back(database: Database, framework: Framework) -> None:
    outcome = take(database, framework, BEHIND, explanations={"3": "The parliament did not sit"})
    assert (outcome.acceptable, outcome.misplaced) == (False, ("3",))
    assert read_record(database, framework.project).versions == []


def test_a_preview_remembers_what_was_typed_beside_the_former_version(database: Database, framework: Framework) -> None:
    take(database, framework, BEHIND, explanations={"1": "Floods"})
    [due] = take(database, framework, f"{HEADER}1,2023-Q1,A,40,\n", dry_run=True).owed
    assert due.former == "Floods"


def test_a_row_without_a_figure_keeps_its_explanation(database: Database, framework: Framework) -> None:
    take(database, framework, f"{HEADER}1,2023-Q1,B,50,\n")
    outcome = take(database, framework, f"{HEADER}1,2023-Q1,A,,No training\n2,2023-Q1,A,10,\n")
    assert (outcome.problems, outcome.owed) == ((), ())
    assert standing(database, framework)["1"] == (False, "No training")
    assert differences(database, [framework.project]) == []


def test_a_withdrawn_figure_stays_withdrawn_and_explained(database: Database, framework: Framework) -> None:
    take(database, framework, BEHIND)
    take(database, framework, f"{HEADER}1,2023-Q1,A,,Counted by mistake\n", amend=True)
    record = read_record(database, framework.project)
    assert [each.indicator for each in record.statements] == ["2"]
    assert [each.words for each in record.explanations] == ["Counted by mistake"]
    assert differences(database, [framework.project]) == []


def test_a_note_without_a_figure_is_still_told(database: Database, framework: Framework) -> None:
    text = "indicator,period,reporter,value,note,explanation\n1,2023-Q1,A,,a note,No training\n"
    outcome = take(database, framework, text)
    assert [problem.code.name for problem in outcome.problems] == ["NOTE_WITHOUT_VALUE"]
    assert [each.words for each in read_record(database, framework.project).explanations] == ["No training"]


def test_an_empty_cell_of_a_wide_row_takes_no_explanation(database: Database, framework: Framework) -> None:
    take(database, framework, "indicator,reporter,2023-Q1,2023-Q2,explanation\n1,A,50,,Floods\n")
    found = read_record(database, framework.project).explanations
    assert [(each.period.label, each.words) for each in found] == [("2023-Q1", "Floods")]


def test_one_text_of_several_reports_is_told_once(database: Database, framework: Framework) -> None:
    take(database, framework, f"{HEADER}1,2023-Q1,A,20,Floods\n1,2023-Q1,B,20,Floods\n")
    assert standing(database, framework)["1"] == (False, "Floods")


def test_the_history_tells_what_was_explained(database: Database, framework: Framework) -> None:
    take(database, framework, BEHIND, explanations={"1": "Floods"})
    told = [
        (row["subject"], row["version"], row["event"], row["changes"]) for row in history(database, framework.project)
    ]
    assert ("P/A/2023-Q1", 1, "explained", "1: Floods") in told
    assert not [row for row in history(database, framework.project, "2") if row["event"] == "explained"]
