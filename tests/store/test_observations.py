from datetime import date
from fractions import Fraction

from framework.model import NOT_APPLICABLE, Kind, Remark, Row, Stage
from framework.tables import observation_columns
from store.database import Database
from store.observations import rows
from store.record import read_record
from tests.framework.making import amount, indicator, place, project, text
from tests.store.making import PEOPLE, Said, kept, report

STAGES = project(indicator("1", kind=Kind.MILESTONE, stages=(Stage("planned", text("")), Stage("open", text("")))))


def told(database: Database, whose: object = PEOPLE, **asked: object) -> list[Row]:
    with database.reading() as connection:
        return list(rows(connection, whose, **asked))  # type: ignore[arg-type]


def test_a_row_is_told_as_it_was_stated(database: Database) -> None:
    remark = Remark(note="ok", explanation="Floods", evidence="photo")
    kept(
        database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 30, place(sex="female"), date(2023, 2, 3), remark))
    )
    assert told(database) == [
        {
            "project": "P",
            "indicator": "1",
            "period": "2023-Q1",
            "date": date(2023, 2, 3),
            "reporter": "A",
            "sex": "female",
            "region": None,
            "service": None,
            "value": Fraction(30),
            "numerator": None,
            "denominator": None,
            "note": "ok",
            "explanation": "Floods",
            "evidence": "photo",
            "status": "accepted",
            "report": "P/A/2023-Q1",
            "version": 1,
            "file": "file0.csv",
            "line": 2,
        }
    ]
    assert tuple(told(database)[0]) == observation_columns([PEOPLE])


def test_rows_come_by_indicator_then_period_then_reporter_then_place_in_the_file(database: Database) -> None:
    for label, reporter in (("2023-Q2", "A"), ("2023-Q1", "B"), ("2023-Q1", "A")):
        said = report(PEOPLE, label, Said("2", 7), Said("1", 2, place(sex="male")), Said("1", 1), reporter=reporter)
        kept(database, PEOPLE, f"{label}{reporter}".encode(), said)
    found = [(row["indicator"], row["period"], row["reporter"], row["value"]) for row in told(database)]
    orders = [("2023-Q1", "A"), ("2023-Q1", "B"), ("2023-Q2", "A")]
    assert found == [("1", *order, value) for order in orders for value in (2, 1)] + [
        ("2", *order, 7) for order in orders
    ]


def test_only_the_indicators_and_periods_asked_for_are_told(database: Database) -> None:
    for label in ("2023-Q1", "2023-Q2"):
        kept(database, PEOPLE, label.encode(), report(PEOPLE, label, Said("1", 1), Said("2", 2)))
    found = told(database, indicators={"2"}, periods={"2023-Q2"})
    assert [(row["indicator"], row["period"]) for row in found] == [("2", "2023-Q2")]


def test_ratios_milestones_and_not_applicable_are_told_as_stated(database: Database) -> None:
    kept(database, STAGES, b"1", report(STAGES, "2023-Q1", Said("1", 1)))
    kept(database, STAGES, b"2", report(STAGES, "2023-Q2", Said("1", NOT_APPLICABLE)))
    assert [row["value"] for row in told(database, STAGES)] == ["open", "n/a"]


def test_a_numerator_and_a_denominator_are_no_value(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("2", amount((3, 4)))))
    assert [(row["value"], row["numerator"], row["denominator"]) for row in told(database)] == [(None, 3, 4)]


def test_an_empty_database_has_no_rows(database: Database) -> None:
    assert told(database) == []


def test_of_a_sensitive_indicator_donors_get_undivided_rows_and_of_reporters_with_small_parts_no_figures(
    database: Database,
) -> None:
    whose = project(indicator("1", "sex", sensitive=True), small_cells_below=5)
    for reporter, total in (("A", 30), ("B", 12)):
        said = report(whose, "2023-Q1", Said("1", total), Said("1", 2, place(sex="female")), reporter=reporter)
        kept(database, whose, reporter.encode(), said)
    assert [row["value"] for row in told(database, whose, role="donor")] == [30, 12]
    kept(database, whose, b"3", report(whose, "2023-Q2", Said("1", 3), reporter="B"))
    withheld = told(database, whose, role="donor")
    assert [(row["value"], row["line"], row["sex"]) for row in withheld] == [("*", None, None)] * 3
    assert [row["value"] for row in told(database, whose, role="evaluator")] == [30, 2, 12, 2, 3]


def test_donors_are_told_neither_the_evidence_of_sensitive_indicators_nor_explanations_of_their_cells(
    database: Database,
) -> None:
    whose = project(indicator("1", "sex", sensitive=True), indicator("2", sensitive=True), small_cells_below=5)
    rows = (
        Said("1", 30, remark=Remark(explanation="A storm", evidence="list of names")),
        Said(
            "1", 2, place(sex="female"), remark=Remark(note="both", explanation="two sisters", evidence="their names")
        ),
        Said("2", 9, remark=Remark(evidence="list")),
    )
    kept(database, whose, b"1", report(whose, "2023-Q1", *rows))
    found = told(database, whose, role="donor")
    assert [(row["value"], row["explanation"], row["evidence"]) for row in found] == [
        (30, "A storm", None),
        (9, None, None),
    ]
    assert [each.words for each in read_record(database, whose, role="donor").explanations] == ["A storm"]
    assert [each.words for each in read_record(database, whose).explanations] == ["A storm; two sisters"]


def test_where_only_a_cell_is_explained_donors_are_told_that_it_is(database: Database) -> None:
    whose = project(indicator("1", "sex", sensitive=True), small_cells_below=5)
    said = Said("1", 2, place(sex="female"), remark=Remark(explanation="two sisters"))
    kept(database, whose, b"1", report(whose, "2023-Q1", said))
    assert [each.words for each in read_record(database, whose, role="donor").explanations] == ["*"]
