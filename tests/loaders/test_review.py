"""Reviewing: what versions say, how they differ, what a decision would do, and the decision."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from framework.model import Amount, UploadedFile
from loaders.differences import Kind
from loaders.framework_file import Framework, read_framework
from loaders.intake import load
from loaders.outcome import Instructions
from loaders.review import Decision, decide_on, decisions, differences, effects_of, said_by
from store.database import Database, open_database
from store.record import read_record
from tests.dashboard.wells import BETTER, FRAMEWORK, GOOD

AT = datetime(2023, 5, 1, tzinfo=UTC)
NORTH = ("NORTH", "2023-Q1")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(f"sqlite:///{tmp_path / 'kept.sqlite'}")


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    file = tmp_path / "indicators.yaml"
    file.write_text(FRAMEWORK.replace("languages:", "review: true\n  languages:"), "utf-8")
    return read_framework([file])[0][0]


def sent(database: Database, framework: Framework, text: str) -> None:
    outcome = load(database, framework, [UploadedFile("north.csv", text.encode())], Instructions(by="officer", at=AT))
    assert outcome.problems == ()


def decision(version: int, state: str, seen: str = "submitted", comment: str | None = None) -> Decision:
    return Decision(report=NORTH, version=version, seen=seen, state=state, by="lead", at=AT, comment=comment)


def donors_figure(database: Database, framework: Framework) -> Amount | None:
    said = read_record(database, framework.project, role="donor").statements
    return next((each.figure[()] for each in said if each.indicator == "1"), None)


def test_versions_are_compared_figure_by_figure(database: Database, framework: Framework) -> None:
    sent(database, framework, GOOD)
    sent(database, framework, BETTER)
    found = differences(database, framework.project, NORTH, 1, 2)
    assert [(each.kind, each.indicator, each.place) for each in found] == [
        (Kind.CHANGED, "1", ()),
        (Kind.CHANGED, "1", (("sex", "female"),)),
        (Kind.GONE, "1", (("sex", "male"),)),
        (Kind.NEW, "2", ()),
    ]
    back = differences(database, framework.project, NORTH, 2, 1)
    assert {each.place: (each.before, each.after) for each in back if each.indicator == "1"} == {
        each.place: (each.after, each.before) for each in found if each.indicator == "1"
    }
    assert {each.kind for each in differences(database, framework.project, NORTH, None, 1)} == {Kind.NEW}
    assert differences(database, framework.project, NORTH, 2, 2) == []


def test_a_version_says_what_it_said_when_it_stood(database: Database, framework: Framework) -> None:
    sent(database, framework, GOOD)
    sent(database, framework, BETTER)
    first, second = (said_by(database, framework.project, NORTH, number) for number in (1, 2))
    assert [each.indicator for each in first] == ["1"]
    assert first[0].figure[()] == Amount(Fraction(100))
    assert [each.indicator for each in second] == ["1", "2"]
    assert said_by(database, framework.project, NORTH, 3) == []


def test_the_effect_of_an_approval_is_what_donors_then_see_and_changes_nothing(
    database: Database, framework: Framework
) -> None:
    sent(database, framework, GOOD)
    (effects,) = effects_of(database, framework.project, [NORTH], "approved")
    assert [(each.actual_before, each.actual_after) for each in effects] == [(None, Fraction(100)), (None, None)]
    assert [each.moves for each in effects] == [True, True], "the second has no data of a period that has ended by then"
    assert donors_figure(database, framework) is None
    assert decide_on(database, framework.project, decision(1, "approved"))
    assert donors_figure(database, framework) == Amount(Fraction(100))
    (effects,) = effects_of(database, framework.project, [NORTH], "returned")
    assert [(each.actual_before, each.actual_after) for each in effects] == [(Fraction(100), None), (None, None)]


def test_taking_an_approval_back_brings_the_version_approved_before_it_back(
    database: Database, framework: Framework
) -> None:
    sent(database, framework, GOOD)
    assert decide_on(database, framework.project, decision(1, "approved"))
    sent(database, framework, BETTER)
    assert decide_on(database, framework.project, decision(2, "approved"))
    assert donors_figure(database, framework) == Amount(Fraction(65))
    assert decide_on(database, framework.project, decision(2, "returned", "approved", "Where are the men?"))
    assert donors_figure(database, framework) == Amount(Fraction(100))


def test_a_decision_on_a_version_that_is_no_longer_the_newest_is_not_applied(
    database: Database, framework: Framework
) -> None:
    sent(database, framework, GOOD)
    sent(database, framework, BETTER)
    assert not decide_on(database, framework.project, decision(1, "approved"))
    assert donors_figure(database, framework) is None


def test_a_decision_on_what_somebody_else_decided_meanwhile_is_not_applied(
    database: Database, framework: Framework
) -> None:
    sent(database, framework, GOOD)
    assert decide_on(database, framework.project, decision(1, "returned", comment="Check"))
    assert not decide_on(database, framework.project, decision(1, "approved"))
    assert [each.what for each in decisions(database, framework.project, NORTH)] == ["received", "returned"]


def test_of_many_who_decide_at_once_one_wins_and_the_others_are_told(database: Database, framework: Framework) -> None:
    sent(database, framework, GOOD)
    wishes = [decision(1, "approved"), decision(1, "returned", comment="Check")] * 8
    with ThreadPoolExecutor(len(wishes)) as people:
        applied = list(people.map(lambda each: decide_on(database, framework.project, each), wishes))
    assert applied.count(True) == 1
    assert len(decisions(database, framework.project, NORTH)) == 2


def test_a_decision_on_a_report_that_never_came_is_not_applied(database: Database, framework: Framework) -> None:
    assert not decide_on(database, framework.project, decision(1, "approved"))
