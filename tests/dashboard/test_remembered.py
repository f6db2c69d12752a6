"""Books are of one state, role, day and moment, and what is remembered equals what is worked out anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.questions import NARROWED, ROWS
from dashboard.remembered import Reading, Remembered
from dashboard.site import Site
from framework.model import ONLY_REPORTER, UploadedFile
from framework.tables import default_as_of
from loaders.framework_file import read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from loaders.review import decide_on_newest
from loaders.revisions import Grounds, record_all
from store.database import open_database
from store.explanations import explain
from store.marks import State, state_of_records
from store.record import read_record
from tests.dashboard.sites import FRAMEWORK, NOW, site

REVIEWED = FRAMEWORK.replace("  currency: USD\n", "  currency: USD\n  review: true\n")
ROLES = ("officer", "donor", "evaluator")

Write = Callable[[Site, int], None]


def _load(of: Site, step: int) -> None:
    file = UploadedFile("more.csv", f"indicator,period,value\n1,2023-Q3,{step + 1}\n".encode())
    outcome = load(of.database, of.frameworks[0], [file], Instructions(by="officer", at=NOW + timedelta(hours=step)))
    assert not outcome.problems


def _explain(of: Site, step: int) -> None:
    with of.database.writing() as connection:
        words = {"1": f"Because of {step}."}
        explain(connection, of.every_project[0], (ONLY_REPORTER, "2023-Q1"), words, by="officer", at=NOW)


def _take_back(of: Site, step: int) -> None:
    del step
    with of.database.writing() as connection:
        explain(connection, of.every_project[0], (ONLY_REPORTER, "2023-Q1"), {"1": ""}, by="officer", at=NOW)


def _recorded(of: Site, step: int, text: str) -> None:
    """Records another framework, as a program that is started with it does."""
    file = Path(of.database.place).with_name("later.yaml")
    file.write_text(text, "utf-8")
    frameworks, problems = read_framework([file])
    assert not problems
    (recording,) = record_all(
        of.database, frameworks, Grounds(by="officer", at=NOW + timedelta(hours=step), reason="Agreed")
    )
    assert recording.is_new


def _revise(of: Site, step: int) -> None:
    _recorded(of, step, FRAMEWORK.replace("end: 800", "end: 900"))


def _rename(of: Site, step: int) -> None:
    _recorded(of, step, FRAMEWORK.replace('code: "1",', 'code: "1a", renamed_from: ["1"],'))


WRITES: tuple[Write, ...] = (_load, _explain, _take_back)


def _state(of: Site) -> State:
    with of.database.reading() as connection:
        return state_of_records(connection)


def _same_as_worked_out_anew(of: Site, role: str) -> None:
    """Every table, and each indicator's rows alone."""
    project = of.every_project[0]
    book = of.remembered.book(of.database, Reading(project=project, role=role))
    fresh = read_record(of.database, project, role=role)
    assert book.record == fresh
    for name, rows in ROWS.items():
        assert book.rows(name) == rows(fresh, default_as_of(fresh)), name


@pytest.mark.parametrize("write", [*WRITES, _revise, _rename])
def test_every_write_that_a_table_shows_changes_the_state(tmp_path: Path, write: Write) -> None:
    of = site(tmp_path)
    before = _state(of)
    write(of, 1)
    assert _state(of) != before


def test_a_decision_changes_the_state(tmp_path: Path) -> None:
    of = site(tmp_path, REVIEWED)
    before = _state(of)
    for step, decision in enumerate(("approved", "returned")):
        report, at = (ONLY_REPORTER, "2023-Q1"), NOW + timedelta(hours=step)
        assert decide_on_newest(of.database, of.every_project[0], report, decision, by="reviewer", at=at, comment="So")
        assert _state(of) != before
        before = _state(of)


def test_what_another_process_loads_is_seen_at_once(tmp_path: Path) -> None:
    of = site(tmp_path)
    _same_as_worked_out_anew(of, "officer")
    _load(replace(of, database=open_database(f"sqlite:///{of.database.place}")), 1)
    _same_as_worked_out_anew(of, "officer")


def test_a_donor_is_never_given_the_book_of_an_officer(tmp_path: Path) -> None:
    of = site(tmp_path, REVIEWED)
    project = of.every_project[0]
    officers = of.remembered.book(of.database, Reading(project=project, role="officer"))
    donors = of.remembered.book(of.database, Reading(project=project, role="donor"))
    assert officers.record.statements
    assert not donors.record.statements


def test_a_second_request_gets_the_same_book_and_one_after_a_write_another(tmp_path: Path) -> None:
    of = site(tmp_path)
    asked = Reading(project=of.every_project[0], role="officer")
    first = of.remembered.book(of.database, asked)
    assert of.remembered.book(of.database, asked) is first
    _load(of, 1)
    assert of.remembered.book(of.database, asked) is not first


def test_rows_of_one_indicator_alone_are_those_of_the_whole_table(tmp_path: Path) -> None:
    of = site(tmp_path)
    asked = Reading(project=of.every_project[0], role="officer")
    for name in NARROWED:
        alone, whole = (Remembered().book(of.database, asked) for _ in range(2))
        for code in of.every_project[0].indicators:
            assert alone.rows(name, code) == [row for row in whole.rows(name) if row["indicator"] == code]


def test_books_that_were_not_asked_for_longest_make_room(tmp_path: Path) -> None:
    of = site(tmp_path)
    little = Remembered(most_cells=1)
    asked = Reading(project=of.every_project[0], role="officer")
    first = little.book(of.database, asked)
    little.book(of.database, Reading(project=of.every_project[0], role="donor"))
    assert little.book(of.database, asked) is not first


@settings(max_examples=10, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(WRITES), st.sampled_from(ROLES)), max_size=5))
def test_what_is_remembered_equals_what_is_worked_out_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Write, str]]
) -> None:
    of = site(tmp_path_factory.mktemp("site"))
    for number, (write, role) in enumerate(steps):
        _same_as_worked_out_anew(of, role)
        write(of, number)
        _same_as_worked_out_anew(of, role)
