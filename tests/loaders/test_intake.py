from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from framework.model import Project, UploadedFile
from loaders.choices import Choices
from loaders.differences import Change, Kind
from loaders.framework_file import Framework
from loaders.intake import load
from loaders.outcome import Instructions, Outcome
from store.database import Database, open_database
from store.record import read_record
from tests.loaders.report_examples import codes, number, project

FIRST = b"indicator,period,sex,value\n1.1,2023-Q1,female,10\n1.1,2023-Q1,male,5\n1.2,2023-Q1,,20\n"
SECOND = b"indicator,period,sex,value\n1.1,2023-Q1,female,12\n"
NOON = datetime(2023, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'results.sqlite'}")
    yield opened
    opened.close()


def world() -> Project:
    """The examples' project with the only reporter that the framework file would give it."""
    plain = project(reporters=True)
    return replace(plain, reporters={"A": plain.reporters["A"]})


def take(database: Database, *files: bytes, **how: object) -> Outcome:
    framework = Framework(world(), (UploadedFile("indicators.yaml", b"project:"),))
    sent = [UploadedFile(f"{position}.csv", data) for position, data in enumerate(files)]
    return load(database, framework, sent, Instructions(**({"by": "Anna", "at": NOON} | how)))  # type: ignore[arg-type]


def totals(database: Database) -> dict[str, object]:
    record = read_record(database, world())
    return {said.indicator: said.figure[()] for said in record.statements}


def kinds(outcome: Outcome) -> list[tuple[Kind, str, str]]:
    return [(change.kind, change.indicator, " ".join(code for _, code in change.place)) for change in outcome.changes]


def test_a_first_load_keeps_everything_as_new(database: Database) -> None:
    outcome = take(database, FIRST)
    assert [(kept.report, kept.version) for kept in outcome.kept] == [("P/A/2023-Q1", 1)]
    assert {change.kind for change in outcome.changes} == {Kind.NEW}
    assert totals(database) == {"1.1": number(15), "1.2": number(20)}


def test_a_second_load_replaces_and_tells_what_changed_and_went(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, SECOND)
    assert kinds(outcome) == [
        (Kind.CHANGED, "1.1", ""),
        (Kind.CHANGED, "1.1", "female"),
        (Kind.GONE, "1.1", "male"),
        (Kind.GONE, "1.2", ""),
    ]
    assert totals(database) == {"1.1": number(12)}


def test_an_amendment_changes_only_the_indicators_in_the_file(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, SECOND, amend=True)
    assert (Kind.GONE, "1.2", "") not in kinds(outcome)
    assert totals(database) == {"1.1": number(12), "1.2": number(20)}


def test_an_amendment_with_a_blank_value_withdraws_the_figure(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, b"indicator,period,value\n1.2,2023-Q1,\n", amend=True)
    assert kinds(outcome) == [(Kind.GONE, "1.2", "")]
    assert totals(database) == {"1.1": number(15)}


def test_the_same_bytes_again_change_nothing(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, FIRST)
    assert [kept.state.value for kept in outcome.kept] == ["unchanged"]
    assert not outcome.changes


def test_an_error_in_one_file_keeps_none_of_them(database: Database) -> None:
    outcome = take(database, FIRST, b"indicator,period,value\n9.9,2023-Q2,1\n")
    assert codes(list(outcome.problems)) == ["UNKNOWN_INDICATOR"]
    assert not outcome.kept
    assert totals(database) == {}


def test_a_dry_run_tells_the_effect_and_keeps_nothing(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, SECOND, dry_run=True)
    assert kinds(outcome)[0] == (Kind.CHANGED, "1.1", "")
    moved = {
        effect.indicator: (effect.actual_before, effect.actual_after) for effect in outcome.effects if effect.moves
    }
    assert moved == {"1.1": (15, 12), "1.2": (20, None), "1.9": (75, None)}
    assert totals(database) == {"1.1": number(15), "1.2": number(20)}


def test_a_dry_run_on_an_empty_database_leaves_it_empty(database: Database) -> None:
    outcome = take(database, FIRST, dry_run=True)
    total = Change(
        kind=Kind.NEW, reporter="A", period="2023-Q1", indicator="1.1", place=(), before=None, after=number(15)
    )
    assert outcome.changes[0] == replace(total, computed=True)
    assert read_record(database, world()).versions == []


def test_withdrawing_all_figures_leaves_an_empty_report(database: Database) -> None:
    take(database, FIRST)
    outcome = take(database, b"indicator,period,value\n1.1,2023-Q1,\n")
    assert {change.kind for change in outcome.changes} == {Kind.GONE}
    assert [version.figures for version in read_record(database, world()).versions] == [3, 0]


COMMAS = b'indicator,period,value\n1.2,2023-Q1,"1,200"\n'
FURTHER = b'indicator,period,value\n1.2,2023-Q2,"1,300"\n'
POINT = Choices(decimals=".")


def test_accepted_choices_are_remembered_for_the_reporter(database: Database) -> None:
    assert codes(list(take(database, COMMAS).problems)) == ["AMBIGUOUS_NUMBER"]
    assert take(database, COMMAS, choices=POINT).kept
    outcome = take(database, FURTHER)
    assert outcome.kept
    assert outcome.manners[0].remembered == {"decimals"}
    assert outcome.changes[0].after == number(1300)


@pytest.mark.parametrize("how", [{"dry_run": True}, {"reporter": "nobody"}])
def test_a_dry_run_or_a_refused_load_remembers_nothing(database: Database, how: dict[str, object]) -> None:
    take(database, COMMAS, choices=POINT, **how)
    assert codes(list(take(database, FURTHER).problems)) == ["AMBIGUOUS_NUMBER"]


def test_a_dry_run_uses_what_is_remembered(database: Database) -> None:
    take(database, COMMAS, choices=POINT)
    assert not take(database, FURTHER, dry_run=True).problems


def test_choices_add_up_until_they_are_forgotten(database: Database) -> None:
    take(database, COMMAS, choices=POINT)
    named = b'indicator,period,sum\n1.2,2023-Q2,"1,300"\n'
    take(database, named, choices=Choices(columns={"sum": "value"}))
    assert take(database, named.replace(b"Q2", b"Q3")).kept
    assert take(database, FIRST, forget=True).kept
    assert "AMBIGUOUS_NUMBER" in codes(list(take(database, FURTHER.replace(b"Q2", b"Q4")).problems))


def test_the_same_bytes_read_otherwise_are_a_new_version(database: Database) -> None:
    money = b'indicator,period,value\n1.4,2023-Q1,"1,200"\n'
    take(database, money, choices=POINT)
    outcome = take(database, money, choices=Choices(decimals=","))
    assert [(kept.version, kept.state.value) for kept in outcome.kept] == [(2, "replaced")]
    assert totals(database) == {"1.4": number("1.2")}
    again = take(database, money, choices=Choices(decimals=","))
    assert [(kept.version, kept.state.value) for kept in again.kept] == [(2, "unchanged")]


def test_a_total_that_no_row_states_is_told_as_computed(database: Database) -> None:
    changes = take(database, FIRST).changes
    assert {(change.indicator, change.place == ()): change.computed for change in changes} == {
        ("1.1", True): True,
        ("1.1", False): False,
        ("1.2", True): False,
    }
